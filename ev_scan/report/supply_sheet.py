"""Critical inputs as a table for a spreadsheet: filled, or empty for the buyer to fill in.

Nothing in it is a formula: a text that a spreadsheet would take for one gets an apostrophe in front, which
`services.supply_file` takes off again.
"""

import csv
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from ev_scan.domain.supply_chain import CriticalInput
from ev_scan.domain.text import storable
from ev_scan.i18n import Localizer
from ev_scan.report.supply_fields import COLUMNS, Column, Figure, Kind, typed, typed_number
from ev_scan.report.supply_words import SupplyWords

SPECIAL: Final = (*"=+-@#", *"\uff1d\uff0b\uff0d\uff20", "\t", "\r")
"""How a formula begins, and a row of explanation."""
REMARK: Final = "#"
_BOM: Final = "\ufeff"
_TEXTS = (Kind.TEXT, Kind.COUNTRY)


def as_csv(inputs: Iterable[CriticalInput], localize: Localizer, *, explained: bool = False) -> bytes:
    """With semicolons and a mark in front, so that Excel opens it as it is meant. `explained` adds a row of remarks."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(column.title(localize.locale) for column in COLUMNS)
    if explained:
        remarks = [accepted(column.figure, localize) for column in COLUMNS]
        writer.writerow((f"{REMARK} {remarks[0]}", *remarks[1:]))
    for critical in inputs:
        writer.writerow(_written(column, critical, localize.locale) for column in COLUMNS)
    return (_BOM + text.getvalue()).encode()


def as_xlsx(inputs: Iterable[CriticalInput], localize: Localizer) -> bytes:
    """A sheet with the inputs, and one that says what each column asks."""
    book = Workbook()
    book.properties.creator = "EV-scan"
    sheet: Any = book.active
    sheet.title = localize.gettext("Leveringen")
    sheet.append([column.title(localize.locale) for column in COLUMNS])
    for critical in inputs:
        sheet.append([_cell(column, critical, localize.locale) for column in COLUMNS])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = max(14, len(str(cell.value)) + 2)
    sheet.freeze_panes = "B2"
    _explain(book.create_sheet(localize.gettext("Uitleg")), localize)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _explain(sheet: Any, localize: Localizer) -> None:
    gettext = localize.gettext
    intro = (
        gettext("Vul op het eerste blad één regel per levering in, hoogstens tien. Leeg laten mag."),
        gettext("Verander de namen van de kolommen niet. Schrijf getallen, geen formules."),
        gettext("De aandelen van de leveranciers van één levering zijn samen 100."),
    )
    for sentence in intro:
        sheet.append([sentence])
    sheet.append([])
    sheet.append([gettext("Kolom"), gettext("Vraag"), gettext("Wat past er"), gettext("Uitleg")])
    words = SupplyWords(localize)
    for column in COLUMNS:
        if column.supplier <= 1:
            key = "supplier_name" if column.supplier and column.figure.name == "name" else column.figure.name
            row = (
                column.title(localize.locale),
                words.question(key),
                accepted(column.figure, localize),
                words.hint(key),
            )
            sheet.append([escaped(each) for each in row])
    sheet.append([gettext("Voor een tweede leverancier: dezelfde kolommen met een 2, tot en met 8.")])
    for cell in sheet[len(intro) + 2]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCD", (34, 48, 34, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_row=len(intro) + 2, max_row=sheet.max_row - 1):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def accepted(figure: Figure, localize: Localizer) -> str:
    """What a cell of this figure may hold."""
    gettext = localize.gettext
    if figure.codes:
        return gettext("een van: %(words)s") % {
            "words": ", ".join(each[localize.locale] for each in figure.codes.values())
        }
    return {
        Kind.TEXT: gettext("tekst"),
        Kind.PERCENT: gettext("procent, zoals 12,5"),
        Kind.DAYS: gettext("heel aantal dagen"),
        Kind.EUROS: gettext("bedrag in euro"),
        Kind.COUNT: gettext("heel getal vanaf 1"),
        Kind.WEIGHT: gettext("getal van 0 tot 1"),
        Kind.COUNTRY: gettext("landcode van twee letters, zoals DE"),
    }[figure.kind]


def escaped(text: str) -> str:
    """A text that no spreadsheet takes for a formula; `unescaped` is its opposite."""
    return f"'{text}" if _looks_special(text) else text


def unescaped(text: str) -> str:
    return text[1:] if text.startswith("'") and _looks_special(text) else text


def _looks_special(text: str) -> bool:
    """Also behind apostrophes, so that taking one off gives back what was there, and behind spaces."""
    return text.lstrip("'").startswith(SPECIAL) or text.lstrip("' \t\r\n").startswith(SPECIAL)


def _value(column: Column, critical: CriticalInput) -> Any:
    if not column.supplier:
        return getattr(critical, column.figure.name)
    if column.supplier > len(critical.suppliers):
        return None
    return getattr(critical.suppliers[column.supplier - 1], column.figure.name)


def _written(column: Column, critical: CriticalInput, locale: str) -> str:
    figure, value = column.figure, _value(column, critical)
    if value is None:
        return ""
    if figure.codes:
        return figure.codes.get(value, {}).get(locale, str(value))
    return escaped(storable(str(value))) if figure.kind in _TEXTS else typed(figure, value, locale)


def _cell(column: Column, critical: CriticalInput, locale: str) -> str | int | float | None:
    figure, value = column.figure, _value(column, critical)
    if value is None or figure.codes or figure.kind in _TEXTS:
        return _written(column, critical, locale) or None
    number = typed_number(figure, value)
    return int(number) if number == int(number) else float(number)


def titles(locales: Iterable[str]) -> Iterator[tuple[str, Column]]:
    """What each column may be called, in each of these languages."""
    for locale in locales:
        for column in COLUMNS:
            yield column.title(locale), column
