"""Every percentage on a page follows from the published counts of release.json, worked out here anew."""

import json

import pytest
from pages.figures import DIMENSION, FILTERED, PAGES, UNAVAILABLE, address, coded, percents, places, tables
from pages.releases import BEFORE, YEAR, freeze_releases, frozen_files
from pages.site import close, new_settings
from pages.strict_client import StrictClient

from ev_scan.config import Settings
from ev_scan.factory import create_app
from ev_scan.i18n import localizer
from ev_scan.web.monitor.presenters import GAPS, NAMED_BARRIERS, TRENDS
from ev_scan.web.monitor.words import MonitorWords

KIND = {"perceived": ["4-5"], "measures": ["2", "3"], "gap": ["blind_spot", "uncovered"], "knows": ["4-5"]}
KIND |= {"barrier": ["yes"], "support": ["yes"], "channel": ["heard", "used"], "cbs": ["yes"], "score": ["4", "5"]}
WHOLE = {"unfamiliar": ("awareness", ["1"]), "any_risk": ("any_risk", ["yes"])}
WHOLE |= {"exposed": ("exposure", ["elevated", "high"])}
WHOLE |= {"spent": ("spending", ["under_1k", "1k_10k", "10k_50k", "over_50k"])}


class Counts:
    """release.json, read without the program."""

    def __init__(self, raw: bytes) -> None:
        found = json.loads(raw)
        self.items = {each["id"]: each for each in found["items"]}
        self.tables = {frozenset(each["dimensions"]): each for each in found["tables"]}
        self.n = found["n"]

    def row(self, place):
        table = self.tables.get(frozenset(place))
        wanted = [place[each] for each in table["dimensions"]] if table else None
        return next((row for row in table["rows"] if row["key"] == wanted), None) if table else None

    def share(self, place, item, codes):
        """As a page should write it; empty where it should not."""
        row = self.row(place)
        counts = row["counts"].get(item) if row else None
        if not counts:
            return "", 0
        known = self.items[item]
        of = sum(counts[: known["valid"]])
        return coded(sum(counts[known["codes"].index(code)] for code in codes), of), of

    def indicator(self, place, name):
        kind = name.partition(".")[0]
        item, codes = WHOLE.get(name) or (name, KIND[kind])
        return self.share(place, item, codes)


@pytest.fixture(scope="module")
def site(tmp_path_factory, published):
    folder = tmp_path_factory.mktemp("figures")
    freeze_releases(folder, published, BEFORE, YEAR)
    app = create_app(Settings(**{**vars(new_settings(folder)), "monitor_public": True}), published)
    app.test_client_class = StrictClient
    yield app
    close(app)


@pytest.fixture
def reader(visit, site):
    return visit(site=site)


@pytest.fixture(scope="module")
def counts(published):
    return Counts(frozen_files(published, YEAR)["release.json"])


@pytest.fixture(scope="module")
def words(published):
    return MonitorWords(published, localizer("nl"))


def row_says(cells, expected):
    """Label, share, range, answers."""
    share, of = expected
    assert percents(cells[1]) == ([share] if share else [])
    assert (cells[1] == UNAVAILABLE) == (not share)
    assert cells[3] == (f"{of:,}".replace(",", ".") if share else "–")
    assert ("tot" in cells[2]) == (bool(share) and of >= 100)
    return bool(share)


def test_shares_by_group_recompute(reader, counts, words):
    shown = 0
    for place in places():
        row = {DIMENSION[name]: value for name, value in place.items()}
        gaps = tables(reader.open(address("/monitor/risicos", place)).page.root)
        labels = {words.part(each): each for each in GAPS}
        rows = next(rows for caption, rows in gaps.items() if caption.startswith("Doet minder"))
        assert {cells[0] for cells in rows} == set(labels)
        shown += sum(row_says(cells, counts.indicator(row, labels[cells[0]])) for cells in rows)
        barriers = tables(reader.open(address("/monitor/belemmeringen", place)).page.root)
        labels = {words.part(each): each for each in NAMED_BARRIERS}
        for rows in barriers.values():
            shown += sum(row_says(cells, counts.indicator(row, labels[cells[0]])) for cells in rows)
        expected = [each for each in NAMED_BARRIERS if counts.indicator(row, each)[0]]
        assert len(expected) == sum(map(len, barriers.values()))
    assert shown > 600


def test_the_four_parts_of_a_gap_and_the_bands_recompute(reader, counts, words):
    found = tables(reader.open("/monitor/risicos").page.root)["Risico en maatregelen: Alle deelnemers"]
    for cells, name in zip(found, GAPS, strict=True):
        codes = ("blind_spot", "uncovered", "matched", "covered")
        assert [percents(cell)[0] for cell in cells[1:5]] == [counts.share({}, name, [code])[0] for code in codes]
    checked = 0
    for theme in ("overall", "growth"):
        page = reader.open(f"/monitor/volwassenheid?cijfer=score.{theme}").page
        for caption, dimension in (("Naar grootte", "size"), ("Naar sector", "sector_group")):
            rows = next(rows for name, rows in tables(page.root).items() if name.startswith(caption))
            for cells, row in zip(rows, counts.tables[frozenset([dimension])]["rows"], strict=True):
                place = {dimension: row["key"][0]}
                expected = [counts.share(place, f"score.{theme}", [band])[0] for band in "12345"]
                assert [(percents(cell) or [""])[0] for cell in cells[1:6]] == expected
                assert cells[0].removesuffix(" (indicatief)") == words.value(dimension, row["key"][0])
                checked += 1
    assert checked == 24


