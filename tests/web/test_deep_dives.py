"""A campaign's page about one theme, the theme on its own, and the way on to the whole scan."""

import pytest
from pages.scan_trip import ScanTrip

PAGE = "/verdieping/bakkers"


@pytest.fixture
def dive(catalogue):
    [found] = catalogue.questionnaire.deep_dives
    return found


@pytest.fixture
def baker(visitor, catalogue):
    """Somebody who came through the page of the theme."""
    visitor.open(PAGE).click("Begin met dit thema").press("Akkoord, ik begin")
    return ScanTrip(visitor, catalogue)


def test_the_page_says_what_it_brings_and_what_it_asks(visitor, dive, catalogue):
    page = visitor.open(PAGE).page
    assert page.h1 == dive.promise.source
    for words in (dive.lead, *dive.points):
        assert words.source in page.text
    assert f"{dive.minutes} minuten" in page.text
    assert f"{len(dive.profile)} vragen over uw bedrijf, hoogstens {len(dive.topics)} over dit thema" in page.text
    for topic in dive.topics:
        title = catalogue.questionnaire.topic(topic).title.source
        assert page.link(title) == f"/kennis/onderwerpen/{topic}"


def test_the_front_page_leads_to_each_theme_and_to_the_knowledge_base(visitor):
    page = visitor.open("/").page
    assert page.link("Bakkers") == PAGE
    assert page.link("Naar de kennisbank") == "/kennis"


def test_the_page_keeps_nothing_and_opens_nothing(visitor):
    visitor.open(PAGE)
    assert "scan" not in visitor.cookies


@pytest.mark.parametrize("name", ["personnel", "BAKKERS", "%00", "%ED%A0%80", "..%2f", "<b>", "a" * 3000])
def test_an_unknown_theme_is_not_found(visitor, name):
    assert visitor.client.get(f"/verdieping/{name}").status_code == 404


def test_the_theme_asks_only_what_it_needs_and_ends_in_a_plan(baker, dive, catalogue):
    baker.walk()
    asked = {question.id for topic in dive.topics for question in catalogue.questionnaire.topic(topic).questions}
    assert set(baker.given) <= set(dive.profile) | asked
    assert baker.visitor.page.path == "/resultaat"
    assert "U deed alleen het thema Bakkers." in baker.visitor.page.text
    assert baker.visitor.open("/plan").status == 200
    assert baker.visitor.open("/plan.pdf").status == 200


def test_the_overview_shows_one_theme_with_its_promise(baker, dive):
    text = baker.visitor.open("/scan").page.text
    assert f"{dive.promise.source}." in text
    assert dive.lead.source not in text
    assert "U hebt 0 van de 2 onderdelen afgerond" in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_from_theme_to_whole_scan_nothing_is_asked_twice(visit, make_site, published, language):
    site = make_site(published)
    for dive in published.questionnaire.deep_dives:
        visitor = visit(language, site=site)
        trip = ScanTrip(visitor, published, language)
        visitor.open(f"/verdieping/{dive.slug}").click(trip.say("Begin met dit thema")).press(
            trip.say("Akkoord, ik begin")
        )
        trip.walk()
        first = dict(trip.given)
        assert len(first) <= len(dive.profile) + len(dive.topics) + 2
        trip.given.clear()
        visitor.open("/scan").press(trip.say("Ga door met de volledige scan"))
        trip.walk()
        assert trip.given
        assert not set(first) & set(trip.given)


def test_who_has_a_scan_open_is_led_to_the_choice_instead(trip):
    page = trip.visitor.open(PAGE).page
    assert page.link("Kies dit in uw scan") == "/scan/omvang"
    assert "Begin met dit thema" not in page.links()


def test_a_whole_scan_says_nothing_about_one_theme(trip):
    trip.walk()
    assert "U deed alleen het thema" not in trip.visitor.open("/resultaat").page.text
