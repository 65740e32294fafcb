"""The cells of a release as lines: the one list that every file format writes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np

from ev_scan.domain.release_names import PEOPLE
from ev_scan.monitor.classification import GROUPS, LANDSDELEN, SIZES
from ev_scan.monitor.intervals import NOTHING, Measured, Share, change, interval, share_of
from ev_scan.monitor.items import Item
from ev_scan.monitor.population import Population
from ev_scan.monitor.release import PROTECTED, Release, Row
from ev_scan.monitor.weighting import Weights, weighted_share, weights

DIMENSIONS: Final = ("sector_group", "section", "size", "landsdeel", "province")
COLUMNS: Final = (*DIMENSIONS, "item", "code", "count", "percent", "low", "high", "quality", "status")
_BLANK: Final = Share("", None, None, "")


@dataclass(frozen=True, slots=True)
class Observation:
    table: str
    place: tuple[str, ...]
    """By dimension; empty where the table does not divide."""
    item: str
    code: str
    count: int | None
    share: Share
    status: str

    def values(self) -> tuple[str | int | None, ...]:
        """In the order of COLUMNS."""
        share = self.share
        return (
            *self.place,
            self.item,
            self.code,
            self.count,
            share.percent or None,
            share.low,
            share.high,
            share.status or None,
            self.status or None,
        )


def observations(release: Release) -> Iterator[Observation]:
    shared = lru_cache(None)(share_of)
    valid = {item.id: item.valid for item in release.items}
    codes = {item.id: item.codes for item in release.items}
    for table in release.tables:
        for row in table.rows:
            own = dict(zip(table.dimensions, row.key, strict=True))
            place = tuple(own.get(dimension, "") for dimension in DIMENSIONS)
            yield Observation(table.id, place, *PEOPLE, row.n, _BLANK, row.status)
            for name in table.items:
                counts = row.counts.get(name)
                answered = sum(counts[: valid[name]]) if counts else 0
                for number, code in enumerate(codes[name]):
                    if counts is None:
                        yield Observation(table.id, place, name, code, None, _BLANK, PROTECTED)
                    elif number >= valid[name]:
                        yield Observation(table.id, place, name, code, counts[number], _BLANK, "")
                    else:
                        share = shared(counts[number], answered, release.base)
                        yield Observation(table.id, place, name, code, counts[number], share, "")


def weighted(release: Release, population: Population) -> dict[str, Any] | None:
    """National shares of the headline items, plain and weighted side by side; None when too little is shown."""
    made = weights(release, _businesses(population))
    national = release.row("nl", ())
    if made is None or national is None or national.n is None:
        return None
    headline = release.tables[-1].items
    return {
        "effective_n": int(made.effective),
        "largest_weight": round(made.largest, 1),
        "items": {name: _side_by_side(release, national, name, made) for name in headline if name in national.counts},
    }


def _side_by_side(release: Release, national: Row, name: str, made: Weights) -> dict[str, Any]:
    item = release.item(name)
    counts = national.counts[name]
    answered = sum(counts[: item.valid])
    found: dict[str, dict[str, str | int | None]] = {}
    for number, code in enumerate(item.codes[: item.valid]):
        plain = share_of(counts[number], answered, release.base)
        value = weighted_share(release, name, number, made)
        if plain == NOTHING or value is None:
            found[code] = {"percent": None, "weighted_percent": None, "low": None, "high": None}
            continue
        low, high = interval(value, answered, release.base, max(1.0, made.effective * answered / (national.n or 1)))
        found[code] = {
            "percent": plain.percent,
            "weighted_percent": share_of(round(value * answered), answered, release.base).percent,
            "low": int(100 * low),
            "high": -int(-100 * high // 1),
        }
    return found


def _businesses(population: Population) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.array(
        [[[population.businesses(g, z, region) for region in LANDSDELEN] for z in SIZES] for g in GROUPS],
        dtype=np.float64,
    )


def changes(before: Release, after: Release) -> dict[str, Any]:
    """National headline items beside those of an earlier year; a difference is called a change only when it is one."""
    found: dict[str, Any] = {}
    first, second = before.row("nl", ()), after.row("nl", ())
    for item in after.items:
        same = first and second and asked_alike(item, before, after)
        counts = (first.counts.get(item.id), second.counts.get(item.id)) if same and first and second else (None, None)
        if counts[0] and counts[1]:
            own = {}
            for number, code in enumerate(item.codes[: item.valid]):
                pair = [
                    _measured(each, number, item.valid, release.base)
                    for each, release in ((counts[0], before), (counts[1], after))
                ]
                own[code] = change(pair[0], pair[1]) if pair[0] and pair[1] else "unknown"
            found[item.id] = own
    return {"previous": str(before.period), "items": found}


_FROM_THE_SCAN: Final = ("topic.", "score.", "exposure")


def asked_alike(item: Item, before: Release, after: Release) -> bool:
    """The same answers to the same words; whatever comes from the scan changes with its questions."""
    scan = item.id.startswith(_FROM_THE_SCAN)
    versions = (before.catalogue, after.catalogue) if scan else (before.block, after.block)
    return item in before.items and versions[0] == versions[1]


def _measured(counts: tuple[int, ...], number: int, valid: int, base: int) -> Measured | None:
    answered = sum(counts[:valid])
    return Measured(min(1.0, counts[number] / answered), answered, base) if answered else None
