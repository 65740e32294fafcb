"""One topic with everything that hangs on it, for who edits it: as text for a terminal, or as one page."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from itertools import groupby
from textwrap import fill

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.conditions import ALWAYS
from ev_scan.domain.measures import Measure, Variant
from ev_scan.domain.questionnaire import Question, Topic
from ev_scan.domain.text import Text
from ev_scan.i18n import Localizer
from ev_scan.report.condition_words import ConditionWords
from ev_scan.report.words import Wording

_WIDTH = 100
_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h2 { border-top: 2px solid; margin-top: 2.5rem; padding-top: .5rem; }
h3 { margin-top: 2rem; }
dt { font-weight: bold; }
dd { margin: 0 0 .5rem; }
"""


class Kind(StrEnum):
    TITLE = "title"
    PART = "part"
    STEP = "step"
    TEXT = "text"
    FACT = "fact"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Line:
    kind: Kind
    words: str
    label: str = ""
    """What a fact is about."""


class TopicPreview:
    def __init__(self, catalogue: Catalogue, topic: Topic, localize: Localizer) -> None:
        self.catalogue, self.topic, self.localize = catalogue, topic, localize
        self.wording, self.conditions = Wording(catalogue, localize), ConditionWords(catalogue, localize)

    def text(self) -> str:
        return "\n".join(_plain(line) for line in self.lines())

    def page(self) -> str:
        """A whole document in HTML that needs nothing else."""
        title = escape(f"{self.topic.code} {self.localize(self.topic.title)}")
        head = f'<head><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style></head>'
        body = "\n".join(["<body>", *_marked_up(self.lines()), "</body>"])
        return f'<!doctype html>\n<html lang="{self.localize.locale}">\n{head}\n{body}\n</html>\n'

    def lines(self) -> Iterator[Line]:
        topic = self.topic
        yield Line(Kind.TITLE, f"{topic.code} {self.localize(topic.title)}")
        yield from self.about()
        for question in topic.questions:
            yield from self.question(question)
        for measure in self.catalogue.measures.of_topic(topic.id):
            yield from self.measure(measure)

    def about(self) -> Iterator[Line]:
        topic, gettext, catalogue = self.topic, self.localize.gettext, self.catalogue
        yield Line(Kind.FACT, topic.id, "id")
        yield Line(Kind.FACT, self.wording.cluster(topic.cluster), gettext("Thema"))
        modes = [mode for mode in catalogue.questionnaire.modes if topic in catalogue.questionnaire.topics_of(mode)]
        yield Line(Kind.FACT, ", ".join(map(self.wording.mode, modes)), gettext("Soort scan"))
        if topic.relevant_when != ALWAYS:
            yield Line(Kind.FACT, self.conditions(topic.relevant_when), gettext("Alleen als"))
        for rule in topic.weight_rules:
            label = gettext("Gewicht %(weight)s als", weight=rule.weight)
            yield Line(Kind.FACT, self.conditions(rule.when), label)
        if topic.minimum_target > 1:
            yield Line(Kind.FACT, str(topic.minimum_target), gettext("Doel is minstens"))
        methods = [f"{name} {self.localize(catalogue.methods[name].title)}" for name in topic.methods]
        yield from self.listed(gettext("Hiermee houdt u tegen"), methods)
        laws = [self.localize(law.short) for law in catalogue.regimes_about(topic.id)]
        yield from self.listed(gettext("Regels die hierover gaan"), laws)
        cards = [self.localize(card.title) for card in catalogue.escalations.values() if topic.id in card.topics]
        yield from self.listed(gettext("Doe dit nu"), cards)
        find_out = topic.find_out
        yield Line(Kind.FACT, self.localize(find_out.text), gettext("Zoek dit uit"))
        asked = [self.localize(catalogue.roles[find_out.role].title)]
        asked += [self.localize(catalogue.contacts[name].name) for name in find_out.contacts]
        yield Line(Kind.FACT, ", ".join(asked), gettext("Vraag het aan:"))

    def question(self, question: Question) -> Iterator[Line]:
        gettext = self.localize.gettext
        yield Line(Kind.PART, self.localize(question.text))
        yield Line(Kind.FACT, question.id, "id")
        if question.hint:
            yield Line(Kind.TEXT, self.localize(question.hint))
        if question.asked_when != ALWAYS:
            yield Line(Kind.FACT, self.conditions(question.asked_when), gettext("Alleen als"))
        if question.why:
            yield Line(Kind.FACT, self.localize(question.why), gettext("Waarom vragen wij dit?"))
        for option in question.options:
            yield Line(Kind.ITEM, f"{option.id}: {self.localize(option.text)}")

    def measure(self, measure: Measure) -> Iterator[Line]:
        gettext, catalogue = self.localize.gettext, self.catalogue
        levels = f"{measure.from_level} → {measure.to_level}"
        yield Line(Kind.PART, f"{levels}  {self.localize(measure.title)}")
        yield Line(Kind.FACT, measure.id, "id")
        yield Line(Kind.TEXT, self.localize(measure.why))
        yield from self.facts(measure)
        yield Line(Kind.FACT, self.localize(measure.first_step), gettext("Eerste stap"))
        yield from self.all_lines(gettext("Zo pakt u het aan"), measure.how)
        yield from self.all_lines(gettext("Tekst om te sturen"), measure.message)
        before = [self.localize(catalogue.measures.get(name).title) for name in measure.after]
        yield from self.listed(gettext("Doe eerst"), before)
        helping = [self.localize(catalogue.contacts[name].name) for name in measure.contacts]
        nobody = gettext("Geen hulp nodig: dit kunt u zelf.")
        yield Line(Kind.FACT, ", ".join(helping) or nobody, gettext("Wie u kunnen helpen"))
        sources = [self.localize(catalogue.sources[name].title) for name in measure.sources]
        yield from self.listed(gettext("Waar dit advies op rust"), sources)
        for variant in measure.variants:
            yield from self.variant(measure, variant)

    def variant(self, measure: Measure, variant: Variant) -> Iterator[Line]:
        """Only what differs."""
        gettext, other = self.localize.gettext, variant.measure
        yield Line(Kind.STEP, self.localize(other.title))
        yield Line(Kind.FACT, self.conditions(variant.when), gettext("Alleen als"))
        if other.why != measure.why:
            yield Line(Kind.TEXT, self.localize(other.why))
        usual = list(self.facts(measure))
        yield from (fact for fact in self.facts(other) if fact not in usual)
        if other.first_step != measure.first_step:
            yield Line(Kind.FACT, self.localize(other.first_step), gettext("Eerste stap"))
        if other.how != measure.how:
            yield from self.all_lines(gettext("Zo pakt u het aan"), other.how)

    def facts(self, measure: Measure) -> Iterator[Line]:
        yield Line(Kind.FACT, self.wording.effort(measure.effort), self.localize.gettext("Moeite"))
        yield Line(Kind.FACT, self.wording.cost(measure.cost), self.localize.gettext("Kosten"))
        yield Line(Kind.FACT, self.wording.role(measure), self.localize.gettext("Wie"))

    def all_lines(self, label: str, texts: Iterable[Text]) -> Iterator[Line]:
        lines = [Line(Kind.ITEM, self.localize(text)) for text in texts]
        if lines:
            yield Line(Kind.TEXT, f"{label}:")
            yield from lines

    def listed(self, label: str, names: list[str]) -> Iterator[Line]:
        if names:
            yield Line(Kind.FACT, ", ".join(names), label)


