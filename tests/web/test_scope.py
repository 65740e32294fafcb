"""How much a company is asked: chosen at the start, changed on the way, and nothing lost or asked twice."""

import re

import pytest

SCOPE = "/scan/omvang"
BEGIN, SAVE = "Akkoord, ik begin", "Bewaar"
RECIPES = "/scan/recipes/recipe_list"


def labels(page):
    """Title and description of each choice."""
    return [words for words, field in page.labels().items() if field.get("name") == "mode"]


def pick(visitor, title):
    [found] = [each for each in labels(visitor.page) if each.startswith(title)]
    return visitor.choose(found)


def chosen(page):
    return [field.get("value") for field in page.labels().values() if "checked" in field.attrib]


def change(trip, title):
    trip.visitor.open(SCOPE)
    pick(trip.visitor, title).press(SAVE)
    return trip


# At the start


def test_the_start_offers_each_mode_and_takes_the_quick_one_along(visitor):
    page = visitor.open("/start").page
    assert [each.get("value") for each in page.labels().values()] == ["quick", "full", "personnel"]
    assert chosen(page) == ["quick"]


@pytest.mark.parametrize("mode", ["full", "personnel"])
def test_an_address_can_ask_for_a_mode_and_keeps_it_in_the_other_language(visitor, mode):
    page = visitor.open(f"/start?mode={mode}").page
    assert chosen(page) == [mode]
    assert chosen(visitor.click("English").page) == [mode]


@pytest.mark.parametrize(
    "mode", ["", "supply-chain", "QUICK", "%00", "%ED%A0%80", "<b>", "x" * 3000, "quick&mode=full"]
)
def test_a_strange_mode_in_the_address_is_passed_over(visitor, mode):
    assert chosen(visitor.open(f"/start?mode={mode}").page) == ["quick"]


@pytest.mark.parametrize("mode", ["", "supply-chain", "<script>", "quick\x00x", "x" * 5000])
def test_a_mode_that_is_none_of_these_begins_nothing(visitor, mode):
    token = visitor.open("/start").page.hidden("csrf_token")
    visitor.send("/start", [("csrf_token", token), ("mode", mode)])
    assert visitor.status == 422
    assert visitor.page.errors == ["Kies hoe uitgebreid u het wilt."]
    assert "scan" not in visitor.cookies


def test_a_page_that_is_too_old_keeps_the_choice(visitor):
    visitor.open("/start")
    visitor.send("/start", [("csrf_token", "old"), ("mode", "full")])
    assert visitor.status == 422
    assert chosen(visitor.page) == ["full"]


def test_the_scan_says_which_mode_it_is(visitor):
    visitor.open("/start")
    pick(visitor, "Volledige scan").press(BEGIN)
    assert "Volledige scan" in visitor.page.text
    assert visitor.open("/scan/delivery/bread_van").status == 200


# Estimates


def minutes(page):
    return {re.match("[A-Z][a-z]+", words)[0]: re.findall(r"(\d+) minuten", words) for words in labels(page)}


def test_nothing_is_counted_before_the_profile_is_told(visitor, catalogue):
    page = visitor.open("/start").page
    assert not any(re.search(r"\d+ vragen", words) for words in labels(page))
    [dive] = catalogue.questionnaire.deep_dives
    assert minutes(page) == {"Snelle": ["15"], "Volledige": ["30"], "Bakkers": [str(dive.minutes)]}
    visitor.press(BEGIN)
    assert len(re.findall(r"\d+ vragen", visitor.page.text)) == 1, "those about the company itself"


def test_with_the_profile_what_is_left_is_counted(trip):
    for question, answer in (("shop", "city"), ("goods", "bread"), ("abroad", "no")):
        trip.answer(question, answer)
    before = labels(trip.visitor.open(SCOPE).page)
    trip.answer("recipe_list", "1")
    after = labels(trip.visitor.open(SCOPE).page)
    left = [[int(re.search(r"Nog (\d+) vragen", words)[1]) for words in each] for each in (before, after)]
    assert [a - b for a, b in zip(*left, strict=True)] == [1, 1, 0]


