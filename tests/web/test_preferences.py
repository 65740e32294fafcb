"""Language and colours: asked for by the browser, chosen on the page, remembered without telling who one is."""

import pytest
from pages.scan_trip import ScanTrip


def language(visitor, path="/"):
    return visitor.open(path).page.language


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("nl", "nl"),
        ("en", "en"),
        ("en-GB,en;q=0.9,nl;q=0.8", "en"),
        ("nl-BE", "nl"),
        ("de,fr;q=0.5", "nl"),
        ("de,en;q=0.5", "en"),
        ("", "nl"),
        ("*", "nl"),
        ("\x00;q=é", "nl"),
    ],
)
def test_the_browser_asks_for_a_language(visit, accepted, expected):
    assert language(visit(accepted)) == expected


def test_the_chosen_language_goes_before_the_browsers(visit):
    visitor = visit("nl").open("/privacy").click("English")
    assert (visitor.page.path, visitor.page.language) == ("/privacy", "en")
    assert language(visitor) == "en"
    visitor.click("Nederlands")
    assert language(visitor, "/start") == "nl"


def test_a_language_we_do_not_have_changes_nothing(visit):
    visitor = visit("en").open("/?lang=de")
    assert visitor.page.language == "en"
    assert visitor.cookies == {}


def test_changing_language_in_the_scan_keeps_the_page_and_the_answers(trip):
    trip.answer("recipe_list", "3").to("recipe_list").visitor.click("English")
    assert trip.visitor.page.path == "/scan/recipes/recipe_list"
    assert trip.visitor.page.language == "en"
    assert len(trip.visitor.page.chosen()) == 1


def test_what_has_no_translation_is_marked_as_dutch(visit, catalogue):
    """The tiny content has none."""
    trip = ScanTrip(visit("en"), catalogue, "en").begin().answer("recipe_list", "0")
    page = trip.visitor.open("/plan/recount_recipes").page
    assert page.language == "en"
    assert any(each.get("lang") == "nl" for each in page.root.find(".//main").iter("span"))


def theme(visitor, path="/"):
    return visitor.open(path).page.root.get("data-theme")


def test_the_chosen_colours_are_remembered(visitor):
    assert theme(visitor) == "auto"
    visitor.click("Donker")
    assert theme(visitor, "/privacy") == "dark"
    visitor.click("Licht")
    assert theme(visitor) == "light"
    visitor.click("Zoals uw apparaat")
    assert theme(visitor) == "auto"
    visitor.open("/?theme=purple")
    assert theme(visitor) == "auto"


def test_the_page_says_which_colours_are_chosen(visitor):
    visitor.open("/?theme=dark")
    current = [each for each in visitor.page.root.iter("a") if each.get("aria-current") == "true"]
    assert ["".join(each.itertext()) for each in current] == ["Donker"]


def test_question_pages_come_in_the_chosen_colours_and_language(trip):
    for wanted in ("dark", "light", "auto"):
        trip.visitor.open(f"/scan/recipes/recipe_list?theme={wanted}")
        assert trip.visitor.page.root.get("data-theme") == wanted
    for wanted in ("en", "nl"):
        assert language(trip.visitor, f"/scan/recipes/recipe_list?lang={wanted}") == wanted


def test_preferences_say_nothing_else(visitor):
    visitor.open("/?theme=dark&lang=en")
    assert {name: cookie.value for name, cookie in visitor.cookies.items()} == {"theme": "dark", "lang": "en"}
    assert all(cookie.max_age == 180 * 24 * 3600 for cookie in visitor.cookies.values())


def test_changing_language_while_resuming_keeps_where_to_go(trip, visit):
    code = trip.code
    newcomer = visit().open("/plan").click("English")
    assert newcomer.page.path == "/hervat"
    english = ScanTrip(newcomer, trip.catalogue, "en")
    newcomer.write(english.say("Uw code"), code).press(english.say("Verder"))
    assert newcomer.page.path == "/plan"
