"""Every page of the monitor, and the comparison with similar companies: accessible, without sideways scrolling."""

from dataclasses import dataclass, replace
from io import BytesIO

import pytest
from pages.browser import Watch, serving
from pages.figures import PAGES
from pages.monitor_trip import finished, keep
from pages.releases import BEFORE, QUARTER, YEAR, freeze_releases
from pages.scan_trip import ScanTrip
from pages.site import close, new_settings, new_visitor
from pypdf import PdfReader
from scenes import unfold
from test_every_page import SCHEMES, SHEET, WIDTHS, sideways, violations

from ev_scan.factory import create_app
from ev_scan.services.shelf import COUNTED, MONITOR

pytestmark = pytest.mark.browser

_NOTE = '{"format": "ev-scan/counted@1", "period": "2027-Q2", "week": "2027-W20", "at_least": 1125}'
PATHS = (
    *(f"{path}?periode=2026" for path in PAGES),
    *(f"{path}?periode=2027-Q1" for path in PAGES),
    "/monitor/risicos?periode=2026&sector=business&grootte=medium",
    "/monitor/risicos?periode=2026&sector=agriculture&grootte=large&landsdeel=noord",
    "/monitor/belemmeringen?periode=2026&sector=utilities",
    "/monitor/behoeften?periode=2026&sector=agriculture",
    "/monitor/ontwikkeling?cijfer=gap.supply_chain&sector=industry",
    "/monitor/volwassenheid?periode=2026&cijfer=score.growth",
)


@dataclass(frozen=True)
class Site:
    full: str
    empty: str
    scan: str
    """The cookie of a finished scan."""


@pytest.fixture(scope="module")
def sites(tmp_path_factory, published):
    """One with releases, and one without."""
    full, empty = (
        replace(new_settings(tmp_path_factory.mktemp(name)), monitor_public=True) for name in ("full", "empty")
    )
    freeze_releases(full.instance_path, published, BEFORE, YEAR, QUARTER, survey=True)
    (full.instance_path / MONITOR / COUNTED).write_text(_NOTE, encoding="utf-8")
    apps = [create_app(settings, published) for settings in (full, empty)]
    visitor = new_visitor(apps[0])
    ScanTrip(visitor, published).resume(str(keep(full, finished(published))))
    with serving(apps[0]) as first, serving(apps[1]) as second:
        yield Site(first, second, visitor.cookies["scan"].value)
    for app in apps:
        close(app)


@pytest.fixture(scope="module")
def open_page(chromium, sites):
    watches = {base: Watch(chromium.new_context(locale="nl"), base) for base in (sites.full, sites.empty)}

    def go(path, base=sites.full):
        watch = watches[base]
        watch.open(path)
        assert watch.status == 200
        unfold(watch)
        return watch

    yield go
    for watch in watches.values():
        watch.context.close()


def look(watch):
    found = []
    for scheme in SCHEMES:
        watch.page.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            watch.page.set_viewport_size({"width": width, "height": 800})
            found += [(scheme, width, each) for each in violations(watch.page) + sideways(watch.page, width)]
    watch.check()
    return found


@pytest.mark.parametrize("path", PATHS)
def test_a_page_of_figures_is_accessible_and_fits(open_page, path):
    assert look(open_page(path)) == []


@pytest.mark.parametrize("path", ["/monitor", "/monitor/uitleg"])
def test_a_page_without_figures_is_too(open_page, sites, path):
    assert look(open_page(path, sites.empty)) == []


def test_similar_companies_on_the_result_are_too(open_page, sites):
    watch = open_page("/monitor")
    watch.context.add_cookies([{"name": "scan", "value": sites.scan, "url": sites.full}])
    assert look(open_page("/resultaat")) == []
    assert watch.page.locator(".ev-similar__bar").count() == 5


def test_a_filter_is_sent_and_its_figures_come_back(open_page):
    watch = open_page("/monitor/risicos?periode=2026")
    watch.page.get_by_label("Sector").select_option("industry")
    watch.page.get_by_role("button", name="Toon").click()
    assert "sector=industry" in watch.page.url
    assert "Industrie" in watch.page.locator(".ev-about").inner_text()
    watch.check()


@pytest.mark.parametrize("path", ["/monitor?periode=2026", "/monitor/volwassenheid?periode=2026"])
def test_figures_print_with_their_tables_and_without_menus(open_page, path):
    watch = open_page(path)
    watch.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = false)")
    watch.page.emulate_media(media="print", color_scheme="dark")
    sheets = PdfReader(BytesIO(watch.page.pdf(**SHEET))).pages
    watch.page.emulate_media(media="screen")
    text = " ".join(" ".join(sheet.extract_text().split()) for sheet in sheets)
    assert len(sheets) <= 4
    assert "Geen steekproef" in text
    assert "Antwoorden, afgerond" in text
    assert "Ontwikkeling" not in text
