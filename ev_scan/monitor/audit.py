"""The release gate: no protected cell may be pinned down, by all frozen releases together."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ev_scan.monitor.attack import Model, View, view
from ev_scan.monitor.errors import BadRelease
from ev_scan.monitor.period import Period
from ev_scan.monitor.protection import Place
from ev_scan.monitor.release import Release

SMALL_ROW: Final = 9
"""A row of at most so many companies may not be shown to hold even one with a certain answer."""
NARROWEST: Final = 3.0
"""The least range for the answers of a small row; of other protected rows no answer may be known exactly."""
EXACT: Final = 1.0
NO_ANSWER: Final = ("missing", "not_asked")
"""Codes that say nothing about a company."""
ROUNDS_OF_REPAIR: Final = 6

_SURELY_ONE: Final = 0.5
_SLACK: Final = 1e-6
_ROUNDS: Final = 4
_THREADS: Final = 2


@dataclass(frozen=True, slots=True)
class Finding:
    period: Period
    table: str
    key: tuple[str, ...]
    item: str
    code: str
    low: float
    high: float
    why: str

    def __str__(self) -> str:
        between = f" between {self.low:.1f} and {self.high:.1f}" if self.high >= self.low else ""
        return f"{self.where} {self.item}={self.code}:{between} {self.why}".replace(":  ", ": ")

    @property
    def where(self) -> str:
        """The row; the whole release when it is not about one."""
        return f"{self.period} {self.table} [{' × '.join(self.key) or 'nl'}]" if self.table else str(self.period)


Cell = tuple[Period, Place, str, int, bool]
"""Release, row, item, code, and whether the row may be small."""

Sizes = Mapping[tuple[Period, Place], int]
"""Companies in each row, as they are."""

_Row = tuple[int, Place]
"""Place of the release in its block, and the row."""


@dataclass
class Audit:
    findings: list[Finding] = field(default_factory=list)
    doubts: list[Finding] = field(default_factory=list)
    """What would be a finding if the row were small, which the files do not tell."""
    cells: int = 0
    programs: int = 0
    """Linear programs solved."""
    safe: set[Cell] = field(default_factory=set)

    def add(self, part: "Audit") -> None:
        self.findings += part.findings
        self.doubts += part.doubts
        self.cells += part.cells
        self.programs += part.programs
        self.safe |= part.safe

    def rows(self) -> list[tuple[Period, str, tuple[str, ...]]]:
        return list(dict.fromkeys((each.period, each.table, each.key) for each in self.findings))


@dataclass(frozen=True, slots=True)
class _Target:
    place: int
    """Of its release, in the block."""
    row: Place
    code: int
    cell: Cell


def audit(releases: Iterable[Release], exact: Sizes | None = None, safe: Iterable[Cell] = ()) -> Audit:
    """Attack them jointly, year by year.

    `exact` is what only the gate knows: which rows are small. Whoever has the files alone attacks every row that may
    be small as one that is, and so all that the gate attacks; what is found where a row need not be small is a doubt.
    `safe`: cells that need no attack. Raises BadRelease when the releases do not speak of the same answers.
    """
    done = Audit(safe=set(safe))
    by_year: dict[int, list[Release]] = {}
    for release in sorted(releases, key=lambda each: each.period):
        by_year.setdefault(release.period.year, []).append(release)
        done.findings += _shown_below_threshold(release)
    for own in by_year.values():
        _check_codes(own)
        for views in _blocks(own):
            _audit_block(views, exact, done)
    return done


def _check_codes(releases: list[Release]) -> None:
    codes: dict[str, tuple[str, ...]] = {}
    for item in (item for release in releases for item in release.items):
        if codes.setdefault(item.id, item.codes) != item.codes:
            raise BadRelease(f"{item.id}: the releases of {releases[0].period.year} give it different answers")


def _blocks(releases: list[Release]) -> list[list[View]]:
    """A year with its quarters belongs together; quarters without it are about different companies."""
    profiles = tuple(sorted({profile for release in releases for profile in release.universe}))
    quarters = tuple(release for release in releases if not release.period.is_year)
    year = [release for release in releases if release.period.is_year]
    if not profiles:
        return []
    own = [view(release, profiles, tuple(each for each in quarters if each is not release)) for release in quarters]
    if not year:
        return [[each] for each in own]
    return [[*(view(release, profiles, quarters) for release in year[:1]), *own]]


def _shown_below_threshold(release: Release) -> list[Finding]:
    found = []
    for table in release.tables:
        for row in table.rows:
            least = release.thresholds.get(table.tier, 0)
            if row.n is None and row.counts:
                found.append(Finding(release.period, table.id, row.key, "n", "", 0, -1, "counts of a protected row"))
            elif row.n is not None and row.n <= least - release.base:
                found.append(
                    Finding(release.period, table.id, row.key, "n", "", row.n, row.n, "shown below the threshold")
                )
    return found


def _audit_block(views: list[View], exact: Sizes | None, done: Audit) -> None:
    rows = [
        (place, (table.id, row.key))
        for place, each in enumerate(views)
        for table in each.release.tables
        for row in table.rows
        if row.n is None and len(each.rows[table.id, row.key])
    ]
    seen = _rows_seen(views, rows, done)
    if seen is None:
        done.findings.append(_contradiction(views[0].release, "n"))
        return
    small, certain = seen.may_be_small, seen.surely_small
    if exact is not None:
        known = {row for row in rows if 1 <= exact.get((views[row[0]].release.period, row[1]), 0) <= SMALL_ROW}
        small = certain = certain | known
    items = dict.fromkeys(item.id for each in views for item in each.release.items)
    targets = {
        item: [each for each in _targets(views, item, rows, small) if each.cell not in done.safe] for item in items
    }
    work = [(item, each) for item, each in targets.items() if each]
    with ThreadPoolExecutor(_THREADS) as pool:  # the solver works outside Python's lock
        for part in pool.map(lambda each: _audit_item(views, each[0], each[1], certain, seen.bounded), work):
            done.add(part)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the published figures say of the numbers of companies in protected rows."""

    bounded: bool
    """Whether these can all be below their thresholds; else some have another reason, and nothing is said of them."""
    surely_small: set[_Row]
    may_be_small: set[_Row]


