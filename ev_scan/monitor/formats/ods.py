"""The tables as an OpenDocument spreadsheet, written by hand: the one package for it is slow and asleep."""

from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import escape

from ev_scan.monitor.formats.sheets import Explained, Value, packed, sheets
from ev_scan.monitor.observations import Observation
from ev_scan.monitor.release import Release

_TYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"
_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">'
    "<office:body><office:spreadsheet>"
)
_TAIL: Final = "</office:spreadsheet></office:body></office:document-content>"
_MANIFEST: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def ods(release: Release, lines: Iterable[Observation], explained: Explained) -> bytes:
    body = "".join(part for name, rows in sheets(release, lines, explained) for part in _sheet(name, rows))
    return packed(
        (
            ("mimetype", _TYPE.encode(), False),  # first and plain, as the standard asks
            ("content.xml", f"{_HEAD}{body}{_TAIL}".encode(), True),
            ("META-INF/manifest.xml", _MANIFEST.encode(), True),
        )
    )


def _sheet(name: str, rows: list[list[Value]]) -> Iterator[str]:
    width = max(map(len, rows), default=1)
    yield f'<table:table table:name="{escape(name)}"><table:table-column table:number-columns-repeated="{width}"/>'
    for row in rows:
        yield f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"
    yield "</table:table>"


def _cell(value: Value) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    number = isinstance(value, int)
    kind = f'"float" office:value="{value}"' if number else '"string"'
    words = str(value) if number else escape(str(value))
    return f"<table:table-cell office:value-type={kind}><text:p>{words}</text:p></table:table-cell>"
