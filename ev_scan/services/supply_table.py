"""The cells of a CSV or XLSX file that a stranger may have made: only plain values come out, and never many."""

import csv
import re
import threading
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import islice
from typing import Any, Final

from openpyxl import load_workbook

from ev_scan.domain.errors import EvScanError
from ev_scan.i18n import Localizer

MOST_ROWS: Final = 2000
"""Also empty ones: somebody may have given them a colour."""
MOST_COLUMNS: Final = 100
LARGEST_FILE: Final = 256 * 1024
_LONGEST_CELL: Final = 2000
_LARGEST_UNPACKED: Final = 4 * 1024 * 1024
_MOST_PARTS: Final = 100
_FORBIDDEN: Final = (
    "vbaproject",
    "xl/externallinks/",
    "xl/embeddings/",
    "xl/activex/",
    "xl/connections",
    "xl/macrosheets/",
)
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["'](?!utf-?8["'])""", re.IGNORECASE)
_one_at_a_time = threading.Lock()


class NoTable(EvScanError):
    """The file cannot be used as a whole; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    is_formula: bool = False
    is_date: bool = False
    is_share: bool = False
    """A number shown as a percentage: 0.3 stands for 30 %."""


Row = tuple[int, list[Cell]]
"""Its number in the file, and its cells."""


def rows_of(raw: bytes, localize: Localizer) -> list[Row]:
    """The rows in which something stands. Raises NoTable."""
    gettext = localize.gettext
    if len(raw) > LARGEST_FILE:
        raise NoTable(gettext("Dit bestand is te groot. Gebruik alleen het blad met leveringen."))
    if not raw.strip():
        raise NoTable(gettext("Dit bestand is leeg."))
    if raw.startswith(b"PK"):
        return list(_filled(_book(raw, localize), localize))
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise NoTable(gettext("Dit is een oud of beveiligd Excel-bestand. Bewaar het als .xlsx zonder wachtwoord."))
    return list(_filled(_lines(raw, localize), localize))


def _filled(rows: Iterator[Row], localize: Localizer) -> Iterator[Row]:
    gettext = localize.gettext
    for number, cells in rows:
        if number > MOST_ROWS:
            raise NoTable(gettext("Dit bestand heeft te veel regels. Haal de lege regels onder uw gegevens weg."))
        if len(cells) > MOST_COLUMNS and any(cell.text for cell in cells[MOST_COLUMNS:]):
            raise NoTable(gettext("Dit bestand heeft te veel kolommen. Gebruik de kolommen van ons voorbeeld."))
        if any(len(cell.text) > _LONGEST_CELL for cell in cells):
            raise NoTable(gettext("In regel %(row)s staat een tekst die te lang is.") % {"row": number})
        if any(cell.text for cell in cells):
            yield number, cells[:MOST_COLUMNS]


def _lines(raw: bytes, localize: Localizer) -> Iterator[Row]:
    gettext = localize.gettext
    try:
        text = raw.decode("utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        message = gettext("Dit bestand heeft andere tekens dan wij kunnen lezen. Bewaar het als 'CSV UTF-8' of .xlsx.")
        raise NoTable(message) from None
    if "\x00" in text:
        raise NoTable(gettext("Dit is geen tabel. Gebruik een CSV-bestand of een Excel-bestand (.xlsx)."))
    first = text.lstrip().partition("\n")[0]
    mark = max(";,\t", key=first.count)
    try:
        for number, cells in enumerate(csv.reader(StringIO(text, newline=""), delimiter=mark), start=1):
            yield number, [Cell(cell.strip()) for cell in cells]
    except csv.Error:
        raise NoTable(gettext("Dit is geen tabel. Gebruik een CSV-bestand of een Excel-bestand (.xlsx).")) from None


def _book(raw: bytes, localize: Localizer) -> Iterator[Row]:
    """The first sheet. What openpyxl would trip over or swell up from is refused before it sees the file."""
    gettext = localize.gettext
    unreadable = gettext("Wij kunnen dit Excel-bestand niet lezen. Bewaar het opnieuw als .xlsx, of als 'CSV UTF-8'.")
    try:
        _refuse_dangerous(raw, localize)
        with _one_at_a_time, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they quote cells
            return iter(_first_sheet(raw))
    except NoTable:
        raise
    except Exception:  # a broken file may break its reader in any way
        raise NoTable(unreadable) from None


def _refuse_dangerous(raw: bytes, localize: Localizer) -> None:
    gettext = localize.gettext
    with zipfile.ZipFile(BytesIO(raw)) as parts:
        listed = parts.infolist()
        if len(listed) > _MOST_PARTS or sum(part.file_size for part in listed) > _LARGEST_UNPACKED:
            raise NoTable(gettext("Dit bestand is uitgepakt te groot. Gebruik alleen het blad met leveringen."))
        if any(bad in part.filename.lower() for part in listed for bad in _FORBIDDEN):
            message = gettext("Dit bestand bevat macro’s of koppelingen. Kopieer uw gegevens naar ons lege voorbeeld.")
            raise NoTable(message)
        for part in listed:
            if part.filename.lower().endswith((".xml", ".rels")):
                content = parts.read(part)
                if b"\x00" in content or b"<!DOCTYPE" in content.upper() or _DECLARED.match(content.lstrip()):
                    raise ValueError("no plain XML")


def _first_sheet(raw: bytes) -> list[Row]:
    book = load_workbook(BytesIO(raw), read_only=True, keep_links=False)
    try:
        rows = book.worksheets[0].iter_rows(max_col=MOST_COLUMNS + 1)
        return [(number, list(map(_cell, row))) for number, row in enumerate(islice(rows, MOST_ROWS + 1), start=1)]
    finally:
        book.close()


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell("")
    if isinstance(value, bool):
        return Cell("true" if value else "false")
    if isinstance(value, int | float):
        return Cell(_plain(value), is_share="%" in (cell.number_format or ""))
    return Cell(str(value).strip(), is_formula=cell.data_type == "f", is_date=cell.data_type == "d")


def _plain(value: float) -> str:
    """Never with an exponent, and without the noise behind the twelfth decimal."""
    return f"{value:.12f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
