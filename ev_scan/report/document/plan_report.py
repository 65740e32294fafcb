"""What the plan as a document is made of, and the words and blocks that all its chapters use."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.ids import ContactId, OptionId, QuestionId
from ev_scan.domain.measures import Contact
from ev_scan.domain.plan import Action, ActionPlan, Phase
from ev_scan.domain.register import Register
from ev_scan.domain.text import Text as Content
from ev_scan.i18n import Localizer
from ev_scan.report.document.layout import Document
from ev_scan.report.document.text import Inline, Run
from ev_scan.report.words import Wording

_BLANK: Final = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class PlanReport:
    """Everything that the document shows."""

    plan: ActionPlan
    answers: AnswerSet
    notes: Mapping[QuestionId, str]
    catalogue: Catalogue
    localize: Localizer
    created: datetime
    attachment: tuple[str, bytes]
    """File name and content of the plan as JSON, carried inside the PDF."""
    code: str | None
    """The resume code, only when the owner asked for it."""
    resume_url: str | None
    register: Register = field(default_factory=Register)


class Edition:
    """A document about one company in the making, and the words for it."""

    def __init__(
        self, plan: ActionPlan, answers: AnswerSet, catalogue: Catalogue, localize: Localizer, document: Document
    ) -> None:
        self.document = document
        self.plan, self.catalogue, self.localize = plan, catalogue, localize
        self.wording = Wording(catalogue, localize)
        self.answers = catalogue.questionnaire.standing(answers)

    @property
    def knows_company(self) -> bool:
        """Whether anything was said about the company, without which nobody can say how interesting it is."""
        return any(question.id in self.answers for question in self.catalogue.questionnaire.profile)

    def content(self, text: Content, *, strong: bool = False) -> Run:
        """Words of the questionnaires, marked where they are still in Dutch."""
        return Run(self.localize(text), strong=strong, lang=self._foreign(text))

    def link(self, text: Content, url: str) -> Run:
        return Run(self.localize(text), url=url, lang=self._foreign(text))

    def _foreign(self, text: Content) -> str | None:
        language = self.localize.language_of(text)
        return language if language != self.localize.locale else None

    def theme(self, cluster: str, *, strong: bool = False) -> Run:
        return self.content(self.catalogue.questionnaire.cluster(cluster).title, strong=strong)

    def question(self, question: QuestionId) -> Run:
        return self.content(self.catalogue.questionnaire.question(question).text)

    def option(self, question: QuestionId, option: OptionId, *, strong: bool = False) -> Run:
        return self.content(self.catalogue.questionnaire.question(question).option(option).text, strong=strong)

    def contacts(self, names: tuple[ContactId, ...]) -> list[Contact]:
        return [self.catalogue.contacts[name] for name in names]

    def lift(self, action: Action) -> list[Inline]:
        if action.lift is None:
            return []
        words = self.localize.gettext("%(theme)s van %(before)s naar %(after)s")
        before, after = str(action.lift.before), str(action.lift.after)
        return filled(words, theme=self.theme(action.lift.cluster), before=before, after=after)

    def after(self, action: Action) -> list[Inline]:
        """The actions to do first, each a link to its sheet when it has one."""
        titles: list[Inline] = []
        with_sheet = {each.measure.id for each in self.plan.in_phase(Phase.NOW)}
        for name in action.after:
            title = self.content(self.catalogue.measures.get(name).title)
            titles += ["; ", replace(title, anchor=anchor_of(name) if name in with_sheet else None)]
        return titles[1:]


class PlanEdition(Edition):
    """The plan itself, with all that its report holds."""

    def __init__(self, report: PlanReport, document: Document) -> None:
        super().__init__(report.plan, report.answers, report.catalogue, report.localize, document)
        self.report = report


def anchor_of(measure: str) -> str:
    return f"action-{measure}"


def filled(template: str, **parts: Inline) -> list[Inline]:
    """A translated sentence with runs in its blanks."""
    pieces = _BLANK.split(template)
    return [parts[piece] if number % 2 else piece for number, piece in enumerate(pieces) if number % 2 or piece]


def telephone(number: str) -> Run:
    """A number to tap."""
    return Run(number, url="tel:" + re.sub(r"[^0-9+]", "", number))


def joined(parts: list[list[Inline]], between: str) -> list[Inline]:
    return [inline for part in parts if part for inline in (between, *part)][1:]
