"""What the owner agreed with an adviser, on the pages of the plan."""

import json
from datetime import UTC, datetime

import pytest
from consultations import an_agreement
from pages.scan_trip import ScanTrip

from ev_scan.services import dossiers
from ev_scan.vault.codes import parse_code
from ev_scan.vault.epochs import month_of
from ev_scan.web.context import EXTENSION

OWNER = "Wie doet het? (niet verplicht)"
OWN = "/plan/eigen/g1"


def accept(app, trip, *agreements):
    """As the pages of the conversation do."""
    runtime, code, month = app.extensions[EXTENSION], parse_code(trip.code), month_of(datetime.now(UTC).date())
    for each in agreements:
        dossiers.change(
            runtime.engine, runtime.epochs, code, month, lambda stored, each=each: stored.with_agreement(each)
        )


@pytest.fixture
def agreed(trip, app):
    """A plan in which three agreements were accepted: by itself, about an action, and about a step taken long ago."""
    trip.answer("goods", "chocolate").answer("recipe_list", "0").answer("spare_key", "3")
    agreements = (
        an_agreement(),
        an_agreement("g2", "Tel ze samen met oma", measure="recount_recipes"),
        an_agreement("g3", "Haal de sleutels terug", measure="count_keys"),
    )
    accept(app, trip, *agreements)
    return trip


def test_the_plan_shows_what_was_agreed_besides_its_actions(agreed):
    page = agreed.visitor.open("/plan").page
    assert "Afgesproken in het gesprek" in [each.text for each in page.root.iter("h2")]
    assert page.link("Vraag een offerte voor een kluis") == OWN
    assert page.link("Haal de sleutels terug") == "/plan/eigen/g3"
    assert "Afgesproken in het gesprek: Tel ze samen met oma" in page.text
    assert "Tel ze samen met oma" in agreed.visitor.open("/plan/recount_recipes").page.text


def test_who_when_and_how_far_are_changed_like_those_of_other_actions(agreed):
    agreed.visitor.open(OWN).choose("Bezig").write(OWNER, "Oma Riet").press("Bewaar")
    assert agreed.visitor.page.path == "/plan"
    assert "Oma Riet" in agreed.visitor.page.text
    page = agreed.visitor.open(OWN).page
    assert (page.chosen(), page.written(OWNER)) == (["Bezig"], "Oma Riet")
    found = json.loads(agreed.visitor.open("/plan.json").response.text)["agreements"]
    assert (found[0]["status"], found[0]["owner"]) == ("doing", "Oma Riet")


def test_an_agreement_about_a_measure_outside_the_plan_says_which_and_why(agreed):
    page = agreed.visitor.open("/plan/eigen/g3").page
    assert page.h1 == "Haal de sleutels terug"
    assert page.link("Tel de sleutels") == "/kennis/maatregelen/count_keys"
    assert "volgt niet uit uw antwoorden" in page.text
    agreed.visitor.choose("Bezig").press("Bewaar")
    assert json.loads(agreed.visitor.open("/plan.json").response.text)["agreements"][2]["status"] == "doing"


def test_the_page_of_an_agreement_about_an_action_is_that_of_the_action(agreed):
    assert agreed.visitor.open("/plan/eigen/g2").page.path == "/plan/recount_recipes"


def test_another_tab_is_not_overwritten(agreed, visit, catalogue):
    other = ScanTrip(visit(), catalogue).resume(agreed.code).visitor
    other.open(OWN)
    agreed.visitor.open(OWN).choose("Klaar").write(OWNER, "Oma").press("Bewaar")
    other.choose("Bezig").press("Bewaar")
    assert other.status == 409
    assert "Op een andere pagina vulde u in: Klaar, Oma, 15 januari 2027." in other.page.text
    assert agreed.visitor.open(OWN).page.chosen() == ["Klaar"]
    other.press("Bewaar")
    assert agreed.visitor.open(OWN).page.chosen() == ["Bezig"]


def test_what_is_wrong_is_said_and_what_was_typed_stays(agreed):
    agreed.visitor.open(OWN).write(OWNER, "x" * 81).press("Bewaar")
    assert agreed.visitor.status == 422
    assert agreed.visitor.page.errors == ["Maak de naam korter: gebruik hoogstens 80 tekens."]
    assert agreed.visitor.page.written(OWNER) == "x" * 81


@pytest.mark.parametrize("path", ["/plan/eigen/g9", "/plan/eigen/" + "x" * 200])
def test_an_agreement_that_is_not_there_is_not_found(agreed, path):
    assert agreed.visitor.open(path).status == 404


def test_the_agreements_of_another_company_are_not_found(agreed, visit, catalogue):
    assert ScanTrip(visit(), catalogue).begin().visitor.open(OWN).status == 404


def test_a_plan_of_agreements_alone_says_so(trip, app):
    accept(app, trip, an_agreement())
    page = trip.visitor.open("/plan").page
    assert "Hieronder staat wat u met een adviseur afsprak." in page.text
    assert trip.visitor.open("/plan.pdf").status == 200
