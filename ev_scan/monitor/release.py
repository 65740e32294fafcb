"""A release as it is published: protected counts and nothing that was not protected."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

from ev_scan.monitor.items import Item
from ev_scan.monitor.period import Period
from ev_scan.monitor.population import Profile

FORMAT: Final = "ev-scan/release@1"
METHOD: Final = "1"
"""Version of the method: threshold, rounding by record keys, plan, intervals."""
PROTECTED: Final = "x"


@dataclass(frozen=True, slots=True)
class Row:
    key: tuple[str, ...]
    population: int
    n: int | None
    """None, like the counts, when the row is protected: for whatever reason, which is not told."""
    counts: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """By item, in the order of its codes."""

    @property
    def status(self) -> str:
        return PROTECTED if self.n is None else ""

    def withheld(self) -> "Row":
        return Row(self.key, self.population, None)


@dataclass(frozen=True, slots=True)
class TableData:
    id: str
    dimensions: tuple[str, ...]
    tier: str
    items: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Release:
    period: Period
    preset: str
    base: int
    thresholds: dict[str, int]
    n: int | None
    """None when there were fewer than FEWEST."""
    catalogue: str
    """Version of the questions of the scan."""
    block: str
    """Version of the wording of the monitor block."""
    items: tuple[Item, ...]
    universe: tuple[Profile, ...]
    tables: tuple[TableData, ...]
    population: dict[str, str]
    """Where the business population came from, with its SHA-256."""

    def item(self, name: str) -> Item:
        return next(item for item in self.items if item.id == name)

    def table(self, name: str) -> TableData | None:
        return next((table for table in self.tables if table.id == name), None)

    def row(self, table: str, key: tuple[str, ...]) -> Row | None:
        found = self.table(table)
        return next((row for row in found.rows if row.key == key), None) if found else None

    def withhold(self, table: str, key: tuple[str, ...]) -> "Release":
        changed = (
            replace(each, rows=tuple(row.withheld() if row.key == key else row for row in each.rows))
            if each.id == table
            else each
            for each in self.tables
        )
        return replace(self, tables=tuple(changed))

    def cells(self) -> Iterator[tuple[TableData, Row, Item, str, int | None]]:
        """Every cell, protected ones too, in the order of every file."""
        by_name = {item.id: item for item in self.items}
        for table in self.tables:
            for row in table.rows:
                for name in table.items:
                    item = by_name[name]
                    counts = row.counts.get(name) or (None,) * len(item.codes)
                    for code, count in zip(item.codes, counts, strict=True):
                        yield table, row, item, code, count


def document(release: Release) -> dict[str, Any]:
    """What release.json says of it."""
    return {
        "format": FORMAT,
        "method": METHOD,
        "period": str(release.period),
        "preset": release.preset,
        "rules": {
            "rounding_base": release.base,
            "thresholds": release.thresholds,
            "least_population_of_a_row": 1000,
            "fewest_contributions": 200,
            "protected": PROTECTED,
        },
        "n": release.n,
        "catalogue": release.catalogue,
        "block": release.block,
        "population": release.population,
        "items": [{"id": item.id, "codes": list(item.codes), "valid": item.valid} for item in release.items],
        "profiles": [list(profile) for profile in release.universe],
        "tables": [_table(table) for table in release.tables],
    }


def _table(table: TableData) -> dict[str, Any]:
    return {
        "id": table.id,
        "dimensions": list(table.dimensions),
        "tier": table.tier,
        "items": list(table.items),
        "rows": [
            {
                "key": list(row.key),
                "population": row.population,
                "status": row.status,
                "n": row.n,
                "counts": {name: list(counts) for name, counts in row.counts.items()},
            }
            for row in table.rows
        ],
    }
