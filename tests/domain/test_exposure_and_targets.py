"""From the profile to exposure, weights and targets."""

import pytest
from factories import a_catalogue, a_choice, a_topic, an_option, answers, some_bands, when

from ev_scan.domain.questionnaire import Mode
from ev_scan.domain.scoring import ScanResult, score

SIZE = a_choice("size", [an_option("small"), an_option("middle", 2), an_option("big", 4)])
GOODS = a_choice("goods", [an_option("bread"), an_option("cake", 1), an_option("gold", 3)], several=True)
LOCK = a_topic("lock", weights=[(2, when("goods", "cake", "gold")), (3, when("size", "big"))])
KEYS = a_topic("keys", minimum_target=2)


def result_of(**given: object) -> ScanResult:
    catalogue = a_catalogue(LOCK, KEYS, profile=[SIZE, GOODS], bands=some_bands(0, 3, 6))
    return score(catalogue.questionnaire, answers(**given), Mode.QUICK)


@pytest.mark.parametrize(
    ("given", "points", "band"),
    [
        ({}, 0, "band1"),
        ({"size": "unknown", "goods": ["unknown"]}, 0, "band1"),
        ({"size": "middle"}, 2, "band1"),
        ({"size": "middle", "goods": ["cake"]}, 3, "band2"),
        ({"goods": ["bread", "cake", "gold"]}, 3, "band2"),
        ({"size": "big", "goods": ["cake"]}, 5, "band2"),
        ({"size": "big", "goods": ["gold"]}, 7, "band3"),
    ],
)
def test_only_the_heaviest_answer_to_a_question_earns_points(given, points, band):
    exposure = result_of(**given).exposure
    assert (exposure.points, exposure.band.id) == (points, band)


def test_the_exposure_names_the_answers_that_earned_points():
    assert result_of(size="big", goods=["bread", "cake"]).exposure.because == (("size", "big"), ("goods", "cake"))
    assert result_of(size="small", goods=["bread"]).exposure.because == ()


@pytest.mark.parametrize(
    ("given", "weight"),
    [
        ({}, 1),
        ({"goods": ["bread"]}, 1),
        ({"goods": ["cake"]}, 2),
        ({"size": "big"}, 3),
        ({"size": "big", "goods": ["gold"]}, 3),
    ],
)
def test_the_heaviest_rule_that_holds_gives_the_weight(given, weight):
    assert result_of(**given).topic("lock").weight == weight


@pytest.mark.parametrize(
    ("given", "lock", "keys"),
    [
        ({}, 1, 2),
        ({"goods": ["cake"]}, 1, 2),
        ({"size": "small", "goods": ["gold"]}, 2, 2),
        ({"size": "middle", "goods": ["cake"]}, 2, 2),
        ({"size": "big", "goods": ["gold"]}, 3, 2),
    ],
)
def test_targets_rise_with_exposure_where_a_topic_matters(given, lock, keys):
    """One level lower where it does not matter, never below the least of the topic, never below 1."""
    result = result_of(**given)
    assert (result.topic("lock").target, result.topic("keys").target) == (lock, keys)
