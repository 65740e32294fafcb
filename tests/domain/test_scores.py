"""Scores worked out by hand."""

import pytest
from factories import a_catalogue, a_choice, a_question, a_topic, an_option, answers, some_bands, when

from ev_scan.domain.questionnaire import Mode
from ev_scan.domain.scoring import ScanResult, TopicState, percent, score

SIZE = a_choice("size", [an_option("small"), an_option("big", 4)])
BIG, SMALL = when("size", "big"), when("size", "small")
HEAVY = a_topic("heavy", weights=[(3, BIG)])
LIGHT = a_topic("light")
SLOW = a_topic("slow", quick=False)
DOUBLE = a_topic("double", questions=[a_question("one"), a_question("two", not_applicable=True, asked_when=BIG)])


def result_of(*topics, mode: Mode = Mode.QUICK, **given: object) -> ScanResult:
    catalogue = a_catalogue(*topics, profile=[SIZE], bands=some_bands(0, 3, 6))
    return score(catalogue.questionnaire, answers(**given), mode)


@pytest.mark.parametrize(
    ("given", "earned", "possible", "scored", "low", "high"),
    [
        ({"heavy": 2, "light": 1}, 3, 6, 50, 50, 50),
        ({"size": "big", "heavy": 2, "light": 1}, 7, 12, 58, 58, 58),
        ({"size": "big", "heavy": 2, "light": "not_applicable"}, 6, 9, 67, 67, 67),
        ({"size": "big", "heavy": 2, "light": "unknown"}, 6, 12, 50, 50, 75),
        ({"size": "big", "heavy": "unknown", "light": 3}, 3, 12, None, 25, 100),
        ({"heavy": "unknown", "light": 3}, 3, 6, 50, 50, 100),
        ({"heavy": 3}, 3, 3, 100, 100, 100),
        ({"size": "big", "light": 3}, 3, 3, None, 100, 100),
        ({"heavy": "unknown", "light": "unknown"}, 0, 6, None, 0, 100),
        ({"heavy": "not_applicable", "light": "not_applicable"}, 0, 0, None, 0, 100),
        ({}, 0, 0, None, 0, 100),
    ],
)
def test_a_cluster_adds_up_weight_times_level(given, earned, possible, scored, low, high):
    cluster = result_of(HEAVY, LIGHT, **given).cluster("c")
    assert (cluster.earned, cluster.possible) == (earned, possible)
    assert (cluster.score, cluster.low, cluster.high) == (scored, low, high)


@pytest.mark.parametrize(
    ("given", "share"),
    [({"heavy": 1, "light": 0}, 0.0), ({"size": "big", "heavy": "unknown", "light": 1}, 0.75), ({}, 0.0)],
)
def test_the_share_of_unknowns_goes_by_weight(given, share):
    assert result_of(HEAVY, LIGHT, **given).cluster("c").unknown_share == share


def test_the_target_of_a_cluster_is_what_its_topics_aim_for():
    cluster = result_of(HEAVY, LIGHT, size="big", heavy=0, light=0).cluster("c")
    assert (cluster.wanted, cluster.target) == (3 * 2 + 1 * 1, 58)


@pytest.mark.parametrize(
    ("part", "whole", "expected"), [(1, 8, 13), (1, 3, 33), (2, 3, 67), (0, 3, 0), (3, 3, 100), (1, 0, 0), (1, 200, 1)]
)
def test_percentages_are_whole_and_round_halves_upwards(part, whole, expected):
    assert percent(part, whole) == expected


@pytest.mark.parametrize(
    ("given", "state", "level", "best"),
    [
        ({"size": "big"}, TopicState.OPEN, None, None),
        ({"size": "big", "one": 2}, TopicState.OPEN, None, None),
        ({"size": "big", "one": 2, "two": 1}, TopicState.ANSWERED, 1, 1),
        ({"size": "big", "one": 2, "two": 3}, TopicState.ANSWERED, 2, 2),
        ({"size": "big", "one": 2, "two": "not_applicable"}, TopicState.ANSWERED, 2, 2),
        ({"size": "big", "one": 2, "two": "unknown"}, TopicState.UNKNOWN, 0, 2),
        ({"size": "big", "one": "unknown", "two": "unknown"}, TopicState.UNKNOWN, 0, 3),
        ({"size": "small", "one": 2}, TopicState.ANSWERED, 2, 2),
        ({"size": "small", "one": 2, "two": 0}, TopicState.ANSWERED, 2, 2),
    ],
)
def test_the_lowest_answer_is_the_level_of_a_topic(given, state, level, best):
    topic = result_of(DOUBLE, **given).topic("double")
    assert (topic.state, topic.level, topic.best_level) == (state, level, best)


def test_a_topic_without_applying_questions_does_not_count():
    topic = result_of(LIGHT, light="not_applicable").topic("light")
    assert topic.state is TopicState.NOT_APPLICABLE
    assert not topic.counts
    assert topic.level is None


def test_an_option_that_does_not_exist_is_no_answer():
    assert result_of(LIGHT, light="seven").topic("light").state is TopicState.OPEN


@pytest.mark.parametrize(("mode", "asked"), [(Mode.QUICK, ["light"]), (Mode.FULL, ["light", "slow"])])
def test_the_quick_mode_leaves_topics_out(mode, asked):
    result = result_of(LIGHT, SLOW, mode=mode, light=1, slow=1)
    assert [topic.topic for topic in result.topics] == asked
    assert result.topic("nowhere") is None


def test_a_topic_that_does_not_concern_a_company_is_left_out():
    abroad = a_topic("abroad", relevant_when=BIG)
    assert result_of(abroad, size="small", abroad=3).topics == ()
    assert result_of(abroad, size="big", abroad=3).topic("abroad").level == 3


def test_the_weakest_cluster_is_furthest_below_its_target_and_the_strongest_furthest_above():
    topics = [
        a_topic("far_below", "a", minimum_target=3),
        a_topic("low", "b"),
        a_topic("fine", "d"),
        a_topic("mute", "e"),
    ]
    result = result_of(*topics, far_below=1, low=0, fine=2)
    assert (result.weakest.cluster, result.strongest.cluster) == ("a", "d")
