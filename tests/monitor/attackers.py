"""Attackers who know more than a reader: names in withheld rows, taking part, and unknown answers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from worlds import World, known, population

from ev_scan.monitor.codebook import REGION_AT, SECTOR_AT, SIZE_AT
from ev_scan.monitor.plan import membership
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


def cells(release: Release, item: str) -> list[Cell]:
    found = []
    for table in release.tables:
        if item in table.items:
            members = membership(release.universe, table.dimensions, [row.key for row in table.rows])
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
        members = membership(release.universe, table.dimensions, [row.key for row in table.rows])
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
    releases: list[Release], inside: World, outside: World, reference: World, items: list[str]
) -> tuple[float, float]:
    """Advantage and true positives at 1 % false ones, of an attacker who knows these answers of a company."""
    scores = [np.zeros(len(each.records)) for each in (inside, outside)]
    for item in items:
        usual, where = answers(reference, item), places(reference)
        for cell in (cell for release in releases for cell in cells(release, item)):
            here = usual[cell.members[where]]
            expected = (np.bincount(here, minlength=len(cell.counts))[: len(cell.counts)] + 1) / (
                len(here) + len(cell.counts)
            )
            surplus = cell.counts / max(cell.counts.sum(), 1) / expected - 1
            for score, each in zip(scores, (inside, outside), strict=True):
                in_row = cell.members[places(each)]
                score[in_row] += surplus[answers(each, item)[in_row]]
    thresholds = np.sort(np.concatenate(scores))
    true = 1 - np.searchsorted(np.sort(scores[0]), thresholds) / len(scores[0])
    false = 1 - np.searchsorted(np.sort(scores[1]), thresholds) / len(scores[1])
    return float((true - false).max()), float(true[false <= 0.01].max(initial=0))


def guessed(release: Release, inside: World, outside: World, items: list[str]) -> float:
    """How much better unknown answers of companies inside are guessed than of those outside, at the best shrinkage."""
    best = -1.0
    for shrink in (0.0, 0.5, 0.9):
        rates = []
        for each in (inside, outside):
            where, right = places(each), 0
            for item in items:
                score = np.zeros((len(release.universe), 7))
                for cell in cells(release, item):
                    share = cell.counts / max(cell.counts.sum(), 1)
                    own = score[:, : len(share)]
                    own[cell.members] = shrink * own[cell.members] + (1 - shrink) * share
                right += int((score[where].argmax(axis=1) == answers(each, item)).sum())
            rates.append(right / (len(items) * len(where)))
        best = max(best, rates[0] - rates[1])
    return best
