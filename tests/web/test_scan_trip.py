"""A company walks through the whole scan by sending forms, in both languages."""

import pytest
from pages.scan_trip import ScanTrip

BOTH = pytest.mark.parametrize("language", ["nl", "en"])


@BOTH
def test_from_the_front_page_to_the_plan(visit, catalogue, language):
    trip = ScanTrip(visit(language), catalogue, language).begin().walk()
    visitor = trip.visitor
    assert visitor.page.path == "/resultaat"
    assert visitor.page.language == language
    assert trip.given.keys() >= {question.id for question in catalogue.questionnaire.profile} - {"border"}
    visitor.click(trip.say("Bekijk uw actieplan"))
    assert visitor.page.h1 == trip.say("Uw actieplan")
    assert trip.localize(catalogue.measures.step("recipe_list", 1).title) in visitor.page.text


@BOTH
def test_the_overview_says_how_far_one_is(visit, catalogue, language):
    trip = ScanTrip(visit(language), catalogue, language).begin()
    words = trip.say("U hebt %(finished)s van de %(total)s onderdelen afgerond. U mag zelf de volgorde kiezen.")
    assert words % {"finished": 0, "total": 3} in trip.visitor.page.text
    trip.answer("recipe_list", "2").answer("recipe_lock", "unknown")
    assert trip.visitor.page.path == "/scan/recipes/controle"
    trip.finish_section()
    assert words % {"finished": 1, "total": 3} in trip.visitor.page.text


def test_a_follow_up_question_joins_its_section(trip):
    trip.answer("shop", "city").answer("goods", "bread").to("abroad")
    assert "Vraag 3 van 3" in trip.visitor.page.title
    trip.pick("yes").next()
    assert trip.asked.id == "border"
    assert "Vraag 4 van 4" in trip.visitor.page.title
    trip.visitor.open("/scan")
    assert "Bezorging" in trip.visitor.page.text


def test_an_answer_that_no_longer_counts_comes_back_with_its_condition(trip):
    trip.answer("abroad", "yes").answer("border", "far").answer("abroad", "no")
    trip.to("border")
    assert trip.visitor.status == 404
    trip.answer("abroad", "yes").to("border")
    assert trip.visitor.page.chosen() == ["Ver over de grens"]


def test_unknown_answers_are_counted_and_welcome(trip):
    trip.answer("recipe_list", "unknown").answer("recipe_lock", "unknown")
    assert "2 keer ‘Weet ik niet’" in trip.visitor.page.text
    trip.visitor.open("/plan")
    assert "Vraag uw bakker welke recepten er zijn." in trip.visitor.page.text


def test_an_empty_scan_has_a_result_page_that_leads_to_the_questions(trip):
    for path in ("/resultaat", "/plan"):
        assert trip.visitor.open(path).page.link("Naar de vragen") == "/scan"
