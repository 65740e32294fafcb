"""The matrix and the coverage of the stappenplan."""

import pytest
from pages.register_trip import LINES, RegisterTrip
from pages.scan_trip import ScanTrip
from pages.visitor import words
from registers import largest_register, some_register
from test_weight import READING_LIMIT, weight

from ev_scan.domain.register import MOST_ASSETS, MOST_LINES, Register

MATRIX, COVERAGE = "/stappenplan/matrix", "/stappenplan/dekking"


@pytest.fixture
def steps(trip) -> RegisterTrip:
    return RegisterTrip(trip)


@pytest.fixture
def some(steps, catalogue) -> RegisterTrip:
    return steps.store(some_register(catalogue))


def cells(page) -> dict[tuple[str, str], str]:
    """By likelihood and impact, as somebody reads it: the heading of the row and of the column."""
    table = next(page.root.iter("table"))
    columns = [words(each) for each in table.findall("thead/tr")[1].findall("th")]
    return {
        (words(row.find("th")), column): words(cell)
        for row in table.findall("tbody/tr")
        for column, cell in zip(columns, row.findall("td"), strict=True)
    }


def test_each_cell_says_how_many_and_how_heavy(some):
    found = cells(some.open(MATRIX).page)
    assert len(found) == 25
    assert found["5", "5"].startswith("1")
    assert found["5", "5"].endswith("Zeer hoog")
    assert found["1", "1"] == "0Laag" or found["1", "1"] == "0 Laag"
    assert (found["1", "5"].split()[-1], found["2", "5"].split()[-1]) == ("Matig", "Hoog")


def test_a_count_leads_to_those_lines(largest):
    page = largest.open(MATRIX).page
    counted = [(words(each), each.get("href")) for each in page.root.iter("a") if f"{LINES}?" in each.get("href", "")]
    assert len(counted) > 5
    for count, href in counted:
        rows = [each for each in largest.open(href).page.root.iter("li") if each.get("class") == "ev-task"]
        assert len(rows) == int(count.split()[0])
        assert "U ziet een deel van de lijst" in largest.page.text


def test_a_long_list_offers_to_narrow_it(largest):
    page = largest.open(LINES).page
    narrowed = [href for href in page.links().values() if f"{LINES}?belang=" in href or f"{LINES}?methode=" in href]
    assert len(narrowed) > 5
    assert all(largest.open(href).visitor.status == 200 for href in narrowed)


@pytest.mark.parametrize("view", ["gross", "current", "target"])
def test_before_now_and_after_add_up_and_lead_to_their_own_lines(some, view):
    some.trip.answer("recipe_list", "3").answer("recipe_lock", "3")
    page = some.open(f"{MATRIX}?stand={view}").page
    links = [href for href in page.links().values() if href.startswith(f"{LINES}?")]
    assert links
    for href in links:
        assert f"stand={view}" in href
        assert "Er is geen risicoregel" not in some.open(href).page.text
    counts = [words(each) for each in list(page.root.iter("table"))[1].iter("td")]
    assert sum(int(count) for count in counts if count) == 3 * 3, "each line once before, now and after"


def test_arranging_things_shows_in_the_picture(some):
    before = cells(some.open(f"{MATRIX}?stand=current").page)
    some.trip.answer("recipe_list", "3").answer("recipe_lock", "3").answer("oven_check", "3")
    assert cells(some.open(f"{MATRIX}?stand=current").page) != before
    assert cells(some.open(f"{MATRIX}?stand=gross").page) == before


@pytest.mark.parametrize("view", ["later", "%00", "GROSS"])
def test_another_view_is_not_found(some, view):
    assert some.open(f"{MATRIX}?stand={view}").visitor.status == 404


def test_without_lines_the_matrix_says_where_to_begin(steps):
    assert steps.open(MATRIX).page.link("Kies eerst methoden bij uw belangen") == "/stappenplan/methoden"
    assert steps.open(COVERAGE).page.link("Voeg eerst een belang toe") == "/stappenplan/belangen/nieuw"


def test_a_blind_spot_is_named_and_leads_to_where_it_can_be_mended(some):
    page = some.open(COVERAGE).page
    assert page.text.count("blinde vlek") >= 1
    assert page.link("Kies methoden: Gereedschap") == "/stappenplan/methoden/a2"
    some.use(1, "M01", "M02").open(COVERAGE)
    assert "U hebt geen blinde vlekken." in some.page.text


# As much as fits


@pytest.fixture
def largest(visit, published_site, published) -> RegisterTrip:
    trip = ScanTrip(visit(site=published_site), published).begin()
    register = largest_register(published)
    assert (len(register.assets), len(register.lines)) == (MOST_ASSETS, MOST_LINES)
    return RegisterTrip(trip).store(Register(register.assets, register.lines, register.inputs))


@pytest.mark.parametrize(
    "path",
    [
        *("/stappenplan", "/stappenplan/belangen", "/stappenplan/belangen/a3", "/stappenplan/belangen/volgorde"),
        *("/stappenplan/waarden", "/stappenplan/waarden/a3", "/stappenplan/methoden", "/stappenplan/methoden/a3"),
        *("/stappenplan/risicos", "/stappenplan/risicos/a3/M01", "/stappenplan/aanpak", "/stappenplan/aanpak/a3/M01"),
        *(MATRIX, f"{MATRIX}?stand=target", COVERAGE),
    ],
)
def test_every_page_is_light_with_25_assets_and_60_lines(largest, path):
    assert weight(largest.visitor, path) < READING_LIMIT


def test_the_page_with_all_examples_is_light(largest, published):
    largest.store(Register())
    assert weight(largest.visitor, "/stappenplan/belangen/nieuw") < READING_LIMIT
