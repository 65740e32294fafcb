"""Criterion 3: the linear programs of an attacker over one release, and how the gate repairs or refuses."""

import time
from dataclasses import replace

import numpy as np
import pytest
from worlds import FULL, SEEDS, about, exact, known, world

from ev_scan.monitor.attack import Model, view
from ev_scan.monitor.audit import NO_ANSWER, SMALL_ROW, Bounds, audit, made_safe
from ev_scan.monitor.differences import apart
from ev_scan.monitor.plan import MINI, R1, preset_for

FEW_ITEMS = ("awareness", "gap.digital", "barrier.time")
WORLDS = [(n, seed) for n in (200, 500, 2000, 10_000) for seed in SEEDS] if FULL else [(200, 300), (500, 300)]
BUDGET = 300
"""Seconds of CPU."""


def shown(release):
    return sum(row.n is not None for table in release.tables for row in table.rows)


def small_rows(protected, release):
    return [place for place, n in protected.exact.items() if 1 <= n <= SMALL_ROW and release.row(*place).n is None]


def full_year(seed=300, number=2200):
    """The full plan with a few items, so that it is quick."""
    made = world(number, seed).year(R1)
    return replace(made, release=made.release if FULL else about(made.release, FEW_ITEMS))


def bounds_of(release, item, rows):
    """Each answer of these rows to the item."""
    seen = view(release, release.universe)
    trusting = Model([seen], item)
    trusting.watch([])
    bounded = trusting.least(np.arange(0)) is not None  # else a row was given up that is not below its threshold
    model = Model([seen], item, bounded=bounded)
    answers = [code for code, name in enumerate(release.item(item).codes) if name not in NO_ANSWER]
    cells = [(row, code) for row in rows for code in answers]
    model.watch([model.cell(0, row, code) for row, code in cells])
    return model, cells


def alone(model, place, many):
    """The whole range of one cell."""
    one = np.array([place])
    return model.least(one)[place], model.most(one, np.full(many, np.inf))[place]


@pytest.mark.parametrize(("number", "seed"), WORLDS)
def test_no_answer_of_a_withheld_row_can_be_worked_out(number, seed):
    started = time.process_time()
    made = world(number, seed).year()
    safe, done = made_safe(made.release, [])
    assert done.findings == []
    before, after = shown(made.release), shown(safe)
    assert after >= 0.8 * before
    if FULL:
        took = time.process_time() - started
        words = f"{done.cells} cells, {done.programs} programs, {before} rows shown, {before - after} given up"
        print(f"n={number} seed={seed}: {words}, {took:.0f} s")  # noqa: T201
        assert took <= BUDGET or number > 2000


def test_the_full_plan_gives_no_answer_of_a_withheld_row_away():
    made = full_year()
    safe, done = made_safe(made.release, [])
    assert done.findings == []
    assert audit([safe]).findings == []
    assert len(small_rows(made, safe)) > 10


def test_whoever_has_only_the_files_attacks_every_row_that_is_small():
    for made in (world(500, 300).year(MINI), full_year()):
        done = audit([made.release])
        attacked = {(row, small) for _, row, _, _, small in done.safe}
        attacked |= {((each.table, each.key), True) for each in done.findings}
        small = small_rows(made, made.release)
        assert small
        assert all((row, True) in attacked for row in small)


@pytest.mark.parametrize(("number", "seed"), [(500, 300), (500, 301)])
def test_exact_counts_would_fail(number, seed):
    found = audit([world(number, seed).year(exact(MINI)).release]).findings
    assert sum(each.high - each.low < 0.5 for each in found) >= 50


def test_the_quick_search_finds_what_solving_every_program_finds():
    made = world(500, 301).year(exact(MINI))
    release = made.release
    done = audit([release])
    quick = {(each.table, each.key, each.item, each.code) for each in done.findings}
    may_be_small = {row for _, row, _, _, small in done.safe if small} | {
        (each.table, each.key) for each in done.findings if each.why.startswith("surely")
    }
    slow = set()
    for item in ("gap.digital", "awareness"):
        rows = [(t.id, r.key) for t in release.tables for r in t.rows if r.n is None]
        model, cells = bounds_of(release, item, rows)
        for place, (row, code) in enumerate(cells):
            low, high = alone(model, place, len(cells))
            small = row in may_be_small or 1 <= made.exact[row] <= SMALL_ROW
            if high - low < (3 if small else 1) - 1e-6 or (small and low > 0.5 + 1e-6):
                slow.add((*row, item, release.item(item).codes[code]))
    assert {each for each in quick if each[2] in ("gap.digital", "awareness")} == slow
    assert slow