def _plain(line: Line) -> str:
    words = f"{line.label.rstrip(':')}: {line.words}" if line.label else line.words
    if line.kind is Kind.TITLE:
        return f"{words}\n{'=' * len(words)}"
    if line.kind is Kind.PART:
        return f"\n{words}\n{'-' * len(words)}"
    if line.kind is Kind.STEP:
        return f"\n  * {words}"
    first, indent = ("  - ", "    ") if line.kind is Kind.ITEM else ("  ", "    ")
    return fill(words, _WIDTH, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False)


def _marked_up(lines: Iterable[Line]) -> Iterator[str]:
    for kind, group in groupby(lines, key=lambda line: line.kind):
        first, each, last = _MARKS[kind]
        yield first + "".join(each(line) for line in group) + last


def _element(name: str) -> tuple[str, Callable[[Line], str], str]:
    return "", lambda line: f"<{name}>{escape(line.words)}</{name}>", ""


_MARKS = {
    Kind.TITLE: _element("h1"),
    Kind.PART: _element("h2"),
    Kind.STEP: _element("h3"),
    Kind.TEXT: _element("p"),
    Kind.ITEM: ("<ul>", _element("li")[1], "</ul>"),
    Kind.FACT: (
        "<dl>",
        lambda line: f"<dt>{escape(line.label.rstrip(':'))}</dt><dd>{escape(line.words)}</dd>",
        "</dl>",
    ),
}
"""What stands before, around each of, and behind lines of one kind in a row."""
