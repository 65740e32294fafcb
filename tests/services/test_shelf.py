"""The shelf of frozen releases: parsed once, anew when something was added, and careful with what is no release."""

import shutil

import pytest
from pages.releases import BEFORE, EMPTY, QUARTER, YEAR, freeze_releases, frozen_files

from ev_scan.monitor.errors import MonitorError
from ev_scan.monitor.figures import INDICATORS
from ev_scan.monitor.headline import headline
from ev_scan.monitor.period import Period
from ev_scan.services.shelf import Shelf


@pytest.fixture
def shelf(tmp_path, published):
    freeze_releases(tmp_path, published, BEFORE, YEAR)
    return Shelf(tmp_path)


def test_nothing_on_the_shelf_is_no_error(tmp_path):
    shelf = Shelf(tmp_path)
    assert (shelf.periods(), shelf.last(), shelf.years(), shelf.counted()) == ((), None, [], None)
    assert not shelf.survey()
    assert shelf.names(YEAR) == ()
    assert shelf.frozen(YEAR, "release.json") is None


def test_a_release_is_parsed_once(shelf):
    first = shelf.last()
    assert first.period == YEAR
    assert shelf.last() is first
    assert shelf.edition(YEAR) is first
    assert shelf.years()[1] is first


def test_what_is_added_is_seen_and_the_rest_is_kept(shelf, tmp_path, published):
    first = shelf.last()
    freeze_releases(tmp_path, published, QUARTER)
    assert shelf.last().period == QUARTER
    assert shelf.periods() == (BEFORE, YEAR, QUARTER)
    assert shelf.edition(YEAR) is first
    assert [each.period for each in shelf.years()] == [BEFORE, YEAR]


def test_drafts_and_other_things_are_no_periods(shelf, tmp_path):
    folder = shelf.archive.path
    shutil.copytree(folder / "2026", folder / ".draft")
    shutil.copytree(folder / "2026", folder / "2026.bak")
    (folder / "2024").mkdir()
    (folder / "2023").write_text("")
    assert shelf.periods() == (BEFORE, YEAR)


@pytest.mark.parametrize("content", [b"", b"{}", b"[" * 100_000, b"\xff"])
def test_a_release_that_cannot_be_read_is_named(shelf, content):
    path = shelf.archive.path / "2026" / "release.json"
    path.chmod(0o644)
    path.write_bytes(content)
    with pytest.raises(MonitorError):
        Shelf(shelf.path.parent).last()


def test_rows_are_found_by_the_group_and_withheld_ones_are_not(shelf):
    edition = shelf.last()
    assert edition.nation.n == edition.row({}).n
    table = edition.table("size", "sector_group")
    for row in table.rows:
        found = edition.row(dict(zip(table.dimensions, row.key, strict=True)))
        assert found == (row if row.n is not None else None)
    assert any(row.n is None for row in table.rows)
    assert edition.row({"sector_group": "industry", "size": "small", "landsdeel": "noord"}) is None
    assert edition.row({"province": "utrecht", "size": "small"}) is None


def test_a_page_and_the_factsheet_say_the_same(shelf):
    edition, told = shelf.last(), 0
    for name in INDICATORS:
        kind, _, part = name.partition(".")
        figure = edition.figure(edition.nation, name)
        if kind in ("score", "exposed", "spent") or figure is None:
            continue
        assert figure.share == headline(edition.release, edition.nation, kind, part)
        told += 1
    assert told > 50


def test_weighted_figures_are_those_of_the_file(shelf):
    edition = shelf.last()
    assert edition.weighted("unfamiliar").isdigit()
    assert edition.weighted("gap.digital") == "", "of two answers together there is none"
    assert edition.weighting[0] < edition.release.n


def test_few_contributions_have_no_figures(tmp_path, published):
    freeze_releases(tmp_path, published, BEFORE, YEAR, QUARTER, EMPTY)
    edition = Shelf(tmp_path).last()
    assert (edition.period, edition.has_figures, edition.nation, edition.weighting) == (EMPTY, False, None, None)


def test_files_are_those_of_the_manifest(shelf, published):
    assert set(shelf.names(YEAR)) == set(frozen_files(published, YEAR))
    (shelf.archive.path / "2026" / "note.txt").write_text("left behind")
    assert shelf.frozen(YEAR, "note.txt") is None
    assert shelf.frozen(YEAR, "../2025/release.json") is None
    assert shelf.frozen(Period(2024), "release.json") is None


def test_the_survey_is_read_again_when_it_changes(shelf, tmp_path, published):
    assert not shelf.survey()
    freeze_releases(tmp_path, published, survey=True)
    found = shelf.survey()
    assert found
    assert shelf.survey() is found
