"""The way through the scan, in the words that an entrepreneur reads, in either language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from pages.visitor import Visitor

from ev_scan.domain.answers import Answer
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.questionnaire import Question, QuestionKind
from ev_scan.i18n import Localizer, localizer

CODE = re.compile(r"\b(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}\b")
_QUESTION = re.compile(r"/scan/(?P<section>[a-z_-]+)/(?P<question>(?!controle)[a-z0-9_]+)")
_MOST_PAGES = 200


@dataclass
class ScanTrip:
    visitor: Visitor = field(repr=False)
    catalogue: Catalogue = field(repr=False)
    language: str = "nl"
    given: dict[str, Answer] = field(default_factory=dict)
    """What was answered on the way, by question."""

    @property
    def localize(self) -> Localizer:
        return localizer(self.language)

    def say(self, dutch: str) -> str:
        """The words that stand on the page for these Dutch ones."""
        return self.localize.gettext(dutch)

    def optional(self, dutch: str) -> str:
        return f"{self.say(dutch)} {self.say('(niet verplicht)')}"

    def begin(self) -> Self:
        self.visitor.open("/").click(self.say("Start de scan")).press(self.say("Akkoord, ik begin"))
        assert self.visitor.page.path == "/scan"
        return self

    @property
    def code(self) -> str:
        """The code on the page, or on the overview."""
        found = CODE.search(self.visitor.page.text) or CODE.search(self.visitor.open("/scan").page.text)
        assert found, "no code to write down"
        return found[0]

    @property
    def asked(self) -> Question | None:
        """The question on the page."""
        found = _QUESTION.fullmatch(self.visitor.page.path)
        return self.catalogue.questionnaire.question(found["question"]) if found else None

    def to(self, question_id: str) -> Self:
        topic = self.catalogue.questionnaire.topic_of(self.catalogue.questionnaire.question(question_id).id)
        self.visitor.open(f"/scan/{topic.cluster if topic else 'profile'}/{question_id}")
        return self

    def pick(self, *options: str) -> Self:
        """Choose these options, by id, on the question page that is open."""
        question = self.asked
        assert question, f"{self.visitor.page.path} asks nothing"
        self.visitor.clear().choose(*(self.localize(question.option(option).text) for option in options))
        self.given[question.id] = question.arranged(options)
        return self

    def note(self, text: str) -> Self:
        self.visitor.write(self.optional("Notitie"), text)
        return self

    def next(self) -> Self:
        self.visitor.press(self.say("Opslaan en verder"))
        return self

    def stop(self) -> Self:
        self.visitor.press(self.say("Opslaan en stoppen"))
        return self

    def answer(self, question_id: str, *options: str) -> Self:
        return self.to(question_id).pick(*options).next()

    def walk(self, answers: Mapping[str, Answer] | None = None) -> Self:
        """Answer one section after the other until the result is there."""
        for _ in range(_MOST_PAGES):
            question = self.asked
            if question:
                self.pick(*((answers or {}).get(question.id) or _ordinary(question))).next()
            elif self.visitor.page.path.endswith("/controle"):
                self.finish_section()
            elif self.visitor.page.path == "/scan":
                self.go_on()
            else:
                return self
        raise AssertionError("the scan does not end")

    def go_on(self) -> Self:
        """The one button of the overview."""
        links = self.visitor.page.links()
        self.visitor.click(next(text for text in map(self.say, ("Ga verder", "Begin met uw bedrijf")) if text in links))
        return self

    def finish_section(self) -> Self:
        profile = self.visitor.page.path == "/scan/profile/controle"
        self.visitor.press(self.say("Klaar, naar de thema’s") if profile else self.say("Thema afronden"))
        return self

    def resume(self, code: str) -> Self:
        self.visitor.open("/hervat").write(self.say("Uw code"), code).press(self.say("Verder"))
        return self


def _ordinary(question: Question) -> Answer:
    """What a company that has something to gain would say."""
    if question.kind is QuestionKind.GRADED:
        return ("1",)
    options = [option for option in question.options if not option.exclusive]
    return (options[len(options) // 2].id,)
