"""How interesting a company is to others: from its profile to an exposure band."""

from collections.abc import Iterator
from dataclasses import dataclass

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.conditions import Causes, causes, holds
from ev_scan.domain.ids import OptionId, QuestionId
from ev_scan.domain.questionnaire import ExposureBand, Questionnaire, Topic


@dataclass(frozen=True, slots=True)
class Exposure:
    """Points of the profile and the band they fall in."""

    points: int
    band: ExposureBand
    because: tuple[tuple[QuestionId, OptionId], ...]
    """The answers that earned points."""


def exposure(questionnaire: Questionnaire, answers: AnswerSet) -> Exposure:
    """Of each profile question only the heaviest answer counts, so that ticking more boxes does not pile up."""
    heaviest = [(points, question, option) for points, question, option in _earned(questionnaire, answers) if points]
    points = sum(points for points, _, _ in heaviest)
    band = next(band for band in reversed(questionnaire.bands) if points >= band.from_points)
    return Exposure(points, band, tuple((question, option) for _, question, option in heaviest))


def _earned(questionnaire: Questionnaire, answers: AnswerSet) -> Iterator[tuple[int, QuestionId, OptionId]]:
    for question in questionnaire.profile:
        chosen = set(answers.of(question.id))
        options = [option for option in question.options if option.id in chosen]
        if options:
            best = max(options, key=lambda option: option.points)
            yield best.points, question.id, best.id


def weigh(topic: Topic, answers: AnswerSet) -> tuple[int, Causes]:
    """1, or what the heaviest rule that holds says: 2 or 3; and the profile answers that did it, each once."""
    for weight in (3, 2):
        holding = [rule for rule in topic.weight_rules if rule.weight == weight and holds(rule.when, answers)]
        if holding:
            return weight, tuple(dict.fromkeys(cause for rule in holding for cause in causes(rule.when, answers)))
    return 1, ()


def target_of(topic: Topic, weight: int, band: ExposureBand) -> int:
    """The level to aim for: the band's level where the profile makes a topic matter, one lower elsewhere."""
    wanted = band.level if weight > 1 else band.level - 1
    return max(topic.minimum_target, wanted, 1)
