"""How many businesses there are per sector, size and province, and how coarse that makes a contribution."""

import csv
import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ev_scan.monitor.classification import (
    COUNTRY,
    PROVINCES,
    REGIONS,
    SECTIONS,
    SECTORS,
    SIZES,
    group_of,
    landsdeel_of,
)
from ev_scan.monitor.errors import BadPopulation

COLUMNS: Final = ("sector", "size", "province", "businesses")
LEAST_BUSINESSES: Final = 100
"""A profile that fewer businesses have is made coarser before it is sealed."""

_MOST_BYTES: Final = 1_000_000
_MOST_BUSINESSES: Final = 10_000_000
_LONGEST_NOTE: Final = 600
_FORMULA: Final = ("=", "+", "-", "@")
_NOTES: Final = ("source", "period", "retrieved", "licence", "note")

Profile = tuple[str, str, str]
"""Sector, size and region, each as coarse as it has to be."""


@dataclass(frozen=True)
class Population:
    counts: NDArray[np.int64]
    """Businesses by section, size and province."""
    about: dict[str, str]
    sha256: str

    def businesses(self, sector: str, size: str, region: str) -> int:
        """In a row that may be wider than one section or province."""
        sections = [place for place, each in enumerate(SECTIONS) if sector in (each, group_of(each))]
        provinces = [place for place, each in enumerate(PROVINCES) if region in (each, landsdeel_of(each), COUNTRY)]
        return int(self.counts[np.ix_(sections, [SIZES.index(size)], provinces)].sum())

    def coarse(self, sector: str, size: str, region: str) -> Profile:
        """The finest profile that may be told; who gives less detail than that is told no region at all."""
        given = (sector, size, region)
        if given in self.told:
            return self.told[given]
        return given if given in self.universe else self._whole(sector, size)

    @cached_property
    def told(self) -> dict[Profile, Profile]:
        """What becomes of each full profile."""
        return coarsened({full: self.businesses(*full) for full in product(SECTIONS, SIZES, PROVINCES)})

    @cached_property
    def universe(self) -> tuple[Profile, ...]:
        """Every profile that a contribution can have: an attacker knows these too."""
        whole = {self._whole(section, size) for section in SECTIONS for size in SIZES}
        reached = whole | set(self.told.values())
        return tuple(sorted(reached, key=lambda each: (SECTORS.index(each[0]), SIZES.index(each[1]), each[2])))

    def _whole(self, sector: str, size: str) -> Profile:
        group = group_of(sector)
        few = size == "large" and self.businesses(group, size, COUNTRY) < LEAST_BUSINESSES
        return group, "medium" if few else size, COUNTRY

    def lookup(self) -> NDArray[np.int16]:
        """The place in the universe of each combination of codes for sector, size and region."""
        places = {profile: place for place, profile in enumerate(self.universe)}
        found = [places[self.coarse(s, z, r)] for s in SECTORS for z in SIZES for r in REGIONS]
        return np.array(found, dtype=np.int16).reshape(len(SECTORS), len(SIZES), len(REGIONS))


def coarsened(businesses: dict[Profile, int]) -> dict[Profile, Profile]:
    """Pools what too few businesses share: to part of the country, country, sector group and at last the size below.

    A pool that is itself too small takes in its smallest neighbours, else it would tell where its members come from.
    """
    told = {profile: profile for profile in businesses}
    steps: tuple[Callable[[Profile], Profile], ...] = (
        lambda each: (each[0], each[1], landsdeel_of(each[2]) or COUNTRY),
        lambda each: (each[0], each[1], COUNTRY),
        lambda each: (group_of(each[0]), each[1], COUNTRY),
        lambda each: (group_of(each[0]), "medium" if each[1] == "large" else each[1], COUNTRY),
    )
    for wider in steps:
        sizes = _sums(told, businesses)
        families: dict[Profile, list[Profile]] = {}
        for profile in sizes:
            families.setdefault(wider(profile), []).append(profile)
        moved = {each: whole for whole, family in families.items() for each in _pooled(family, sizes)}
        told = {full: moved.get(now, now) for full, now in told.items()}
    return told


def _sums(told: dict[Profile, Profile], businesses: dict[Profile, int]) -> dict[Profile, int]:
    sums: dict[Profile, int] = dict.fromkeys(told.values(), 0)
    for full, now in told.items():
        sums[now] += businesses[full]
    return sums