def _rows_seen(views: list[View], rows: list[_Row], done: Audit) -> _Seen | None:
    for bounded in (True, False):
        people = Model(views, None, bounded=bounded)
        people.watch([people.cell(place, row, None) for place, row in rows])
        found = people.most(np.arange(len(rows)), np.full(len(rows), SMALL_ROW + 1.0))
        least = people.least(np.arange(len(rows)))
        done.programs += 2
        if found is not None and least is not None:
            break
    else:
        return None
    surely, may = set(), set()
    for number, row in enumerate(rows):
        most_here, least_here = found[number], least[number]
        if most_here <= SMALL_ROW + _SLACK:
            alone = people.most(np.array([number]), np.full(len(rows), SMALL_ROW + 1.0))
            most_here = most_here if alone is None else alone[number]
        if least_here > SMALL_ROW + _SLACK:
            alone = people.least(np.array([number]))
            least_here = least_here if alone is None else alone[number]
        done.programs += 1
        if most_here <= SMALL_ROW + _SLACK:
            surely.add(row)
        if least_here <= SMALL_ROW + _SLACK:
            may.add(row)
    return _Seen(bounded, surely, may)


def _contradiction(release: Release, item: str) -> Finding:
    return Finding(release.period, "", (), item, "", 0, -1, "the published figures contradict each other")


def _targets(views: list[View], item: str, rows: list[tuple[int, Place]], small: set[_Row]) -> Iterable[_Target]:
    for place, row in rows:
        release = views[place].release
        table = release.table(row[0])
        if table and item in table.items:
            for code, name in enumerate(release.item(item).codes):
                if name not in NO_ANSWER:
                    cell = (release.period, row, item, code, (place, row) in small)
                    yield _Target(place, row, code, cell)


def _audit_item(views: list[View], item: str, targets: list[_Target], certain: set[_Row], bounded: bool) -> Audit:
    small = np.array([each.cell[-1] for each in targets])
    found = Audit(cells=len(targets))
    for trusting in dict.fromkeys((bounded, False)):
        model = Model(views, item, bounded=trusting)
        model.watch([model.cell(each.place, each.row, each.code) for each in targets])
        bounds = Bounds(model, small, np.array([each.code for each in targets]))
        found.programs += bounds.programs
        if bounds.feasible:
            break
    else:
        found.findings.append(_contradiction(views[0].release, item))
        return found
    open_cells = np.flatnonzero(bounds.open()).tolist()
    if open_cells:
        open_cells = _not_of_large_rows(Model(views, item, bounded=trusting), targets, bounds, found)
    found.safe = {each.cell for each in targets} - {targets[number].cell for number in open_cells}
    for number in open_cells:
        target, release = targets[number], views[targets[number].place].release
        low, high = float(bounds.low[number]), float(bounds.high[number])
        why = "can be worked out" if high - low < bounds.needed[number] - _SLACK else "surely holds a company"
        code = release.item(item).codes[target.code]
        finding = Finding(release.period, *target.row, item, code, low, high, why)
        known = high - low < EXACT - _SLACK or (target.place, target.row) in certain
        (found.findings if known else found.doubts).append(finding)
    return found


