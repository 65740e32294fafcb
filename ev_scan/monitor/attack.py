"""What an attacker can work out from published releases with nothing but their files: the feasible counts as an LP."""

from dataclasses import dataclass
from typing import Final

import highspy
import numpy as np
from numpy.typing import NDArray

from ev_scan.monitor.plan import FEWEST, LEAST_POPULATION, membership
from ev_scan.monitor.population import Profile
from ev_scan.monitor.protection import Place
from ev_scan.monitor.release import Release, Row, TableData

_DUAL_SIMPLEX: Final = 1
"""Fastest to a first solution."""
_PRIMAL_SIMPLEX: Final = 4
_INTEGER: Final = 1
_INFINITY: Final = float("inf")
_MOST: Final = 1e8
"""More companies than there are: keeps every program bounded."""

Indices = NDArray[np.int32]


@dataclass(frozen=True)
class View:
    """One release as the attacker sees it: profiles that no table tells apart are one class."""

    release: Release
    of_profile: NDArray[np.int64]
    """The class of each profile of the year."""
    classes: int
    rows: dict[Place, Indices]
    """The classes in each row."""
    base: int


def view(release: Release, profiles: tuple[Profile, ...], beside: tuple[Release, ...] = ()) -> View:
    """Classes are at least as fine as those of the releases `beside` it, so that these can be linked."""
    matrices = {
        (each.period, table.id): membership(profiles, table.dimensions, [row.key for row in table.rows])
        for each in (release, *beside)
        for table in each.tables
    }
    everything = np.ones((1, len(profiles)), dtype=np.bool_)
    stacked = np.concatenate([everything, *matrices.values()])
    _, first, of_profile = np.unique(stacked, axis=1, return_index=True, return_inverse=True)
    rows = {
        (table.id, row.key): np.flatnonzero(matrices[release.period, table.id][place][first]).astype(np.int32)
        for table in release.tables
        for place, row in enumerate(table.rows)
    }
    return View(release, of_profile.reshape(-1), len(first), rows, _base_seen(release))


def _base_seen(release: Release) -> int:
    """Counts that are no multiples of the declared base were not rounded: then they are exact to whoever sees that."""
    shown = (count for _, _, _, _, count in release.cells() if count is not None)
    return release.base if all(count % release.base == 0 for count in shown) else 1


