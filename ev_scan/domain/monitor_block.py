"""The monitor block: how a company sees its own risks, asked in fixed words before anything is explained."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from ev_scan.domain.answers import Answer, AnswerSet
from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.ids import OptionId, QuestionId
from ev_scan.domain.questionnaire import Question
from ev_scan.domain.text import Text

DOMAINS: Final = (
    *("investments", "digital", "supply_chain", "personnel"),
    *("knowledge", "cooperation", "physical", "export"),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a field of the block may hold: one of these values, several, or one for each row."""

    values: tuple[str, ...]
    rows: tuple[str, ...] = ()
    several: bool = False


SHAPES: Final[Mapping[str, Shape]] = {
    "awareness": Shape(("1", "2", "3")),
    "perceived": Shape(("1", "2", "3", "4", "5", "no_opinion"), DOMAINS),
    "measures": Shape(("0", "1", "2", "3", "unknown"), DOMAINS),
    "knows": Shape(("1", "2", "3", "4", "5"), DOMAINS),
    "barriers": Shape(
        (
            *("cost", "knowledge", "time", "no_priority", "not_a_target", "which_measure"),
            *("unclear_rules", "no_help_found", "not_asked_for", "other", "none"),
        ),
        several=True,
    ),
    "spending": Shape(("none", "under_1k", "1k_10k", "10k_50k", "over_50k", "unknown")),
    "support": Shape(
        (
            *("scan", "personal_advice", "model_contracts", "screening_help", "threat_information"),
            *("subsidy", "training", "peer_network", "checklist_per_law", "agency_contact"),
        ),
        several=True,
    ),
    "channels": Shape(("no", "heard", "used"), ("olev", "campaign", "ev_scan", "ncsc", "bti", "cdiu")),
    "cbs": Shape(("yes", "no", "unknown"), ("two_factor", "risk_analysis", "encryption")),
}
"""Published figures are counted by these for years, so content may word them but not change them."""


@dataclass(frozen=True, slots=True)
class BlockQuestion:
    """One question, or the same question about each of several rows."""

    field: str
    text: Text
    hint: Text | None
    questions: tuple[Question, ...]
    """One for each row."""
    has_rows: bool
    turning: frozenset[OptionId] = frozenset()
    """Options that stand in another order for each company, so that the first has no advantage."""


@dataclass(frozen=True, slots=True)
class BlockPage:
    id: str
    title: Text
    fields: tuple[BlockQuestion, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for each in self.fields for question in each.questions)


@dataclass(frozen=True)
class MonitorBlock:
    version: str = ""
    """Of the wording: another text is another version."""
    pages: tuple[BlockPage, ...] = ()

    def page(self, page_id: str) -> BlockPage:
        for page in self.pages:
            if page.id == page_id:
                return page
        raise NotInCatalogue(page_id)

    def beside(self, page: BlockPage, step: int) -> BlockPage | None:
        """The page before (-1) or after (1) it."""
        place = self.pages.index(page) + step
        return self.pages[place] if 0 <= place < len(self.pages) else None

    @property
    def questions(self) -> Iterator[Question]:
        for page in self.pages:
            yield from page.questions


def item_id(field_name: str, row: str | None) -> QuestionId:
    """The id of the question about one row."""
    return QuestionId(f"{field_name}-{row}" if row else field_name)


def by_field(answers: AnswerSet) -> dict[str, Any]:
    """As a contribution writes them; what no field can hold is left out."""
    found: dict[str, Any] = {}
    for name, shape in SHAPES.items():
        given = {row: _known(answers.of(item_id(name, row)), shape) for row in shape.rows or (None,)}
        told = {row: chosen for row, chosen in given.items() if chosen}
        if shape.rows and told:
            found[name] = {row: _value(chosen[0]) for row, chosen in told.items()}
        elif told:
            chosen = told[None]
            found[name] = list(chosen) if shape.several else _value(chosen[0])
    return found


def _known(chosen: Answer, shape: Shape) -> Answer:
    return tuple(option for option in chosen if option in shape.values)


def _value(option: str) -> int | str:
    return int(option) if option.isdecimal() else option


@dataclass(frozen=True)
class Participation:
    """What a company told the block, and what it decided about taking part. Nothing here is finer than a year."""

    version: str = ""
    year: int | None = None
    """In which the block was answered."""
    answers: AnswerSet = field(default_factory=AnswerSet)
    declined: bool = False
    """The company wants no questions of the monitor."""
    contributed: int | None = None
    refused: int | None = None

    def answered(self, given: Mapping[QuestionId, Answer], version: str, year: int) -> "Participation":
        """A copy with these answers; those to other wording, or of another year, are dropped."""
        current = (self.version, self.year) == (version, year)
        answers = self.answers if current else AnswerSet()
        for question, chosen in given.items():
            answers = answers.with_answer(question, chosen)
        return replace(self, version=version, year=year, answers=answers, declined=False)

    def with_declined(self) -> "Participation":
        return replace(self, version="", year=None, answers=AnswerSet(), declined=True)

    def counted_for(self, version: str, year: int) -> AnswerSet:
        """The answers that may go along: to the wording of now, given this year."""
        return self.answers if (self.version, self.year) == (version, year) else AnswerSet()

    def to_document(self) -> dict[str, Any]:
        told: dict[str, Any] = {
            "version": self.version,
            "year": self.year,
            "answers": {question: list(chosen) for question, chosen in sorted(self.answers.by_question.items())},
            "declined": self.declined,
            "contributed": self.contributed,
            "refused": self.refused,
        }
        return {name: value for name, value in told.items() if value}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Participation":
        answers = document.get("answers", {})
        return cls(
            version=document.get("version", ""),
            year=document.get("year"),
            answers=AnswerSet({QuestionId(q): tuple(map(OptionId, chosen)) for q, chosen in answers.items()}),
            declined=document.get("declined", False),
            contributed=document.get("contributed"),
            refused=document.get("refused"),
        )
