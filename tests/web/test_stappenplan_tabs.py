"""Two tabs, and a session that ended: nothing of the stappenplan gets lost or overwritten."""

import pytest
from pages.register_trip import ASSETS, LINES, METHODS, ON, RATINGS, SAVE, TREATMENTS, RegisterTrip
from pages.scan_trip import ScanTrip
from registers import some_register

from ev_scan.domain.register import Treatment

A1_M02 = "a1/M02"


@pytest.fixture
def tabs(visit, catalogue) -> tuple[RegisterTrip, RegisterTrip]:
    """Two browsers with the same register."""
    first = RegisterTrip(ScanTrip(visit(), catalogue).begin()).store(some_register(catalogue))
    second = RegisterTrip.__new__(RegisterTrip)
    second.trip, second.code = ScanTrip(visit(), catalogue).resume(first.code), first.code
    return first, second


def both(tabs, path: str) -> tuple[RegisterTrip, RegisterTrip]:
    for each in tabs:
        each.open(path)
    return tabs


def test_different_assets_are_both_kept(tabs):
    first, second = both(tabs, f"{ASSETS}/nieuw")
    first.fill(name="Oven", group="tools").press(SAVE)
    second.fill(name="Deegroller", group="tools").press(SAVE)
    assert first.names == ["Lasmodule ontwerp", "Klantenlijst", "Oven", "Deegroller"]


def test_one_asset_changed_in_both_shows_both_and_the_last_one_decides(tabs):
    first, second = both(tabs, f"{ASSETS}/a1")
    first.fill(owner="Oma", listed="no").press(SAVE)
    second.fill(owner="Opa").press(SAVE)
    assert second.visitor.status == 409
    assert "Op een andere pagina vulde u in: Wie gaat erover? Oma" in second.page.text
    assert "Staat de technologie op een controlelijst? Nee" in second.page.text
    assert second.page.written("Wie gaat erover? (niet verplicht)") == "Opa"
    assert first.register.assets[0].owner == "Oma"
    second.press(SAVE)
    assert first.register.assets[0].owner == "Opa"


def test_the_same_change_in_both_is_no_conflict(tabs):
    for each in both(tabs, f"{ASSETS}/a1"):
        each.fill(owner="Oma").press(SAVE)
        assert each.visitor.status == 200


def test_a_description_and_the_values_are_both_kept(tabs):
    first, second = tabs
    first.open(f"{ASSETS}/a2").fill(owner="Oma")
    second.open(f"{RATINGS}/a2").fill(integrity="4")
    first.press(SAVE)
    second.press(ON)
    kept = first.register.assets[1]
    assert (kept.owner, kept.integrity) == ("Oma", 4)


def test_an_asset_removed_meanwhile_can_be_put_back(tabs):
    first, second = both(tabs, f"{ASSETS}/a1")
    first.open(f"{ASSETS}/a1/verwijderen").press("Ja, verwijder")
    second.fill(name="Nieuwe naam").press(SAVE)
    assert second.visitor.status == 409
    assert "Dit belang is intussen verwijderd" in second.page.text
    assert second.page.written("Hoe noemt u het?") == "Nieuwe naam"
    second.press(SAVE)
    assert first.names == ["Klantenlijst", "Nieuwe naam"]


def test_removing_asks_again_when_more_would_go(tabs):
    first, second = both(tabs, f"{ASSETS}/a2/verwijderen")
    second.use(1, "M01", "M02")
    first.press("Ja, verwijder")
    assert first.visitor.status == 409
    assert "Er verdwijnen ook 2 risicoregels" in first.page.text
    assert len(first.names) == 2
    first.press("Ja, verwijder")
    assert first.names == ["Lasmodule ontwerp"]


def test_values_changed_in_both_show_both(tabs):
    first, second = both(tabs, f"{RATINGS}/a1")
    first.fill(integrity="5").press(ON)
    second.fill(integrity="1").press(ON)
    assert second.visitor.status == 409
    assert "Hoe erg is het als iemand dit stiekem verandert? 5 · Niemand durft meer" in second.page.text
    assert first.register.assets[0].integrity == 5
    second.press(ON)
    assert first.register.assets[0].integrity == 1


def test_methods_changed_in_both_show_both(tabs):
    first, second = both(tabs, f"{METHODS}/a2")
    first.tick("M01", "M02").press(ON)
    second.tick("M02", "yes").press(ON)
    assert second.visitor.status == 409
    assert "Op een andere pagina koos u: Meekijken over de toonbank; Langskomen in de nacht." in second.page.text
    assert second.ticked() == ["M02"]
    assert len(first.register.lines) == 4


