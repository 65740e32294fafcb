"""Criteria 1, 2, 10, 13 and 14: threshold, rounding, uniqueness, stuffing and the budget of cells."""

from dataclasses import replace

import numpy as np
import pytest
from worlds import SEEDS, book, exact, known, population, published, world

from ev_scan.monitor.codebook import RECORD_BYTES
from ev_scan.monitor.contribution import read_contribution, record
from ev_scan.monitor.errors import MonitorError
from ev_scan.monitor.opening import new_key_pair
from ev_scan.monitor.package import canonical
from ev_scan.monitor.plan import BUDGET, MINI, PRESETS, R1, Table
from ev_scan.monitor.protection import rounded
from ev_scan.monitor.release import document
from ev_scan.monitor.sealing import ENVELOPE_BYTES, Sealer


def below_threshold(protected, preset):
    return [
        (table.id, row.key)
        for table in protected.release.tables
        for row in table.rows
        if row.n is not None
        and (protected.exact[table.id, row.key] < preset.thresholds[table.tier] or row.population < 1000)
    ]


@pytest.mark.parametrize(("number", "preset"), [(500, MINI), (2200, R1)])
@pytest.mark.parametrize("seed", SEEDS)
def test_no_row_below_its_threshold_or_population_is_shown(number, preset, seed):
    made = world(number, seed).year(preset)
    assert below_threshold(made, preset) == []
    assert below_threshold(world(number, seed).year(exact(preset, 1)), preset)


def test_no_company_and_too_few_companies_look_the_same():
    here = world(500, 300)
    where = here.records[:, 4] == 0
    few = np.flatnonzero(where)[:3]
    chosen = ~where
    none = published(here.cube(chosen), MINI).release
    chosen = chosen.copy()
    chosen[few] = True
    some = published(here.cube(chosen), MINI).release
    key = ("agriculture",)
    assert none.row("sector_group", key) == some.row("sector_group", key)
    assert none.row("sector_group", key).status == "x"
    lines = [canonical(document(replace(each, tables=each.tables[2:]))) for each in (none, some)]
    assert lines[0].split(b'"key":["agriculture"]')[1][:60] == lines[1].split(b'"key":["agriculture"]')[1][:60]


@pytest.mark.parametrize("preset", [MINI, R1], ids=lambda each: each.name)
def test_every_count_is_rounded_near_the_truth_and_right_on_average(preset):
    errors = []
    for seed in SEEDS:
        here = world(2200, seed)
        shown, true = here.year(preset).release, here.year(exact(preset)).release
        pairs = [(a, b) for (*_, a), (*_, b) in zip(shown.cells(), true.cells(), strict=True) if a is not None]
        counts, truth = np.array(pairs).T
        assert (counts % preset.base == 0).all()
        assert np.abs(counts - truth).max() <= preset.base - 1
        errors.append(counts - truth)
    assert abs(np.concatenate(errors).mean()) <= 0.05 * (1 if len(errors) > 2 else 3)
    assert (np.array([b for *_, b in true.cells() if b is not None]) % preset.base).any()


def test_rounding_is_unbiased_over_many_cells():
    random = np.random.default_rng(1)
    counts = random.integers(0, 400, 400_000)
    for base in (5, 10):
        shown = rounded(counts, random.integers(0, 2**32, len(counts)).astype(np.uint64), base)
        assert abs((shown - counts).mean()) <= 0.05


def test_equal_sets_of_companies_round_alike_in_every_table_and_release():
    here = world(2200, 300)
    year = published(here.cube(here.quarters == 1), R1).release
    quarter = published(here.cube(here.quarters == 1), replace(MINI, base=5)).release
    rows = [(each, key) for each in ("size", "sector_group") for key in ((k.key) for k in quarter.table(each).rows)]
    both = [(year.row(*place), quarter.row(*place)) for place in rows]
    both = [(a, b) for a, b in both if a.counts and b.counts]
    assert len(both) >= 5
    assert all(a.n == b.n and all(a.counts[item] == b.counts[item] for item in b.counts) for a, b in both)
    assert here.year(R1).release == here.year(R1).release


def test_after_coarsening_no_profile_is_shared_by_fewer_than_100_businesses():
    told, sums = population().told, {}
    for full, now in told.items():
        sums[now] = sums.get(now, 0) + population().businesses(*full)
    assert len(told) == 960
    assert [now for now, businesses in sums.items() if businesses < 100] == []
    assert min(population().businesses(*full) for full in told) < 100


def test_every_envelope_is_as_long_as_any_other():
    sealer = Sealer(new_key_pair(None)[0])
    least = {"format": "ev-scan/contribution@1", "period": "2026-Q1", "sector": "C", "size": "small", "region": "nl"}
    most = {**least, "levels": dict.fromkeys(book().slots, "not_applicable"), "barriers": ["cost", "other"]}
    for each in (least, most):
        contribution = read_contribution(each, book())
        made = record(contribution, population().coarse(*contribution.profile), contribution.period, book())
        assert (len(made), len(sealer.seal(made))) == (RECORD_BYTES, ENVELOPE_BYTES)
    assert ENVELOPE_BYTES == 176


@pytest.mark.parametrize(("base", "most"), [(5, 0.25), (10, 0.15)])
def test_one_company_among_invented_ones_hardly_moves_what_is_shown(base, most):
    """Total variation between what is shown with and without its answer bounds what is learned from it."""
    keys = np.random.default_rng(3).integers(0, 2**32, 200_000).astype(np.uint64)
    for count in range(2 * base):
        shown = [rounded(np.full(len(keys), each), keys, base) for each in (count, count + 1)]
        values = np.unique(np.concatenate(shown))
        apart = sum(abs((shown[0] == value).mean() - (shown[1] == value).mean()) for value in values) / 2
        assert apart <= most


@pytest.mark.parametrize("name", ["mini", "R1", "R1-strict"])
def test_a_company_is_in_no_more_published_cells_than_the_budget(name):
    spent = PRESETS[name].check_budget(known())
    assert spent <= BUDGET[name] <= {"mini": 140}.get(name, 480)
    wider = replace(PRESETS[name], tables=(*PRESETS[name].tables, Table("extra", ("section", "size"), "A", "headline")))
    with pytest.raises(MonitorError, match="cells per company"):
        wider.check_budget(known())


def test_tables_are_divisions_so_that_a_company_is_in_one_row_of_each():
    for preset, table in ((p, t) for p in (MINI, R1) for t in p.tables):
        keys = table.keys()
        assert len(set(keys)) == len(keys)
        assert all(row.population >= 0 for row in world(500, 300).year(preset).release.table(table.id).rows)