def narrowest(release, rows, items, many):
    """The cells of these rows with the smallest ranges, each with its model."""
    found = []
    for item in items:
        own = [row for row in rows if item in release.table(row[0]).items]
        if own:
            model, cells = bounds_of(release, item, own)
            bounds = Bounds(model, np.ones(len(cells), dtype=bool))
            order = np.argsort(bounds.high - bounds.low)[:many]
            found += [(bounds.high[n] - bounds.low[n], item, own, n) for n in order]
    return sorted(found, key=lambda each: each[0])[:many]


@pytest.mark.parametrize("number", [500, 2000] if FULL else [500])
def test_companies_being_whole_helps_no_attacker_with_the_narrowest_cells(number):
    made = world(number, 300).year()
    release = made_safe(made.release, [])[0] if number < 2000 or FULL else made.release
    cells = narrowest(release, small_rows(made, release), known().headline, 24)
    assert len(cells) == 24
    for _, item, rows, place in cells:
        model, targets = bounds_of(release, item, rows)
        model.in_whole_companies()
        low, high = alone(model, place, len(targets))
        assert high - low >= 1
        assert low <= 0.5


def test_companies_being_whole_pins_down_what_was_not_rounded():
    made = world(500, 300).year(exact(MINI))
    cells = narrowest(made.release, small_rows(made, made.release), known().headline, 24)
    pinned = 0
    for _, item, rows, place in cells:
        model, targets = bounds_of(made.release, item, rows)
        model.in_whole_companies()
        low, high = alone(model, place, len(targets))
        pinned += high - low < 0.5
    assert pinned >= sum(width < 0.5 for width, *_ in cells) >= 8


def test_a_row_shown_below_its_threshold_is_found():
    made = world(500, 300).year(MINI).release
    table = made.table("size")
    forged = replace(table, rows=tuple(replace(row, n=10) for row in table.rows))
    forged = replace(made, tables=(made.tables[0], forged, made.tables[2]))
    assert any("threshold" in each.why for each in audit([forged]).findings)


def test_figures_that_contradict_each_other_are_found():
    made = world(500, 300).year(MINI).release
    doubled = replace(made.tables[0], rows=tuple(replace(row, n=row.n * 2) for row in made.tables[0].rows))
    assert audit([replace(made, tables=(doubled, *made.tables[1:]))]).findings


def test_a_failing_row_is_repaired_by_withholding_its_smallest_sibling():
    here = world(2200, 300)
    candidate = about(here.year(R1).release, ("gap.digital", "gap.cooperation"))
    assert audit([candidate]).findings
    safe, done = made_safe(candidate, [])
    assert done.findings == []
    lost = [
        (table.id, row.n)
        for table in candidate.tables
        for row in table.rows
        if row.n is not None and safe.row(table.id, row.key).n is None
    ]
    assert 1 <= len(lost) <= 6
    assert all(table == "size_landsdeel" and n <= 100 for table, n in lost)


def test_what_withholding_cannot_repair_stays_a_finding():
    """A frozen release that gives answers away, which no change of the new one can undo."""
    here = world(900, 302)
    frozen = here.quarter(1, exact(MINI)).release
    assert audit([frozen]).findings
    safe, done = made_safe(here.year(MINI).release, [frozen])
    assert done.findings
    assert all(each.where for each in done.findings)
    assert shown(safe) < shown(here.year(MINI).release)


def test_the_plan_follows_from_the_number_alone():
    for number in (200, 2200):
        made = world(number, 300).year()
        assert made.release.preset == preset_for(made.release.period, number).name
        assert apart(made, []) == made.release
