"""The tables as an Excel workbook, written by hand: values only, no formulas, no author, no clock."""

from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape

from ev_scan.monitor.formats.sheets import CODES, NOTES, Explained, Value, packed, sheets
from ev_scan.monitor.observations import Observation
from ev_scan.monitor.release import Release

_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_WIDTHS: Final = {NOTES: (110,), CODES: (14, 14, 26, 60, 60)}
_TABLE: Final = (22,) * 10
_FROZEN: Final = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft"'
    ' state="frozen"/></sheetView></sheetViews>'
)
"""The names of the columns stay in sight."""


def xlsx(release: Release, lines: Iterable[Observation], explained: Explained) -> bytes:
    made = [(name, _sheet(rows, _WIDTHS.get(name, _TABLE))) for name, rows in sheets(release, lines, explained)]
    names = [name for name, _ in made]
    parts = {
        "[Content_Types].xml": _content_types(len(made)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(names),
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(made) + 1)]
        ),
    }
    parts |= {f"xl/worksheets/sheet{number}.xml": content for number, (_, content) in enumerate(made, start=1)}
    return packed((name, (_XML + content).encode(), True) for name, content in parts.items())


def _sheet(rows: list[list[Value]], widths: tuple[int, ...]) -> str:
    body = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths, start=1)
    )
    view = _FROZEN if len(widths) > 1 else ""
    return f'<worksheet xmlns="{_MAIN}">{view}<cols>{columns}</cols><sheetData>{body}</sheetData></worksheet>'


def _cell(value: Value) -> str:
    """Text is always text, whatever it begins with."""
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def _workbook(names: list[str]) -> str:
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, start=1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'


def _relations(targets: list[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_LINKS}">{listed}</Relationships>'


def _content_types(many: int) -> str:
    listed = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_KIND}.worksheet+xml"/>'
        for number in range(1, many + 1)
    )
    return (
        f'<Types xmlns="{_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>{listed}</Types>'
    )
