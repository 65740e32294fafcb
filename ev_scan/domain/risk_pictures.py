"""A register at a glance: which lines weigh most, how they lie in the matrix, and what nobody looked at yet."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.ids import AssetGroupId, MethodId
from ev_scan.domain.knowledge import Method
from ev_scan.domain.register import Asset, Register, Risk
from ev_scan.domain.risks import MethodExposure, RiskResult, exposure_to
from ev_scan.domain.supply_chain import RiskBand

HEAVY_FIRST = (RiskBand.VERY_HIGH, RiskBand.HIGH, RiskBand.MODERATE, RiskBand.LOW)


class View(StrEnum):
    """Before, now, and after the actions that are planned."""

    GROSS = "gross"
    CURRENT = "current"
    TARGET = "target"

    def of(self, found: RiskResult) -> Risk | None:
        return {View.GROSS: found.gross, View.CURRENT: found.current, View.TARGET: found.target}[self]


def to_look_at(results: Iterable[RiskResult]) -> list[RiskResult]:
    """What was not rated yet, and then the heaviest first."""
    return sorted(results, key=lambda found: (found.current is not None, -_score(found)))


def heaviest_first(results: Iterable[RiskResult]) -> list[RiskResult]:
    return sorted(results, key=lambda found: -_score(found))


def matrix(results: Iterable[RiskResult], view: View) -> Counter[tuple[int, int]]:
    """How many lines there are by likelihood and impact."""
    return Counter((risk.likelihood, risk.impact) for found in results if (risk := view.of(found)))


def bands(results: Iterable[RiskResult], view: View) -> dict[RiskBand, int]:
    counted = Counter(risk.band for found in results if (risk := view.of(found)))
    return {band: counted[band] for band in HEAVY_FIRST}


def exposures(catalogue: Catalogue, answers: AnswerSet) -> list[MethodExposure]:
    """Every method, the one to which a company is most open first."""
    found = [exposure_to(method, answers) for method in catalogue.methods.values()]
    return sorted(found, key=lambda exposure: -exposure.level)


def is_proposed(method: Method, asset: Asset) -> bool:
    """Whether a method mainly hits assets like this one."""
    return asset.group in method.groups


@dataclass(frozen=True, slots=True)
class Coverage:
    """One group of assets against one method."""

    lines: int
    is_blind_spot: bool
    """The method mainly hits this group, the company has something in it, and no line looks at it."""


def coverage(catalogue: Catalogue, register: Register) -> dict[tuple[AssetGroupId, MethodId], Coverage]:
    """For each group in which the company has an asset, and each method."""
    groups = {asset.id: asset.group for asset in register.assets}
    counted = Counter((groups[line.asset], line.method) for line in register.lines if line.asset in groups)
    return {
        (group, method.id): Coverage(
            counted[group, method.id], group in method.groups and not counted[group, method.id]
        )
        for group in catalogue.asset_groups
        if group in groups.values()
        for method in catalogue.methods.values()
    }


def _score(found: RiskResult) -> int:
    return found.current.score if found.current else 0
