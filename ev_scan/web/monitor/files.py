"""The frozen files of a release, given away as they were frozen."""

from dataclasses import dataclass
from typing import Final

from ev_scan.i18n import Localizer
from ev_scan.monitor.period import Period
from ev_scan.services.shelf import Shelf

TYPES: Final = {
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".csv": "text/csv",
    ".md": "text/markdown",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".pdf": "application/pdf",
}
OTHER: Final = "application/octet-stream"
_KILO: Final = 1000


def mimetype(name: str) -> str:
    return next((kind for ending, kind in TYPES.items() if name.endswith(ending)), OTHER)


def saved_as(period: Period, name: str) -> str:
    return f"ev-monitor-{period}-{name.replace('/', '-')}"


@dataclass(frozen=True, slots=True)
class FileView:
    name: str
    what: str
    size: str


def listed(shelf: Shelf, period: Period, localize: Localizer) -> tuple[list[FileView], list[FileView]]:
    """For people, and for programs."""
    known, views = _what(localize), []
    for name in shelf.names(period):
        what = known.get(name) or (known["tables/"] if name.startswith("tables/") else "")
        views.append(FileView(name, what, _size(shelf.size(period, name), localize)))
    order = list(known)
    views.sort(key=lambda each: (order.index(each.name) if each.name in order else len(order), each.name))
    people = [each for each in views if each.name.endswith((".pdf", ".xlsx", ".ods", ".md"))]
    return people, [each for each in views if each not in people]


def _size(size: int, localize: Localizer) -> str:
    return f"{localize.number(max(1, round(size / _KILO)))} kB"


def _what(localize: Localizer) -> dict[str, str]:
    gettext = localize.gettext
    return {
        "factsheet.nl.pdf": gettext("Kerncijfers op papier, in het Nederlands"),
        "factsheet.en.pdf": gettext("Kerncijfers op papier, in het Engels"),
        "release.xlsx": gettext("Alle tabellen, voor Excel"),
        "release.ods": gettext("Alle tabellen, voor LibreOffice"),
        "README.md": gettext("Leeswijzer in het Nederlands en Engels"),
        "release.json": gettext("Het origineel: alle tabellen, regels en voorbehouden"),
        "release.sdmx.csv": gettext("Alle cellen als SDMX-CSV"),
        "tables/": gettext("Een tabel als CSV"),
        "csv-metadata.json": gettext("Beschrijving van de tabellen (CSVW)"),
        "datapackage.json": gettext("Beschrijving van de tabellen (Data Package)"),
        "dcat.jsonld": gettext("Beschrijving voor catalogi (DCAT)"),
        "manifest.json": gettext("Controlegetallen, met dat van de vorige publicatie"),
    }
