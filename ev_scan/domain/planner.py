"""From answers and register to an ordered plan: one step per topic, dependencies first, at most six now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.conditions import holds
from ev_scan.domain.ids import NOT_APPLICABLE, MeasureId, TopicId
from ev_scan.domain.measures import Measure, MeasureLibrary
from ev_scan.domain.own_actions import OwnAction, agreed_actions
from ev_scan.domain.plan import (
    MOST_NEXT,
    MOST_NOW,
    QUICK_WINS_NOW,
    Action,
    ActionPlan,
    AnyReason,
    LegalReason,
    Lift,
    Phase,
    Progress,
    QuestionToAnswer,
    Reason,
    Status,
)
from ev_scan.domain.questionnaire import Mode
from ev_scan.domain.regimes import Outcome, RegimeResult, judge
from ev_scan.domain.register import Register
from ev_scan.domain.risks import RiskResult
from ev_scan.domain.scoring import ScanResult, TopicResult, TopicState, score_standing, topic_result
from ev_scan.domain.stakes import Stakes, assessed, informed


@dataclass(frozen=True, slots=True, eq=False)
class _Candidate:
    measure: Measure
    topic: TopicResult
    level: int
    order: int
    relief: float = 0.0
    """Points of risk that it takes away, per unit of effort."""

    @property
    def urgency(self) -> tuple[int, int, float, int, int, int]:
        """Smaller comes first.

        Far below target and heavy, then what takes away most risk for the effort, then low, then little work, then as
        in the catalogue.
        """
        shortfall = max(0, self.topic.target - self.level)
        at_target = 0 if shortfall else 1
        effort = self.measure.effort.order
        return (at_target, -shortfall * self.topic.weight, -self.relief, self.level, effort, self.order)


def build_plan(
    catalogue: Catalogue,
    answers: AnswerSet,
    mode: Mode,
    progress: Mapping[MeasureId, Progress] | None = None,
    register: Register | None = None,
    own: Iterable[OwnAction] = (),
) -> ActionPlan:
    """The plan of a company. `progress` holds what it noted about measures, also ones that no longer apply."""
    progress, register = progress or {}, register or Register()
    answers = catalogue.questionnaire.standing(answers)
    heavier = {} if register.is_empty else Stakes(catalogue, answers, register, {}).weights()
    result = score_standing(catalogue.questionnaire, answers, mode, heavier)
    known = informed(answers, register, assessed(catalogue, register))
    regimes = tuple(judge(regime, known) for regime in catalogue.regimes.values())
    planner = _Planner(catalogue, answers, result, regimes, progress, register, heavier)
    actions = tuple(planner.actions())
    return ActionPlan(
        result,
        actions,
        tuple(planner.questions_to_answer()),
        regimes,
        planner.risks(actions),
        planner.stakes.inputs,
        agreed_actions(own, progress, catalogue.measures, answers),
    )


class _Planner:
    def __init__(
        self,
        catalogue: Catalogue,
        answers: AnswerSet,
        result: ScanResult,
        regimes: tuple[RegimeResult, ...],
        progress: Mapping[MeasureId, Progress],
        register: Register,
        heavier: Mapping[TopicId, int],
    ) -> None:
        self.catalogue, self.answers, self.result, self.progress = catalogue, answers, result, progress
        self.likely = [found.regime for found in regimes if found.outcome is Outcome.LIKELY]
        self.library: MeasureLibrary = catalogue.measures
        self.topics = {topic.topic: topic for topic in result.topics}
        self.levels = {topic.topic: self.level_now(topic) for topic in result.topics if topic.level is not None}
        self.stakes = Stakes(catalogue, answers, register, self.levels)
        self.has_stakes = not register.is_empty
        if self.has_stakes:
            self.assume_what_is_at_stake(heavier)
        noted = [m for m in self.library if m.id in progress] if progress else []
        self.finished = [measure for measure in noted if not self.status(measure).is_open]
        self.scored = {cluster.cluster: cluster for cluster in result.clusters if cluster.score is not None}
        self.waiting: dict[MeasureId, tuple[_Candidate, ...]] = {}
        self.steps = {candidate.measure.topic: candidate for candidate in self.candidates()}

    def assume_what_is_at_stake(self, heavier: Mapping[TopicId, int]) -> None:
        """A topic that nobody asked about, but that a risk or an input points to, stands at 0 until it is answered."""
        for topic_id in self.stakes.topics():
            if topic_id in self.levels:
                continue
            topic = self.catalogue.questionnaire.topic(topic_id)
            found = self.topics.get(topic_id) or topic_result(
                topic, self.answers, self.result.exposure, heavier.get(topic_id, 1)
            )
            if found.state is TopicState.OPEN and holds(topic.relevant_when, self.answers):
                self.topics[topic_id] = found
                self.levels[topic_id] = self.level_now(found)

    def status(self, measure: Measure) -> Status:
        return self.progress[measure.id].status if measure.id in self.progress else Status.TODO

    def level_now(self, topic: TopicResult) -> int:
        """The answered level, raised by the measures that the company has marked as done since."""
        level = topic.level or 0
        while (measure := self.library.step(topic.topic, level)) and self.status(measure) is Status.DONE:
            level += 1
        return level

    def candidates(self) -> Iterator[_Candidate]:
        for order, topic in enumerate(self.topics.values()):
            level = self.levels.get(topic.topic)
            measure = self.library.step(topic.topic, level) if level is not None else None
            if measure and level is not None and self.status(measure) is not Status.DROPPED:
                suited = measure.suited_to(self.answers)
                relief = self.stakes.relief(topic.topic, level + 1, suited.effort) if self.has_stakes else 0.0
                yield _Candidate(suited, topic, level, order, relief)

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
            topic = self.topics.get(measure.topic)
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
        if cluster is None or not topic.counts:
            return None
        done = topic.weight * (measure.from_level - (topic.level or 0))
        return Lift(cluster.cluster, cluster.score_with(done), cluster.score_with(done + topic.weight))

    def reasons(self, topic: TopicResult) -> tuple[AnyReason, ...]:
        """The answers that hold the topic where it is, those that made it weigh more, laws, and what is at stake."""
        asked = self.catalogue.questionnaire.topic(topic.topic)
        answered = [
            Reason(question.id, option)
            for question in asked.graded
            for option in self.answers.of(question.id)
            if option != NOT_APPLICABLE and self.answers.level(question.id) in (topic.answered_level, topic.level)
        ]
        laws = (LegalReason(regime.id) for regime in self.likely if topic.topic in regime.topics)
        at_stake = self.stakes.reasons(topic.topic) if self.has_stakes else ()
        return (*answered, *(Reason(*cause) for cause in topic.weighed_by), *laws, *at_stake)

    def risks(self, actions: tuple[Action, ...]) -> tuple[RiskResult, ...]:
        """The lines of the register, with where they come when the actions for now and next are done."""
        planned = {
            action.measure.topic: action.measure.to_level
            for action in actions
            if action.phase is not Phase.LATER and action.progress.status.is_open
        }
        judged = self.stakes.risks
        return tuple(
            replace(found, target=found.with_maturity(judged.maturity(found.line.method, planned)))
            for found in judged.results
        )

    def questions_to_answer(self) -> Iterator[QuestionToAnswer]:
        for topic in self.result.topics:
            if topic.state is TopicState.UNKNOWN:
                asked = self.catalogue.questionnaire.topic(topic.topic)
                for question in asked.graded:
                    if self.answers.is_unknown(question.id):
                        yield QuestionToAnswer(topic.topic, question, asked.find_out)
