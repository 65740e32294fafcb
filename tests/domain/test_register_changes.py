"""What a company may do to its register."""

import pytest
from registers import largest_register, some_register

from ev_scan.domain.ids import AssetGroupId, AssetId, MethodId
from ev_scan.domain.register import MOST_ASSETS, MOST_LINES, Asset, Register, RiskLine, Treatment
from ev_scan.domain.register_changes import (
    NameTaken,
    RegisterFull,
    is_filled_in,
    methods_against,
    moved,
    step_progress,
    with_asset,
    with_line,
    with_methods,
    without_asset,
)

A1, A2 = AssetId("a1"), AssetId("a2")
M01, M02 = MethodId("M01"), MethodId("M02")


@pytest.fixture
def register(catalogue) -> Register:
    return some_register(catalogue)


@pytest.fixture
def full(catalogue) -> Register:
    return largest_register(catalogue)


def an_asset(name: str, asset_id: str = "new") -> Asset:
    return Asset(AssetId(asset_id), name, AssetGroupId("dough"))


def names(register: Register) -> list[str]:
    return [asset.name for asset in register.assets]


def test_a_new_asset_comes_last_and_a_known_one_keeps_its_place(register):
    assert names(with_asset(register, an_asset("Oven"))) == ["Lasmodule ontwerp", "Klantenlijst", "Oven"]
    assert names(with_asset(register, an_asset("Oven", "a1"))) == ["Oven", "Klantenlijst"]


@pytest.mark.parametrize("name", ["Klantenlijst", "KLANTENLIJST"])
def test_a_name_is_used_once(register, name):
    with pytest.raises(NameTaken):
        with_asset(register, an_asset(name))
    with pytest.raises(NameTaken):
        with_asset(register, an_asset(name, "a1"))
    assert with_asset(register, an_asset(name, "a2")).asset(A2).name == name


def test_a_full_list_takes_no_more_but_can_be_changed(full):
    with pytest.raises(RegisterFull) as refused:
        with_asset(full, an_asset("Oven"))
    assert refused.value.most == MOST_ASSETS
    assert with_asset(full, an_asset("Oven", full.assets[3].id)).assets[3].name == "Oven"


def test_the_lines_of_an_asset_go_with_it_and_no_others(register):
    left = without_asset(register, A1)
    assert names(left) == ["Klantenlijst"]
    assert [line.asset for line in left.lines] == [A2]
    assert left.inputs == register.inputs
    assert without_asset(left, A1) == left


@pytest.mark.parametrize(("place", "order"), [(0, "bac"), (1, "abc"), (2, "acb"), (99, "acb"), (-5, "bac")])
def test_an_asset_moves_to_a_place(place, order):
    register = Register(tuple(an_asset(name, name) for name in "abc"))
    assert "".join(names(moved(register, AssetId("b"), place))) == order


def test_what_is_not_there_moves_nothing(register):
    assert moved(register, AssetId("nothing"), 0) == register


def test_choosing_methods_keeps_the_lines_that_were_there(register):
    assert with_methods(register, A1, [M02, M01, M02]) == register
    fewer = with_methods(register, A1, [M02])
    assert methods_against(fewer, A1) == (M02,)
    assert fewer.line(A1, M02) == register.line(A1, M02)
    assert methods_against(fewer, A2) == (M01,)
    more = with_methods(register, A2, [M01, M02])
    assert more.line(A2, M02) == RiskLine(A2, M02)
    assert more.line(A2, M01) == register.line(A2, M01)


def test_more_lines_than_fit_are_refused_and_fewer_never_are():
    assets = tuple(an_asset(str(number), str(number)) for number in range(31))
    lines = tuple(RiskLine(asset.id, method) for asset in assets[:30] for method in (M01, M02))
    full = Register(assets, lines)
    assert len(lines) == MOST_LINES
    with pytest.raises(RegisterFull) as refused:
        with_methods(full, AssetId("30"), [M01])
    assert refused.value.most == MOST_LINES
    assert len(with_methods(full, AssetId("0"), [M01]).lines) == MOST_LINES - 1
    assert with_methods(full, AssetId("0"), [M01, M02]) == full


def test_a_line_is_replaced_in_its_place(register):
    treated = RiskLine(A1, M02, treatment=Treatment.AVOID)
    changed = with_line(register, treated)
    assert changed.lines == (register.lines[0], treated, register.lines[2])
    assert with_line(register, RiskLine(A2, M02)) == register


def test_a_line_that_holds_something_is_filled_in(register):
    assert all(map(is_filled_in, register.lines))
    assert not is_filled_in(RiskLine(A1, M01))


def test_each_step_says_how_far_it_is(register):
    progress = step_progress(register)
    assert {step: (each.done, each.total) for step, each in progress.items()} == {
        "assets": (2, 2),
        "values": (1, 2),
        "methods": (2, 2),
        "lines": (3, 3),
        "treatment": (2, 3),
    }
    assert [step for step, each in progress.items() if each.is_ready] == ["assets", "methods", "lines"]


def test_nothing_is_ready_in_an_empty_register():
    assert not any(each.is_ready or each.total for each in step_progress(Register()).values())
