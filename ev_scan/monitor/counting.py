"""Counts of records per profile, item and code, with the keys by which they will be rounded."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ev_scan.monitor.codebook import FLAGS_AT, REGION_AT, SECTOR_AT, SIZE_AT
from ev_scan.monitor.items import MOST_CODES, Bytes, Indicators

KEY_SPACE: Final = 2**32
BATCH: Final = 1 << 17
"""Records at a time: small enough for the cache; below 2^21, so that a sum of keys stays exact in a double."""

_PAIR: Final = MOST_CODES**2


@dataclass
class Cube:
    """The finest counts there are; every table is a sum of these. Never leaves memory."""

    totals: NDArray[np.int64]
    """By profile."""
    total_keys: NDArray[np.uint64]
    counts: NDArray[np.int64]
    """By item, profile and code."""
    keys: NDArray[np.uint64]
    """The sum of the keys of the same records, modulo 2^32."""

    @classmethod
    def empty(cls, items: int, profiles: int) -> "Cube":
        shape = (items, profiles, MOST_CODES)
        return cls(
            np.zeros(profiles, np.int64),
            np.zeros(profiles, np.uint64),
            np.zeros(shape, np.int64),
            np.zeros(shape, np.uint64),
        )

    def __add__(self, other: "Cube") -> "Cube":
        keys = (self.total_keys + other.total_keys) % KEY_SPACE, (self.keys + other.keys) % KEY_SPACE
        return Cube(self.totals + other.totals, keys[0], self.counts + other.counts, keys[1])

    @property
    def contributions(self) -> int:
        return int(self.totals.sum())


class Counter:
    """Takes records in batches, so that memory does not grow with their number."""

    def __init__(self, known: Indicators, lookup: NDArray[np.int16], profiles: int) -> None:
        self._known, self._lookup, self._profiles = known, lookup, profiles
        self.cube = Cube.empty(len(known.items), profiles)

    def add(self, records: Bytes, keys: NDArray[np.uint32]) -> None:
        """Records as rows; only first contributions of a year are counted."""
        for start in range(0, len(records), BATCH):
            part = slice(start, start + BATCH)
            first = records[part, FLAGS_AT] & 1 == 1
            columns = np.ascontiguousarray(records[part][first].T)
            self._add(columns, keys[part][first].astype(np.float64))

    def _add(self, columns: Bytes, keys: NDArray[np.float64]) -> None:
        sizes = self._lookup.shape
        where = [
            np.minimum(columns[at], most - 1) for at, most in zip((SECTOR_AT, SIZE_AT, REGION_AT), sizes, strict=True)
        ]
        profile = self._lookup[where[0], where[1], where[2]].astype(np.int64)
        self.cube.totals += np.bincount(profile, minlength=self._profiles)
        sums = np.bincount(profile, weights=keys, minlength=self._profiles)
        self.cube.total_keys = (self.cube.total_keys + sums.astype(np.uint64)) % KEY_SPACE
        base, index = profile * _PAIR, np.empty_like(profile)
        decoders = self._known.decoders
        for first in range(0, len(decoders), 2):
            pair = decoders[first](columns) * np.uint8(MOST_CODES)
            if first + 1 < len(decoders):
                pair += decoders[first + 1](columns)
            np.add(base, pair, out=index)
            self._count_pair(first, index, keys)

    def _count_pair(self, first: int, index: NDArray[np.int64], keys: NDArray[np.float64]) -> None:
        """Two items at once: half the passes over memory."""
        shape, bins = (self._profiles, MOST_CODES, MOST_CODES), self._profiles * _PAIR
        counted = np.bincount(index, minlength=bins).reshape(shape)
        summed = np.bincount(index, weights=keys, minlength=bins).astype(np.uint64).reshape(shape)
        for item, axis in ((first, 2), (first + 1, 1)):
            if item < len(self._known.items):
                self.cube.counts[item] += counted.sum(axis=axis)
                self.cube.keys[item] = (self.cube.keys[item] + summed.sum(axis=axis)) % KEY_SPACE
