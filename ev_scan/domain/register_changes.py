"""What a company may do to its register: each function gives a changed copy, or says why it cannot be."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ev_scan.domain.errors import EvScanError
from ev_scan.domain.ids import AssetId, MethodId
from ev_scan.domain.register import MOST_ASSETS, MOST_LINES, Asset, Register, RiskLine


class NameTaken(EvScanError):
    """Another asset has this name."""


class RegisterFull(EvScanError):
    """No more fits in; `most` says how many do."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most


def with_asset(register: Register, asset: Asset) -> Register:
    """In the place of the asset with the same id, else behind the others. Raises NameTaken and RegisterFull."""
    others = [each for each in register.assets if each.id != asset.id]
    if any(each.name.casefold() == asset.name.casefold() for each in others):
        raise NameTaken
    if register.asset(asset.id):
        assets = tuple(asset if each.id == asset.id else each for each in register.assets)
        return replace(register, assets=assets)
    if len(others) >= MOST_ASSETS:
        raise RegisterFull(MOST_ASSETS)
    return replace(register, assets=(*others, asset))


def without_asset(register: Register, asset_id: AssetId) -> Register:
    """Its risk lines go with it."""
    return replace(
        register,
        assets=tuple(each for each in register.assets if each.id != asset_id),
        lines=tuple(line for line in register.lines if line.asset != asset_id),
    )


def moved(register: Register, asset_id: AssetId, place: int) -> Register:
    """With an asset in that place, counting from 0; an unknown asset moves nothing."""
    asset = register.asset(asset_id)
    if asset is None:
        return register
    others = [each for each in register.assets if each.id != asset_id]
    return replace(register, assets=(*others[: max(0, place)], asset, *others[max(0, place) :]))


def with_methods(register: Register, asset_id: AssetId, methods: Iterable[MethodId]) -> Register:
    """One line for each of these methods against an asset; lines that were there stay as they are.

    Raises RegisterFull.
    """
    wanted = dict.fromkeys(methods)
    kept = [line for line in register.lines if line.asset != asset_id or line.method in wanted]
    known = {line.method for line in kept if line.asset == asset_id}
    new = [RiskLine(asset_id, method) for method in wanted if method not in known]
    if new and len(kept) + len(new) > MOST_LINES:
        raise RegisterFull(MOST_LINES)
    return replace(register, lines=(*kept, *new))


def with_line(register: Register, line: RiskLine) -> Register:
    return replace(register, lines=tuple(line if each.key == line.key else each for each in register.lines))


def methods_against(register: Register, asset_id: AssetId) -> tuple[MethodId, ...]:
    return tuple(line.method for line in register.lines if line.asset == asset_id)


def is_filled_in(line: RiskLine) -> bool:
    """Whether something would be lost with it."""
    return line != RiskLine(line.asset, line.method)


@dataclass(frozen=True, slots=True)
class StepProgress:
    """How far one of the five steps is."""

    done: int
    total: int

    @property
    def is_ready(self) -> bool:
        return 0 < self.total == self.done


def step_progress(register: Register) -> dict[str, StepProgress]:
    """By the id of the step, in order. A step with a total of 0 waits for the one before it."""
    assets, lines = len(register.assets), len(register.lines)
    at_risk = {line.asset for line in register.lines}
    return {
        "assets": StepProgress(assets, assets),
        "values": StepProgress(sum(asset.is_rated for asset in register.assets), assets),
        "methods": StepProgress(sum(asset.id in at_risk for asset in register.assets), assets),
        "lines": StepProgress(sum(line.impact is not None for line in register.lines), lines),
        "treatment": StepProgress(sum(line.treatment is not None for line in register.lines), lines),
    }
