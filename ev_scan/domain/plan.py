"""From a result to an ordered plan: one step per topic, dependencies first, at most six now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.ids import NOT_APPLICABLE, ClusterId, MeasureId, OptionId, QuestionId, RegimeId, TopicId
from ev_scan.domain.measures import Measure, MeasureLibrary
from ev_scan.domain.questionnaire import FindOut, Mode, Question
from ev_scan.domain.regimes import Outcome, RegimeResult, judge
from ev_scan.domain.scoring import ScanResult, TopicResult, TopicState, score_standing

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
    reasons: tuple[Reason | LegalReason, ...]
    after: tuple[MeasureId, ...]
    """Actions of this plan to do first."""
    lift: Lift | None
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

    def in_phase(self, phase: Phase) -> tuple[Action, ...]:
        """The open actions of one phase; what is done or dropped stands in none."""
        return tuple(action for action in self.actions if action.phase is phase and action.progress.status.is_open)

    def with_status(self, status: Status) -> tuple[Action, ...]:
        return tuple(action for action in self.actions if action.progress.status is status)

    def action(self, measure: str) -> Action | None:
        return next((action for action in self.actions if action.measure.id == measure), None)


@dataclass(frozen=True, slots=True, eq=False)
class _Candidate:
    measure: Measure
    topic: TopicResult
    level: int
    order: int

    @property
    def urgency(self) -> tuple[int, int, int, int, int]:
        """Smaller comes first: far below target and heavy, then low, then little work, then as in the catalogue."""
        shortfall = max(0, self.topic.target - self.level)
        at_target = 0 if shortfall else 1
        return (at_target, -shortfall * self.topic.weight, self.level, self.measure.effort.order, self.order)


def build_plan(
    catalogue: Catalogue, answers: AnswerSet, mode: Mode, progress: Mapping[MeasureId, Progress] | None = None
) -> ActionPlan:
    """The plan of a company. `progress` holds what it noted about measures, also ones that no longer apply."""
    progress = progress or {}
    answers = catalogue.questionnaire.standing(answers)
    result = score_standing(catalogue.questionnaire, answers, mode)
    regimes = tuple(judge(regime, answers) for regime in catalogue.regimes.values())
    planner = _Planner(catalogue, answers, result, regimes, progress)
    return ActionPlan(result, tuple(planner.actions()), tuple(planner.questions_to_answer()), regimes)


class _Planner:
    def __init__(
        self,
        catalogue: Catalogue,
        answers: AnswerSet,
        result: ScanResult,
        regimes: tuple[RegimeResult, ...],
        progress: Mapping[MeasureId, Progress],
    ) -> None:
        self.catalogue, self.answers, self.result, self.progress = catalogue, answers, result, progress
        self.likely = [found.regime for found in regimes if found.outcome is Outcome.LIKELY]
        self.library: MeasureLibrary = catalogue.measures
        self.levels = {topic.topic: self.level_now(topic) for topic in result.topics if topic.level is not None}
        noted = [m for m in self.library if m.id in progress] if progress else []
        self.finished = [measure for measure in noted if not self.status(measure).is_open]
        self.scored = {cluster.cluster: cluster for cluster in result.clusters if cluster.score is not None}
        self.waiting: dict[MeasureId, tuple[_Candidate, ...]] = {}
        self.steps = {candidate.measure.topic: candidate for candidate in self.candidates()}

    def status(self, measure: Measure) -> Status:
        return self.progress[measure.id].status if measure.id in self.progress else Status.TODO

    def level_now(self, topic: TopicResult) -> int:
        """The answered level, raised by the measures that the company has marked as done since."""
        level = topic.level or 0
        while (measure := self.library.step(topic.topic, level)) and self.status(measure) is Status.DONE:
            level += 1
        return level

    def candidates(self) -> Iterator[_Candidate]:
        for order, topic in enumerate(self.result.topics):
            level = self.levels.get(topic.topic)
            measure = self.library.step(topic.topic, level) if level is not None else None
            if measure and level is not None and self.status(measure) is not Status.DROPPED:
                yield _Candidate(measure.suited_to(self.answers), topic, level, order)

    def waits_for(self, measure: Measure) -> tuple[_Candidate, ...]:
        """The steps of this plan that bring a topic to where `measure` needs it."""
        if measure.id not in self.waiting:
            needed = [self.library.get(name) for name in measure.after]
            unmet = [m.topic for m in needed if m.topic in self.steps and self.levels[m.topic] < m.to_level]
            found = tuple(self.steps[topic] for topic in dict.fromkeys(unmet) if topic != measure.topic)
            self.waiting[measure.id] = found
        return self.waiting[measure.id]

    def ordered(self) -> list[_Candidate]:
        """By urgency, but never before a step that it waits for."""
        placed: dict[TopicId, _Candidate] = {}

        def place(candidate: _Candidate) -> None:
            if candidate.measure.topic in placed:
                return
            for earlier in sorted(self.waits_for(candidate.measure), key=lambda step: step.urgency):
                place(earlier)
            placed[candidate.measure.topic] = candidate

        for candidate in sorted(self.steps.values(), key=lambda step: step.urgency):
            place(candidate)
        return list(placed.values())

    def phases(self, ordered: list[_Candidate]) -> dict[Phase, list[_Candidate]]:
        needed = self.all_waited_for([c for c in ordered if self.pressing(c)])
        pressing = [c for c in ordered if self.pressing(c) or c in needed]
        chosen = self.with_quick_wins(pressing[:MOST_NOW], pressing[MOST_NOW:])
        now = [c for c in pressing if c in chosen]
        rest = [c for c in pressing if c not in chosen]
        later = [*rest[MOST_NEXT:], *(c for c in ordered if c not in pressing)]
        return {Phase.NOW: now, Phase.NEXT: rest[:MOST_NEXT], Phase.LATER: later}

    def pressing(self, candidate: _Candidate) -> bool:
        return candidate.level < candidate.topic.target

    def all_waited_for(self, candidates: list[_Candidate]) -> set[_Candidate]:
        """Every step that one of these waits for, directly or through another."""
        found: set[_Candidate] = set()
        open_steps = list(candidates)
        while open_steps:
            new = [step for step in self.waits_for(open_steps.pop().measure) if step not in found]
            found.update(new)
            open_steps.extend(new)
        return found

    def with_quick_wins(self, chosen: list[_Candidate], others: list[_Candidate]) -> list[_Candidate]:
        """Swap the least urgent slow actions for quick wins that can start, until there are three."""
        chosen = list(chosen)
        for candidate in others:
            quick = sum(c.measure.is_quick_win for c in chosen)
            if quick >= QUICK_WINS_NOW:
                break
            if not candidate.measure.is_quick_win or any(w not in chosen for w in self.waits_for(candidate.measure)):
                continue
            needed = {step for c in (*chosen, candidate) for step in self.waits_for(c.measure)}
            out = [c for c in chosen if not c.measure.is_quick_win and c not in needed]
            if not out:
                break
            chosen.remove(out[-1])
            chosen.append(candidate)
        return chosen

    def actions(self) -> Iterator[Action]:
        rank = 0
        for phase, candidates in self.phases(self.ordered()).items():
            for candidate in candidates:
                rank += 1
                after = tuple(step.measure.id for step in self.waits_for(candidate.measure))
                yield self.action(candidate.measure, candidate.topic, rank, phase, after)
        for measure in self.finished:
            topic = self.result.topic(measure.topic)
            if topic is not None:
                rank += 1
                yield self.action(measure.suited_to(self.answers), topic, rank, Phase.LATER, ())

    def action(
        self, measure: Measure, topic: TopicResult, rank: int, phase: Phase, after: tuple[MeasureId, ...]
    ) -> Action:
        progress = self.progress.get(measure.id, Progress())
        lift = self.lift(measure, topic) if progress.status.is_open else None
        return Action(measure, topic.cluster, rank, phase, self.reasons(topic), after, lift, progress)

    def lift(self, measure: Measure, topic: TopicResult) -> Lift | None:
        cluster = self.scored.get(topic.cluster)
        if cluster is None:
            return None
        done = topic.weight * (measure.from_level - (topic.level or 0))
        return Lift(cluster.cluster, cluster.score_with(done), cluster.score_with(done + topic.weight))

    def reasons(self, topic: TopicResult) -> tuple[Reason | LegalReason, ...]:
        """The graded answers that hold the topic where it is, the profile answers that made it weigh more, the laws."""
        asked = self.catalogue.questionnaire.topic(topic.topic)
        answered = [
            Reason(question.id, option)
            for question in asked.graded
            for option in self.answers.of(question.id)
            if option != NOT_APPLICABLE and self.answers.level(question.id) in (topic.answered_level, topic.level)
        ]
        laws = (LegalReason(regime.id) for regime in self.likely if topic.topic in regime.topics)
        return (*answered, *(Reason(*cause) for cause in topic.weighed_by), *laws)

    def questions_to_answer(self) -> Iterator[QuestionToAnswer]:
        for topic in self.result.topics:
            if topic.state is TopicState.UNKNOWN:
                asked = self.catalogue.questionnaire.topic(topic.topic)
                for question in asked.graded:
                    if self.answers.is_unknown(question.id):
                        yield QuestionToAnswer(topic.topic, question, asked.find_out)
