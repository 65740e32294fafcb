"""'Vergelijkbare bedrijven' on the result: only from the release frozen last, and nothing without one."""

import brotli
import pytest
from pages.monitor_trip import enter, finished, keep
from pages.releases import BEFORE, EMPTY, QUARTER, YEAR, freeze_releases
from pages.scan_trip import ScanTrip

TITLE = "Vergelijkbare bedrijven"
RESULT = "/resultaat"
LIMIT = 14_600
"""What a new connection may send at once."""


@pytest.fixture
def result(make_site, settings, published, visit):
    """The result of a finished scan, on a site with these releases."""
    code = keep(settings, finished(published))

    def look(*periods):
        freeze_releases(settings.instance_path, published, *periods)
        return enter(visit(site=make_site(published)), published, code, RESULT)

    return look


def test_without_a_release_there_is_nothing(result):
    assert TITLE not in result().page.text


def test_too_few_contributions_are_nothing_to_compare_with(result):
    assert TITLE not in result(BEFORE, YEAR, QUARTER, EMPTY).page.text


def test_the_group_its_number_and_its_year_are_told(result):
    visitor = result(BEFORE, YEAR)
    for words in (TITLE, "in 2026 de scan", "Het zijn niet alle bedrijven in Nederland.", "Uw score ligt in de"):
        assert words in visitor.page.text
    assert visitor.page.root.findall(".//*[@class='ev-similar__bar']")
    assert visitor.open(f"{RESULT}?lang=en").page.root.findall(".//*[@class='ev-similar__bar']")


def test_a_wider_group_says_that_it_is_wider(result):
    assert "Over een kleinere groep zijn geen cijfers beschikbaar." in result(QUARTER).page.text


def test_a_scan_without_scores_is_compared_with_nobody(make_site, settings, published, visit):
    freeze_releases(settings.instance_path, published, YEAR)
    visitor = ScanTrip(visit(site=make_site(published)), published).begin().visitor
    assert TITLE not in visitor.open(RESULT).page.text


def test_a_broken_release_hides_no_result(result, settings):
    visitor = result(YEAR)
    path = settings.instance_path / "monitor" / "releases" / "2026"
    (path / "release.json").chmod(0o644)
    (path / "release.json").write_text("{")
    (path / "manifest.json").touch()
    assert visitor.open(RESULT).status == 200
    assert TITLE not in visitor.page.text
    assert "Uw profiel" in visitor.page.text


def test_the_page_stays_light(result):
    bare = len(result().client.get(RESULT, headers={"Accept-Encoding": "br"}).data)
    visitor = result(YEAR)
    response = visitor.client.get(RESULT, headers={"Accept-Encoding": "br"})
    assert TITLE in brotli.decompress(response.data).decode()
    assert len(response.data) - bare < 900
    css = visitor.client.get("/s/" + _sheet(visitor), headers={"Accept-Encoding": "br"})
    assert len(response.data) + len(css.data) < LIMIT


def _sheet(visitor):
    sheets = [each.get("href") for each in visitor.page.root.iter("link") if each.get("rel") == "stylesheet"]
    return sheets[0].removeprefix("/s/")


def test_a_public_monitor_changes_nothing_here(make_site, settings, published, visit):
    code = keep(settings, finished(published))
    freeze_releases(settings.instance_path, published, YEAR)
    texts = {
        enter(visit(site=make_site(published, monitor_public=public)), published, code, RESULT).page.text
        for public in (True, False)
    }
    assert len(texts) == 1