class Model:
    """The feasible counts by class and code for one item, over releases that are about the same companies."""

    def __init__(self, views: list[View], item: str | None, *, bounded: bool = True) -> None:
        """Without an item: only numbers of companies. `bounded`: the attacker trusts that protected rows are small."""
        self._views, self._item, self._bounded = views, item, bounded
        self.codes = next((len(each.codes) for view in views for each in view.release.items if each.id == item), 1)
        starts = np.cumsum([0, *(view.classes * self.codes for view in views)])
        self._starts, self.columns = starts[:-1].tolist(), int(starts[-1])
        self._index: list[Indices] = []
        self._value: list[NDArray[np.float64]] = []
        self._low: list[float] = []
        self._high: list[float] = []
        for place, each in enumerate(views):
            self._describe(place, each)
        self._link()
        self._solver = self._loaded()
        self._watched: list[Indices] = []

    def cell(self, place: int, row: Place, code: int | None) -> Indices:
        """The variables that make up a cell of the release at this place; all codes together for None."""
        first = self._starts[place] + self._views[place].rows[row] * self.codes
        chosen = range(self.codes) if code is None else (code,)
        return np.concatenate([first + each for each in chosen]).astype(np.int32)

    def watch(self, cells: list[Indices]) -> None:
        """Names the cells that solve() is about: each gets a variable that is at most the cell."""
        self._watched = cells
        solver, first, many = self._solver, self.columns, len(cells)
        solver.addVars(many, np.zeros(many), np.zeros(many))
        index = [np.concatenate([[first + place], cell]).astype(np.int32) for place, cell in enumerate(cells)]
        value = [np.concatenate([[1.0], -np.ones(len(cell))]) for cell in cells]
        starts = np.cumsum([0, *map(len, index)])[:-1].astype(np.int32)
        solver.addRows(
            many,
            np.full(many, -highspy.kHighsInf),
            np.zeros(many),
            sum(map(len, index)),
            starts,
            np.concatenate([np.empty(0, np.int32), *index]),
            np.concatenate([np.empty(0), *value]),
        )

    def in_whole_companies(self) -> None:
        """From now on only solutions in whole numbers: slower, and never a wider range."""
        self._solver.changeColsIntegrality(
            self.columns,
            np.arange(self.columns, dtype=np.int32),
            np.full(self.columns, _INTEGER, dtype=np.uint8),
        )

    def least(self, places: NDArray[np.int64]) -> NDArray[np.float64] | None:
        """The watched cells in a solution where the sum of some is least; None when the files contradict each other."""
        cost = np.zeros(self.columns + len(self._watched))
        for place in places:
            cost[self._watched[place]] += 1.0
        self._cap(np.zeros(len(self._watched)))
        return self._values(cost)

    def most(self, places: NDArray[np.int64], enough: NDArray[np.float64]) -> NDArray[np.float64] | None:
        """The watched cells in a solution that brings some of them as far up as they can, but each only to `enough`:
        so one solution can show of many at once how large they may be.
        """
        cost = np.zeros(self.columns + len(self._watched))
        cost[self.columns + places] = -1.0
        self._cap(np.minimum(enough, _MOST))
        return self._values(cost)

    def _cap(self, highest: NDArray[np.float64]) -> None:
        many = len(self._watched)
        index = np.arange(self.columns, self.columns + many, dtype=np.int32)
        self._solver.changeColsBounds(many, index, np.zeros(many), highest)

    def _values(self, cost: NDArray[np.float64]) -> NDArray[np.float64] | None:
        solver = self._solver
        solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        solver.run()
        solver.setOptionValue("simplex_strategy", _PRIMAL_SIMPLEX)  # fastest from one solution to the next
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = np.asarray(solver.getSolution().col_value)
        return np.array([solution[cell].sum() for cell in self._watched])

    def _describe(self, place: int, each: View) -> None:
        release = each.release
        if not release.tables:
            self._add(self.whole(place), 0, FEWEST - 1)
        for table in release.tables:
            for row in table.rows:
                low, high = self._people(table, row, each)
                self._add(self.cell(place, (table.id, row.key), None), low, high)
                for code, count in enumerate(row.counts.get(self._item or "", ())):
                    margin = each.base - 1
                    self._add(self.cell(place, (table.id, row.key), code), max(0, count - margin), count + margin)

    def whole(self, place: int) -> Indices:
        first = self._starts[place]
        return np.arange(first, first + self._views[place].classes * self.codes, dtype=np.int32)

    def _people(self, table: TableData, row: Row, each: View) -> tuple[float, float]:
        threshold = each.release.thresholds.get(table.tier, 0)
        if row.n is None:
            known = self._bounded and row.population >= LEAST_POPULATION
            return 0, threshold - 1 if known else _INFINITY
        return max(threshold, row.n - each.base + 1), row.n + each.base - 1

    def _link(self) -> None:
        """What the quarters hold, the year holds too; with all four of them, nothing else."""
        years = [place for place, each in enumerate(self._views) if each.release.period.is_year]
        quarters = [place for place, each in enumerate(self._views) if not each.release.period.is_year]
        if not years or not quarters:
            return
        year, own = years[0], self._views[years[0]]
        for quarter_class in range(self._views[quarters[0]].classes):
            within = self._views[quarters[0]].of_profile == quarter_class
            wide = np.unique(own.of_profile[within]).astype(np.int32)
            for code in range(self.codes):
                parts = [np.array([self._starts[each] + quarter_class * self.codes + code]) for each in quarters]
                index = np.concatenate([*parts, self._starts[year] + wide * self.codes + code]).astype(np.int32)
                value = np.concatenate([np.ones(len(parts)), -np.ones(len(wide))])
                self._add(index, 0 if len(quarters) == 4 else -_INFINITY, 0, value)

    def _add(self, index: Indices, low: float, high: float, value: NDArray[np.float64] | None = None) -> None:
        self._index.append(index)
        self._value.append(np.ones(len(index)) if value is None else value)
        self._low.append(low)
        self._high.append(high)

    def _loaded(self) -> highspy.Highs:
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.columns, len(self._index)
        lp.col_cost_ = np.zeros(self.columns)
        lp.col_lower_, lp.col_upper_ = np.zeros(self.columns), np.full(self.columns, _MOST)
        lp.row_lower_ = np.clip(np.array(self._low), -highspy.kHighsInf, None)
        lp.row_upper_ = np.clip(np.array(self._high), None, highspy.kHighsInf)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *map(len, self._index)]).astype(np.int32)
        lp.a_matrix_.index_ = np.concatenate([np.empty(0, np.int32), *self._index])
        lp.a_matrix_.value_ = np.concatenate([np.empty(0), *self._value])
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in (
            ("output_flag", False),
            ("presolve", "off"),
            ("simplex_strategy", _DUAL_SIMPLEX),
            ("threads", 1),
        ):
            solver.setOptionValue(name, value)
        solver.passModel(lp)
        return solver
