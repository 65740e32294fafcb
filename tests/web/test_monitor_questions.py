"""The questions of the monitor come before the scan, once, and only where there is a monitor team."""

import pytest
from pages.monitor_trip import start_monitor
from pages.scan_trip import ScanTrip
from test_weight import LIMIT, READING_LIMIT, weight

FIRST_PAGE, RISKS, LAST = "/bijdragen/vragen/familiar", "/bijdragen/vragen/risks", "/bijdragen/vragen/known"
OBSTACLES = "/bijdragen/vragen/obstacles"
JOIN, DECLINE, UNDO = "Ja, ik doe mee", "Nee, liever niet", "Toch niet, wis ze"
NEXT, STOP = "Opslaan en verder", "Opslaan en naar de scan"


@pytest.fixture
def site(make_site, published):
    return make_site(published)


@pytest.fixture
def team(settings):
    return start_monitor(settings)


@pytest.fixture
def trip(site, visit, published):
    return ScanTrip(visit(site=site), published).begin()


def fill(page, **given):
    """Set the fields of the form on a page by their names."""
    for each in page.root.iter("input"):
        name = (each.get("name") or "").replace("-", "__")
        if name in given and each.get("type") in ("radio", "checkbox"):
            each.attrib.pop("checked", None)
            if each.get("value") in given[name].split():
                each.set("checked", "")


def chosen(page):
    return {(each.get("name"), each.get("value")) for each in page.root.iter("input") if "checked" in each.attrib}


def order(page, name):
    return [each.get("value") for each in page.root.iter("input") if each.get("name") == name]


def test_without_a_monitor_team_there_is_no_trace_of_the_monitor(trip):
    assert "onitor" not in trip.visitor.page.text
    for path in (FIRST_PAGE, LAST):
        assert trip.visitor.open(path).page.path == "/scan"


@pytest.mark.parametrize("junk", [b"", b"{}", b'{"format": "ev-scan/monitor-public-key@1", "key": "zz"}', b"\xff"])
def test_with_a_file_that_is_no_key_the_scan_works_as_without(trip, team, junk):
    team.folder.public_key.write_bytes(junk)
    assert trip.visitor.open("/scan").status == 200
    assert "onitor" not in trip.visitor.page.text


def test_all_pages_can_be_walked_and_come_back_as_they_were_filled_in(team, trip):
    visitor = trip.visitor.open("/scan").click(JOIN)
    fill(visitor.page, awareness="2")
    visitor.press(NEXT)
    assert visitor.page.path == RISKS
    fill(visitor.page, perceived__digital="4", perceived__export="no_opinion")
    while visitor.page.path != "/scan":
        visitor.press(NEXT)
    assert "U beantwoordde 3 van de" in visitor.page.text
    assert chosen(visitor.open(FIRST_PAGE).page) == {("awareness", "2")}
    assert chosen(visitor.open(RISKS).page) == {("perceived-digital", "4"), ("perceived-export", "no_opinion")}


def test_nothing_is_chosen_beforehand_and_every_row_has_its_own_group(team, trip):
    page = trip.visitor.open(RISKS).page
    assert not chosen(page)
    groups = list(page.root.iter("fieldset"))
    assert len(groups) == 8
    described = {each.get("aria-describedby") for each in groups}
    assert described == {"perceived"}
    assert any(each.get("id") == "perceived" for each in page.root.iter("h2"))


def test_one_click_declines_for_good_and_takes_earlier_answers_away(team, trip):
    visitor = trip.visitor.open(FIRST_PAGE)
    fill(visitor.page, awareness="1")
    visitor.press(STOP).press(UNDO)
    assert visitor.page.path == "/scan"
    assert "Bedrijvenmonitor" not in visitor.page.text
    assert visitor.open(FIRST_PAGE).page.path == "/scan"


def test_a_fresh_scan_declines_with_one_click(team, trip):
    assert "Bedrijvenmonitor" in trip.visitor.open("/scan").page.text
    assert "Bedrijvenmonitor" not in trip.visitor.press(DECLINE).page.text


def test_after_the_first_answer_the_block_is_closed_but_what_was_told_stays(team, trip, site, visit, published):
    code = trip.code
    visitor = trip.visitor.open(FIRST_PAGE)
    fill(visitor.page, awareness="3")
    visitor.press(STOP)
    behind = ScanTrip(visit(site=site), published).resume(code).visitor.open(RISKS)
    trip.answer("size", "small")
    assert "Bedrijvenmonitor" not in visitor.open("/scan").page.text
    fill(behind.page, perceived__digital="5")
    assert behind.press(NEXT).page.path == "/scan", "what comes after an explanation does not count"
    assert behind.open(RISKS).page.path == "/scan"


def test_two_tabs_do_not_undo_each_other_unseen(team, trip, site, visit, published):
    other = ScanTrip(visit(site=site), published).resume(trip.code).visitor.open(FIRST_PAGE)
    fill(trip.visitor.open(FIRST_PAGE).page, awareness="1")
    trip.visitor.press(NEXT)
    fill(other.page, awareness="3")
    assert other.press(NEXT).status == 409
    assert chosen(other.page) == {("awareness", "3")}
    assert other.press(NEXT).page.path == RISKS


def test_what_no_option_says_is_refused_and_the_rest_kept(team, trip):
    visitor = trip.visitor.open(OBSTACLES)
    fill(visitor.page, barriers="none cost", spending="unknown")
    assert visitor.press(NEXT).status == 422
    assert visitor.page.errors == ["Kies 'Niets houdt ons tegen', of kies iets anders. Samen kan niet."]
    assert ("spending", "unknown") in chosen(visitor.page)
    token = visitor.open(FIRST_PAGE).page.hidden("csrf_token")
    assert visitor.send(FIRST_PAGE, [("csrf_token", token), ("awareness", "17")]).status == 422


def test_the_order_of_the_barriers_differs_between_companies_and_not_between_looks(team, site, visit, published):
    seen = set()
    for _ in range(8):
        visitor = ScanTrip(visit(site=site), published).begin().visitor
        first = order(visitor.open(OBSTACLES).page, "barriers")
        assert order(visitor.open(OBSTACLES).page, "barriers") == first
        assert first[-2:] == ["other", "none"], "these two keep their place"
        seen.add(tuple(first))
        assert "barriers" not in "".join(visitor.cookies)
    assert len(seen) > 4


def test_a_page_that_does_not_exist(team, trip):
    assert trip.visitor.open("/bijdragen/vragen/nothing").status == 404


@pytest.mark.parametrize("page", ["familiar", "risks", "measures", "knowing", "obstacles", "known"])
def test_the_pages_are_light(team, trip, page):
    assert weight(trip.visitor, f"/bijdragen/vragen/{page}") < READING_LIMIT


def test_the_first_pages_stay_light_with_what_the_monitor_adds(team, trip):
    assert weight(trip.visitor, "/scan") < LIMIT
    assert weight(trip.visitor, "/privacy") < LIMIT
    assert "De Bedrijvenmonitor" in trip.visitor.page.text
