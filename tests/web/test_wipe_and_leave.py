"""Leaving forgets the code in this browser; wiping removes everything for good."""

from pages.scan_trip import ScanTrip

LEAVE = "Sluit mijn scan op dit apparaat"


def test_leaving_forgets_the_code_in_this_browser(trip, visit, catalogue):
    code = trip.code
    trip.answer("recipe_list", "2").visitor.open("/opgeslagen").press(LEAVE)
    assert trip.visitor.page.h1 == "Uw scan is gesloten"
    assert "scan" not in trip.visitor.cookies
    assert trip.visitor.open("/scan").page.path == "/hervat"
    assert ScanTrip(visit(), catalogue).resume(code).to("recipe_list").visitor.page.chosen()


def test_leaving_clears_what_the_browser_keeps(trip):
    token = trip.visitor.open("/opgeslagen").page.hidden("csrf_token")
    response = trip.visitor.client.post("/afsluiten", data={"csrf_token": token})
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert sorted(line.partition("=")[0] for line in response.headers.getlist("Set-Cookie")) == ["form", "scan"]


def test_leaving_keeps_the_language(trip):
    trip.visitor.open("/opgeslagen?lang=en")
    trip.language = "en"
    trip.visitor.press(trip.say(LEAVE))
    assert trip.visitor.page.language == "en"


def test_wiping_asks_first(trip):
    trip.visitor.open("/scan").click("Wis al mijn antwoorden")
    assert trip.visitor.page.h1 == "Wilt u al uw antwoorden wissen?"
    assert trip.visitor.click("Nee, ga terug").page.path == "/scan"


def test_after_wiping_the_code_opens_nothing(trip, visit, catalogue):
    code = trip.code
    trip.visitor.open("/wissen").press("Ja, wis alles")
    assert trip.visitor.page.h1 == "Alles is gewist"
    assert "scan" not in trip.visitor.cookies
    assert ScanTrip(visit(), catalogue).resume(code).visitor.status == 422
    assert trip.visitor.open("/plan").page.path == "/hervat"


def test_a_wiped_dossier_leaves_other_dossiers_alone(trip, visit, catalogue):
    other = ScanTrip(visit(), catalogue).begin().answer("recipe_list", "1")
    trip.visitor.open("/wissen").press("Ja, wis alles")
    assert other.to("recipe_list").visitor.page.chosen()


def test_another_browser_with_the_wiped_dossier_open_is_asked_for_a_code(trip, visit, catalogue):
    other = ScanTrip(visit(), catalogue).resume(trip.code)
    trip.visitor.open("/wissen").press("Ja, wis alles")
    assert other.visitor.open("/plan.pdf").page.path == "/hervat"
    assert "scan" not in other.visitor.cookies
    assert other.visitor.open("/").page.link("Start de scan") == "/start"


def test_a_new_scan_beside_an_open_one_warns_and_begins_afresh(trip):
    code = trip.code
    trip.visitor.open("/start")
    assert "U hebt al een scan open" in trip.visitor.page.text
    trip.visitor.press("Akkoord, ik begin")
    assert trip.code != code
    assert trip.resume(code).code == code


def test_the_pages_after_leaving_and_wiping_lead_back_into_an_open_scan(trip):
    for path in ("/afgesloten", "/gewist"):
        assert trip.visitor.open(path).page.path == "/scan"


def test_the_page_for_stopping_shows_the_code_and_how_long_it_lasts(trip):
    page = trip.visitor.open("/opgeslagen").page
    assert trip.code in page.text
    assert "Wij bewaren uw scan 12 maanden na uw laatste wijziging." in page.text
