"""Criteria 3 and 7: the linear programs of an attacker, over one release and over those of a year together."""

from dataclasses import replace

import numpy as np
import pytest
from worlds import FULL, SEEDS, YEAR, exact, published, world

from ev_scan.monitor.attack import Model, view
from ev_scan.monitor.audit import Audit, audit, made_safe
from ev_scan.monitor.plan import MINI, R1

WORLDS = [(n, seed) for n in (500, 2200, 10_000) for seed in SEEDS] if FULL else [(500, 300), (2200, 300)]


def sizes(*many):
    return {(each.release.period, place): n for each in many for place, n in each.exact.items()}


def attacked(*many) -> Audit:
    return audit([each.release for each in many], sizes(*many))


@pytest.mark.parametrize(("number", "seed"), WORLDS)
def test_no_answer_of_a_withheld_row_can_be_worked_out(number, seed):
    preset = R1 if number >= 2000 else MINI
    made = world(number, seed).year(preset)
    safe, done = made_safe(made.release, [], made.exact)
    assert done.findings == []
    assert audit([safe]).findings == []
    if FULL:
        print(f"n={number} seed={seed}: {done.cells} cells, {done.programs} programs")  # noqa: T201


@pytest.mark.parametrize(("number", "seed"), WORLDS[:1])
def test_exact_counts_would_fail(number, seed):
    made = world(number, seed).year(exact(MINI))
    found = attacked(made).findings
    assert sum(each.high - each.low < 0.5 for each in found) >= 50


def test_the_quick_search_finds_what_solving_every_program_finds():
    made = world(500, 301).year(exact(MINI))
    release = made.release
    seen = view(release, release.universe)
    quick = {(each.table, each.key, each.item, each.code) for each in attacked(made).findings}
    slow = set()
    for item in ("gap.digital", "awareness"):
        model = Model([seen], item)
        rows = [(t.id, r.key) for t in release.tables for r in t.rows if r.n is None and len(seen.rows[t.id, r.key])]
        codes = [code for code in release.item(item).codes if code != "missing"]
        model.watch([model.cell(0, row, code) for row in rows for code in range(len(codes))])
        for place, (row, code) in enumerate((row, code) for row in rows for code in codes):
            alone = np.array([place])
            low, high = model.least(alone)[place], model.most(alone, np.full(len(rows) * len(codes), np.inf))[place]
            small = 1 <= made.exact[row] <= 9
            if high - low < (3 if small else 1) - 1e-6 or (small and low > 0.5 + 1e-6):
                slow.add((*row, item, code))
    assert {each for each in quick if each[2] in ("gap.digital", "awareness")} == slow
    assert slow


def test_quarters_and_year_together_give_nothing_away():
    here = world(2200 if FULL else 900, 302)
    year = here.year()
    quarters = [here.quarter(number) for number in range(1, 5)]
    assert attacked(*quarters, year).findings == []


def test_exact_quarters_and_year_would_give_away_a_withheld_quarter():
    here = world(900, 302)
    year = here.year(exact(MINI))
    quarters = [here.quarter(number, exact(MINI)) for number in range(1, 5)]
    hidden = replace(quarters[3], release=quarters[3].release.withhold("nl", ()))
    found = attacked(*quarters[:3], hidden, year).findings
    national = {(each.item, each.code) for each in found if each.table == "nl" and each.period.quarter == 4}
    wanted = sum(1 for item in hidden.release.items for code in item.codes if code not in ("missing", "not_asked"))
    assert len(national) == wanted


def test_a_row_shown_below_its_threshold_is_found():
    made = world(500, 300).year(MINI).release
    table = made.table("size")
    shown = replace(table, rows=tuple(replace(row, n=10) for row in table.rows))
    forged = replace(made, tables=(made.tables[0], shown, made.tables[2]))
    assert any("threshold" in each.why for each in audit([forged]).findings)


def test_figures_that_contradict_each_other_are_found():
    made = world(500, 300).year(MINI).release
    doubled = replace(made.tables[0], rows=tuple(replace(row, n=row.n * 2) for row in made.tables[0].rows))
    assert audit([replace(made, tables=(doubled, *made.tables[1:]))]).findings


def test_a_failing_row_is_repaired_by_withholding_its_smallest_sibling():
    here = world(500, 300)
    exact_year = here.year(exact(MINI))
    safe, done = made_safe(exact_year.release, [], exact_year.exact)
    before = sum(row.n is None for table in exact_year.release.tables for row in table.rows)
    after = sum(row.n is None for table in safe.tables for row in table.rows)
    assert after > before
    assert done.findings == [] or after >= before + 2


def test_what_is_frozen_counts_in_the_attack():
    here = world(900, 302)
    year, frozen = here.year(exact(MINI)), here.quarter(1, exact(MINI))
    alone, joint = attacked(year), attacked(year, frozen)
    assert joint.cells > alone.cells
    assert published(here.cube(), MINI).release.period == YEAR
