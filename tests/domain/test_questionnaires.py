"""Finding one's way in a questionnaire and its measures."""

import pytest
from factories import a_catalogue, a_choice, a_question, a_topic, an_option, answers, when

from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.ids import OptionId, QuestionId, TopicId
from ev_scan.domain.measures import Effort
from ev_scan.domain.questionnaire import QuestionKind

GOODS = a_choice("goods", [an_option("bread"), an_option("cake"), an_option("none", exclusive=True)], several=True)
FAR = a_choice("far", asked_when=when("goods", "cake"))
LOCK = a_topic("lock", "doors", questions=[a_question("lock"), a_choice("kind", asked_when=when("lock", "3"))])
ABROAD = a_topic("abroad", "trade", relevant_when=when("goods", "cake"))
CATALOGUE = a_catalogue(LOCK, ABROAD, profile=[GOODS, FAR])
QUESTIONNAIRE = CATALOGUE.questionnaire


def test_things_are_found_by_their_id():
    assert QUESTIONNAIRE.cluster("trade").topics == (ABROAD,)
    assert QUESTIONNAIRE.topic("lock") is LOCK
    assert QUESTIONNAIRE.question("goods") is GOODS
    assert QUESTIONNAIRE.question("kind").kind is QuestionKind.SINGLE
    assert QUESTIONNAIRE.topic_of(QuestionId("kind")) is LOCK
    assert QUESTIONNAIRE.topic_of(QuestionId("goods")) is None
    assert GOODS.option(OptionId("cake")).text.source == "Optie cake"
    assert CATALOGUE.measures.get("lock_1").to_level == 2


@pytest.mark.parametrize(
    "lookup",
    [
        lambda: QUESTIONNAIRE.cluster("moon"),
        lambda: QUESTIONNAIRE.topic("moon"),
        lambda: QUESTIONNAIRE.question("moon"),
        lambda: GOODS.option(OptionId("moon")),
        lambda: CATALOGUE.measures.get("moon"),
    ],
)
def test_an_id_that_does_not_exist_is_refused(lookup):
    with pytest.raises(NotInCatalogue):
        lookup()


def test_questions_come_in_the_order_of_the_scan():
    assert [question.id for question in QUESTIONNAIRE.questions()] == ["goods", "far", "lock", "kind", "abroad"]
    assert [question.id for question in LOCK.graded] == ["lock"]


def test_a_measure_belongs_to_one_step_of_one_topic():
    library = CATALOGUE.measures
    assert library.step(TopicId("lock"), 2).id == "lock_2"
    assert library.step(TopicId("lock"), 3) is None
    assert [measure.id for measure in library.of_topic(TopicId("abroad"))] == ["abroad_0", "abroad_1", "abroad_2"]
    assert "lock_0" in library
    assert "moon_0" not in library
    assert len(list(library)) == 6


def test_efforts_go_from_small_to_large():
    assert sorted([Effort.LARGE, Effort.SMALL, Effort.MEDIUM], key=lambda effort: effort.order) == ["S", "M", "L"]


@pytest.mark.parametrize(
    ("given", "counting"),
    [
        (answers(goods=["cake", "bread"]), answers(goods=["bread", "cake"])),
        (answers(goods=["cake", "moon"]), answers(goods=["cake"])),
        (answers(goods=["moon"], moon=1), answers()),
        (answers(goods=["bread"], far="a", abroad=2), answers(goods=["bread"])),
        (answers(goods=["cake"], far="a", abroad=2), answers(goods=["cake"], far="a", abroad=2)),
        (answers(lock=2, kind="b"), answers(lock=2)),
        (answers(lock=3, kind="b"), answers(lock=3, kind="b")),
    ],
)
def test_only_answers_that_fit_the_questionnaire_count(given, counting):
    assert QUESTIONNAIRE.standing(given) == counting
