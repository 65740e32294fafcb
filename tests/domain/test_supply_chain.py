"""How exposed a company is through what it buys: the dossier's examples, and what holds for every input."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ev_scan.domain.ids import InputId
from ev_scan.domain.input_changes import input_in, with_input, with_inputs, without_input
from ev_scan.domain.register import Register
from ev_scan.domain.register_changes import RegisterFull
from ev_scan.domain.supply_chain import (
    COUNTED,
    EEA,
    MOST_INPUTS,
    CriticalInput,
    Label,
    Pattern,
    RiskBand,
    SharesDoNotAddUp,
    Supplier,
    assess,
    availability_parts,
    concentration,
    filled_in,
    governance_of,
)

FIRST = CriticalInput(
    name="lenzen",
    suppliers=(Supplier(0.7, "X", 0.7), Supplier(0.2, "Y", 0.3), Supplier(0.1, "DE", 0)),
    price_volatility=0.25,
    lead_time_days=84,
    lead_time_days_year_ago=63,
    on_time_in_full=0.85,
    shortage=50,
    substitutability=1,
    control=1,
    stock_days=30,
    transit_days=10,
    switch_days=120,
    redesign_days=240,
    routes=1,
    plan_tested=False,
    revenue_share=0.35,
    daily_margin_eur=4000,
)
SECOND = replace(
    FIRST,
    suppliers=(Supplier(0.4, "X", 0.7), Supplier(0.3, "Y", 0.3), Supplier(0.3, "DE", 0)),
    stock_days=75,
    switch_days=75,
    routes=2,
    plan_tested=True,
)
CODES = ("DE", "NL", "US", "CN", "X", "Y")
TABLE = {"US": 0.2, "CN": 0.6}


def test_the_first_example_of_the_dossier():
    found = assess(FIRST)
    assert round(concentration(supplier.share for supplier in FIRST.suppliers), 2) == 0.54
    figures = (found.availability, found.dependency, found.crisis, found.risk)
    assert [round(each, 1) for each in figures] == [45.8, 60.9, 81.7, 63.4]
    assert (found.time_to_survive_days, found.time_to_recover_days, found.gap_days) == (40, 120, 80)
    assert found.exposure_eur == 320_000
    assert found.band is RiskBand.HIGH
    assert found.labels == (Label.DEPENDENT, Label.STRATEGIC, Label.RISKY_STRATEGIC)
    assert found.pattern is Pattern.DEPENDENCY_AND_CRISIS


def test_the_second_example_of_the_dossier():
    found = assess(SECOND)
    assert round(concentration(supplier.share for supplier in SECOND.suppliers), 2) == 0.34
    assert round(found.dependency, 1) == 43.9
    assert (found.gap_days, found.crisis, found.exposure_eur) == (0, 0, 0)
    assert round(found.risk, 1) == 31.2
    assert found.band is RiskBand.MODERATE


def test_of_an_input_of_which_nothing_is_known_everything_counts_half():
    found = assess(CriticalInput("iets"))
    assert (found.availability, found.dependency) == (50, 50)
    assert (found.gap_days, found.exposure_eur, found.data_quality) == (None, None, 0)
    assert found.labels == (Label.DEPENDENT,)


@pytest.mark.parametrize(("risk", "band"), [(29.9, "low"), (30, "moderate"), (55, "high"), (75, "very_high")])
def test_the_bands_of_risk(risk, band):
    assert replace(assess(FIRST), risk=risk).band == band


@pytest.mark.parametrize(
    ("changed", "labels"),
    [
        ({"revenue_share": 0.2}, {Label.DEPENDENT, Label.STRATEGIC, Label.RISKY_STRATEGIC}),
        ({"revenue_share": 0.19}, {Label.DEPENDENT}),
        ({"revenue_share": 0.19, "vital_customer": True}, {Label.DEPENDENT, Label.STRATEGIC, Label.RISKY_STRATEGIC}),
        ({"suppliers": (Supplier(1, "NL"),), "substitutability": 0}, {Label.STRATEGIC, Label.RISKY_STRATEGIC}),
        ({"suppliers": (Supplier(1, "NL"),), "substitutability": 0, "stock_days": 200}, {Label.STRATEGIC}),
    ],
)
def test_the_labels(changed, labels):
    assert set(assess(replace(FIRST, **changed)).labels) == labels


@pytest.mark.parametrize(
    ("a", "b", "c", "pattern"),
    [
        (50, 49, 49, Pattern.AVAILABILITY),
        (0, 50, 49, Pattern.DEPENDENCY),
        (90, 49, 50, Pattern.CRISIS),
        (0, 50, 50, Pattern.DEPENDENCY_AND_CRISIS),
        (49, 49, 49, Pattern.NONE),
    ],
)
def test_the_pattern_says_which_view_calls_for_advice(a, b, c, pattern):
    assert replace(assess(FIRST), availability=a, dependency=b, crisis=c).pattern is pattern


@pytest.mark.parametrize("shares", [(0.5, 0.4), (0.5, 0.6), (1, 0.1), (0.994,), (1.006,)])
def test_shares_that_do_not_add_up_are_refused(shares):
    with pytest.raises(SharesDoNotAddUp) as refused:
        CriticalInput("x", suppliers=tuple(Supplier(share, "DE") for share in shares))
    assert refused.value.total == pytest.approx(sum(shares))


@pytest.mark.parametrize("shares", [(0.333, 0.333, 0.333), (1,), (0.125,) * 8, ()])
def test_shares_may_be_rounded(shares):
    assert len(CriticalInput("x", suppliers=tuple(Supplier(share, "DE") for share in shares)).suppliers) == len(shares)


def test_the_weight_of_a_country():
    assert governance_of(Supplier(1, "CN"), TABLE) == 0.6
    assert governance_of(Supplier(1, "CN", 0.1), TABLE) == 0.1
    assert governance_of(Supplier(1, "BR"), TABLE) == 0.5
    assert {governance_of(Supplier(1, country), {country: 0.9}) for country in EEA} == {0}


def test_what_is_filled_in_is_counted_and_redesign_stands_in_for_switching():
    assert filled_in(FIRST) == len(COUNTED) - 3
    assert filled_in(replace(FIRST, switch_days=None)) == filled_in(FIRST)
    assert filled_in(replace(FIRST, redesign_days=None)) == filled_in(FIRST)
    assert filled_in(replace(FIRST, switch_days=None, redesign_days=None)) == filled_in(FIRST) - 1


# What holds for every input.


def maybe(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | values


@st.composite
def suppliers(draw: st.DrawFn, at_least: int = 0) -> tuple[Supplier, ...]:
    parts = draw(st.lists(st.integers(1, 9), min_size=at_least, max_size=8))
    return tuple(
        Supplier(part / sum(parts), draw(st.sampled_from(CODES)), draw(maybe(st.floats(0, 1)))) for part in parts
    )


DAYS = st.integers(0, 400)
INPUTS = st.builds(
    CriticalInput,
    name=st.just("iets"),
    suppliers=suppliers(),
    revenue_share=maybe(st.floats(0, 1)),
    price_volatility=maybe(st.floats(0, 3)),
    lead_time_days=maybe(DAYS),
    lead_time_days_year_ago=maybe(DAYS),
    on_time_in_full=maybe(st.floats(0, 1)),
    shortage=maybe(st.sampled_from((0, 50, 100))),
    substitutability=maybe(st.integers(0, 3)),
    control=maybe(st.integers(0, 2)),
    stock_days=maybe(DAYS),
    transit_days=maybe(DAYS),
    switch_days=maybe(DAYS),
    redesign_days=maybe(DAYS),
    routes=maybe(st.integers(1, 5)),
    plan_tested=maybe(st.booleans()),
    daily_margin_eur=maybe(st.integers(0, 10_000)),
    tier2_known=maybe(st.integers(0, 2)),
    legal_restriction=maybe(st.booleans()),
    vital_customer=maybe(st.booleans()),
)
SMALL = 1e-9
"""What adding up in another order may differ."""


def risk(critical: CriticalInput) -> float:
    return assess(critical, TABLE).risk


@given(INPUTS)
def test_every_figure_stays_within_its_bounds_whatever_is_missing(critical):
    found = assess(critical, TABLE)
    for figure in (found.availability, found.dependency, found.crisis, found.risk):
        assert -SMALL <= figure <= 100 + SMALL
    assert 0 <= found.data_quality <= 1
    assert (found.gap_days or 0) >= 0
    assert (found.exposure_eur or 0) >= 0


WORSE_WHEN_HIGHER = {
    "revenue_share": st.floats(0, 1),
    "price_volatility": st.floats(0, 3),
    "lead_time_days": DAYS,
    "shortage": st.sampled_from((0, 50, 100)),
    "substitutability": st.integers(0, 3),
    "control": st.integers(0, 2),
    "switch_days": DAYS,
    "redesign_days": DAYS,
}
BETTER_WHEN_HIGHER = {
    "lead_time_days_year_ago": st.integers(1, 400),
    "on_time_in_full": st.floats(0, 1),
    "stock_days": DAYS,
    "transit_days": DAYS,
    "routes": st.integers(1, 6),
    "plan_tested": st.booleans(),
}


@pytest.mark.parametrize("name", [*WORSE_WHEN_HIGHER, *BETTER_WHEN_HIGHER])
@given(critical=INPUTS, data=st.data())
def test_a_figure_moves_the_risk_the_way_its_text_says(name, critical, data):
    values = {**WORSE_WHEN_HIGHER, **BETTER_WHEN_HIGHER}[name]
    low, high = sorted((data.draw(values), data.draw(values)))
    better, worse = (low, high) if name in WORSE_WHEN_HIGHER else (high, low)
    assert risk(replace(critical, **{name: better})) <= risk(replace(critical, **{name: worse})) + SMALL


@pytest.mark.parametrize(("count", "points"), [(0, 50), (1, 100), (2, 60), (3, 25), (4, 0), (8, 0)])
def test_the_number_of_suppliers(count, points):
    bought = replace(FIRST, suppliers=tuple(Supplier(1 / count, "DE") for _ in range(count)))
    assert availability_parts(bought)["suppliers"] == points


@given(INPUTS, suppliers(at_least=1), st.data())
def test_a_supplier_more_with_the_same_total_never_raises_the_risk(critical, bought, data):
    assume(len(bought) < 8)
    place = data.draw(st.integers(0, len(bought) - 1))
    halves = (replace(bought[place], share=bought[place].share / 2),) * 2
    split = (*bought[:place], *halves, *bought[place + 1 :])
    assert risk(replace(critical, suppliers=split)) <= risk(replace(critical, suppliers=bought)) + SMALL


@given(INPUTS, suppliers(at_least=1), st.data())
def test_a_better_governed_country_never_raises_the_risk(critical, bought, data):
    place = data.draw(st.integers(0, len(bought) - 1))
    low, high = sorted((data.draw(st.floats(0, 1)), data.draw(st.floats(0, 1))))

    def governed(weight: float) -> CriticalInput:
        changed = replace(bought[place], governance=weight)
        return replace(critical, suppliers=(*bought[:place], changed, *bought[place + 1 :]))

    assert risk(governed(low)) <= risk(governed(high)) + SMALL


# The list of inputs.


def some(*names: str) -> tuple[CriticalInput, ...]:
    return tuple(CriticalInput(name, InputId(name)) for name in names)


def test_an_input_is_replaced_in_its_place_or_added_behind():
    register = Register(inputs=some("a", "b"))
    changed = replace(some("a")[0], name="A", stock_days=3)
    assert with_input(register, changed).inputs == (changed, *some("b"))
    assert with_input(register, some("c")[0]).inputs == some("a", "b", "c")
    assert without_input(register, InputId("a")).inputs == some("b")
    assert without_input(register, InputId("z")) == register
    assert input_in(register, "b") == some("b")[0]
    assert input_in(register, "z") is None


def test_no_more_inputs_fit_than_we_say():
    full = Register(inputs=some(*map(str, range(MOST_INPUTS))))
    with pytest.raises(RegisterFull) as refused:
        with_input(full, some("x")[0])
    assert refused.value.most == MOST_INPUTS
    with pytest.raises(RegisterFull):
        with_inputs(Register(inputs=some("a")), some(*map(str, range(MOST_INPUTS))))
    assert with_input(full, replace(some("3")[0], stock_days=1)).inputs[3].stock_days == 1
