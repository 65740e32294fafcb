"""The tables as an OpenDocument spreadsheet, written by hand: the one package for it is slow and asleep."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import escape

from ev_scan.monitor.formats.tables import columns_of
from ev_scan.monitor.observations import COLUMNS, Observation
from ev_scan.monitor.release import Release

_TYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"
_NO_TIME: Final = (2000, 1, 1, 0, 0, 0)
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


def ods(release: Release, lines: Iterable[Observation], notes: Iterable[str]) -> bytes:
    by_table: dict[str, list[Observation]] = {table.id: [] for table in release.tables}
    for line in lines:
        by_table[line.table].append(line)
    parts = [_HEAD, *_sheet("toelichting", ([note] for note in notes))]
    for table in release.tables:
        columns = columns_of(table.dimensions)
        places = [COLUMNS.index(column) for column in columns]
        values = ([each[place] for place in places] for each in (line.values() for line in by_table[table.id]))
        parts += _sheet(table.id, iter([list[str | int | None](columns), *values]))
    parts.append(_TAIL)
    return _packed("".join(parts).encode())


def _sheet(name: str, rows: Iterable[Iterable[str | int | None]]) -> Iterator[str]:
    yield f'<table:table table:name="{escape(name)}">'
    for row in rows:
        yield f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"
    yield "</table:table>"


def _cell(value: str | int | None) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    number = isinstance(value, int)
    kind = f'"float" office:value="{value}"' if number else '"string"'
    words = str(value) if number else escape(str(value))
    return f"<table:table-cell office:value-type={kind}><text:p>{words}</text:p></table:table-cell>"


def _packed(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, raw, how in (
            ("mimetype", _TYPE.encode(), zipfile.ZIP_STORED),  # first and plain, as the standard asks
            ("content.xml", content, zipfile.ZIP_DEFLATED),
            ("META-INF/manifest.xml", _MANIFEST.encode(), zipfile.ZIP_DEFLATED),
        ):
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = how
            package.writestr(entry, raw)
    return out.getvalue()
