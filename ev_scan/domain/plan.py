"""The action plan of one company: what to do, in which order, and what called for it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ev_scan.domain.ids import (
    AgreementId,
    AssetId,
    ClusterId,
    InputId,
    MeasureId,
    MethodId,
    OptionId,
    QuestionId,
    RegimeId,
    TopicId,
)
from ev_scan.domain.measures import Measure
from ev_scan.domain.questionnaire import FindOut, Question
from ev_scan.domain.regimes import RegimeResult
from ev_scan.domain.risks import RiskResult
from ev_scan.domain.scoring import ScanResult
from ev_scan.domain.supply_chain import InputResult

MOST_NOW = 6
MOST_NEXT = 10
QUICK_WINS_NOW = 3


class Phase(StrEnum):
    NOW = "now"
    NEXT = "next"
    LATER = "later"


class Status(StrEnum):
    TODO = "todo"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def is_open(self) -> bool:
        return self in (Status.TODO, Status.DOING)


@dataclass(frozen=True, slots=True)
class Progress:
    """What a company noted about a measure: how far, who, and by when."""

    status: Status = Status.TODO
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """An answer that called for an action."""

    question: QuestionId
    option: OptionId


@dataclass(frozen=True, slots=True)
class LegalReason:
    """A law that is likely to matter to this company."""

    regime: RegimeId


@dataclass(frozen=True, slots=True)
class RiskReason:
    """A line of the register that the action makes less likely."""

    asset: AssetId
    method: MethodId


@dataclass(frozen=True, slots=True)
class InputReason:
    """A critical input that the action makes the company lean on less."""

    input: InputId


AnyReason = Reason | LegalReason | RiskReason | InputReason


@dataclass(frozen=True, slots=True)
class Lift:
    """What an action does to the score of a cluster."""

    cluster: ClusterId
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Action:
    measure: Measure
    cluster: ClusterId
    rank: int
    phase: Phase
    reasons: tuple[AnyReason, ...]
    after: tuple[MeasureId, ...]
    """Actions of this plan to do first."""
    lift: Lift | None
    progress: Progress


@dataclass(frozen=True, slots=True)
class AgreedAction:
    """What the company agreed with an adviser, in the words of the two."""

    id: AgreementId
    what: str
    measure: Measure | None
    progress: Progress


@dataclass(frozen=True, slots=True)
class QuestionToAnswer:
    """Something the company does not know yet, and whom to ask."""

    topic: TopicId
    question: Question
    find_out: FindOut


@dataclass(frozen=True)
class ActionPlan:
    result: ScanResult
    actions: tuple[Action, ...]
    questions_to_answer: tuple[QuestionToAnswer, ...]
    regimes: tuple[RegimeResult, ...] = ()
    """Every legal check, in the order of the catalogue, also those of which nothing was found."""
    risks: tuple[RiskResult, ...] = ()
    """The lines of the register, in the order of the company."""
    inputs: tuple[InputResult, ...] = ()
    agreed: tuple[AgreedAction, ...] = ()
    """All that was agreed, in the order of agreeing; also what one of `actions` is about."""

    @property
    def own_actions(self) -> tuple[AgreedAction, ...]:
        """What was agreed besides `actions`: without a measure, or with one that the answers do not call for."""
        planned = {action.measure.id for action in self.actions}
        return tuple(each for each in self.agreed if each.measure is None or each.measure.id not in planned)

    def own_action(self, action_id: str) -> AgreedAction | None:
        return next((each for each in self.own_actions if each.id == action_id), None)

    def agreed_about(self, measure: str) -> tuple[str, ...]:
        """What was agreed about a measure, in the words of the agreements."""
        return tuple(each.what for each in self.agreed if each.measure is not None and each.measure.id == measure)

    def in_phase(self, phase: Phase) -> tuple[Action, ...]:
        """The open actions of one phase; what is done or dropped stands in none."""
        return tuple(action for action in self.actions if action.phase is phase and action.progress.status.is_open)

    def with_status(self, status: Status) -> tuple[Action, ...]:
        return tuple(action for action in self.actions if action.progress.status is status)

    def risk(self, asset: AssetId, method: MethodId) -> RiskResult | None:
        return next((found for found in self.risks if found.line.key == (asset, method)), None)

    def input(self, input_id: InputId) -> InputResult | None:
        return next((found for found in self.inputs if found.input.id == input_id), None)

    def action(self, measure: str) -> Action | None:
        return next((action for action in self.actions if action.measure.id == measure), None)
