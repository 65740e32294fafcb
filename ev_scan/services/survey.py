"""Figures of the yearly survey, brought in as a file of which every cell is checked; see docs/formats/survey-1.md."""

import csv
import io
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ev_scan.domain.survey import Precision, Survey, SurveyFigure
from ev_scan.monitor.classification import SIZES
from ev_scan.monitor.codebook import BARRIERS, CBS_ITEMS, CHANNELS, CORE_DOMAINS, DOMAINS, SUPPORT
from ev_scan.monitor.errors import MonitorError

COLUMNS: Final = ("year", "indicator", "part", "size", "percent", "n", "precision", "source")
PARTS: Final[dict[str, tuple[str, ...]]] = {
    "unfamiliar": (),
    "any_risk": (),
    "perceived": DOMAINS,
    "measures": DOMAINS,
    "gap": DOMAINS,
    "knows": CORE_DOMAINS,
    "barrier": BARRIERS,
    "support": SUPPORT,
    "channel": CHANNELS,
    "cbs": CBS_ITEMS,
}
"""The parts of each indicator."""

FILE: Final = "survey.csv"
LEAST: Final = 10
"""A percentage of fewer companies tells of companies."""
MOST_BYTES: Final = 256_000
WITHOUT_N: Final = "cbs"
"""Statistics Netherlands gives no number of answers."""

_MOST_ROWS: Final = 2_000
_MOST_FAULTS: Final = 20
_SHOWN: Final = 30
_LONGEST_SOURCE: Final = 200
_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_MOST_COMPANIES: Final = 10_000_000
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_PERCENT: Final = re.compile(r"(?:100(?:\.0)?|[1-9]?\d(?:\.\d)?)", re.ASCII)
_WHOLE: Final = re.compile(r"[1-9][0-9]{0,7}")
_SOURCE: Final = re.compile(r"[A-Za-z0-9À-ÖØ-öø-ÿ][A-Za-z0-9À-ÖØ-öø-ÿ .,:;()/&'’–_?#%-]*")

