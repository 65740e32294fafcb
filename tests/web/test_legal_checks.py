"""What a company answers about one law: kept, weighed against its profile, and never a verdict."""

import pytest
from pages.scan_trip import ScanTrip

CARD, ALL = "/wetten/bread_act", "/wetten"
SAVE = "Bewaar en bekijk de uitkomst"
LIKELY, POSSIBLE = "Waarschijnlijk relevant, laat toetsen", "Mogelijk"
NOT_FOUND = "Niet gevonden op basis van uw antwoorden"


@pytest.fixture
def abroad(trip):
    """A company for which the law may matter."""
    return trip.answer("abroad", "yes")


def card(trip):
    return trip.visitor.open(CARD).page


def outcome(page):
    [found] = [each for each in (LIKELY, POSSIBLE, NOT_FOUND) if each in page.text]
    return found


def test_a_company_that_told_nothing_can_look_at_every_law(trip):
    page = trip.visitor.open(ALL).page
    assert "Wij vonden nog niets" in page.text
    assert page.link("Broodwet") == CARD
    assert page.text.count(NOT_FOUND) == 1, "the heading says it for all of them"
    assert "Geldt nu" in page.text
    assert outcome(card(trip)) == NOT_FOUND


def test_the_answers_decide_between_likely_possible_and_not_found(abroad):
    assert outcome(card(abroad)) == POSSIBLE
    found = {}
    for answer in ("Ja", "Nee", "Weet ik niet"):
        card(abroad)
        found[answer] = outcome(abroad.visitor.choose(answer).press(SAVE).page)
        assert abroad.visitor.page.chosen() == [answer]
    assert found == {"Ja": LIKELY, "Nee": NOT_FOUND, "Weet ik niet": POSSIBLE}


def test_a_found_law_says_which_answers_point_to_it_and_stands_with_the_result(abroad):
    card(abroad)
    text = abroad.visitor.choose("Ja").press(SAVE).page.text
    assert "Levert u over de grens? Ja" in text
    assert "Weegt uw taart meer dan een kilo? Ja" in text
    abroad.answer("recipe_list", "0")
    for path in (ALL, "/resultaat"):
        page = abroad.visitor.open(path).page
        assert LIKELY in page.text
        assert page.link("Broodwet") == CARD


def test_a_card_is_no_verdict_and_says_how_old_it_is_and_where_it_comes_from(trip, catalogue):
    page, regime = card(trip), catalogue.regime("bread_act")
    assert "Dit is geen juridisch oordeel" in page.text
    assert "bijgewerkt op 15 januari 2000" in page.text
    assert "opnieuw na voor 15 januari 2099" in page.text
    for words in (*regime.to_do, *regime.verify, regime.coming):
        assert words.source in page.text
    places = [catalogue.contacts[name] for name in regime.contacts] + [
        catalogue.sources[name] for name in regime.sources
    ]
    assert {place.url for place in places} <= set(page.links().values())


def test_a_question_may_stay_open(abroad):
    card(abroad)
    abroad.visitor.press(SAVE)
    assert abroad.visitor.status == 200
    assert outcome(abroad.visitor.page) == POSSIBLE
    assert abroad.visitor.page.chosen() == []


def test_a_law_is_asked_apart_from_the_scan(abroad):
    """It adds no question to a theme, so a finished scan stays finished."""
    abroad.walk()
    card(abroad)
    abroad.visitor.choose("Ja").press(SAVE)
    assert "U hebt alles ingevuld" in abroad.visitor.open("/scan").page.text


def test_what_was_answered_goes_along_in_the_data_and_the_document(abroad):
    card(abroad)
    abroad.visitor.choose("Ja").press(SAVE)
    plan = abroad.visitor.open("/plan.json").response.json
    assert "bread_act_weight" in abroad.visitor.response.text
    assert [(each["regime"], each["outcome"]) for each in plan["regimes"]] == [("bread_act", "likely")]
    assert abroad.visitor.open("/plan.pdf").status == 200


# Two tabs, and a session that ended


@pytest.fixture
def tabs(visit, catalogue):
    first = ScanTrip(visit(), catalogue).begin().answer("abroad", "yes")
    second = ScanTrip(visit(), catalogue).resume(first.code)
    card(first), card(second)
    return first.visitor, second.visitor


