"""A register of assets and risks: how likely, how bad, and what it does to the plan."""

from dataclasses import replace
from fractions import Fraction

import pytest
from factories import a_catalogue, a_regime, a_topic, answers, when, words
from hypothesis import given
from hypothesis import strategies as st

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.conditions import AllOf
from ev_scan.domain.ids import AssetGroupId, AssetId, InputId, MethodId, TopicId
from ev_scan.domain.measures import Effort
from ev_scan.domain.plan import ActionPlan, InputReason, RiskReason
from ev_scan.domain.planner import build_plan
from ev_scan.domain.questionnaire import Mode
from ev_scan.domain.regimes import Outcome
from ev_scan.domain.register import (
    OVERALL,
    SCALE,
    Asset,
    Register,
    Risk,
    RiskLine,
    likelihood,
    mean_level,
)
from ev_scan.domain.risks import RiskJudge, attractiveness_of, exposure_to
from ev_scan.domain.stakes import Stakes, informed
from ev_scan.domain.stappenplan import PatternAdvice, Stappenplan
from ev_scan.domain.supply_chain import CriticalInput, Pattern, RiskBand, Supplier

LOOK, COME = MethodId("M01"), MethodId("M02")
EXPOSED = {"shop": "city", "goods": ["chocolate"]}
"""What makes looking along more likely in the tiny content: exposure 3."""

GRADES = st.sampled_from(SCALE)
MATURITIES = st.fractions(0, 3, max_denominator=12)


def an_asset(name: str = "recept", **more) -> Asset:
    return Asset(AssetId(name), name, AssetGroupId("dough"), **more)


def a_line(method: MethodId = LOOK, impact: int | None = 4, asset: str = "recept", **more) -> RiskLine:
    return RiskLine(AssetId(asset), method, {} if impact is None else {OVERALL: impact}, **more)


def a_register(*lines: RiskLine, attractiveness: int | None = 4, **more) -> Register:
    return Register((an_asset(attractiveness=attractiveness, **more),), lines or (a_line(),))


def plan_of(catalogue: Catalogue, register: Register | None = None, mode: Mode = Mode.QUICK, **given_) -> ActionPlan:
    return build_plan(catalogue, answers(**given_), mode, None, register)


# Likelihood


@pytest.mark.parametrize(
    ("attractiveness", "exposure", "maturity", "expected"),
    [(4, 3, 1, 4), (4, 3, 3, 3), (1, 1, 3, 1), (5, 5, 0, 5), (5, 5, 3, 4), (1, 1, 0, 2), (3, 3, Fraction(3, 2), 3)],
)
def test_likelihood_by_hand(attractiveness, exposure, maturity, expected):
    assert likelihood(attractiveness, exposure, maturity) == expected


def test_a_half_goes_upwards():
    """0.35 x (2 + 2) + 0.3 x (5 - 4 / 3) is exactly 2.5, which Python's round would make 2."""
    assert likelihood(2, 2, 1) == 3
    assert likelihood(2, 2, Fraction(101, 100)) == 2


@given(GRADES, GRADES, MATURITIES, MATURITIES)
def test_more_maturity_never_makes_it_likelier(attractiveness, exposure, one, other):
    low, high = sorted((one, other))
    assert likelihood(attractiveness, exposure, high) <= likelihood(attractiveness, exposure, low)


@given(GRADES, GRADES, GRADES, MATURITIES)
def test_more_attractiveness_or_exposure_never_makes_it_less_likely(one, other, fixed, maturity):
    low, high = sorted((one, other))
    assert likelihood(low, fixed, maturity) <= likelihood(high, fixed, maturity)
    assert likelihood(fixed, low, maturity) <= likelihood(fixed, high, maturity)


@given(GRADES, GRADES, MATURITIES)
def test_likelihood_stays_on_its_scale(attractiveness, exposure, maturity):
    assert likelihood(attractiveness, exposure, maturity) in SCALE