_OTHER_FILES: Final = {
    (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF"): "this is a workbook or a document; save the sheet as CSV in UTF-8",
    (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"): "the file begins with a byte order mark; save it as UTF-8 without one",
}
_NEVER: Final = {
    "\x00": "there is a NUL byte here; type the cell anew",
    "\ufeff": "there is a byte order mark here; type the cell anew",
    "\r(?!\n)": "there is a line break within this cell; write it on one line",
}


class BadSurvey(MonitorError):
    """A file that is not taken in; `faults` names the cells, each with what may stand there."""

    def __init__(self, name: str, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(f"{name}: {fault}" for fault in faults))


def survey_figures(folder: Path) -> Survey:
    """The figures taken in last; none when there never were any. `folder`: where the monitor keeps its files.

    Raises BadSurvey when somebody changed the file since.
    """
    path = folder / FILE
    return read_survey(path.read_bytes(), FILE) if path.is_file() else Survey()


def take_in(folder: Path, raw: bytes, name: str) -> Survey:
    """Replaces the figures that were there by those of this file, whole or not at all. Raises BadSurvey."""
    survey = read_survey(raw, name)
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{FILE}.{secrets.token_hex(8)}"
    try:
        with draft.open("xb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(folder / FILE)
    finally:
        draft.unlink(missing_ok=True)
    return survey


def read_survey(raw: bytes, name: str) -> Survey:
    """Raises BadSurvey with every cell that is wrong, as far as a person can mend them at once."""
    reader = _Reader()
    figures = reader.read(raw)
    if reader.faults:
        raise BadSurvey(name, tuple(reader.faults[:_MOST_FAULTS]))
    order = list(PARTS)
    return Survey(
        tuple(sorted(figures, key=lambda each: (each.year, order.index(each.indicator), each.part, each.size)))
    )


class _Reader:
    def __init__(self) -> None:
        self.faults: list[str] = []
        self.seen: dict[tuple[int, str, str, str], int] = {}

    def fault(self, cell: str, message: str) -> None:
        self.faults.append(f"{cell}: {message}")

    def read(self, raw: bytes) -> list[SurveyFigure]:
        if problem := _unreadable(raw):
            self.fault(*problem)
            return []
        lines = raw.decode("utf-8").split("\n")
        rows = [(number, line.removesuffix("\r")) for number, line in enumerate(lines, start=1)]
        while len(rows) > 1 and not rows[-1][1]:
            rows.pop()
        if not self.header(rows[0][1]):
            return []
        if len(rows) - 1 > _MOST_ROWS:
            self.fault(f"A{_MOST_ROWS + 2}", f"a file holds at most {_MOST_ROWS} figures; leave out older years")
            return []
        if len(rows) == 1:
            self.fault("A2", "there are no figures; write one on each line under the names of the columns")
        return list(self.figures(rows[1:]))

    def header(self, line: str) -> bool:
        for mark in (";", "\t", "|"):
            if mark in line:
                self.fault("A1", f"the columns are divided by {mark!r}; save the file with commas between them")
                return False
        cells = self.cells(1, line) or []
        for place, wanted in enumerate(COLUMNS):
            if place >= len(cells) or cells[place] != wanted:
                self.fault(_cell(place, 1), f"the name of this column has to be {wanted}")
                return False
        for place in range(len(COLUMNS), len(cells)):
            self.fault(_cell(place, 1), f"the column {_shown(cells[place])} is not known; take it out")
        return len(cells) == len(COLUMNS)

    def cells(self, row: int, line: str) -> list[str] | None:
        try:
            return next(csv.reader(io.StringIO(line, newline=""), strict=True), [])
        except csv.Error:
            self.fault(f"A{row}", 'the quotation marks of this line do not match; write "" for one within a text')
            return None

    def figures(self, rows: list[tuple[int, str]]) -> Iterator[SurveyFigure]:
        for row, line in rows:
            cells = self.cells(row, line)
            if cells is None:
                continue
            if len(cells) > len(COLUMNS):
                self.fault(
                    _cell(len(COLUMNS), row), "there is no column here; a text with a comma needs quotation marks"
                )
            elif len(cells) < len(COLUMNS):
                self.fault(_cell(len(cells), row), "this cell is missing; leave it empty, but keep its comma")
            elif figure := _Row(self, row, cells).figure():
                yield figure


class _Row:
    def __init__(self, reader: _Reader, row: int, cells: list[str]) -> None:
        self.reader, self.row = reader, row
        self.cells = dict(zip(COLUMNS, cells, strict=True))

    def fault(self, column: str, message: str) -> None:
        self.reader.fault(_cell(COLUMNS.index(column), self.row), message)

    def figure(self) -> SurveyFigure | None:
        before = len(self.reader.faults)
        self.refuse_formulas()
        if len(self.reader.faults) > before:
            return None
        indicator = self.choice("indicator", tuple(PARTS))
        figure = SurveyFigure(
            year=self.whole("year", _FIRST_YEAR, _LAST_YEAR),
            indicator=indicator,
            part=self.part(indicator),
            size=self.choice("size", ("", *SIZES)),
            percent=self.percent(),
            n=self.companies(indicator),
            precision=Precision(self.choice("precision", tuple(Precision)) or Precision.EXACT),
            source=self.source(),
        )
        if len(self.reader.faults) > before:
            return None
        first = self.reader.seen.setdefault(figure.place, self.row)
        if first != self.row:
            self.fault("indicator", f"this figure already stands in row {first}; keep one of them")
            return None
        return figure

    def refuse_formulas(self) -> None:
        for column, words in self.cells.items():
            if words.lstrip(" ").startswith(_FORMULA):
                self.fault(column, f"{_shown(words)} begins like a formula; write the value itself")

    def choice(self, column: str, allowed: tuple[str, ...]) -> str:
        words = self.cells[column]
        if words in allowed:
            return words
        listed = ", ".join(filter(None, allowed)) + (", or nothing" if "" in allowed else "")
        self.fault(column, f"{_shown(words)} is not one of {listed}")
        return ""

    def part(self, indicator: str) -> str:
        if not indicator:
            return ""
        if not PARTS[indicator]:
            if self.cells["part"]:
                self.fault("part", f"{indicator} has no parts; leave this cell empty")
            return ""
        return self.choice("part", PARTS[indicator])

    def whole(self, column: str, least: int, most: int) -> int:
        words = self.cells[column]
        if _WHOLE.fullmatch(words) and least <= int(words) <= most:
            return int(words)
        self.fault(column, f"{_shown(words)} is not a whole number from {least} to {most}")
        return least

    def percent(self) -> float:
        words = self.cells["percent"]
        if _PERCENT.fullmatch(words):
            return float(words)
        message = f"{_shown(words)} is not a percentage; write 0 to 100 with at most one decimal, such as 47 or 12.5"
        self.fault("percent", message)
        return 0.0

    def companies(self, indicator: str) -> int | None:
        if not self.cells["n"] and indicator == WITHOUT_N:
            return None
        return self.whole("n", LEAST, _MOST_COMPANIES)

    def source(self) -> str:
        words = self.cells["source"]
        if not _SOURCE.fullmatch(words) or len(words) > _LONGEST_SOURCE:
            self.fault(
                "source",
                f"{_shown(words)} does not fit; name the publication in at most {_LONGEST_SOURCE} letters, digits and"
                " ordinary marks, beginning with a letter or digit",
            )
        return words


def _unreadable(raw: bytes) -> tuple[str, str] | None:
    """Cell and message, when the file as a whole is no table."""
    if len(raw) > MOST_BYTES:
        return "A1", f"the file is larger than {MOST_BYTES // 1000} kB; keep the figures only"
    for beginnings, message in _OTHER_FILES.items():
        if raw.startswith(beginnings):
            return "A1", message
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _where(raw[: error.start].decode("utf-8")), "this is not UTF-8; save the file as CSV in UTF-8"
    for bad, message in _NEVER.items():
        if found := re.search(bad, text):
            return _where(text[: found.start()]), message
    return None


def _where(before: str) -> str:
    """The cell in which a text ends, for a text that cannot be read any further."""
    line = before.rpartition("\n")[2]
    quoted, column = False, 0
    for letter in line:
        quoted ^= letter == '"'
        column += letter == "," and not quoted
    return _cell(column, before.count("\n") + 1)


def _cell(column: int, row: int) -> str:
    return f"{chr(ord('A') + min(column, 25))}{row}"


def _shown(words: str) -> str:
    """Whatever was typed, harmless on a terminal."""
    if not words:
        return "an empty cell"
    return ascii(words if len(words) <= _SHOWN else f"{words[:_SHOWN]}...")
