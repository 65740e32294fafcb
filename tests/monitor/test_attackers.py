"""Criteria 4, 5 and 6: companies alone in a row, taking part, and answers that the attacker does not know.

For one year, and for four quarters with the year after them. The same attackers against unprotected figures must win.
"""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from attackers import guessed, named, taking_part
from worlds import FULL, SEEDS, World, exact, known, world

from ev_scan.monitor.plan import BUDGET, R1, R1_STRICT, Preset, Table
from ev_scan.monitor.release import Release

SIZES = (200, 500, 2000, 10_000) if FULL else (500,)
FEW = SEEDS if FULL else SEEDS[:1]
TEN = known().headline[:10]
EVERYTHING = tuple(item.id for item in known().items)
REFERENCE = 4000
"""Other companies, of which the attacker has seen all answers."""

_ALL_TABLES = (
    *(table.dimensions for table in R1.tables),
    *(("section", "size"), ("section", "province"), ("size", "province")),
)
WIDE = Preset("wide", 1, {"A": 10}, tuple(Table("-".join(each), each, "A", "all") for each in _ALL_TABLES))
"""Twelve tables of all items, exact: what nobody should publish."""


@dataclass(frozen=True)
class Sides:
    """Companies that took part, as many that did not, and what is published of each of the two."""

    inside: World
    outside: World
    reference: World
    year: tuple[list[Release], list[Release]]
    together: tuple[list[Release], list[Release]]


def sides(number: int, seed: int, preset: Preset | None = None) -> Sides:
    everybody = world(2 * number + REFERENCE, seed)
    inside, outside = everybody.part(slice(0, number)), everybody.part(slice(number, 2 * number))
    years = [each.year(preset).release for each in (inside, outside)]
    quarters = [[each.quarter(n).release for n in range(1, 5)] for each in (inside, outside)]
    return Sides(
        *(inside, outside, everybody.part(slice(2 * number, None))),
        year=([years[0]], [years[1]]),
        together=([*quarters[0], years[0]], [*quarters[1], years[1]]),
    )


def advantages(seen: Sides, releases: list[Release]) -> np.ndarray:
    few, most = (taking_part(releases, seen.inside, seen.outside, seen.reference, items) for items in (TEN, EVERYTHING))
    return np.array([few[0], most[0], few[1]])


def gain(seen: Sides, releases: tuple[list[Release], list[Release]]) -> float:
    """Against guessing with figures about other companies."""
    own, others = (guessed(each, seen.inside, known().headline) for each in releases)
    return own - others


@pytest.mark.parametrize("number", SIZES)
@pytest.mark.parametrize("which", ["year", "together"])
def test_taking_part_is_hardly_told(number, which):
    found = np.mean([advantages(seen, getattr(seen, which)[0]) for seen in (sides(number, seed) for seed in FEW)], 0)
    report(f"n={number} {which}: ten answers {found[0]:.2f}, all {found[1]:.2f}, true at 1 % false {found[2]:.3f}")
    assert (found <= [0.25, 0.40, 0.10]).all()


@pytest.mark.parametrize("number", SIZES)
@pytest.mark.parametrize("which", ["year", "together"])
def test_an_unknown_answer_is_hardly_guessed_better(number, which):
    found = np.mean([gain(seen, getattr(seen, which)) for seen in (sides(number, seed) for seed in FEW)])
    report(f"n={number} {which}: {100 * found:.2f} percentage points better")
    assert found <= (0.01 if number > 200 else 0.015)


def test_exact_figures_in_twelve_tables_tell_who_took_part_and_what_they_answered(monkeypatch):
    monkeypatch.setitem(BUDGET, WIDE.name, 10_000)
    seen = sides(500, 300)
    wide = [each.year(WIDE).release for each in (seen.inside, seen.outside)]
    assert advantages(seen, wide[:1])[1] > 0.60
    assert gain(seen, (wide[:1], wide[1:])) > 0.03


def test_a_company_alone_in_a_withheld_row_is_named_no_more_often_than_by_the_national_answer():
    found = np.zeros(3, dtype=int)
    for seed in SEEDS:
        for preset in (R1, R1_STRICT):
            made = world(2000, seed).year(preset)
            found += named(world(2000, seed), made.release, made.exact)
    made, right, by_mode = found
    report(f"alone in a row: {made} guesses, right {right / made:.3f}, national answer {by_mode / made:.3f}")
    assert made >= (1000 if FULL else 300)
    assert (right - by_mode) / made <= 0.08


def test_a_company_alone_in_a_row_that_is_shown_exactly_is_named():
    here = world(500, 300)
    made = here.year(exact(R1, 1))
    guesses, right, _ = named(here, made.release, made.exact)
    assert guesses >= 100
    assert right / guesses >= 0.95


def test_the_attackers_are_told_what_the_quarters_are_about():
    """A company of another quarter is not looked for in this one."""
    seen = sides(500, 300)
    moved = replace(seen.inside, quarters=seen.inside.quarters % 4 + 1)
    quarters = [seen.inside.quarter(each, exact(WIDE_QUARTER)).release for each in range(1, 5)]
    right, wrong = (taking_part(quarters, each, seen.outside, seen.reference, TEN)[0] for each in (seen.inside, moved))
    assert right > wrong


WIDE_QUARTER = replace(R1, thresholds={"A": 1, "B": 1})


def report(words: str) -> None:
    if FULL:
        print(words)  # noqa: T201
