"""An adviser starts a scan with a company and gives it out of hand; and an owner who stops sharing."""

import pytest
from pages.desk import CASES, TOGETHER, DeskTrip
from pages.scan_trip import CODE, ScanTrip

BAR = "U vult dit in samen met het bedrijf."
GIVE = "/advies/code-geven"


@pytest.fixture
def begun(adviser) -> DeskTrip:
    return adviser.begin_together("Bakker 12")


def has_bar(trip: DeskTrip) -> bool:
    return any(each.tag == "aside" for each in trip.page.root.iter())


def test_the_scan_is_filled_in_on_its_own_pages_under_a_bar(begun, catalogue):
    assert (begun.page.path, has_bar(begun)) == ("/scan", True)
    ScanTrip(begun.visitor, catalogue).walk()
    assert (begun.page.path, has_bar(begun)) == ("/resultaat", True)


def test_pages_that_are_drawn_once_show_the_bar_to_an_adviser_only(begun, visit, catalogue):
    alone = ScanTrip(visit(), catalogue).begin().visitor
    path = f"/scan/{catalogue.questionnaire.topics[0].cluster}/recipe_list"
    for _ in range(2):
        assert has_bar(begun.open(path))
        assert not any(each.tag == "aside" for each in alone.open(path).page.root.iter())


def test_the_owner_takes_over_and_the_browser_of_the_adviser_forgets_the_code(begun, catalogue, visit):
    ScanTrip(begun.visitor, catalogue).walk()
    begun.click("Klaar? Geef de code")
    code = CODE.search(begun.page.text)[0]
    assert any(each.get("class") == "ev-qr__code" for each in begun.page.root.iter())
    begun.press("De ondernemer heeft de code")
    assert begun.page.path == CASES
    assert "scan" not in begun.visitor.cookies
    assert begun.open(GIVE).page.path == CASES
    assert begun.open("/resultaat").page.path == "/hervat"
    owner = ScanTrip(visit(), catalogue).resume(code)
    assert owner.visitor.page.path == "/scan"
    case = begun.open(CASES).page.link("Bakker 12")
    assert "Hier is het meest te winnen" in begun.open(case).page.text


def test_starting_needs_a_reference_that_is_new(adviser, owner):
    adviser.begin_together("")
    assert adviser.page.errors == ["Geef de zaak een kenmerk, zodat u hem terugvindt."]
    adviser.claim(owner.shares(), "Bakker 12")
    adviser.begin_together("bakker 12")
    assert adviser.page.errors == ["U hebt al een zaak met dit kenmerk. Kies een ander."]
    assert "scan" not in adviser.visitor.cookies


def test_a_scan_that_is_still_open_is_not_forgotten_unnoticed(begun):
    begun.open(TOGETHER)
    assert "In deze browser is nog een scan open" in begun.page.text
