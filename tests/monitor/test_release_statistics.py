"""Criterion 15: weights that fit, intervals that hold where they say they do, and years that are compared with care."""

from dataclasses import replace

import numpy as np
import pytest
from surveys import companies, released, truth
from worlds import FULL, YEAR, population, world

from ev_scan.i18n import LOCALES, localizer
from ev_scan.monitor.intervals import Measured, change, share_of
from ev_scan.monitor.observations import _businesses as businesses
from ev_scan.monitor.observations import changes, observations, weighted
from ev_scan.monitor.package import files_of
from ev_scan.monitor.period import Period
from ev_scan.monitor.plan import MINI
from ev_scan.monitor.weighting import TRIM, weights
from ev_scan.monitor.words import caveats

RUNS = 60 if FULL else 12
WORDS = {locale: localizer(locale).gettext for locale in LOCALES}


def looked_at(number: int, eager: float = 0.0):
    """Of each share whether its range holds the truth, and how far weighted and plain shares are from it."""
    held, off, plain_off = [], [], []
    for run in range(RUNS):
        random = np.random.default_rng((number, run))
        release = released(companies(random, number, everybody=False, eager=eager), random)
        found = weighted(release, population())
        for name, shares in truth().items():
            for share, code in zip(shares, found["items"][name].values(), strict=True):
                if code["low"] is not None:
                    held.append(code["low"] <= 100 * share <= code["high"])
        low = found["items"]["awareness"]["1"]
        counts = release.row("nl", ()).counts["awareness"][:3]
        off.append((low["low"] + low["high"]) / 200 - truth()["awareness"][0])
        plain_off.append(counts[0] / sum(counts) - truth()["awareness"][0])
    return float(np.mean(held)), float(np.mean(off)), float(np.mean(plain_off))


@pytest.mark.parametrize("number", [500, 2000, 10_000])
def test_ranges_hold_where_sector_and_size_decide_who_takes_part(number):
    coverage, off, plain = looked_at(number)
    if FULL:
        print(f"n={number}: coverage {coverage:.3f}, bias {off:+.3f}, unweighted {plain:+.3f}")  # noqa: T201
    assert coverage >= 0.90
    assert abs(off) < 0.5 * abs(plain)


def test_no_range_holds_where_the_mature_take_part_and_every_file_says_so():
    coverage, _, plain = looked_at(2000, eager=1.0)
    assert coverage < 0.5
    assert abs(plain) > 0.05
    random = np.random.default_rng(1)
    release = released(companies(random, 2000, everybody=False, eager=1.0), random)
    files = files_of(release, population(), None, None, WORDS)
    said = {language: caveats(gettext) for language, gettext in WORDS.items()}
    assert "Weging herstelt dat niet" in said["nl"][1]
    for name in ("release.json", "README.md", "csv-metadata.json", "datapackage.json", "dcat.jsonld"):
        words = files[name].decode()
        assert all(each.replace('"', '\\"') in words for language in said.values() for each in language), name


@pytest.mark.parametrize("number", [500, 2000, 10_000])
def test_weights_bring_the_margins_to_those_of_the_population(number):
    random = np.random.default_rng(number)
    release = released(companies(random, number, everybody=False), random)
    wanted = businesses(population())
    made = weights(release, wanted, trim=np.inf)
    fitted = made.seed * made.factor
    wanted = wanted * (made.seed > 0)
    for axes in ((2,), (0, 1)):
        own, theirs = fitted.sum(axis=axes), wanted.sum(axis=axes)
        assert np.abs(own / own.sum() - theirs / theirs.sum()).max() <= 0.001
    before = made.seed / made.seed.sum()
    assert np.abs(before.sum(axis=2) - wanted.sum(axis=2) / wanted.sum()).max() > 0.01


def test_no_company_counts_more_than_five_times_the_mean_before_the_last_scaling():
    random = np.random.default_rng(3)
    release = released(companies(random, 2000, everybody=False), random)
    made, free = (weights(release, businesses(population()), trim=trim) for trim in (TRIM, np.inf))
    assert made.largest < free.largest
    assert made.largest <= 2 * TRIM
    assert made.effective > free.effective
    assert made.effective < 2000


def test_a_release_that_shows_too_little_has_no_weights():
    release = world(500, 300).year(MINI).release
    assert weights(replace(release, tables=release.tables[:1]), businesses(population())) is None


def test_every_percentage_follows_from_the_counts_beside_it():
    release = world(2200, 300).year().release
    valid = {item.id: item.valid for item in release.items}
    shown: dict = {}
    for line in observations(release):
        if line.count is not None and line.item != "n":
            shown.setdefault((line.table, line.place, line.item), []).append(line)
    assert len(shown) > 1000
    for (_, _, item), lines in shown.items():
        answered = sum(line.count for line in lines[: valid[item]])
        for line in lines[: valid[item]]:
            assert line.share == share_of(line.count, answered, release.base)


@pytest.mark.parametrize(
    ("count", "of", "percent", "status"),
    [
        *[(10, 25, "", "few"), (0, 30, "<=5", "indicative"), (15, 35, "45", "indicative")],
        *[(30, 90, "35", "indicative"), (50, 120, "42", ""), (120, 120, ">=95", ""), (5, 200, "<=5", "")],
    ],
)
def test_a_percentage_is_as_fine_as_its_number_bears(count, of, percent, status):
    share = share_of(count, of, 5)
    assert (share.percent, share.status) == (percent, status)


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        *[((0.40, 800), (0.60, 800), "up"), ((0.60, 800), (0.40, 800), "down")],
        ((0.40, 5000), (0.44, 5000), "none"),  # certain, but too small to matter
        ((0.40, 200), (0.47, 200), "none"),  # large, but not certain
        ((0.40, 90), (0.80, 900), "unknown"),  # too few companies
        ((0.50, 120), (0.80, 900), "unknown"),  # too wide a range
    ],
)
def test_a_difference_is_a_change_only_when_it_is_large_and_certain(before, after, word):
    assert change(*(Measured(share, n, 5) for share, n in (before, after))) == word


def test_years_are_compared_only_where_the_same_was_asked():
    here = replace(world(2200, 300).year().release, period=YEAR)
    before = replace(here, period=Period(2025))
    found = changes(before, here)
    assert (found["previous"], set(found["items"]["awareness"].values())) == ("2025", {"none"})
    assert "score.overall" in found["items"]
    reworded = changes(replace(before, block="2025.1"), here)["items"]
    assert "awareness" not in reworded
    assert "score.overall" in reworded
    rescored = changes(replace(before, catalogue="2025.1"), here)["items"]
    assert "awareness" in rescored
    assert not [name for name in rescored if name.startswith(("score.", "topic.", "exposure"))]
    other = [replace(item, codes=item.codes[::-1]) if item.id == "awareness" else item for item in before.items]
    assert "awareness" not in changes(replace(before, items=tuple(other)), here)["items"]