def _pooled(family: list[Profile], sizes: dict[Profile, int]) -> list[Profile]:
    """Those of the family that have to give up detail: none, or enough to hide among."""
    ordered = sorted(family, key=lambda each: (sizes[each], each))
    if sizes[ordered[0]] >= LEAST_BUSINESSES:
        return []
    pool: list[Profile] = []
    for profile in ordered:
        if sizes[profile] >= LEAST_BUSINESSES and sum(sizes[each] for each in pool) >= LEAST_BUSINESSES:
            break
        pool.append(profile)
    return pool


def read_population(raw: bytes, name: str) -> Population:
    """Raises BadPopulation, which names the cell as a spreadsheet does: B7."""
    if len(raw) > _MOST_BYTES:
        raise BadPopulation(f"{name}: larger than {_MOST_BYTES} bytes")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadPopulation(f"{name}: byte {error.start} is not UTF-8") from None
    about, rows = _split(text, name)
    counts = np.full((len(SECTIONS), len(SIZES), len(PROVINCES)), -1, dtype=np.int64)
    for line, row in rows:
        place = tuple(_code(row, column, line, name) for column in range(3))
        if counts[place] >= 0:
            raise BadPopulation(f"{name}: A{line}: {row[0]}, {row[1]}, {row[2]} stands in the file twice")
        counts[place] = _number(row[3], f"D{line}", name)
    missing = np.argwhere(counts < 0)
    if len(missing):
        s, z, p = missing[0]
        raise BadPopulation(f"{name}: there is no line for {SECTIONS[s]}, {SIZES[z]}, {PROVINCES[p]}")
    if counts.sum() < LEAST_BUSINESSES:
        raise BadPopulation(f"{name}: D: there are fewer than {LEAST_BUSINESSES} businesses in all")
    return Population(counts, about, hashlib.sha256(raw).hexdigest())


def _split(text: str, name: str) -> tuple[dict[str, str], list[tuple[int, list[str]]]]:
    """What is said about the table, and its rows with their line numbers."""
    about: dict[str, str] = {}
    rows: list[tuple[int, list[str]]] = []
    seen_header = False
    for line, words in enumerate(text.splitlines(), start=1):
        if not words:
            continue
        if words.startswith("#") and not seen_header:
            key, _, value = words[1:].partition(":")
            about[_note(key.strip(), value.strip(), about, f"{name}: A{line}")] = value.strip()
            continue
        row = _cells(words, line, name)
        if not seen_header:
            _check_header(row, line, name)
            seen_header = True
        else:
            _check_width(row, line, name)
            rows.append((line, row))
    if not seen_header:
        raise BadPopulation(f"{name}: the header {','.join(COLUMNS)} is missing")
    return about, rows


def _note(key: str, value: str, before: dict[str, str], where: str) -> str:
    if key not in _NOTES:
        raise BadPopulation(f"{where}: a note begins with one of {', '.join(_NOTES)}")
    if key in before:
        raise BadPopulation(f"{where}: the note {key} stands in the file twice")
    if not value.isprintable() or len(value) > _LONGEST_NOTE or value.startswith(_FORMULA):
        raise BadPopulation(f"{where}: a note is at most {_LONGEST_NOTE} ordinary characters, and no formula")
    return key


def _cells(words: str, line: int, name: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(words), strict=True))
    except csv.Error as error:
        raise BadPopulation(f"{name}: A{line}: {error}") from None


def _check_header(row: list[str], line: int, name: str) -> None:
    for column, wanted in enumerate(COLUMNS):
        if column >= len(row) or row[column] != wanted:
            raise BadPopulation(f"{name}: {_cell(column, line)}: this column has to be {wanted!r}")
    _check_width(row, line, name)


def _check_width(row: list[str], line: int, name: str) -> None:
    if len(row) > len(COLUMNS):
        raise BadPopulation(f"{name}: {_cell(len(COLUMNS), line)}: unknown column {row[len(COLUMNS)][:40]!r}")
    if len(row) < len(COLUMNS):
        raise BadPopulation(f"{name}: {_cell(len(row), line)}: this cell is missing")


def _cell(column: int, line: int) -> str:
    return f"{chr(ord('A') + min(column, 25))}{line}"


def _code(row: list[str], column: int, line: int, name: str) -> int:
    allowed = (SECTIONS, SIZES, PROVINCES)[column]
    if row[column] not in allowed:
        raise BadPopulation(f"{name}: {_cell(column, line)}: {row[column][:40]!r} is not one of {', '.join(allowed)}")
    return allowed.index(row[column])


def _number(words: str, cell: str, name: str) -> int:
    if not (words.isascii() and words.isdigit() and len(words) <= 8 and int(words) <= _MOST_BUSINESSES):
        raise BadPopulation(f"{name}: {cell}: {words[:40]!r} is not a whole number up to {_MOST_BUSINESSES}")
    return int(words)
