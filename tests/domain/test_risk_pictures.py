"""A register at a glance: order, matrix, bands and blind spots."""

from collections import Counter

import pytest
from factories import answers
from hypothesis import given
from registers import largest_register, registers, some_register

from ev_scan.content.loader import load
from ev_scan.domain.ids import AssetId, MethodId
from ev_scan.domain.planner import build_plan
from ev_scan.domain.questionnaire import Mode
from ev_scan.domain.register import Register, RiskLine
from ev_scan.domain.risk_pictures import (
    Coverage,
    View,
    bands,
    coverage,
    exposures,
    heaviest_first,
    is_proposed,
    matrix,
    to_look_at,
)
from ev_scan.domain.supply_chain import RiskBand
from ev_scan.resources import ROOT

BAKERY = load(ROOT / "tests" / "fixtures" / "questionnaires")


def risks(register: Register, **given_answers: object):
    return build_plan(BAKERY, answers(**given_answers), Mode.FULL, {}, register).risks


@pytest.fixture
def register() -> Register:
    """Three lines that were rated, and one that was not."""
    some = some_register(BAKERY)
    return Register(some.assets, (*some.lines, RiskLine(AssetId("a2"), MethodId("M02"))))


def keys(found):
    return [(each.line.asset, each.line.method) for each in found]


def test_what_was_not_rated_comes_first_and_then_the_heaviest(register):
    judged = risks(register)
    assert keys(to_look_at(judged)) == [("a2", "M02"), ("a1", "M02"), ("a1", "M01"), ("a2", "M01")]
    assert keys(heaviest_first(judged)) == [("a1", "M02"), ("a1", "M01"), ("a2", "M01"), ("a2", "M02")]


def test_every_rated_line_lies_somewhere_in_the_matrix(register):
    judged = risks(register)
    counted = matrix(judged, View.CURRENT)
    assert counted == Counter((each.current.likelihood, each.current.impact) for each in judged if each.current)
    assert counted.total() == 3


def test_before_now_and_after_are_three_pictures(register):
    judged = risks(register, recipe_list="3", recipe_lock="3", shop="city")
    for view, risk in ((View.GROSS, "gross"), (View.CURRENT, "current"), (View.TARGET, "target")):
        wanted = Counter(getattr(each, risk).band for each in judged if getattr(each, risk))
        assert {band: count for band, count in bands(judged, view).items() if count} == wanted
    assert matrix(judged, View.GROSS) != matrix(judged, View.CURRENT), "arranging things made a difference"


def test_bands_stand_from_heavy_to_light_also_when_empty():
    assert list(bands((), View.CURRENT).items()) == [
        (RiskBand.VERY_HIGH, 0),
        (RiskBand.HIGH, 0),
        (RiskBand.MODERATE, 0),
        (RiskBand.LOW, 0),
    ]


@given(registers(BAKERY))
def test_bands_and_cells_count_the_same_lines(register):
    judged = risks(register)
    for view in View:
        assert sum(bands(judged, view).values()) == matrix(judged, view).total()
    assert sorted(keys(to_look_at(judged))) == sorted(keys(judged)) == sorted(keys(heaviest_first(judged)))


def test_the_method_a_company_is_most_open_to_comes_first():
    assert [(each.method.id, each.level) for each in exposures(BAKERY, answers())] == [("M01", 1), ("M02", 1)]
    open_to = exposures(BAKERY, answers(shop="city", goods=["chocolate"]))
    assert [(each.method.id, each.level) for each in open_to] == [("M01", 3), ("M02", 1)]


def test_a_method_is_proposed_for_the_groups_that_it_mainly_hits(register):
    dough, tools = register.assets
    assert (dough.group, tools.group) == ("dough", "tools")
    proposed = [[is_proposed(method, asset) for method in BAKERY.methods.values()] for asset in (dough, tools)]
    assert proposed == [[True, True], [False, True]]


def test_a_blind_spot_is_a_likely_method_that_no_line_looks_at():
    register = some_register(BAKERY)
    assert coverage(BAKERY, register) == {
        ("dough", "M01"): Coverage(1, False),
        ("dough", "M02"): Coverage(1, False),
        ("tools", "M01"): Coverage(1, False),
        ("tools", "M02"): Coverage(0, True),
    }
    without = Register(register.assets, register.lines[1:2])
    assert coverage(BAKERY, without)["tools", "M01"] == Coverage(0, False), "it mainly hits other things"
    assert coverage(BAKERY, without)["dough", "M01"] == Coverage(0, True)


def test_a_group_without_assets_has_no_blind_spots():
    register = some_register(BAKERY)
    assert {group for group, _ in coverage(BAKERY, Register(register.assets[:1]))} == {"dough"}
    assert coverage(BAKERY, Register()) == {}
    assert sum(each.lines for each in coverage(BAKERY, largest_register(BAKERY)).values()) == len(
        largest_register(BAKERY).lines
    )
