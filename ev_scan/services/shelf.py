"""Frozen releases as pages read them: each is parsed once, and again only when the folder has changed."""

import json
import os
import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, Final

from ev_scan.domain.survey import Survey
from ev_scan.monitor.errors import MonitorError
from ev_scan.monitor.figures import INDICATORS, Figure, figure
from ev_scan.monitor.items import Item
from ev_scan.monitor.observations import asked_alike
from ev_scan.monitor.package import CANONICAL, MANIFEST
from ev_scan.monitor.period import Period
from ev_scan.monitor.reading import read_document
from ev_scan.monitor.release import Release, Row, TableData
from ev_scan.services.monitoring import Archive
from ev_scan.services.survey import FILE as SURVEY
from ev_scan.services.survey import survey_figures

MONITOR: Final = "monitor"
RELEASES: Final = "releases"
COUNTED: Final = "counted.json"
COUNTED_FORMAT: Final = "ev-scan/counted@1"
_PERIOD: Final = re.compile(r"20\d\d(-Q[1-4])?", re.ASCII)
_KEPT: Final = 24
"""Parsed releases, the ones used last: less than 1 MB each, also with the full plan."""

Place = Mapping[str, str]
"""A value for each dimension that is not taken as a whole."""


class Edition:
    """One frozen release, with its rows at hand."""

    def __init__(self, release: Release, described: Mapping[str, Any]) -> None:
        self.release = release
        self._weighted = described.get("weighted") or {}
        self._tables = {frozenset(table.dimensions): table for table in release.tables}
        self._rows = {(table.id, row.key): row for table in release.tables for row in table.rows}
        self._items = {item.id: item for item in release.items}

    @property
    def period(self) -> Period:
        return self.release.period

    @property
    def has_figures(self) -> bool:
        return bool(self.release.tables)

    @cached_property
    def nation(self) -> Row | None:
        return self.row({})

    def table(self, *dimensions: str) -> TableData | None:
        return self._tables.get(frozenset(dimensions))

    def row(self, place: Place) -> Row | None:
        """The precomputed row of exactly this group; None when there is none, as when it is protected."""
        table = self._tables.get(frozenset(place))
        row = self._rows.get((table.id, tuple(place[each] for each in table.dimensions))) if table else None
        return row if row and row.n is not None else None

    def item(self, name: str) -> Item | None:
        return self._items.get(name)

    def figure(self, row: Row | None, indicator: str) -> Figure | None:
        wanted = INDICATORS[indicator]
        return figure(row, self.item(wanted.item), wanted.codes, self.release.base)

    def code(self, row: Row | None, item: str, code: str) -> Figure | None:
        return figure(row, self.item(item), (code,), self.release.base)

    def weighted(self, indicator: str) -> str:
        """The weighted percentage of an indicator that is one answer; empty when there is none."""
        wanted = INDICATORS[indicator]
        found = self._weighted.get("items", {}).get(wanted.item, {}) if len(wanted.codes) == 1 else {}
        return str(found.get(wanted.codes[0], {}).get("weighted_percent") or "")

    @property
    def weighting(self) -> tuple[int, float] | None:
        """How many companies the weighted figures are worth, and the largest weight."""
        found = self._weighted
        return (int(found["effective_n"]), float(found["largest_weight"])) if found else None

    def is_comparable(self, before: "Edition", indicator: str) -> bool:
        item = self.item(INDICATORS[indicator].item)
        return item is not None and asked_alike(item, before.release, self.release)


@dataclass(frozen=True, slots=True)
class Counted:
    """What the nightly job noted this week of the contributions that wait: a lower bound in steps."""

    period: Period
    at_least: int | None
    """None below what is told."""


class Shelf:
    """Needs to read the folder of releases and two files beside it; has neither store nor key."""

    def __init__(self, instance: Path) -> None:
        self.path = instance / MONITOR
        self.archive = Archive(self.path / RELEASES)
        self._lock = Lock()
        self._editions: OrderedDict[tuple[str, int], Edition] = OrderedDict()
        self._last: tuple[tuple[tuple[str, int], ...], Period | None] = ((), None)
        self._survey: tuple[int, Survey] = (0, Survey())

    def _state(self) -> tuple[tuple[str, int], ...]:
        """The periods on the shelf, with when each was frozen: a look in the folder, without opening anything."""
        try:
            with os.scandir(self.archive.path) as found:
                names = sorted(each.name for each in found if _PERIOD.fullmatch(each.name))
        except OSError:
            return ()
        stamps = ((name, _stamp(self.archive.path / name / MANIFEST)) for name in names)
        return tuple((name, stamp) for name, stamp in stamps if stamp)

    def periods(self) -> tuple[Period, ...]:
        return tuple(sorted(Period.parse(name) for name, _ in self._state()))

    def last(self) -> Edition | None:
        """The release frozen last. Raises MonitorError when it cannot be read."""
        state = self._state()
        if self._last[0] != state:
            self._last = (state, self.archive.last())
        period = self._last[1]
        return self.edition(period) if period else None

    def edition(self, period: Period) -> Edition | None:
        """Raises MonitorError when it cannot be read."""
        key = str(period), _stamp(self.archive.path / str(period) / MANIFEST)
        if not key[1]:
            return None
        with self._lock:
            found = self._editions.get(key)
            if found is None:
                found = self._editions[key] = self._read(period)
                while len(self._editions) > _KEPT:
                    self._editions.popitem(last=False)
            self._editions.move_to_end(key)
        return found

    def _read(self, period: Period) -> Edition:
        try:
            described = json.loads((self.archive.path / str(period) / CANONICAL).read_bytes())
        except (OSError, ValueError, RecursionError) as error:
            raise MonitorError(f"{period}: {CANONICAL} cannot be read") from error
        return Edition(read_document(described), described)

    def years(self) -> list[Edition]:
        """The releases of whole years, oldest first."""
        found = (self.edition(period) for period in self.periods() if period.is_year)
        return [each for each in found if each]

    def survey(self) -> Survey:
        """Nothing when the file was changed by hand since it was taken in."""
        stamp = _stamp(self.path / SURVEY)
        if self._survey[0] != stamp:
            try:
                self._survey = (stamp, survey_figures(self.path))
            except (MonitorError, OSError):
                self._survey = (stamp, Survey())
        return self._survey[1]

    def counted(self) -> Counted | None:
        try:
            found = json.loads((self.path / COUNTED).read_bytes())
            least = found["at_least"]
            return Counted(Period.parse(found["period"]), None if least is None else int(least))
        except (OSError, ValueError, KeyError, TypeError, MonitorError):
            return None

    def names(self, period: Period) -> tuple[str, ...]:
        """The frozen files of the period; empty when it is not frozen."""
        if not _stamp(self.archive.path / str(period) / MANIFEST):
            return ()
        listed = self.archive.manifest(period)["files"]
        return (*sorted(listed), MANIFEST) if isinstance(listed, Mapping) else (MANIFEST,)

    def size(self, period: Period, name: str) -> int:
        return (self.archive.path / str(period) / name).stat().st_size

    def frozen(self, period: Period, name: str) -> bytes | None:
        """The bytes as they were frozen; None when the release has no such file."""
        return (self.archive.path / str(period) / name).read_bytes() if name in self.names(period) else None


def _stamp(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
