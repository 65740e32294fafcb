"""Counts of a loket: nothing below five is shown, nor can it be worked out from what is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ev_scan.domain.loket import LEAST_SHOWN, Count, Figure, counts_of, figures, joined, quarter_of

AFTER = date(2030, 4, 1)
"""The first quarter of 2030 is over."""

REGIONS = ["utrecht", "zeeland", "drenthe", "unknown"]


def counted(*consultations: tuple[str, str, tuple[str, ...]]) -> list[Count]:
    numbers: dict[tuple[str, str, str], int] = {}
    for month, region, themes in consultations:
        for key in counts_of(month, region, themes):
            numbers[key] = numbers.get(key, 0) + 1
    return [Count(*key, number) for key, number in numbers.items()]


def test_a_consultation_counts_once_and_once_for_each_theme():
    assert counts_of("2030-01", "utrecht", ["growth", "products", "growth"]) == (
        ("2030-01", "utrecht", ""),
        ("2030-01", "utrecht", "growth"),
        ("2030-01", "utrecht", "products"),
    )


@pytest.mark.parametrize(("month", "quarter"), [("2030-01", (2030, 1)), ("2030-03", (2030, 1)), ("2029-12", (2029, 4))])
def test_quarters(month, quarter):
    assert quarter_of(month) == quarter


def test_a_quarter_is_shown_when_it_is_over():
    counts = counted(*[("2030-03", "utrecht", ())] * 6)
    assert figures(counts, date(2030, 3, 31)) == ()
    assert [each.total for each in figures(counts, AFTER)] == [6]


def test_fewer_than_five_show_nothing_else():
    (quarter,) = figures(counted(*[("2030-02", "utrecht", ("growth",))] * 4), AFTER)
    assert (quarter.total, quarter.months, quarter.regions, quarter.themes) == (None, (), (), ())


def test_months_are_shown_only_when_all_three_can_be():
    months = [("2030-01", "utrecht", ())] * 5 + [("2030-02", "utrecht", ())] * 6
    (quarter,) = figures(counted(*months, *[("2030-03", "utrecht", ())] * 4), AFTER)
    assert (quarter.total, quarter.months) == (15, ()), "the third month could be found by subtraction"
    (quarter,) = figures(counted(*months, *[("2030-03", "utrecht", ())] * 5), AFTER)
    assert [figure.number for figure in quarter.months] == [5, 6, 5]


def test_themes_below_five_are_left_out():
    talks = [("2030-01", "utrecht", ("growth", "products"))] * 5 + [("2030-01", "utrecht", ("people",))] * 4
    (quarter,) = figures(counted(*talks), AFTER)
    assert quarter.themes == (Figure(("growth",), 5), Figure(("products",), 5))


def test_small_regions_stand_together_with_the_next_one_if_they_are_still_too_few():
    assert joined({"a": 9, "b": 6, "c": 1}) == (Figure(("a",), 9), Figure(("b", "c"), 7))
    assert joined({"a": 9, "b": 3, "c": 2}) == (Figure(("a",), 9), Figure(("b", "c"), 5))
    assert joined({"a": 9, "b": 5}) == (Figure(("a",), 9), Figure(("b",), 5))


talks = st.lists(
    st.tuples(
        st.sampled_from(["2029-12", "2030-01", "2030-02", "2030-03"]),
        st.sampled_from(REGIONS),
        st.sets(st.sampled_from(["growth", "products"])).map(tuple),
    ),
    max_size=60,
)


@given(talks)
def test_no_shown_figure_and_no_rest_of_a_total_is_below_five(consultations):
    for quarter in figures(counted(*consultations), AFTER):
        here = [each for each in consultations if quarter_of(each[0]) == (quarter.year, quarter.quarter)]
        if quarter.total is None:
            assert len(here) < LEAST_SHOWN
            continue
        assert quarter.total == len(here)
        assert sum(figure.number for figure in quarter.regions) == quarter.total
        assert {name for figure in quarter.regions for name in figure.names} == {region for _, region, _ in here}
        shown = [*quarter.months, *quarter.regions, *quarter.themes]
        assert all(figure.number >= LEAST_SHOWN for figure in shown)
