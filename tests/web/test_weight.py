"""The first view fits in the first packets, also on a slow connection."""

import brotli
import pytest
from pages.scan_trip import ScanTrip

LIMIT = 8_000
"""Bytes of HTML and CSS together, compressed with brotli; what a new connection may send at once is 14,600."""
PAGES = ["/", "/start", "/hervat", "/scan", "/scan/profile/export", "/scan/products/crown_jewels_list", "/privacy"]
READING_LIMIT = 11_000
"""Pages full of text are read longer, and still come in that first sending."""
READING = [
    *("/kennis", "/kennis?q=leverancier", "/kennis/begrippen", "/kennis/wetten", "/kennis/wetten/vifo", "/nu"),
    *("/kennis/methoden/M06", "/kennis/onderwerpen/crown_jewels_list", "/kennis/maatregelen/discuss_crown_jewels"),
]


@pytest.fixture
def trip(visit, published_site, published):
    return ScanTrip(visit(site=published_site), published).begin()


def weight(visitor, path):
    html = visitor.client.get(path, headers={"Accept-Encoding": "br"})
    assert html.content_encoding == "br"
    page = visitor.open(path).page
    sheets = [each.get("href") for each in page.root.iter("link") if each.get("rel") == "stylesheet"]
    assert sheets
    css = [visitor.client.get(sheet, headers={"Accept-Encoding": "br"}) for sheet in sheets]
    assert brotli.decompress(css[0].data).startswith(b"/*")
    return len(html.data) + sum(len(each.data) for each in css)


@pytest.mark.parametrize("path", PAGES)
def test_the_first_view_is_light(trip, path):
    assert weight(trip.visitor, path) < LIMIT


@pytest.mark.parametrize("path", READING)
def test_a_page_to_read_is_light_too(trip, path):
    assert weight(trip.visitor, path) < READING_LIMIT


def test_a_page_loads_one_sheet_and_at_most_one_script(trip):
    for path in (*PAGES, *READING):
        page = trip.visitor.open(path).page
        assert len([each for each in page.root.iter("link") if each.get("rel") == "stylesheet"]) == 1
        assert len(list(page.root.iter("script"))) <= 1
        assert not list(page.root.iter("img"))
