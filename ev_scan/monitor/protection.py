"""From exact counts to what may be published: threshold, population of the row, rounding by the keys of the records."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ev_scan.monitor.codebook import Codebook
from ev_scan.monitor.counting import KEY_SPACE, Cube
from ev_scan.monitor.items import Indicators, Item
from ev_scan.monitor.period import Period
from ev_scan.monitor.plan import FEWEST, LEAST_POPULATION, Preset, Table, businesses_in, membership
from ev_scan.monitor.population import Population
from ev_scan.monitor.release import Release, Row, TableData

Place = tuple[str, tuple[str, ...]]
"""Table and key of a row."""

_MIX: Final = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


@dataclass(frozen=True)
class Protected:
    release: Release
    exact: dict[Place, int]
    """Contributions in each row, published or not: for the gate only, never written."""


def rounded(counts: NDArray[np.int64], keys: NDArray[np.uint64], base: int) -> NDArray[np.int64]:
    """Up or down to a multiple of the base: right on average, and equal for equal sets of companies."""
    rest = counts % base
    return counts - rest + np.where(_uniform(keys) * base < rest, base, 0)


def _uniform(keys: NDArray[np.uint64]) -> NDArray[np.float64]:
    """Splitmix64: neighbouring sums of keys must not round alike."""
    with np.errstate(over="ignore"):
        mixed = (keys + np.uint64(1)) * _MIX[0]
        mixed = (mixed ^ mixed >> np.uint64(30)) * _MIX[1]
        mixed = (mixed ^ mixed >> np.uint64(27)) * _MIX[2]
        mixed ^= mixed >> np.uint64(31)
    return (mixed >> np.uint64(11)).astype(np.float64) / 2**53


def protect(
    cube: Cube, preset: Preset, period: Period, known: Indicators, population: Population, book: Codebook
) -> Protected:
    """Raises MonitorError when the plan asks for more than the budget."""
    about = {**population.about, "sha256": population.sha256}
    if not preset.tables:
        return Protected(
            Release(period, preset.name, preset.base, {}, None, book.catalogue, book.block, (), (), (), about), {}
        )
    preset.check_budget(known)
    exact = people(cube, preset, population)
    tables = tuple(_table(table, cube, preset, known, population, exact) for table in preset.tables)
    total = rounded(np.array([cube.contributions]), np.array([cube.total_keys.sum() % KEY_SPACE]), preset.base)
    used = {name for table in tables for name in table.items}
    release = Release(
        period=period,
        preset=preset.name,
        base=preset.base,
        thresholds=preset.thresholds,
        n=max(int(total[0]), FEWEST),
        catalogue=book.catalogue,
        block=book.block,
        items=tuple(item for item in known.items if item.id in used),
        universe=population.universe,
        tables=tables,
        population=about,
    )
    return Protected(release, exact)


def people(cube: Cube, preset: Preset, population: Population) -> dict[Place, int]:
    """Contributions in each row of the plan, as they are."""
    found: dict[Place, int] = {}
    for table in preset.tables:
        keys = table.keys()
        sums = summed(membership(population.universe, table.dimensions, keys), cube.totals)
        found |= {(table.id, key): int(n) for key, n in zip(keys, sums, strict=True)}
    return found


def _table(
    table: Table, cube: Cube, preset: Preset, known: Indicators, population: Population, exact: dict[Place, int]
) -> TableData:
    keys = table.keys()
    members = membership(population.universe, table.dimensions, keys)
    n = np.array([exact[table.id, key] for key in keys])
    n_keys = summed(members, cube.total_keys) % KEY_SPACE
    n_shown = rounded(n, n_keys.astype(np.uint64), preset.base)
    names = known.named(table.items)
    items = [item for item in known.items if item.id in names]
    places = [place for place, item in enumerate(known.items) if item.id in names]
    counts = summed(members, cube.counts[places])
    shown = rounded(counts, summed(members, cube.keys[places]).astype(np.uint64) % np.uint64(KEY_SPACE), preset.base)
    rows = []
    for place, key in enumerate(keys):
        businesses = businesses_in(population, table.dimensions, key)
        row = Row(key, businesses, None)
        if n[place] >= preset.thresholds[table.tier] and businesses >= LEAST_POPULATION:
            row = Row(key, businesses, int(n_shown[place]), _counts(items, shown[:, place]))
        rows.append(row)
    return TableData(table.id, table.dimensions, table.tier, names, tuple(rows))


def _counts(items: list[Item], shown: NDArray[np.int64]) -> dict[str, tuple[int, ...]]:
    return {item.id: tuple(map(int, shown[place, : len(item.codes)])) for place, item in enumerate(items)}


def summed(members: NDArray[np.bool_], values: NDArray[np.int64] | NDArray[np.uint64]) -> NDArray[np.int64]:
    """By row, with items before and codes after it where the values have these. Exact: all sums are below 2^53."""
    found = members.astype(np.float64) @ values.astype(np.float64)
    return np.asarray(found, dtype=np.int64)
