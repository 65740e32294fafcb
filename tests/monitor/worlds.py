"""Simulated years: records, their quarters and keys, and what is published of them."""

import functools
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ev_scan.monitor.codebook import Codebook, codebook
from ev_scan.monitor.contribution import read_contribution, record
from ev_scan.monitor.counting import Counter, Cube
from ev_scan.monitor.items import Indicators, indicators
from ev_scan.monitor.period import Period
from ev_scan.monitor.plan import Preset, preset_for
from ev_scan.monitor.population import Population, read_population
from ev_scan.monitor.protection import Place, Protected, protect
from ev_scan.monitor.release import Release
from ev_scan.monitor.simulation import simulate
from ev_scan.services.contributing import SHIPPED

FULL = os.environ.get("EV_SCAN_AUDIT") == "full"
"""`make audit`: all seeds and sizes."""
SEEDS = range(300, 308) if FULL else range(300, 302)
YEAR = Period(2026)


@functools.cache
def population() -> Population:
    return read_population(SHIPPED.read_bytes(), SHIPPED.name)


@functools.cache
def book() -> Codebook:
    topics = [(f"topic_{n}", f"{'POSG'[n // 16]}{n % 16 + 1:02}", n // 16, n % 4 == 0) for n in range(64)]
    return codebook(topics, "2026.1", "2026.1")


@functools.cache
def known() -> Indicators:
    return indicators(book())


@dataclass(frozen=True)
class World:
    records: NDArray[np.uint8]
    quarters: NDArray[np.int64]
    keys: NDArray[np.uint32]

    def part(self, chosen: slice) -> "World":
        return World(self.records[chosen], self.quarters[chosen], self.keys[chosen])

    def cube(self, chosen: slice | NDArray[np.bool_] = slice(None)) -> Cube:
        counter = Counter(known(), population().lookup(), len(population().universe))
        counter.add(self.records[chosen], self.keys[chosen])
        return counter.cube

    def year(self, preset: Preset | None = None) -> Protected:
        cube = self.cube()
        return published(cube, preset or preset_for(YEAR, cube.contributions))

    def quarter(self, number: int, preset: Preset | None = None) -> Protected:
        cube = self.cube(self.quarters == number)
        period = Period(2026, number)
        return published(cube, preset or preset_for(period, cube.contributions), period)


def published(cube: Cube, preset: Preset, period: Period = YEAR) -> Protected:
    return protect(cube, preset, period, known(), population(), book())


def exact(preset: Preset, threshold: int | None = None) -> Preset:
    """The negative control: the same plan without rounding, and perhaps with another threshold."""
    thresholds = {tier: threshold or least for tier, least in preset.thresholds.items()}
    return replace(preset, base=1, thresholds=thresholds)


def sizes(*many: Protected) -> dict[tuple[Period, Place], int]:
    """What the gate knows of the rows of these."""
    return {(each.release.period, place): n for each in many for place, n in each.exact.items()}


def about(release: Release, items: Iterable[str]) -> Release:
    """The same release with only these items: quicker to attack."""
    kept = set(items)
    tables = tuple(
        replace(
            table,
            items=tuple(name for name in table.items if name in kept),
            rows=tuple(replace(row, counts={k: v for k, v in row.counts.items() if k in kept}) for row in table.rows),
        )
        for table in release.tables
    )
    return replace(release, items=tuple(item for item in release.items if item.id in kept), tables=tables)


@functools.lru_cache(maxsize=8)
def world(number: int, seed: int) -> World:
    """So many first contributions."""
    found = []
    for document in simulate(2 * number + 100, seed, 2026, population(), book()):
        if document["first_this_year"]:
            found.append(read_contribution(json.loads(json.dumps(document)), book()))
        if len(found) == number:
            break
    records = b"".join(record(each, each.profile, each.period, book()) for each in found)
    return World(
        np.frombuffer(records, np.uint8).reshape(number, -1),
        np.array([each.period.quarter for each in found]),
        np.random.default_rng(seed + 1).integers(0, 2**32, number, dtype=np.uint32),
    )
