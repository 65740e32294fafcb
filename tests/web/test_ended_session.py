"""A session ends by itself. What was typed meanwhile is not lost, and nobody reads on without the code."""

import pytest
from pages.scan_trip import ScanTrip

NOTE = "Notitie (niet verplicht)"


def resume_here(trip, code):
    trip.visitor.write("Uw code", code).press("Verder")


def test_a_page_after_two_idle_hours_asks_for_the_code_and_then_goes_on(trip, clock):
    code = trip.code
    trip.answer("recipe_list", "2")
    clock(2.1)
    trip.to("recipe_list")
    page = trip.visitor.page
    assert page.path == "/hervat"
    assert page.hidden("next") == "/scan/recipes/recipe_list"
    assert "Voor deze pagina is uw code nodig" in page.text
    assert "scan" not in trip.visitor.cookies
    resume_here(trip, code)
    assert trip.asked.id == "recipe_list"
    assert trip.visitor.page.chosen() == ["Alle recepten staan in één boek"]


def test_whoever_keeps_going_stays_in_for_twelve_hours(trip, clock):
    for _ in range(7):
        clock(1.6)
        assert trip.to("recipe_list").visitor.page.path == "/scan/recipes/recipe_list"
    clock(1.6)
    assert trip.to("recipe_list").visitor.page.path == "/hervat"


def test_an_answer_sent_too_late_is_carried_and_saved_after_the_code(trip, clock):
    code = trip.code
    trip.to("recipe_list").pick("2").note('met é, "aanhaling" en\nnieuwe regel <b>')
    clock(3)
    trip.next()
    page = trip.visitor.page
    assert page.status == 403
    assert page.h1 == "Verder met uw code"
    assert "Wat u net invulde, is niet weg" in page.text
    resume_here(trip, code)
    assert trip.visitor.page.h1 == "Uw scan is weer open"
    trip.visitor.press("Bewaar en ga verder")
    assert trip.visitor.status == 200
    assert trip.to("recipe_list").visitor.page.chosen() == ["Alle recepten staan in één boek"]
    assert trip.visitor.page.written(NOTE) == 'met é, "aanhaling" en\nnieuwe regel <b>'


def test_a_wrong_code_in_between_does_not_lose_what_was_carried(trip, clock):
    code = trip.code
    trip.to("goods").pick("bread", "cake")
    clock(3)
    trip.next()
    resume_here(trip, "K7PM")
    assert trip.visitor.status == 422
    assert "Uw scan was gesloten" in trip.visitor.page.text
    resume_here(trip, code)
    trip.visitor.press("Bewaar en ga verder")
    assert trip.to("goods").visitor.page.chosen() == ["Brood", "Taart"]


def test_what_was_carried_can_be_left_behind(trip, clock):
    code = trip.code
    trip.to("recipe_list").pick("2")
    clock(3)
    trip.next()
    resume_here(trip, code)
    trip.visitor.click("Niet bewaren, naar mijn scan")
    assert trip.to("recipe_list").visitor.page.chosen() == []


def test_a_carried_answer_does_not_overwrite_what_came_after(visit, catalogue, clock):
    """The dossier may have been changed elsewhere while this page stood open."""
    trip = ScanTrip(visit(), catalogue).begin()
    code = trip.code
    trip.to("recipe_list").pick("2")
    clock(3)
    ScanTrip(visit(), catalogue).resume(code).answer("recipe_list", "0")
    trip.next()
    resume_here(trip, code)
    trip.visitor.press("Bewaar en ga verder")
    assert trip.visitor.status == 409
    assert "Op een andere pagina koos u: Nee, ze zitten in mijn hoofd." in trip.visitor.page.text


def test_an_agreement_sent_too_late_is_carried_too(trip, clock):
    code = trip.code
    trip.answer("recipe_list", "0").visitor.open("/plan/recount_recipes")
    trip.visitor.choose("Bezig").write("Wie doet het? (niet verplicht)", "Oma")
    clock(3)
    trip.visitor.press("Bewaar")
    resume_here(trip, code)
    trip.visitor.press("Bewaar en ga verder").open("/plan/recount_recipes")
    assert trip.visitor.page.chosen() == ["Bezig"]
    assert trip.visitor.page.written("Wie doet het? (niet verplicht)") == "Oma"


def test_finishing_a_theme_too_late_leads_back_to_its_answers(trip, clock):
    """There is nothing to carry: after the code the same page is there, with its button."""
    code = trip.code
    trip.answer("recipe_list", "2").answer("recipe_lock", "unknown")
    clock(3)
    trip.finish_section()
    resume_here(trip, code)
    assert trip.visitor.page.path == "/scan/recipes/controle"
    trip.finish_section()
    assert trip.visitor.page.path == "/scan"


def test_wiping_too_late_wipes_nothing_before_the_code_and_a_new_confirmation(trip, clock):
    code = trip.code
    trip.visitor.open("/wissen")
    clock(3)
    trip.visitor.press("Ja, wis alles")
    resume_here(trip, code)
    assert trip.visitor.page.h1 == "Wilt u al uw antwoorden wissen?"


def test_leaving_too_late_is_leaving(trip, clock):
    trip.visitor.open("/opgeslagen")
    clock(3)
    trip.visitor.press("Sluit mijn scan op dit apparaat")
    assert trip.visitor.page.h1 == "Uw scan is gesloten"


def test_a_carried_form_is_never_sent_somewhere_else(trip, clock):
    """`next` and `carried` come back from the browser, so they are no more than a suggestion."""
    code = trip.code
    trip.to("recipe_list").pick("2")
    clock(3)
    trip.next()
    sent = [(name, trip.visitor.page.hidden(name)) for name in ("csrf_token", "carried")]
    trip.visitor.send("/hervat", [*sent, ("next", "//elders.example/pak"), ("code", code)])
    assert trip.visitor.page.path == "/scan"


@pytest.mark.parametrize(
    "carried", ["", "[", "{}", "null", "7", '["a"]', '[["a"]]', '[[1, 2], ["b", null]]', "[" * 4000]
)
def test_a_carried_form_that_makes_no_sense_is_left_out(trip, visit, carried):
    code = trip.code
    other = visit().open("/hervat")
    sent = [("csrf_token", other.page.hidden("csrf_token")), ("carried", carried), ("next", "/plan"), ("code", code)]
    other.send("/hervat", sent)
    assert other.status == 200


def test_a_cookie_from_the_future_opens_nothing(trip, clock):
    clock(1)
    trip.to("recipe_list")
    clock(-1)
    assert trip.to("recipe_list").visitor.page.path == "/hervat"


def test_a_session_survives_midnight_and_not_the_next_one(make_site, visit, catalogue, clock):
    trip = ScanTrip(visit(site=make_site(catalogue)), catalogue).begin()
    cookie = trip.visitor.cookies["scan"].value
    clock(24)
    assert trip.to("recipe_list").visitor.page.path == "/hervat"
    trip.visitor.client.set_cookie("scan", cookie)
    clock(-24)
    assert trip.to("recipe_list").visitor.page.path == "/scan/recipes/recipe_list"
    clock(48)
    trip.visitor.open("/")
    clock(-48)
    trip.visitor.client.set_cookie("scan", cookie)
    assert trip.to("recipe_list").visitor.page.path == "/hervat", "its key was destroyed"
