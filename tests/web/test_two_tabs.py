"""The same dossier open in two tabs: nothing that one saved gets lost by the other."""

import pytest
from pages.scan_trip import ScanTrip

NOTE = "Notitie (niet verplicht)"


@pytest.fixture
def tabs(visit, catalogue):
    """Two browsers with the same dossier."""
    first = ScanTrip(visit(), catalogue).begin()
    second = ScanTrip(visit(), catalogue).resume(first.code)
    return first, second


def test_different_questions_are_both_kept(tabs):
    first, second = tabs
    first.to("recipe_list").pick("1")
    second.to("recipe_lock").pick("2")
    first.next()
    second.next()
    assert first.to("recipe_lock").visitor.page.chosen() == ["Ze liggen in een kast met een slot"]
    assert second.to("recipe_list").visitor.page.chosen() == ["Sommige staan ergens"]


def test_the_same_question_shows_both_answers_and_the_last_one_decides(tabs):
    first, second = tabs
    first.to("recipe_list").pick("1")
    second.to("recipe_list").pick("3")
    first.next()
    second.next()
    page = second.visitor.page
    assert page.status == 409
    assert "Op een andere pagina koos u: Sommige staan ergens." in page.text
    assert page.chosen() == ["Alle recepten staan in één boek met een eigenaar"]
    assert first.to("recipe_list").visitor.page.chosen() == ["Sommige staan ergens"]
    second.next()
    assert second.visitor.status == 200
    assert first.to("recipe_list").visitor.page.chosen() == ["Alle recepten staan in één boek met een eigenaar"]


def test_the_same_answer_in_both_is_no_conflict(tabs):
    for each in tabs:
        each.to("recipe_list").pick("1")
    for each in tabs:
        each.next()
        assert each.visitor.status == 200


def test_a_note_of_one_tab_is_not_wiped_by_the_other(tabs):
    first, second = tabs
    first.to("recipe_list").pick("1").note("in het schrift van oma")
    second.to("recipe_list").pick("1")
    first.next()
    second.next()
    page = second.visitor.page
    assert page.status == 409
    assert "in het schrift van oma" in page.text
    assert first.to("recipe_list").visitor.page.written(NOTE) == "in het schrift van oma"
    second.note("in de kluis").next()
    assert first.to("recipe_list").visitor.page.written(NOTE) == "in de kluis"


def test_a_note_changed_in_both_tabs_shows_both(tabs):
    first, second = tabs
    first.to("recipe_list").pick("1").note("oud").next()
    for trip, note in ((first, "nieuw"), (second, "anders")):
        trip.to("recipe_list").note(note)
    first.next()
    second.next()
    assert second.visitor.status == 409
    assert "Met deze notitie: nieuw" in second.visitor.page.text
    assert second.visitor.page.written(NOTE) == "anders"


def test_a_change_in_another_language_is_a_conflict_too(visit, catalogue):
    first = ScanTrip(visit(), catalogue).begin()
    second = ScanTrip(visit("en"), catalogue, "en").resume(first.code)
    first.to("recipe_list").pick("1")
    second.to("recipe_list").pick("0")
    first.next()
    second.next()
    assert second.visitor.status == 409
    assert second.visitor.page.language == "en"
    assert second.say("Dit antwoord is intussen veranderd") in second.visitor.page.text


def test_several_choices_are_compared_as_a_whole(tabs):
    first, second = tabs
    first.to("goods").pick("bread", "cake")
    second.to("goods").pick("cake")
    first.next()
    second.next()
    assert second.visitor.status == 409
    assert "Op een andere pagina koos u: Brood + Taart." in second.visitor.page.text


def test_progress_of_two_actions_is_both_kept(tabs):
    first, second = tabs
    first.answer("recipe_list", "0").answer("recipe_lock", "0")
    first.visitor.open("/plan/recount_recipes").choose("Bezig")
    second.visitor.open("/plan").open("/plan/clear_counter").choose("Klaar")
    first.visitor.press("Bewaar")
    second.visitor.press("Bewaar")
    assert first.visitor.open("/plan/clear_counter").page.chosen() == ["Klaar"]
    assert first.visitor.open("/plan/recount_recipes").page.chosen() == ["Bezig"]


def test_a_dossier_wiped_in_another_tab_asks_for_a_code(tabs):
    first, second = tabs
    second.to("recipe_list").pick("1")
    first.visitor.open("/wissen").press("Ja, wis alles")
    second.next()
    assert second.visitor.status == 403
    assert second.visitor.page.h1 == "Verder met uw code"
    assert "scan" not in second.visitor.cookies


def test_an_agreement_changed_in_both_tabs_shows_both(tabs):
    first, second = tabs
    first.answer("recipe_list", "0")
    for trip in tabs:
        trip.visitor.open("/plan/recount_recipes")
    first.visitor.write("Wie doet het? (niet verplicht)", "Janneke").press("Bewaar")
    second.visitor.choose("Bezig").press("Bewaar")
    assert second.visitor.status == 409
    assert "Op een andere pagina vulde u in: Nog doen, Janneke." in second.visitor.page.text
    assert second.visitor.page.chosen() == ["Bezig"]
    second.visitor.press("Bewaar")
    first.visitor.open("/plan/recount_recipes")
    assert first.visitor.page.chosen() == ["Bezig"]
    assert first.visitor.page.written("Wie doet het? (niet verplicht)") == ""