def test_what_nobody_arranged_protects_nobody():
    assert mean_level([]) == 0
    assert mean_level([1, 2]) == Fraction(3, 2)


# Risk


@pytest.mark.parametrize(
    ("risk", "score", "band"),
    [
        (Risk(1, 4), 4, RiskBand.LOW),
        (Risk(1, 5), 5, RiskBand.MODERATE),
        (Risk(3, 3), 9, RiskBand.MODERATE),
        (Risk(2, 5), 10, RiskBand.HIGH),
        (Risk(3, 4), 12, RiskBand.HIGH),
        (Risk(3, 5), 15, RiskBand.VERY_HIGH),
        (Risk(5, 5), 25, RiskBand.VERY_HIGH),
    ],
)
def test_the_bands_of_risk(risk, score, band):
    assert (risk.score, risk.band) == (score, band)


def test_the_worst_impact_counts():
    assert RiskLine(AssetId("a"), LOOK, {"money": 2, "law": 5, "wider": 1}).impact == 5
    assert RiskLine(AssetId("a"), LOOK).impact is None


def test_exposure_is_one_and_one_more_for_each_flag(catalogue):
    method = catalogue.method(LOOK)
    assert exposure_to(method, answers()).level == 1
    assert exposure_to(method, answers(shop="city")).level == 2
    found = exposure_to(method, answers(**EXPOSED))
    assert found.level == 3
    assert ("shop", "city") in [tuple(cause) for cause in found.because]


def test_listed_technology_is_at_least_attractive():
    assert attractiveness_of(an_asset()) == 3
    assert attractiveness_of(an_asset(attractiveness=1)) == 1
    assert attractiveness_of(an_asset(attractiveness=1, listed=True)) == 4
    assert attractiveness_of(an_asset(attractiveness=5, listed=True)) == 5


def judge(catalogue, register, levels, **given_) -> RiskJudge:
    return RiskJudge(catalogue, answers(**given_), register, {TopicId(name): level for name, level in levels.items()})


def test_a_line_is_judged_before_and_after_what_is_arranged(catalogue):
    against = {topic.id: 3 for topic in catalogue.topics_against(LOOK)}
    (found,) = judge(catalogue, a_register(), against, **EXPOSED).results
    assert (found.attractiveness, found.exposure.level, found.maturity) == (4, 3, 3)
    assert (found.gross, found.current) == (Risk(4, 4), Risk(3, 4))


def test_a_line_without_impact_has_no_risk_yet(catalogue):
    (found,) = judge(catalogue, a_register(a_line(impact=None)), {}).results
    assert (found.gross, found.current) == (None, None)
    assert found.computed_likelihood in SCALE


def test_the_companys_own_likelihood_stands(catalogue):
    register = a_register(a_line(likelihood=5, reason="vorig jaar drie keer"))
    for level in (0, 3):
        levels = {topic.id: level for topic in catalogue.topics_against(LOOK)}
        (found,) = judge(catalogue, register, levels).results
        assert found.current == Risk(5, 4)
        assert found.computed_likelihood < 5


def test_a_line_about_an_asset_that_is_gone_is_left_out(catalogue):
    assert judge(catalogue, Register((), (a_line(),)), {}).results == ()


LEVELS = st.integers(0, 3)


@given(
    st.lists(st.none() | LEVELS, min_size=9, max_size=9),
    st.lists(st.tuples(GRADES, st.none() | GRADES), min_size=2, max_size=2),
    st.none() | GRADES,
)
def test_gross_is_at_least_current_and_current_at_least_target(tiny, given_levels, judged, attractiveness):
    graded = [str(question.id) for topic in tiny.questionnaire.topics for question in topic.graded]
    levels = dict(zip(graded, given_levels, strict=False))
    lines = [a_line(method, impact, likelihood=own) for method, (impact, own) in zip((LOOK, COME), judged, strict=True)]
    plan = plan_of(tiny, a_register(*lines, attractiveness=attractiveness), Mode.FULL, **levels, **EXPOSED)
    assert len(plan.risks) == 2
    for found in plan.risks:
        assert found.gross.score >= found.current.score >= found.target.score


