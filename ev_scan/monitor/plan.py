"""Which tables a release has, fixed beforehand by the number of contributions and by the business population."""

from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ev_scan.monitor.classification import (
    COUNTRY,
    GROUPS,
    LANDSDELEN,
    PROVINCES,
    SECTIONS,
    SIZES,
    group_of,
    landsdeel_of,
)
from ev_scan.monitor.errors import MonitorError
from ev_scan.monitor.items import Indicators
from ev_scan.monitor.period import Period
from ev_scan.monitor.population import Population, Profile

DIMENSIONS: Final = {
    "sector_group": GROUPS,
    "section": SECTIONS,
    "size": SIZES,
    "landsdeel": LANDSDELEN,
    "province": PROVINCES,
}
LEAST_POPULATION: Final = 1000
"""A row that fewer businesses can be in is never published, so nobody can make a row appear by filling it."""

FEWEST: Final = 200
"""Below this number of contributions nothing is published but that."""
FOR_FULL_PLAN: Final = 2000

BUDGET: Final = {"mini": 140, "R1": 480, "R1-strict": 480}
"""The most published cells that one company may be in: what it gives away grows with these. Change on purpose only."""


@dataclass(frozen=True, slots=True)
class Table:
    id: str
    dimensions: tuple[str, ...]
    tier: str
    items: str
    """The name of a set of items, see Indicators.named()."""

    def keys(self) -> list[tuple[str, ...]]:
        """One per row; the country as a whole has the empty key."""
        return list(product(*(DIMENSIONS[each] for each in self.dimensions)))


@dataclass(frozen=True, slots=True)
class Preset:
    name: str
    base: int
    thresholds: dict[str, int]
    tables: tuple[Table, ...]

    def check_budget(self, known: Indicators) -> int:
        """The cells per company. Raises MonitorError above the budget."""
        spent = sum(len(known.named(table.items)) for table in self.tables)
        if spent > BUDGET.get(self.name, 0):
            raise MonitorError(f"preset {self.name}: {spent} cells per company, the budget is {BUDGET[self.name]}")
        return spent


_R1_TABLES: Final = (
    Table("nl", (), "A", "all"),
    Table("size", ("size",), "A", "block"),
    Table("landsdeel", ("landsdeel",), "A", "block"),
    Table("sector_group", ("sector_group",), "A", "block"),
    Table("section", ("section",), "B", "headline"),
    Table("province", ("province",), "B", "headline"),
    Table("sector_group_size", ("sector_group", "size"), "B", "headline"),
    Table("size_landsdeel", ("size", "landsdeel"), "B", "headline"),
    Table("sector_group_landsdeel", ("sector_group", "landsdeel"), "B", "headline"),
)
NONE: Final = Preset("none", 10, {}, ())
MINI: Final = Preset(
    "mini",
    10,
    {"A": 30},
    (
        Table("nl", (), "A", "quick"),
        Table("size", ("size",), "A", "headline"),
        Table("sector_group", ("sector_group",), "A", "headline"),
    ),
)
R1: Final = Preset("R1", 5, {"A": 10, "B": 30}, _R1_TABLES)
R1_STRICT: Final = Preset("R1-strict", 10, {"A": 30, "B": 50}, _R1_TABLES)
PRESETS: Final = {preset.name: preset for preset in (NONE, MINI, R1, R1_STRICT)}


def preset_for(period: Period, contributions: int, *, strict: bool = False) -> Preset:
    """A quarter never gets more than the small plan. `strict`: the full one with higher thresholds, rounded coarser."""
    if contributions < FEWEST:
        return NONE
    if period.is_year and contributions >= FOR_FULL_PLAN:
        return R1_STRICT if strict else R1
    return MINI


def in_row(profile: Profile, dimensions: tuple[str, ...], key: tuple[str, ...]) -> bool:
    sector, size, region = profile
    own = {
        "sector_group": group_of(sector),
        "section": sector,
        "size": size,
        "landsdeel": landsdeel_of(region),
        "province": region,
    }
    return all(own[dimension] == value for dimension, value in zip(dimensions, key, strict=True))


def membership(
    universe: tuple[Profile, ...], dimensions: tuple[str, ...], keys: list[tuple[str, ...]]
) -> NDArray[np.bool_]:
    """Rows by profiles: who is counted where."""
    return np.array([[in_row(profile, dimensions, key) for profile in universe] for key in keys], dtype=np.bool_)


def businesses_in(population: Population, dimensions: tuple[str, ...], key: tuple[str, ...]) -> int:
    own = dict(zip(dimensions, key, strict=True))
    region = own.get("province") or own.get("landsdeel") or COUNTRY
    sizes = (own["size"],) if "size" in own else SIZES
    sectors = (own.get("section") or own.get("sector_group"),) if own.keys() & {"section", "sector_group"} else GROUPS
    return sum(population.businesses(str(sector), size, region) for sector in sectors for size in sizes)
