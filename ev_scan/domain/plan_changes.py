"""What is different between two plans of one company."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from ev_scan.domain.plan import Action, ActionPlan, AgreedAction, Status
from ev_scan.domain.questionnaire import ExposureBand
from ev_scan.domain.regimes import RegimeResult
from ev_scan.domain.risks import RiskResult
from ev_scan.domain.scoring import ClusterResult
from ev_scan.domain.supply_chain import InputResult

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """Something as it was and as it is; None where it is not there."""

    old: T | None
    new: T | None


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """Only what differs."""

    band: Change[ExposureBand] | None
    scores: tuple[Change[ClusterResult], ...]
    added: tuple[Action, ...]
    """To do now, and not in the old plan."""
    done: tuple[Action, ...]
    gone: tuple[Action, ...]
    """To do in the old plan, and not any more, for another reason than that it was done."""
    agreed: tuple[Change[AgreedAction], ...]
    risks: tuple[Change[RiskResult], ...]
    inputs: tuple[Change[InputResult], ...]
    regimes: tuple[Change[RegimeResult], ...]

    @property
    def is_empty(self) -> bool:
        lists = (self.scores, self.added, self.done, self.gone, self.agreed, self.risks, self.inputs, self.regimes)
        return self.band is None and not any(lists)


def plan_changes(old: ActionPlan, new: ActionPlan) -> PlanChanges:
    """Both plans made with one catalogue; assets, inputs and agreements are the same when their words are."""
    bands = Change(old.result.exposure.band, new.result.exposure.band)
    was_open, is_open = _open(old), _open(new)
    done = [action for action in new.with_status(Status.DONE) if not _is(old, action, Status.DONE)]
    finished = {action.measure.id for action in done}
    return PlanChanges(
        band=bands if bands.old != bands.new else None,
        scores=_changes(old.result.clusters, new.result.clusters, lambda each: each.cluster, _score),
        added=tuple(action for name, action in is_open.items() if name not in was_open),
        done=tuple(done),
        gone=tuple(action for name, action in was_open.items() if name not in is_open and name not in finished),
        agreed=_changes(old.agreed, new.agreed, _agreement, lambda each: each.progress),
        risks=_changes(old.risks, new.risks, lambda each: (each.asset.name.casefold(), each.method.id), _risk),
        inputs=_changes(old.inputs, new.inputs, lambda each: each.input.name.casefold(), _input),
        regimes=_changes(old.regimes, new.regimes, lambda each: each.regime.id, lambda each: each.outcome),
    )


def _open(plan: ActionPlan) -> Mapping[str, Action]:
    return {action.measure.id: action for action in plan.actions if action.progress.status.is_open}


def _is(plan: ActionPlan, action: Action, status: Status) -> bool:
    found = plan.action(action.measure.id)
    return found is not None and found.progress.status is status


def _changes(
    old: Iterable[T], new: Iterable[T], key: Callable[[T], object], told: Callable[[T], object]
) -> tuple[Change[T], ...]:
    """The ones of which what is `told` differs, in the order of the new plan, and then what is gone."""
    before, after = {key(each): each for each in old}, {key(each): each for each in new}
    pairs = [Change(before.get(name), after.get(name)) for name in dict.fromkeys((*after, *before))]
    return tuple(pair for pair in pairs if pair.old is None or pair.new is None or told(pair.old) != told(pair.new))


def _agreement(found: AgreedAction) -> object:
    return (found.what.casefold(), found.measure.id if found.measure else None)


def _score(found: ClusterResult) -> object:
    return None if found.score is None else (found.score, found.low, found.high, found.target)


def _risk(found: RiskResult) -> object:
    return (found.current, found.target, found.line.treatment, found.line.acceptance)


def _input(found: InputResult) -> object:
    return (round(found.risk, 1), found.band, found.gap_days, found.exposure_eur, found.labels)
