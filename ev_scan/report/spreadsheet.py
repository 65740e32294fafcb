"""The plan for a spreadsheet: a workbook, and the actions as a text file.

Nothing in them is a formula, whatever somebody typed; see `escaped`. Equal input gives equal bytes.
"""

import csv
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.xml.functions import tostring

from ev_scan.domain.text import storable
from ev_scan.report.plan_tables import PlanTable, Value
from ev_scan.report.supply_sheet import escaped

_BOM: Final = "\ufeff"
_ABOUT: Final = "docProps/core.xml"
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
_NARROWEST, _WIDEST = 9, 48  # characters
_HEAD: Final = PatternFill("solid", fgColor="E4EFEC")
_DAY: Final = "yyyy-mm-dd"


def as_csv(table: PlanTable) -> bytes:
    """RFC 4180, in UTF-8 with a mark in front.

    With commas, because that is what other programs expect; who works in Excel has the workbook, which knows no
    separators.
    """
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(table.columns)
    writer.writerows([_written(value) for value in row] for row in table.rows)
    return (_BOM + text.getvalue()).encode()


def _written(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else _plain(value) if isinstance(value, str) else str(value)


def as_xlsx(tables: Sequence[PlanTable], created: datetime) -> bytes:
    """A sheet for each table."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "EV-scan"
    book.properties.created = book.properties.modified = created.replace(tzinfo=None)
    for table in tables:
        _fill(book.create_sheet(table.title), table)
    written = BytesIO()
    book.save(written)
    book.properties.modified = created.replace(tzinfo=None)  # saving set it to now
    return _dated(written.getvalue(), tostring(book.properties.to_tree()))


def _fill(sheet: Any, table: PlanTable) -> None:
    for row, values in enumerate((table.columns, *table.rows), start=1):
        for column, value in enumerate(values, start=1):
            if value is not None:
                _put(sheet.cell(row, column), value)
    for column, cell in enumerate(sheet[1]):
        cell.font, cell.fill = Font(bold=True), _HEAD
        longest = max((len(str(row[column])) for row in table.rows if row[column] is not None), default=0)
        width = min(max(longest, len(str(cell.value)), _NARROWEST), _WIDEST)
        sheet.column_dimensions[cell.column_letter].width = width + 2
    sheet.freeze_panes = "C2"
    if table.rows:
        sheet.auto_filter.ref = sheet.dimensions


def _put(cell: Any, value: str | int | float | date) -> None:
    cell.value = _plain(value) if isinstance(value, str) else value
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if isinstance(value, str):
        cell.data_type = "s"  # whatever it looks like: a text
    if isinstance(value, date):
        cell.number_format = _DAY


def _plain(text: str) -> str:
    text = storable(text)  # which makes a return a line end
    return f"'{text}" if text.startswith("\n") else escaped(text)


def _dated(book: bytes, about: bytes) -> bytes:
    """The same workbook without the moment of writing in it."""
    rewritten = BytesIO()
    with ZipFile(BytesIO(book)) as source, ZipFile(rewritten, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = about if name == _ABOUT else source.read(name)
            target.writestr(ZipInfo(name, _EARLIEST), content, ZIP_DEFLATED)
    return rewritten.getvalue()
