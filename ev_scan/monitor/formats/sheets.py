"""What both kinds of spreadsheet hold: a page of explanation and a sheet per table."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ev_scan.monitor.formats.tables import columns_of
from ev_scan.monitor.observations import COLUMNS, Observation
from ev_scan.monitor.release import Release

Value = str | int | None
Sheet = tuple[str, list[list[Value]]]

NOTES: Final = "toelichting"
CODES: Final = "codes"
_NO_TIME: Final = (2000, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Explained:
    """What stands before the tables."""

    notes: Sequence[str]
    codes: tuple[list[str], list[list[str]]]
    """Header and rows."""


def sheets(release: Release, lines: Iterable[Observation], explained: Explained) -> Iterator[Sheet]:
    """Name and rows."""
    yield NOTES, [[note] for note in explained.notes]
    header, rows = explained.codes
    yield CODES, [list[Value](header), *(list[Value](row) for row in rows)]
    by_table: dict[str, list[Observation]] = {table.id: [] for table in release.tables}
    for line in lines:
        by_table[line.table].append(line)
    for table in release.tables:
        columns = columns_of(table.dimensions)
        places = [COLUMNS.index(column) for column in columns]
        values = [[each[place] for place in places] for each in (line.values() for line in by_table[table.id])]
        yield table.id, [list(columns), *values]


def packed(parts: Iterable[tuple[str, bytes, bool]]) -> bytes:
    """A zip of (name, content, compressed), with no clock in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content, compressed in parts:
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
            package.writestr(entry, content)
    return out.getvalue()
