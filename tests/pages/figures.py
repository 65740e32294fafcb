"""Reading the pages of the monitor: their tables, and every percentage on them."""

import itertools
import re
from collections.abc import Iterator
from urllib.parse import urlencode
from xml.etree.ElementTree import Element

from pages.page_checks import words

from ev_scan.monitor.classification import GROUPS, LANDSDELEN, SIZES

PAGES = (
    *("/monitor", "/monitor/ontwikkeling", "/monitor/risicos", "/monitor/belemmeringen", "/monitor/volwassenheid"),
    *("/monitor/behoeften", "/monitor/deelname", "/monitor/vergelijking", "/monitor/bestanden", "/monitor/uitleg"),
)
FILTERED = ("/monitor/risicos", "/monitor/belemmeringen", "/monitor/behoeften", "/monitor/ontwikkeling")
DIMENSION = {"sector": "sector_group", "grootte": "size", "landsdeel": "landsdeel"}
UNAVAILABLE = "niet beschikbaar"
_PERCENT = re.compile(r"(\d+)% of (minder|meer)|(\d+)%")


def places() -> Iterator[dict[str, str]]:
    """Every choice of the filters."""
    for sector, size, region in itertools.product(("", *GROUPS), ("", *SIZES), ("", *LANDSDELEN)):
        chosen = {"sector": sector, "grootte": size, "landsdeel": region}
        yield {name: value for name, value in chosen.items() if value}


def address(path: str, place: dict[str, str], **more: str) -> str:
    asked = urlencode({**place, **more})
    return f"{path}?{asked}" if asked else path


def tables(root: Element) -> dict[str, list[list[str]]]:
    """Rows of cells, the heads left out, by caption."""
    found = {}
    for table in root.iter("table"):
        body = table.find("tbody")
        rows = [[words(cell) for cell in row] for row in (body if body is not None else ())]
        found[words(table.find("caption"))] = rows
    return found


def percents(text: str) -> list[str]:
    """As the files write them: 35, <=5, >=95."""
    coded = {"minder": "<=", "meer": ">="}
    return [f"{coded[found[2]]}{found[1]}" if found[1] else found[3] for found in _PERCENT.finditer(text)]


def coded(count: int, of: int) -> str:
    """Worked out anew, without the program's own rules; empty where nothing may be told."""
    if of < 30:
        return ""
    share = min(count, of) / of
    percent = round(100 * share) if of >= 100 else 5 * round(20 * share)
    return "<=5" if percent <= 5 else ">=95" if percent >= 95 else str(percent)