def test_an_estimate_changed_in_both_shows_both(tabs):
    first, second = both(tabs, f"{LINES}/{A1_M02}")
    first.fill(money="4", likelihood="2").press(ON)
    second.fill(law="1").press(ON)
    assert second.visitor.status == 409
    assert "2 · Klein" in second.page.text
    assert first.register.lines[1].impacts == {"money": 4, "law": 5}
    second.press(ON)
    assert first.register.lines[1].impacts == {"money": 2, "law": 1}


def test_a_decision_changed_in_both_shows_both(tabs):
    first, second = both(tabs, f"{TREATMENTS}/{A1_M02}")
    first.fill(treatment="accept", name="Oma", review="2031-02-01").press(ON)
    second.fill(treatment="avoid").press(ON)
    assert second.visitor.status == 409
    assert "Op een andere pagina besloot u: Accepteren: Oma, opnieuw bekijken op 1 februari 2031" in second.page.text
    second.press(ON)
    assert first.register.lines[1].treatment is Treatment.AVOID


def test_an_estimate_and_a_decision_are_both_kept(tabs):
    first, second = tabs
    first.open(f"{LINES}/{A1_M02}").fill(money="4")
    second.open(f"{TREATMENTS}/{A1_M02}").fill(treatment="avoid")
    first.press(ON)
    second.press(ON)
    kept = first.register.lines[1]
    assert (kept.impacts["money"], kept.treatment) == (4, Treatment.AVOID)


def test_a_line_that_went_meanwhile_is_not_found(tabs):
    first, second = both(tabs, f"{LINES}/{A1_M02}")
    first.open(f"{METHODS}/a1").tick("M01").press(ON).tick("M01", "yes").press(ON)
    assert [line.method for line in first.register.lines] == ["M01", "M01"]
    second.fill(money="4").press(ON)
    assert second.visitor.status == 404
    assert len(first.register.lines) == 2


# A session that ended


@pytest.fixture
def steps(trip, catalogue) -> RegisterTrip:
    return RegisterTrip(trip).store(some_register(catalogue))


def go_on(steps) -> None:
    """Type the code and save what was carried along."""
    assert steps.visitor.status == 403
    steps.visitor.write("Uw code", steps.code).press("Verder")
    steps.press("Bewaar en ga verder")


def test_a_new_asset_sent_too_late_is_carried_and_saved_after_the_code(steps, clock):
    long = "é <b>" * 50
    steps.open(f"{ASSETS}/nieuw").fill(name="Oven", group="tools", access=long)
    clock(3)
    steps.press(SAVE)
    go_on(steps)
    kept = steps.register.assets[2]
    assert (kept.name, kept.access) == ("Oven", long.strip())


def test_what_is_too_long_is_carried_and_then_refused_with_all_its_signs(steps, clock):
    steps.open(f"{ASSETS}/nieuw").fill(name="Oven", group="tools", access="x" * 10_000)
    clock(3)
    steps.press(SAVE)
    go_on(steps)
    assert steps.visitor.status == 422
    assert steps.page.written("Wie kunnen erbij? (niet verplicht)") == "x" * 10_000


@pytest.mark.parametrize("path", [f"{LINES}/{A1_M02}", f"{TREATMENTS}/{A1_M02}"])
def test_an_estimate_and_a_decision_sent_too_late_are_carried(steps, clock, path):
    """The id of a method has a capital letter."""
    steps.open(path)
    if path.startswith(LINES):
        steps.fill(money="4").write("reason", "Zo is het\nbij ons.")
    else:
        steps.fill(treatment="avoid")
    clock(3)
    steps.press(ON)
    go_on(steps)
    kept = steps.register.lines[1]
    assert kept.impacts["money"] == 4 if path.startswith(LINES) else kept.treatment is Treatment.AVOID


def test_a_chain_pressed_too_late_is_carried(steps, clock):
    steps.open(f"{METHODS}/a2")
    clock(3)
    steps.press("Voeg deze 2 toe: Eerst kijken, dan komen")
    go_on(steps)
    assert len(steps.register.lines) == 4


def test_a_move_pressed_too_late_is_carried(steps, clock):
    steps.open(f"{ASSETS}/volgorde")
    clock(3)
    steps.press("Omhoog: Klantenlijst")
    go_on(steps)
    assert steps.names == ["Klantenlijst", "Lasmodule ontwerp"]


def test_a_removal_pressed_too_late_is_confirmed_after_the_code(steps, clock):
    steps.open(f"{ASSETS}/a1/verwijderen")
    clock(3)
    steps.press("Ja, verwijder")
    assert len(steps.names) == 2
    go_on(steps)
    assert steps.names == ["Klantenlijst"]
