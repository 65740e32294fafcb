"""The catalogue as a public library: the texts of each page, a find box, and the glossary, per language."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain
from threading import Lock
from typing import NamedTuple

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.knowledge import AssetGroup, Escalation, Method
from ev_scan.domain.measures import Measure
from ev_scan.domain.questionnaire import Question, Topic
from ev_scan.domain.regimes import Regime
from ev_scan.domain.text import Text
from ev_scan.i18n import Localizer
from ev_scan.report.terms import Glossary
from ev_scan.services.search import Document, Index


class Kind(StrEnum):
    """In the order in which equally good pages are found: who is in need comes first."""

    URGENT = "urgent"
    TERM = "term"
    TOPIC = "topic"
    MEASURE = "measure"
    METHOD = "method"
    REGIME = "regime"


class Page(NamedTuple):
    kind: Kind
    id: str


class Library:
    """One per process. What a language needs is made when it is first asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._shelves: dict[str, tuple[Index[Page], Glossary]] = {}
        self._lock = Lock()

    def index(self, localize: Localizer) -> Index[Page]:
        return self._shelf(localize)[0]

    def glossary(self, localize: Localizer) -> Glossary:
        return self._shelf(localize)[1]

    def _shelf(self, localize: Localizer) -> tuple[Index[Page], Glossary]:
        found = self._shelves.get(localize.locale)
        if found:
            return found
        with self._lock:  # the second visitor waits for the first one's work instead of doing it again
            if localize.locale not in self._shelves:
                index = Index(documents(self._catalogue), localize)
                self._shelves[localize.locale] = index, Glossary(self._catalogue.terms, localize)
            return self._shelves[localize.locale]


def documents(catalogue: Catalogue) -> Iterator[Document[Page]]:
    for card in catalogue.escalations.values():
        yield Document(Page(Kind.URGENT, card.id), (card.title,), escalation_texts(card))
    for term in catalogue.terms:
        yield Document(Page(Kind.TERM, term.id), (term.term, *term.also), (term.explanation,))
    for topic in catalogue.questionnaire.topics:
        code = Text(topic.code, topic.id)
        yield Document(Page(Kind.TOPIC, topic.id), (topic.title, code), topic_texts(topic))
    for measure in catalogue.measures:
        yield Document(Page(Kind.MEASURE, measure.id), (measure.title,), measure_texts(measure))
    for method in catalogue.methods.values():
        yield Document(Page(Kind.METHOD, method.id), (method.title,), method_texts(method))
    for regime in catalogue.regimes.values():
        yield Document(Page(Kind.REGIME, regime.id), (regime.short, regime.title), regime_texts(regime))


def question_texts(question: Question) -> tuple[Text, ...]:
    options = (option.text for option in question.options)
    return (question.text, *filter(None, (question.hint, question.why)), *options)


def topic_texts(topic: Topic) -> tuple[Text, ...]:
    return (*chain.from_iterable(question_texts(question) for question in topic.questions), topic.find_out.text)


def measure_texts(measure: Measure) -> tuple[Text, ...]:
    """With what its variants say otherwise."""
    own = (measure.why, measure.first_step, *measure.how, *measure.message)
    varied = ((each.measure.title, *measure_texts(each.measure)) for each in measure.variants)
    return tuple(dict.fromkeys((*own, *chain.from_iterable(varied))))


def method_texts(method: Method) -> tuple[Text, ...]:
    story = method.story
    return (method.summary, *method.how, *method.signs, story.title, *story.text, story.lesson)


def group_texts(groups: Iterable[AssetGroup]) -> tuple[Text, ...]:
    return tuple(chain.from_iterable((group.title, group.summary, *group.examples) for group in groups))


def regime_texts(regime: Regime) -> tuple[Text, ...]:
    asked = chain.from_iterable((question.text, *filter(None, (question.hint,))) for question in regime.questions)
    return (regime.summary, *asked, *regime.to_do, *filter(None, (regime.coming,)), *regime.verify)


def escalation_texts(card: Escalation) -> tuple[Text, ...]:
    return (*card.recognise, *card.now, *card.avoid, *card.afterwards)
