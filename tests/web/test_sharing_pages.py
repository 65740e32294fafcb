"""The owner lets somebody in by a code, sees who came, and ends it."""

import pytest
from pages.scan_trip import ScanTrip

from ev_scan.domain.sharing import LONGEST_LABEL, MOST_SHARES, Gone, Holder
from ev_scan.services import sharing
from ev_scan.vault.codes import parse_share_code
from ev_scan.web import context

ANNA = Holder(b"account-of-anna-", "Anna de Vries")


@pytest.fixture
def shared(trip):
    """A trip whose owner has just made a share, and its code."""
    visitor = trip.answer("recipe_list", "2").visitor.open("/delen").click("Maak een deelcode")
    visitor.write("Voor wie is de code? (niet verplicht)", "Loket").press("Maak de deelcode")
    return trip, parse_share_code(code_on(visitor.page))


def code_on(page):
    return next("".join(each.itertext()) for each in page.root.iter("p") if each.get("class") == "ev-code")


def claim(app, code, holder=ANNA):
    runtime = app.extensions[context.EXTENSION]
    return sharing.claim(runtime.engine, runtime.epochs, code, holder, context.time.time().__int__())


def test_without_a_share_the_page_says_so(trip):
    assert "U deelt uw scan nu met niemand." in trip.visitor.open("/delen").page.text


def test_a_new_share_shows_its_code_and_terms(shared):
    trip, code = shared
    assert trip.visitor.page.h1 == "Geef deze deelcode aan uw adviseur"
    assert "5 van 5 keer over" in trip.visitor.page.text
    assert "Meekijken en notities maken" in trip.visitor.page.text
    trip.visitor.open("/scan")
    assert str(code) != trip.code


def test_the_owner_sees_who_opened_it(shared, app):
    trip, code = shared
    claim(app, code)
    text = trip.visitor.open("/delen").page.text
    assert "Anna de Vries" in text
    assert "4 van 5 keer over" in text


def test_stopping_asks_first_and_works_at_once(shared, app):
    trip, code = shared
    visitor = trip.visitor.open("/delen")
    visitor.click("Stop met delen : Loket")
    assert visitor.page.h1 == "Wilt u stoppen met delen?"
    visitor.press("Ja, stop met delen")
    assert "U deelt uw scan nu met niemand." in visitor.page.text
    with pytest.raises(Gone):
        claim(app, code)


def test_it_ends_by_itself(shared, clock):
    trip, _ = shared
    trip.visitor.open("/scan")
    own = trip.code
    clock(1.5)
    assert "Werkt nu" in trip.visitor.open("/delen").page.text
    clock(25)
    trip.visitor.open("/hervat").write("Uw code", own).press("Verder")
    text = trip.visitor.open("/delen").page.text
    assert "Werkt niet meer" in text
    assert "Toon de code" not in text


def test_a_share_of_another_dossier_does_not_exist(shared, visit, catalogue):
    trip, _ = shared
    here = trip.visitor.page.path
    other = ScanTrip(visit(), catalogue).begin().visitor
    assert other.open(here).status == 404
    assert other.open(f"{here}/stoppen").status == 404


@pytest.mark.parametrize(
    ("field", "value"), [("role", "answer"), ("role", ""), ("hours", "9999"), ("hours", "-1"), ("uses", "1e9")]
)
def test_what_the_form_does_not_offer_is_refused(trip, field, value):
    visitor = trip.visitor.open("/delen/nieuw")
    sent = {"csrf_token": visitor.page.hidden("csrf_token"), "role": "note", "hours": "24", "uses": "5", "label": "x"}
    visitor.send("/delen/nieuw", [*(sent | {field: value}).items()])
    assert visitor.status == 422
    assert visitor.page.errors == ["Kies een van de antwoorden."]
    assert visitor.page.written("Voor wie is de code? (niet verplicht)") == "x"


def test_a_long_label_is_refused_and_not_lost(trip):
    visitor = trip.visitor.open("/delen/nieuw").write(
        "Voor wie is de code? (niet verplicht)", "é" * (LONGEST_LABEL + 1)
    )
    visitor.press("Maak de deelcode")
    assert visitor.status == 422
    assert len(visitor.page.written("Voor wie is de code? (niet verplicht)")) == LONGEST_LABEL + 1


def test_there_is_an_end_to_sharing(trip):
    for _ in range(MOST_SHARES):
        trip.visitor.open("/delen/nieuw").press("Maak de deelcode")
    assert "Maak een deelcode" not in trip.visitor.open("/delen").page.links()
    trip.visitor.open("/delen/nieuw").press("Maak de deelcode")
    assert trip.visitor.status == 422
    assert trip.visitor.page.errors == ["U hebt te veel deelcodes. Stop er eerst een."]


def test_a_new_code_ends_the_old_one_and_keeps_the_share(shared, app, visit, catalogue):
    trip, code = shared
    old = trip.code
    visitor = trip.visitor.open("/opgeslagen").click("Vraag een nieuwe code").press("Ja, geef mij een nieuwe code")
    assert visitor.page.h1 == "Uw scan is bewaard"
    assert code_on(visitor.page) != old
    assert ScanTrip(visit(), catalogue).resume(old).visitor.status == 422
    assert ScanTrip(visit(), catalogue).resume(code_on(visitor.page)).to("recipe_list").visitor.page.chosen()
    assert claim(app, code)


def test_a_share_code_does_not_resume(shared, visit, catalogue):
    _, code = shared
    assert ScanTrip(visit(), catalogue).resume(str(code)).visitor.status == 422
