"""The sum behind each score, line by line, so that anybody can do it again by hand."""

from dataclasses import dataclass

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.scoring import TOP, ClusterResult, TopicResult
from ev_scan.report.words import Wording


@dataclass(frozen=True, slots=True)
class ScoreLine:
    topic: str
    answer: str
    level: int | None
    """None when the topic does not count: not answered yet, or not applicable."""
    weight: int
    points: int | None
    most: int | None
    target: int


@dataclass(frozen=True, slots=True)
class ScoreSum:
    """One cluster: score = earned / possible x 100."""

    cluster: ClusterResult
    title: str
    lines: tuple[ScoreLine, ...]


def score_sums(
    results: tuple[TopicResult, ...], clusters: tuple[ClusterResult, ...], answers: AnswerSet, wording: Wording
) -> list[ScoreSum]:
    answers = wording.catalogue.questionnaire.standing(answers)
    sums = []
    for cluster in clusters:
        lines = tuple(_line(result, answers, wording) for result in results if result.cluster == cluster.cluster)
        sums.append(ScoreSum(cluster, wording.cluster(cluster.cluster), lines))
    return sums


def _line(result: TopicResult, answers: AnswerSet, wording: Wording) -> ScoreLine:
    topic = wording.catalogue.questionnaire.topic(result.topic)
    said = [words for question in topic.graded for words in wording.answer(question.id, answers.of(question.id))]
    return ScoreLine(
        topic=wording.localize(topic.title),
        answer="; ".join(said),
        level=result.level,
        weight=result.weight,
        points=result.weight * (result.level or 0) if result.counts else None,
        most=result.weight * TOP if result.counts else None,
        target=result.target,
    )