@pytest.fixture(scope="module")
def tiny(catalogue):
    """The tiny content, for tests that draw."""
    return catalogue


# What it does to topics


@pytest.mark.parametrize(
    ("impact", "attractiveness", "weight"), [(5, 5, 3), (5, 4, 3), (3, 4, 2), (2, 4, 1), (1, 5, 1)]
)
def test_the_gross_risk_makes_topics_heavier(catalogue, impact, attractiveness, weight):
    register = a_register(a_line(impact=impact), attractiveness=attractiveness)
    for level in (0, 3):
        levels = {topic.id: level for topic in catalogue.topics_against(LOOK)}
        judged = judge(catalogue, register, levels, **EXPOSED)
        assert {judged.weight(topic.id) for topic in catalogue.topics_against(LOOK)} == {weight}


def test_a_step_against_a_method_takes_risk_away(catalogue):
    """With attractiveness 4 and exposure 3 the likelihood goes from 4 to 3 where the mean level passes 1.125."""
    names = [topic.id for topic in catalogue.topics_against(LOOK)]
    assert len(names) == 4
    levels = dict.fromkeys(names, 0) | {names[1]: 3}
    judged = judge(catalogue, a_register(a_line(impact=5)), levels, **EXPOSED)
    steps = [judged.reduction(names[0], level) for level in range(4)]
    assert steps == sorted(steps)
    assert (steps[0], steps[3]) == (0, 5)
    assert judged.reduction(TopicId("oven_check"), 3) == 0


def test_relief_is_divided_by_the_work(catalogue):
    stakes = Stakes(catalogue, answers(), leaning("dependency_and_crisis"), {})
    topic = stakes.patterns[Pattern.DEPENDENCY_AND_CRISIS].topics[0]
    small, medium, large = (stakes.relief(topic, 1, effort) for effort in Effort)
    assert small == pytest.approx(3 * medium) == pytest.approx(8 * large) != 0


def leaning(kind: str = "dependency_and_crisis") -> Register:
    """A register with one heavy input."""
    stock = 0 if kind == "dependency_and_crisis" else 300
    return Register(
        inputs=(
            CriticalInput(
                "meel",
                InputId("i1"),
                (Supplier(1, "CN"),),
                revenue_share=1,
                substitutability=3,
                control=2,
                shortage=100,
                on_time_in_full=0.5,
                stock_days=stock,
                switch_days=200,
                routes=1,
                plan_tested=False,
            ),
        )
    )


def test_a_heavy_input_makes_the_topics_of_its_advice_heavier(catalogue):
    stakes = Stakes(catalogue, answers(), leaning(), {})
    (found,) = stakes.inputs
    assert found.band is RiskBand.VERY_HIGH
    advised = catalogue.stappenplan.patterns[found.pattern].topics
    assert advised
    assert {stakes.weight(topic) for topic in advised} == {3}
    assert set(stakes.topics()) == set(advised)
    assert stakes.weights() == dict.fromkeys(advised, 3)


@given(LEVELS, LEVELS)
def test_arranging_things_lowers_no_weight(tiny, one, other):
    register = Register(*[getattr(a_register(), name) for name in ("assets", "lines")], leaning().inputs)
    by_level = [
        Stakes(tiny, answers(**EXPOSED), register, {topic.id: level for topic in tiny.questionnaire.topics}).weights()
        for level in (one, other)
    ]
    assert by_level[0] == by_level[1]


# The plan


def heavy_register() -> Register:
    return replace(a_register(a_line(impact=5), attractiveness=5), inputs=leaning().inputs)


