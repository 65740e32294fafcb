"""Criterion 7: releases of one year together, and how far apart what they count has to be."""

from dataclasses import replace
from itertools import combinations

import pytest
from worlds import FULL, SEEDS, YEAR, exact, sizes, world

from ev_scan.monitor.audit import audit, made_safe
from ev_scan.monitor.differences import LEAST_DIFFERENCE, apart
from ev_scan.monitor.plan import MINI

WORLDS = [(n, seed) for n in (900, 2000) for seed in SEEDS] if FULL else [(900, 302)]


def shown(protected):
    """Contributions in the rows that are shown."""
    release = protected.release
    return {
        (table.id, row.key): protected.exact[table.id, row.key]
        for table in release.tables
        for row in table.rows
        if row.n is not None
    }


def differences(year, quarters, release):
    """Between the year and any of the quarters together, of each row that all of them show."""
    for place, n in shown(replace(year, release=release)).items():
        parts = [quarter[place] for quarter in map(shown, quarters) if place in quarter]
        for many in range(1, len(parts) + 1):
            yield from (n - sum(chosen) for chosen in combinations(parts, many))


def frozen_year(number, seed):
    """Four quarters and the year after them, each through the gate."""
    here = world(number, seed)
    quarters = [here.quarter(each) for each in range(1, 5)]
    frozen = [made_safe(each.release, [], sizes(each))[0] for each in quarters]
    quarters = [replace(each, release=safe) for each, safe in zip(quarters, frozen, strict=True)]
    year = here.year()
    safe, done = made_safe(apart(year, map(shown, quarters)), frozen, sizes(*quarters, year))
    return year, quarters, safe, done


@pytest.mark.parametrize(("number", "seed"), WORLDS)
def test_quarters_and_year_together_give_nothing_away(number, seed):
    year, quarters, safe, done = frozen_year(number, seed)
    if FULL:
        words = f"{done.cells} cells, {done.programs} programs, {len(done.findings)} findings"
        print(f"four quarters and year of n={number} seed={seed}: {words}")  # noqa: T201
    assert done.findings == []
    apart_by = [each for each in differences(year, quarters, safe) if each]
    assert apart_by
    assert min(apart_by) >= LEAST_DIFFERENCE
    frozen = [each.release for each in quarters]
    for pair in combinations([*frozen, safe], 2):
        assert audit(pair).findings == []


@pytest.mark.parametrize("missing", [1, 3, 4])
def test_a_row_that_is_a_few_companies_more_than_its_quarters_is_withheld(missing):
    """All but a dozen of the companies of one quarter answered in the others."""
    here = world(900, 302)
    few = here.quarters == missing
    few[few.nonzero()[0][:12]] = False
    here = replace(here, records=here.records[~few], quarters=here.quarters[~few], keys=here.keys[~few])
    quarters = [here.quarter(each) for each in range(1, 5) if each != missing]
    year = here.year()
    safe = apart(year, map(shown, quarters))
    assert 0 < min(differences(year, quarters, year.release)) < LEAST_DIFFERENCE
    assert all(each >= LEAST_DIFFERENCE for each in differences(year, quarters, safe) if each)
    assert safe.row("nl", ()).n is None


def test_every_set_of_quarters_is_taken_from_the_year():
    """Two quarters and a withheld third: only the pair comes close to the year."""
    here = world(900, 302)
    year = here.year()
    place = ("nl", ())
    total = year.exact[place]
    near = [{place: total - 400}, {place: 390}]
    assert apart(year, near).row(*place).n is None
    assert apart(year, near[:1]).row(*place).n is not None
    assert apart(year, [{place: total - 400}, {place: 400}]).row(*place).n is not None
    assert apart(year, [{place: 300}, {place: total - 310}, {place: 200}]).row(*place).n is None


def test_exact_quarters_and_year_would_give_away_a_withheld_quarter():
    here = world(900, 302)
    year = here.year(exact(MINI))
    quarters = [here.quarter(number, exact(MINI)).release for number in range(1, 5)]
    hidden = quarters[3].withhold("nl", ())
    found = audit([*quarters[:3], hidden, year.release]).findings
    national = {(each.item, each.code) for each in found if each.table == "nl" and each.period.quarter == 4}
    wanted = sum(1 for item in hidden.items for code in item.codes if code not in ("missing", "not_asked"))
    assert len(national) == wanted


def test_what_is_frozen_counts_in_the_attack():
    here = world(900, 302)
    year, frozen = here.year(exact(MINI)).release, here.quarter(1, exact(MINI)).release
    assert audit([year, frozen]).cells > audit([year]).cells
    assert year.period == YEAR
