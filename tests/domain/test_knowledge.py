"""What stands around the questions, and how one finds it."""

import pytest
from factories import answers

from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.ids import MethodId, TopicId


def test_a_card_may_be_going_on_where_answers_say_so(catalogue):
    card = catalogue.escalation("dough_escapes")
    assert card.may_be_going_on(answers(goods=["chocolate"]))
    assert card.may_be_going_on(answers(oven_check=0))
    assert not card.may_be_going_on(answers(goods=["bread"], oven_check=3))
    assert not card.may_be_going_on(answers())


def test_each_thing_is_found_by_its_id_and_nothing_else(catalogue):
    assert catalogue.method("M01").title.source == "Meekijken over de toonbank"
    assert catalogue.regime("bread_act").short.source == "Broodwet"
    for find in (catalogue.method, catalogue.regime, catalogue.escalation):
        with pytest.raises(NotInCatalogue):
            find("cellar")


def test_methods_topics_and_laws_know_each_other(catalogue):
    against = [topic.id for topic in catalogue.topics_against(MethodId("M02"))]
    assert against == ["recipe_list", "oven_check", "spare_key", "customer_check"]
    assert [regime.id for regime in catalogue.regimes_about(TopicId("customer_check"))] == ["bread_act"]
    assert catalogue.regimes_about(TopicId("oven_check")) == ()


def test_help_is_near_to_some(catalogue):
    assert [contact.id for contact in catalogue.contacts_near(answers(shop="farm"))] == ["miller"]
    assert catalogue.contacts_near(answers(shop="city")) == catalogue.contacts_near(answers()) == ()


def test_a_fact_has_words_but_is_asked_of_nobody(catalogue):
    questionnaire = catalogue.questionnaire
    fact = questionnaire.question("has_listed_asset")
    assert fact.option("yes").text.source == "Ja, dat staat in uw register"
    assert fact.id not in {question.id for question in questionnaire.questions()}