def reasons_of(plan: ActionPlan) -> set[type]:
    return {type(reason) for action in plan.actions for reason in action.reasons}


def test_a_plan_from_the_register_alone(catalogue):
    plan = plan_of(catalogue, heavy_register())
    assert plan.actions
    assert {RiskReason, InputReason} <= reasons_of(plan)
    assert {action.measure.topic for action in plan.actions} <= {
        *(topic.id for topic in catalogue.topics_against(LOOK)),
        *catalogue.stappenplan.patterns[Pattern.DEPENDENCY_AND_CRISIS].topics,
    }


def test_a_plan_from_answers_alone(catalogue):
    plan = plan_of(catalogue, recipe_list=0)
    assert [action.measure.topic for action in plan.actions] == ["recipe_list"]
    assert not {RiskReason, InputReason} & reasons_of(plan)
    assert (plan.risks, plan.inputs) == ((), ())


def test_one_plan_from_both(catalogue):
    both = plan_of(catalogue, heavy_register(), recipe_list=0, **EXPOSED)
    topics = [action.measure.topic for action in both.actions]
    assert len(topics) == len(set(topics))
    assert set(topics) > {action.measure.topic for action in plan_of(catalogue, recipe_list=0).actions}
    (found,) = [action for action in both.actions if action.measure.topic == "recipe_list"]
    assert RiskReason(AssetId("recept"), LOOK) in found.reasons
    assert len({type(reason) for reason in found.reasons}) > 1
    assert [action.rank for action in both.actions] == list(range(1, len(both.actions) + 1))


def test_an_empty_register_changes_nothing(catalogue):
    assert plan_of(catalogue, Register(), recipe_list=1) == plan_of(catalogue, None, recipe_list=1)


def test_what_stands_in_the_plan_can_be_looked_up(catalogue):
    plan = plan_of(catalogue, heavy_register())
    assert plan.risk(AssetId("recept"), LOOK) == plan.risks[0]
    assert plan.input(InputId("i1")) == plan.inputs[0]
    assert plan.risk(AssetId("recept"), COME) is None
    assert plan.input(InputId("i2")) is None


# What the register says by itself


@pytest.mark.parametrize(
    ("register", "facts"),
    [
        (Register(), set()),
        (a_register(), set()),
        (a_register(listed=False), set()),
        (a_register(listed=True), {"has_listed_asset"}),
        (leaning(), {"has_supply_gap", "has_single_source"}),
        (leaning("dependency"), {"has_single_source"}),
    ],
)
def test_the_facts_of_a_register(catalogue, register, facts):
    inputs = Stakes(catalogue, answers(), register, {}).inputs
    known = informed(AnswerSet(), register, inputs)
    assert known.by_question == dict.fromkeys(facts, ("yes",))


@pytest.mark.parametrize("fact", ["has_listed_asset", "has_supply_gap", "has_single_source"])
def test_a_law_looks_at_the_register_too(fact):
    regime = a_regime(likely_when=AllOf((when(fact, "yes"), when("a", "0"))), possible_when=when(fact, "yes"))
    catalogue = replace(a_catalogue(a_topic("a"), regimes=[regime]), stappenplan=patterns_for("a"))
    holding = a_register(listed=True).assets
    register = replace(Register(assets=holding), inputs=leaning().inputs)
    assert [found.outcome for found in plan_of(catalogue, register).regimes] == [Outcome.POSSIBLE]
    assert [found.outcome for found in plan_of(catalogue, register, a=0).regimes] == [Outcome.LIKELY]
    assert [found.outcome for found in plan_of(catalogue, a=0).regimes] == [Outcome.NOT_FOUND]


def patterns_for(topic: str) -> Stappenplan:
    advice = {
        pattern: PatternAdvice(pattern, words("Doe iets"), (words("Nu."),), (TopicId(topic),)) for pattern in Pattern
    }
    return Stappenplan(patterns=advice)
