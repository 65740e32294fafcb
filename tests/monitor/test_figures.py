"""Figures for reading: coded as they may be told, ranked with ties, and no more precise in a drawing."""

import pytest

from ev_scan.monitor.figures import changed, figure, made, ranked
from ev_scan.monitor.intervals import interval
from ev_scan.monitor.items import Item
from ev_scan.monitor.release import Row

ITEM = Item("gap.digital", ("a", "b", "c", "missing"), 3)


def row(*counts):
    return Row((), 5000, sum(counts), {ITEM.id: counts})


@pytest.mark.parametrize(
    ("counts", "percent", "drawn"),
    [
        ((50, 50, 100, 5), "50", (50, 50)),
        ((0, 5, 195, 0), "<=5", (0, 5)),
        ((100, 95, 5, 0), ">=95", (95, 100)),
        ((20, 15, 30, 0), "55", (55, 55)),
    ],
)
def test_a_share_is_told_and_drawn_alike(counts, percent, drawn):
    found = figure(row(*counts), ITEM, ("a", "b"), 5)
    assert (found.share.percent, found.drawn, found.is_shown) == (percent, drawn, True)
    assert (found.range is None) == (found.of < 100)


def test_too_few_answers_tell_nothing():
    found = figure(row(10, 10, 5, 500), ITEM, ("a", "b"), 5)
    assert (found.of, found.is_shown, found.range, found.drawn) == (25, False, None, (0, 0))


def test_what_is_withheld_or_unknown_has_no_figure():
    assert figure(None, ITEM, ("a",), 5) is None
    assert figure(row(50, 50, 50, 0), None, ("a",), 5) is None
    assert figure(Row((), 5000, None), ITEM, ("a",), 5) is None
    assert figure(row(50, 50, 50, 0), ITEM, ("z",), 5) is None


def test_rounded_counts_never_give_more_than_everybody():
    assert made(205, 200, 5).share.percent == ">=95"


def test_two_counts_together_are_less_sure_than_one():
    one, two = made(100, 200, 5), made(100, 200, 5, rounded=2)
    assert two.range[1] - two.range[0] >= one.range[1] - one.range[0]
    assert two.measured.variance > one.measured.variance
    low, high = interval(0.5, 200, 5)
    assert (one.range[0], one.range[1]) == (int(100 * low), -int(-100 * high // 1))


def test_places_are_shared_as_long_as_ranges_overlap():
    shares = {"a": 300, "b": 290, "c": 200, "d": 195, "e": 20}
    found = [(each.place, each.shared, each.name) for each in ranked((k, made(n, 500, 5)) for k, n in shares.items())]
    assert found == [(1, True, "a"), (1, True, "b"), (3, True, "c"), (3, True, "d"), (5, False, "e")]
    assert ranked([("few", made(5, 20, 5))]) == []


def test_a_change_is_one_only_when_it_is_large_and_sure():
    before = made(500, 1000, 5)
    assert [changed(before, made(n, 1000, 5)) for n in (400, 480, 520, 600)] == ["down", "none", "none", "up"]
    assert changed(before, made(30, 60, 5)) == "unknown"
    assert changed(None, before) == changed(before, made(5, 20, 5)) == "unknown"