def test_what_is_answered_is_not_promised_again(trip):
    trip.walk()
    quick, *_ = labels(trip.visitor.open(SCOPE).page)
    assert "Alles is beantwoord." in quick


# On the way


def test_more_questions_keep_every_answer_and_ask_none_again(trip):
    trip.walk()
    given = dict(trip.given)
    trip.given.clear()
    change(trip, "Volledige scan")
    trip.walk()
    assert trip.given
    assert not set(given) & set(trip.given)
    kept = trip.visitor.open("/plan.json").response.text
    assert all(f'"{question}"' in kept for question in (*given, *trip.given))


def test_fewer_questions_lose_nothing(trip):
    change(trip.answer("recipe_list", "2"), "Bakkers")
    assert "Recepten" not in trip.visitor.open("/scan").page.text
    change(trip, "Snelle scan")
    assert trip.to("recipe_list").visitor.page.chosen() == ["Alle recepten staan in één boek"]


def test_the_offer_to_go_on_stands_with_the_result_until_it_is_taken(trip):
    trip.walk()
    for path in ("/scan", "/resultaat"):
        assert "Wilt u het hele beeld?" in trip.visitor.open(path).page.text
    trip.visitor.press("Ga door met de volledige scan")
    assert trip.visitor.page.path == "/scan"
    for path in ("/scan", "/resultaat"):
        assert "Wilt u het hele beeld?" not in trip.visitor.open(path).page.text


def test_a_question_of_the_theme_left_behind_is_found_where_it_is_asked_now(trip):
    """The back button after going on with more, or a second tab."""
    change(trip, "Bakkers")
    trip.visitor.open("/scan/personnel/oven_check")
    old = trip.visitor.page
    change(trip, "Volledige scan")
    assert trip.visitor.open("/scan/personnel/oven_check").page.path == "/scan/bakery/oven_check"
    trip.visitor.page = old
    trip.pick("2").next()
    assert trip.visitor.status == 200
    assert trip.visitor.page.path.startswith("/scan/bakery/")
    assert trip.to("oven_check").visitor.page.chosen() == ["In het afgelopen jaar"]
    assert trip.visitor.open("/scan/personnel/controle").page.path == "/scan"


def test_a_question_that_is_no_longer_asked_is_not_found(trip):
    change(trip, "Bakkers")
    assert trip.visitor.client.get(RECIPES).status_code == 404
    assert trip.visitor.client.get("/scan/nothing/oven_check").status_code == 404


@pytest.mark.parametrize("mode", ["", "supply-chain", "<b>", "x" * 5000])
def test_a_change_to_nothing_changes_nothing(trip, mode):
    token = trip.visitor.open(SCOPE).page.hidden("csrf_token")
    trip.visitor.send(SCOPE, [("csrf_token", token), ("mode", mode)])
    assert trip.visitor.status == 422
    assert chosen(trip.visitor.open(SCOPE).page) == ["quick"]


def test_a_change_from_another_site_or_without_its_token_changes_nothing(trip):
    token = trip.visitor.open(SCOPE).page.hidden("csrf_token")
    sent = {"csrf_token": token, "mode": "full"}
    assert trip.visitor.client.post(SCOPE, data=sent, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert trip.visitor.client.post(SCOPE, data={"mode": "full"}).status_code == 422
    assert chosen(trip.visitor.open(SCOPE).page) == ["quick"]


def test_a_change_sent_twice_is_one_change(trip):
    token = trip.visitor.open(SCOPE).page.hidden("csrf_token")
    for _ in range(2):
        assert trip.visitor.send(SCOPE, [("csrf_token", token), ("mode", "full")]).status == 200
    assert chosen(trip.visitor.open(SCOPE).page) == ["full"]


def test_a_change_sent_after_the_session_is_carried(trip, clock):
    code = trip.code
    trip.visitor.open(SCOPE)
    pick(trip.visitor, "Volledige scan")
    clock(3)
    trip.visitor.press(SAVE)
    assert trip.visitor.status == 403
    trip.visitor.write("Uw code", code).press("Verder").press("Bewaar en ga verder")
    assert chosen(trip.visitor.open(SCOPE).page) == ["full"]