def test_needs_recompute(reader, counts, words):
    for place in ({}, {"sector": "industry"}, {"grootte": "large"}, {"landsdeel": "noord"}):
        row = {DIMENSION[name]: value for name, value in place.items()}
        found = tables(reader.open(address("/monitor/behoeften", place)).page.root)
        captions = {"Hulp": "support", "Weet": "knows", "Adressen": "channel"}
        for caption, kind in captions.items():
            rows = next(rows for name, rows in found.items() if name.startswith(caption))
            labels = {words.part(name): name for name in counts.items if name.startswith(f"{kind}.")}
            assert all(row_says(cells, counts.indicator(row, labels[cells[0]])) for cells in rows)
            assert len(rows) == len(labels)
        cells = next(rows for name, rows in found.items() if name.startswith("Uitgaven"))[0]
        codes = counts.items["spending"]["codes"][:5]
        assert [percents(each)[0] for each in cells[1:6]] == [counts.share(row, "spending", [c])[0] for c in codes]


def test_years_recompute(reader, published, words):
    years = {str(each): Counts(frozen_files(published, each)["release.json"]) for each in (BEFORE, YEAR)}
    for name in TRENDS:
        for place in ({}, {"sector": "industry", "grootte": "small"}):
            page = reader.open(address("/monitor/ontwikkeling", place, cijfer=name)).page
            row = {DIMENSION[each]: value for each, value in place.items()}
            for rows in tables(page.root).values():
                assert [cells[0] for cells in rows] == list(years)
                for cells in rows:
                    row_says(cells, years[cells[0]].indicator(row, name))
            if name == "spent" and place:
                assert UNAVAILABLE in page.text


def test_participation_recomputes(reader, counts, words):
    found = tables(reader.open("/monitor/deelname").page.root)
    assert len(found) == 5
    for caption, dimension in {
        "Deelname: naar grootte": "size",
        "Deelname: naar sector": "sector_group",
        "Deelname: naar landsdeel": "landsdeel",
        "Deelname: naar provincie": "province",
        "Deelname: naar bedrijfstak": "section",
    }.items():
        whole = counts.row({})
        for cells, row in zip(found[caption], counts.tables[frozenset([dimension])]["rows"], strict=True):
            if row["n"] is None:
                assert cells[1] == cells[2] == cells[5] == UNAVAILABLE
                continue
            assert cells[1] == f"{row['n']:,}".replace(",", ".")
            assert percents(cells[2]) == [coded(row["n"], whole["n"])]
            assert percents(cells[4]) == [str(round(100 * row["population"] / whole["population"]) or 1)]
            ratio = int(cells[5].removeprefix("1 op ongeveer ").replace(".", ""))
            assert ratio == pytest.approx(row["population"] / row["n"], rel=0.06)


def test_the_front_page_recomputes(reader, counts, words):
    text = reader.open("/monitor").page.text
    for name in ("unfamiliar", "any_risk", "spent"):
        assert f"{words.coded(counts.indicator({}, name)[0])} {words.indicator(name)}" in text
    rows = next(iter(tables(reader.page.root).values()))
    labels = {words.part(each): each for each in GAPS}
    assert all(row_says(cells, counts.indicator({}, labels[cells[0]])) for cells in rows)
    assert f"{counts.n:,}".replace(",", ".") in text


def test_few_answers_are_told_in_steps_of_five_or_not_at_all(reader, counts):
    rough = 0
    for place in places():
        row = counts.row({DIMENSION[name]: value for name, value in place.items()})
        if row is None or row["n"] is None or row["n"] >= 100:
            continue
        for path in FILTERED:
            page = reader.open(address(path, place)).page
            shown = [percents(cells[1]) for rows in tables(page.root).values() for cells in rows if len(cells) == 4]
            for each in filter(None, shown):
                assert int(each[0].lstrip("<>=")) % 5 == 0
                rough += 1
                assert "indicatief" in page.text
    assert rough > 20


def test_the_drawing_tells_no_more_than_the_words(reader):
    """Bars end at whole percents, and so do the ends of their ranges."""
    for path in PAGES:
        for line in reader.open(path).page.root.iter("svg"):
            if "ev-share__track" in (line.get("class") or ""):
                widths = [each.get(name, "0%") for each in line for name in ("width", "x", "x1", "x2")]
                assert all(width.rstrip("%").isdigit() for width in widths), path
