"""Laws that may matter to a company: which answers point there. Never a verdict."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.conditions import Causes, Condition, causes, holds
from ev_scan.domain.ids import ContactId, RegimeId, SourceId, TopicId
from ev_scan.domain.questionnaire import Question
from ev_scan.domain.text import Text


class RegimeStatus(StrEnum):
    APPLIES = "applies"
    COMING = "coming"
    BY_CONTRACT = "by_contract"


class Outcome(StrEnum):
    """What the answers say; a lawyer or the authority decides."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Regime:
    """A card about one law or set of rules, as known on `as_of`."""

    id: RegimeId
    title: Text
    short: Text
    status: RegimeStatus
    since: str | None
    """A year, a month or a day."""
    summary: Text
    questions: tuple[Question, ...]
    likely_when: Condition
    possible_when: Condition
    to_do: tuple[Text, ...]
    coming: Text | None
    verify: tuple[Text, ...]
    contacts: tuple[ContactId, ...]
    sources: tuple[SourceId, ...]
    topics: tuple[TopicId, ...]
    as_of: date
    review_by: date


@dataclass(frozen=True, slots=True)
class RegimeResult:
    regime: Regime
    outcome: Outcome
    because: Causes
    """The answers that point there; empty when nothing does."""

    @property
    def is_found(self) -> bool:
        return self.outcome is not Outcome.NOT_FOUND


def judge(regime: Regime, answers: AnswerSet) -> RegimeResult:
    """For answers of which each one counts: what `Questionnaire.standing` gives."""
    for outcome, condition in ((Outcome.LIKELY, regime.likely_when), (Outcome.POSSIBLE, regime.possible_when)):
        if holds(condition, answers):
            return RegimeResult(regime, outcome, tuple(dict.fromkeys(causes(condition, answers))))
    return RegimeResult(regime, Outcome.NOT_FOUND, ())
