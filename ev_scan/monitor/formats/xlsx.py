"""The tables as an Excel workbook: values only, nothing hidden, no author and no clock."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ev_scan.monitor.formats.tables import columns_of
from ev_scan.monitor.observations import COLUMNS, Observation
from ev_scan.monitor.release import Release

_SETTINGS: Final = {
    "in_memory": True,
    "constant_memory": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NO_TIME: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def xlsx(release: Release, lines: Iterable[Observation], notes: Iterable[str]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _SETTINGS)
    book.set_properties({"title": f"Bedrijvenmonitor economische veiligheid {release.period}", "created": _NO_TIME})
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet("toelichting")
    for row, note in enumerate(notes):
        sheet.write_string(row, 0, note)
    sheet.set_column(0, 0, 120)
    by_table: dict[str, list[Observation]] = {table.id: [] for table in release.tables}
    for line in lines:
        by_table[line.table].append(line)
    for table in release.tables:
        _fill(book.add_worksheet(table.id), columns_of(table.dimensions), by_table[table.id], bold)
    book.close()
    return out.getvalue()


def _fill(sheet: Worksheet, columns: list[str], lines: list[Observation], bold: Format) -> None:
    places = [COLUMNS.index(column) for column in columns]
    for column, name in enumerate(columns):
        sheet.write_string(0, column, name, bold)
    sheet.freeze_panes(1, 0)
    for row, line in enumerate(lines, start=1):
        values = line.values()
        for column, place in enumerate(places):
            value = values[place]
            if isinstance(value, int):
                sheet.write_number(row, column, value)
            elif value is not None:
                sheet.write_string(row, column, value)
