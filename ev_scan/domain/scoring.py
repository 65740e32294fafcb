"""From answers to maturity per topic and per cluster. Pure, order-free, recomputable by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import floor

from ev_scan.domain.answers import LEVELS, AnswerSet
from ev_scan.domain.conditions import Causes, holds
from ev_scan.domain.ids import ClusterId, TopicId
from ev_scan.domain.profile import Exposure, exposure, target_of, weigh
from ev_scan.domain.questionnaire import Mode, Questionnaire, Topic

TOP = LEVELS[-1]
ENOUGH = 0.5
"""A cluster gets a score when at least this share of its weight is answered with a level."""


class TopicState(StrEnum):
    ANSWERED = "answered"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class TopicResult:
    topic: TopicId
    cluster: ClusterId
    state: TopicState
    weight: int
    weighed_by: Causes
    """The profile answers that gave a weight above 1."""
    target: int
    answered_level: int | None
    """The lowest of the graded answers; None unless the state is ANSWERED."""
    best_level: int | None
    """How high the level can still turn out; None when the topic does not count."""

    @property
    def counts(self) -> bool:
        """Whether the topic stands in the denominator."""
        return self.state in (TopicState.ANSWERED, TopicState.UNKNOWN)

    @property
    def level(self) -> int | None:
        """What the score counts with: an unknown counts as 0; None when the topic does not count."""
        if not self.counts:
            return None
        return self.answered_level or 0


@dataclass(frozen=True, slots=True)
class ClusterResult:
    """Points of one cluster; `score`, `low`, `high` and `target` run from 0 to 100."""

    cluster: ClusterId
    earned: int
    possible: int
    unknown: int
    """The weight of the topics answered with "I don't know"."""
    reachable: int
    """What `earned` would be if every unknown turns out as well as it can."""
    wanted: int
    """What `earned` would be if every topic stood at its target."""
    missing: int
    """The weight of the topics not answered yet."""

    @property
    def score(self) -> int | None:
        """None while too little is known to be honest about it."""
        weight = self.possible / TOP + self.missing
        known = self.possible / TOP - self.unknown
        return self.low if self.possible and known >= ENOUGH * weight else None

    @property
    def low(self) -> int:
        return percent(self.earned, self.possible)

    @property
    def high(self) -> int:
        return percent(self.reachable, self.possible) if self.possible else 100

    @property
    def target(self) -> int:
        return percent(self.wanted, self.possible)

    @property
    def unknown_share(self) -> float:
        return round(TOP * self.unknown / self.possible, 2) if self.possible else 0.0

    def score_with(self, extra: int) -> int:
        """What the score would be with this many points more."""
        return percent(self.earned + extra, self.possible)


@dataclass(frozen=True)
class ScanResult:
    mode: Mode
    exposure: Exposure
    topics: tuple[TopicResult, ...]
    clusters: tuple[ClusterResult, ...]

    def topic(self, topic: TopicId) -> TopicResult | None:
        return next((result for result in self.topics if result.topic == topic), None)

    def cluster(self, cluster: ClusterId) -> ClusterResult:
        return next(result for result in self.clusters if result.cluster == cluster)

    @property
    def weakest(self) -> ClusterResult | None:
        """The scored cluster furthest below its target: a chain breaks at its weakest link."""
        scored = [result for result in self.clusters if result.score is not None]
        return min(scored, key=lambda result: (result.low - result.target, result.low), default=None)

    @property
    def strongest(self) -> ClusterResult | None:
        scored = [result for result in self.clusters if result.score is not None]
        return max(scored, key=lambda result: (result.low - result.target, result.low), default=None)


def score(questionnaire: Questionnaire, answers: AnswerSet, mode: Mode) -> ScanResult:
    return score_standing(questionnaire, questionnaire.standing(answers), mode)


def score_standing(
    questionnaire: Questionnaire, answers: AnswerSet, mode: Mode, heavier: Mapping[TopicId, int] | None = None
) -> ScanResult:
    """For answers of which each one counts: what `Questionnaire.standing` gives.

    `heavier`: the weight that the register gives some topics, where it is more than that of the profile.
    """
    found, heavier = exposure(questionnaire, answers), heavier or {}
    topics = tuple(
        topic_result(topic, answers, found, heavier.get(topic.id, 1))
        for topic in questionnaire.topics_in(mode, answers)
    )
    clusters = tuple(
        _cluster_result(cluster.id, [result for result in topics if result.cluster == cluster.id])
        for cluster in questionnaire.clusters_in(mode)
    )
    return ScanResult(mode, found, topics, clusters)


def percent(part: int, whole: int) -> int:
    """0..100, halves upwards; 0 of nothing."""
    return floor(100 * part / whole + 0.5) if whole else 0


def topic_result(topic: Topic, answers: AnswerSet, found: Exposure, least_weight: int = 1) -> TopicResult:
    weight, because = weigh(topic, answers)
    if least_weight > weight:
        weight, because = least_weight, ()
    state, level, best = _state(topic, answers)
    target = target_of(topic, weight, found.band)
    return TopicResult(topic.id, topic.cluster, state, weight, because, target, level, best)


def _state(topic: Topic, answers: AnswerSet) -> tuple[TopicState, int | None, int | None]:
    """The state, the answered level and the best level that the unknowns leave open: the lowest answer decides."""
    asked = [question.id for question in topic.graded if holds(question.asked_when, answers)]
    applying = [question for question in asked if not answers.is_not_applicable(question)]
    if not all(question in answers for question in asked):
        return TopicState.OPEN, None, None
    if not applying:
        return TopicState.NOT_APPLICABLE, None, None
    levels = [answers.level(question) for question in applying]
    known = [level for level in levels if level is not None]
    if len(known) < len(levels):
        return TopicState.UNKNOWN, None, min(known, default=TOP)
    return TopicState.ANSWERED, min(known), min(known)


def _cluster_result(cluster: ClusterId, results: Iterable[TopicResult]) -> ClusterResult:
    results = list(results)
    counting = [result for result in results if result.counts]
    return ClusterResult(
        cluster=cluster,
        earned=sum(result.weight * (result.level or 0) for result in counting),
        possible=sum(result.weight * TOP for result in counting),
        unknown=sum(result.weight for result in counting if result.state is TopicState.UNKNOWN),
        reachable=sum(result.weight * (result.best_level or 0) for result in counting),
        wanted=sum(result.weight * result.target for result in counting),
        missing=sum(result.weight for result in results if result.state is TopicState.OPEN),
    )