def test_another_tab_is_not_overwritten_unseen(tabs):
    first, second = tabs
    first.choose("Ja").press(SAVE)
    second.choose("Nee").press(SAVE)
    assert second.status == 409
    assert "Deze antwoorden zijn intussen veranderd" in second.page.text
    assert second.page.chosen() == ["Nee"]
    assert first.open(CARD).page.chosen() == ["Ja"]
    second.press(SAVE)
    assert second.status == 200
    assert first.open(CARD).page.chosen() == ["Nee"]


def test_the_same_answer_in_both_tabs_or_sent_twice_is_no_conflict(tabs):
    first, _second = tabs
    for visitor in tabs:
        assert visitor.choose("Ja").press(SAVE).status == 200
    form = [(name, first.page.hidden(name)) for name in ("csrf_token", "seen")]
    for _ in range(2):
        assert first.send(CARD, [*form, ("bread_act_weight", "yes")]).status == 200


def test_answers_sent_after_the_session_are_carried(abroad, clock):
    code = abroad.code
    card(abroad)
    abroad.visitor.choose("Ja")
    clock(3)
    abroad.visitor.press(SAVE)
    assert abroad.visitor.status == 403
    assert "Wat u net invulde, is niet weg" in abroad.visitor.page.text
    abroad.visitor.write("Uw code", code).press("Verder").press("Bewaar en ga verder")
    assert abroad.visitor.page.path == CARD
    assert abroad.visitor.page.chosen() == ["Ja"]
    assert outcome(abroad.visitor.page) == LIKELY


def test_a_card_opened_without_a_scan_asks_for_the_code_first(visitor):
    page = visitor.open(CARD).page
    assert page.path == "/hervat"
    assert page.hidden("next") == CARD


# What no page of ours sends


@pytest.mark.parametrize("wrong", ["maybe", "", "<b>", "%(x)s", "yes,no", "x" * 5000, "unknown\x00"])
def test_an_answer_that_is_none_of_these_changes_nothing(abroad, wrong):
    card(abroad)
    abroad.visitor.choose("Ja").press(SAVE)
    form = [(name, abroad.visitor.page.hidden(name)) for name in ("csrf_token", "seen")]
    abroad.visitor.send(CARD, [*form, ("bread_act_weight", wrong)])
    if wrong in ("", "unknown\x00"):  # the first means: left open; the second is an answer once it is cleaned
        assert abroad.visitor.status == 200
        return
    assert abroad.visitor.status == 422
    assert abroad.visitor.page.errors == ["Kies het antwoord dat het beste past."]
    assert card(abroad).chosen() == ["Ja"]


def test_a_form_without_fields_or_from_elsewhere_changes_nothing(abroad):
    card(abroad)
    abroad.visitor.choose("Ja").press(SAVE)
    token = abroad.visitor.page.hidden("csrf_token")
    assert abroad.visitor.send(CARD, [("seen", "yes")]).status == 422
    assert abroad.visitor.send(CARD, [("csrf_token", token), ("seen", "old")]).status == 409
    fields = {"csrf_token": token, "bread_act_weight": "no"}
    sent = abroad.visitor.client.post(CARD, data=fields, headers={"Sec-Fetch-Site": "cross-site"})
    assert sent.status_code == 403
    assert card(abroad).chosen() == ["Ja"]


@pytest.mark.parametrize("name", ["meat_act", "BREAD_ACT", "bread_act/", "..", "%00", "%ED%A0%80", "<b>", "a" * 3000])
def test_an_unknown_law_is_not_found(abroad, name):
    token = card(abroad).hidden("csrf_token")
    assert abroad.visitor.client.get(f"{ALL}/{name}").status_code in (308, 404)
    assert abroad.visitor.client.post(f"{ALL}/{name}", data={"csrf_token": token}).status_code in (308, 404)


def test_no_answer_stands_in_an_address(abroad):
    token = card(abroad).hidden("csrf_token")
    sent = abroad.visitor.client.post(CARD, data={"csrf_token": token, "seen": "", "bread_act_weight": "yes"})
    assert (sent.status_code, sent.headers["Location"]) == (303, CARD)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_published_law_can_be_looked_at(visit, published_site, published, language):
    visitor = ScanTrip(visit(language, site=published_site), published, language).begin().visitor
    for name in published.regimes:
        page = visitor.open(f"{ALL}/{name}").page
        assert page.status == 200
        assert len(list(page.root.iter("fieldset"))) == len(published.regime(name).questions)