def _not_of_large_rows(model: Model, targets: list[_Target], bounds: "Bounds", found: Audit) -> list[int]:
    """The open cells that are findings: what the item itself says of a row may show that the row is not small."""
    numbers = np.flatnonzero(bounds.open()).tolist()
    rows = list(dict.fromkeys((targets[each].place, targets[each].row) for each in numbers if targets[each].cell[-1]))
    if not rows:
        return numbers
    model.watch([model.cell(place, row, None) for place, row in rows])
    large = set()
    for place, row in enumerate(rows):
        least = model.least(np.array([place]))
        found.programs += 1
        if least is not None and least[place] > SMALL_ROW + _SLACK:
            large.add(row)
    width = bounds.high - bounds.low
    return [n for n in numbers if (targets[n].place, targets[n].row) not in large or width[n] < EXACT - _SLACK]


class Bounds:
    """For each cell a range that the attacker cannot exclude. One solution can clear many cells at once, which
    saves most of the programs; what stays open gets its own two, so that the end result is the true range.
    """

    def __init__(self, model: Model, small: NDArray[np.bool_], codes: NDArray[np.int64]) -> None:
        """`codes`: the answer of each cell. All answers of a row cannot be few at once, one answer of all rows can."""
        self._model, self._small, self._codes = model, small, codes
        self.needed = np.where(small, NARROWEST, EXACT)
        self.low = np.full(len(small), np.inf)
        self.high = np.full(len(small), -np.inf)
        self.programs = 0
        self.feasible = self._least(np.arange(len(small)))
        if self.feasible:
            self._search()

    def open(self) -> NDArray[np.bool_]:
        """The cells that are not yet known to be safe."""
        return np.asarray(self._narrow() | (self._small & (self.low > _SURELY_ONE + _SLACK)), dtype=np.bool_)

    def _narrow(self) -> NDArray[np.bool_]:
        return np.asarray(self.high - self.low < self.needed - _SLACK, dtype=np.bool_)

    def _search(self) -> None:
        for _ in range(_ROUNDS):
            before = int(self.open().sum())
            if before and self._narrow().any():
                self._most(np.flatnonzero(self._narrow()), self.low + self.needed)
            if self.open().any():
                self._least(np.flatnonzero(self.open()))
            if int(self.open().sum()) == before:
                break
        for code in np.unique(self._codes[self.open()]):
            self._least(np.flatnonzero(self.open() & (self._codes == code)))
            self._most(np.flatnonzero(self._narrow() & (self._codes == code)), self.low + self.needed)
        for number in np.flatnonzero(self.open()):
            alone = np.array([number])
            if self.open()[number]:
                self._least(alone)
            if self.open()[number]:
                self._most(alone, np.full(len(self.low), np.inf))

    def _least(self, numbers: NDArray[np.int64]) -> bool:
        return self._learn(self._model.least(numbers))

    def _most(self, numbers: NDArray[np.int64], enough: NDArray[np.float64]) -> bool:
        return self._learn(self._model.most(numbers, enough))

    def _learn(self, values: NDArray[np.float64] | None) -> bool:
        self.programs += 1
        if values is None:
            return False
        self.low, self.high = np.minimum(self.low, values), np.maximum(self.high, values)
        return True


def made_safe(candidate: Release, frozen: Iterable[Release], exact: Sizes) -> tuple[Release, Audit]:
    """Withholds the smallest published sibling of each row that can be pinned down, and looks again.

    The audit has findings when that did not help.
    """
    others = [each for each in frozen if each.period.year == candidate.period.year]
    done = audit([*others, candidate], exact)
    for _ in range(ROUNDS_OF_REPAIR):
        repaired = candidate
        for _, table, key in done.rows():
            sibling = _smallest_sibling(repaired, table, key)
            if sibling is not None:
                repaired = repaired.withhold(table, sibling)
        if repaired == candidate:
            break
        candidate, done = repaired, _again([*others, repaired], exact, done)
    return candidate, done


def _again(releases: list[Release], exact: Sizes, before: Audit) -> Audit:
    """First only what withholding a row may have laid open; and everything when that holds."""
    part = audit(releases, exact, before.safe)
    return part if part.findings else audit(releases, exact)


def _smallest_sibling(release: Release, table: str, key: tuple[str, ...]) -> tuple[str, ...] | None:
    """Of the rows of the table that are still shown, the smallest; those that share a part of the key first."""
    found = release.table(table)
    shown = [row for row in found.rows if row.n is not None] if found else []
    if not shown:
        return None

    def rank(row_key: tuple[str, ...], n: int) -> tuple[bool, int]:
        return not any(mine == other for mine, other in zip(row_key, key, strict=False)), n

    return min(shown, key=lambda row: rank(row.key, row.n or 0)).key
