"""Attackers who know more than a reader: names in withheld rows, taking part, and unknown answers."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from worlds import World, known, population

from ev_scan.monitor.codebook import REGION_AT, SECTOR_AT, SIZE_AT
from ev_scan.monitor.plan import DIMENSIONS, membership
from ev_scan.monitor.population import Profile
from ev_scan.monitor.release import Release

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Cell:
    """A published row for one item: who can be in it, and its counts."""

    members: NDArray[np.bool_]
    counts: Numbers


def places(world: World) -> NDArray[np.int64]:
    records = world.records
    return population().lookup()[records[:, SECTOR_AT], records[:, SIZE_AT], records[:, REGION_AT]].astype(np.int64)


def answers(world: World, item: str) -> NDArray[np.uint8]:
    number = [each.id for each in known().items].index(item)
    return known().decoders[number](np.ascontiguousarray(world.records.T))


@functools.cache
def rows_of(universe: tuple[Profile, ...], dimensions: tuple[str, ...]) -> NDArray[np.bool_]:
    """All keys of these dimensions, in the order of every table, by profile."""
    return membership(universe, dimensions, list(product(*(DIMENSIONS[each] for each in dimensions))))


def cells(release: Release, item: str) -> list[Cell]:
    found = []
    for table in release.tables:
        if item in table.items:
            members = rows_of(release.universe, table.dimensions)
            found += [
                Cell(members[place], np.array(row.counts[item], dtype=float))
                for place, row in enumerate(table.rows)
                if row.counts
            ]
    return found


def solved(release: Release, item: str, rounds: int = 150) -> Numbers:
    """The non-negative counts by profile and code that fit the published figures best (expectation maximisation)."""
    found = cells(release, item)
    matrix = np.array([cell.members for cell in found], dtype=float)
    counts = np.array([cell.counts for cell in found])
    guess = np.ones((matrix.shape[1], counts.shape[1]))
    weight = np.maximum(matrix.sum(axis=0), 1)[:, None]
    for _ in range(rounds):
        guess *= matrix.T @ (counts / np.maximum(matrix @ guess, 1e-9)) / weight
    return guess


def named(world: World, release: Release, exact: dict[tuple[str, tuple[str, ...]], int]) -> tuple[int, int, int]:
    """For companies alone in a withheld row: guesses, right ones, and right ones by the national mode."""
    where, alone = places(world), []
    for table in release.tables:
        members = rows_of(release.universe, table.dimensions)
        for place, row in enumerate(table.rows):
            if exact[table.id, row.key] == 1:
                alone.append((int(np.flatnonzero(members[place][where])[0]), members[place], row, table.items))
    made = right = by_mode = 0
    for item in known().headline:
        estimate, codes = solved(release, item), answers(world, item)
        mode = np.array(release.row("nl", ()).counts[item]).argmax()  # type: ignore[union-attr]
        for who, members, row, items in alone:
            if item in items:
                guess = row.counts[item] if row.counts else estimate[members].sum(axis=0)
                made += 1
                right += int(np.argmax(guess) == codes[who])
                by_mode += int(mode == codes[who])
    return made, right, by_mode


def taking_part(
    releases: list[Release], inside: World, outside: World, reference: World, items: Iterable[str]
) -> tuple[float, float]:
    """Advantage and true positives at 1 % false ones, of an attacker who knows these answers of a company, and in
    which quarter it would have taken part.
    """
    scores = [np.zeros(len(each.records)) for each in (inside, outside)]
    where = [places(each) for each in (inside, outside)]
    for item in items:
        usual, usual_place = answers(reference, item), places(reference)
        own = [answers(each, item) for each in (inside, outside)]
        for release in releases:
            could = [_may_be_in(release, each) for each in (inside, outside)]
            for cell in cells(release, item):
                here = usual[cell.members[usual_place]]
                many = len(cell.counts)
                expected = (np.bincount(here, minlength=many)[:many] + 1) / (len(here) + many)
                surplus = cell.counts / max(cell.counts.sum(), 1) / expected - 1
                for side in range(2):
                    in_row = cell.members[where[side]] & could[side]
                    scores[side][in_row] += surplus[own[side][in_row]]
    thresholds = np.sort(np.concatenate(scores))
    true = 1 - np.searchsorted(np.sort(scores[0]), thresholds) / len(scores[0])
    false = 1 - np.searchsorted(np.sort(scores[1]), thresholds) / len(scores[1])
    return float((true - false).max()), float(true[false <= 0.01].max(initial=0))


def _may_be_in(release: Release, world: World) -> NDArray[np.bool_]:
    period = release.period
    return np.full(len(world.records), True) if period.is_year else world.quarters == period.quarter


def guessed(releases: list[Release], world: World, items: Iterable[str]) -> float:
    """How often an unknown answer is guessed, at the shrinkage that helps most: a company is given the most frequent
    answer of its rows, the wider ones counting less and less.
    """
    where, rights, asked = places(world), np.zeros(3), 0
    for item in items:
        scores = np.zeros((3, len(where), 7))
        for release in releases:
            could = _may_be_in(release, world)
            for cell in cells(release, item):
                chosen = cell.members[where] & could
                share = cell.counts / max(cell.counts.sum(), 1)
                for score, shrink in zip(scores, (0.0, 0.5, 0.9), strict=True):
                    own = score[:, : len(share)]
                    own[chosen] = shrink * own[chosen] + (1 - shrink) * share
        rights += (scores.argmax(axis=2) == answers(world, item)).sum(axis=1)
        asked += len(where)
    return float(rights.max() / asked)
