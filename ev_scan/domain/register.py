"""The register of a company: what it protects, how somebody could get at it, and which inputs it leans on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import floor

from ev_scan.domain.ids import AssetGroupId, AssetId, MethodId
from ev_scan.domain.supply_chain import CriticalInput, RiskBand

MOST_ASSETS = 25
ADVISED_ASSETS = 10
MOST_LINES = 60
SCALE = (1, 2, 3, 4, 5)
LONGEST_NAME = 120
LONGEST_TEXT = 300

IMPACTS = ("secrecy", "standstill", "money", "law", "wider")
"""A secret lost, days stopped, euros, law or contract, wider interest; the worst counts."""


OVERALL = "overall"
"""The impact of a line that was rated as a whole."""


class Treatment(StrEnum):
    """ISO 31000: what a company does about a risk."""

    AVOID = "avoid"
    REDUCE = "reduce"
    SHARE = "share"
    ACCEPT = "accept"


@dataclass(frozen=True, slots=True)
class Asset:
    """Something that makes the company strong; the values run from 1 to 5, None is not rated yet."""

    id: AssetId
    name: str
    group: AssetGroupId
    owner: str = ""
    place: str = ""
    """Where it is kept."""
    access: str = ""
    """Who can get at it."""
    confidentiality: int | None = None
    integrity: int | None = None
    availability: int | None = None
    attractiveness: int | None = None
    listed: bool | None = None
    """Whether it is technology on a control list."""
    euro_range: str = ""

    @property
    def is_rated(self) -> bool:
        return None not in (self.confidentiality, self.integrity, self.availability, self.attractiveness)

    @property
    def value(self) -> int:
        """The highest of the three values; 0 while none is rated."""
        return max((rated for rated in (self.confidentiality, self.integrity, self.availability) if rated), default=0)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Who accepts a risk, and when it is looked at again."""

    name: str
    review: date


@dataclass(frozen=True, slots=True)
class RiskLine:
    """One method against one asset, as the company sees it."""

    asset: AssetId
    method: MethodId
    impacts: Mapping[str, int] = field(default_factory=dict)
    """1 to 5 on each scale of IMPACTS that was filled in."""
    likelihood: int | None = None
    """The company's own, instead of the computed one; goes with `reason`."""
    reason: str = ""
    treatment: Treatment | None = None
    acceptance: Acceptance | None = None

    @property
    def key(self) -> tuple[AssetId, MethodId]:
        return (self.asset, self.method)

    @property
    def impact(self) -> int | None:
        """The worst of the scales; None while none is filled in."""
        return max(self.impacts.values(), default=None)


@dataclass(frozen=True, slots=True)
class Register:
    assets: tuple[Asset, ...] = ()
    """In the order of the company."""
    lines: tuple[RiskLine, ...] = ()
    inputs: tuple[CriticalInput, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.assets or self.lines or self.inputs)

    def asset(self, asset_id: AssetId) -> Asset | None:
        return next((asset for asset in self.assets if asset.id == asset_id), None)

    def line(self, asset: AssetId, method: MethodId) -> RiskLine | None:
        return next((line for line in self.lines if line.key == (asset, method)), None)


@dataclass(frozen=True, slots=True)
class Risk:
    """Likelihood times impact, 1 to 25."""

    likelihood: int
    impact: int

    @property
    def score(self) -> int:
        return self.likelihood * self.impact

    @property
    def band(self) -> RiskBand:
        bounds = ((5, RiskBand.LOW), (10, RiskBand.MODERATE), (15, RiskBand.HIGH))
        return next((band for bound, band in bounds if self.score < bound), RiskBand.VERY_HIGH)


def likelihood(attractiveness: int, exposure: int, maturity: Fraction | float) -> int:
    """1 to 5: the dossier's formula (section 3.3), computed exactly, halves upwards.

    `attractiveness` and `exposure` run from 1 to 5, `maturity` (the mean level of the topics against it) from 0 to 3.
    """
    weighed = Fraction(35, 100) * (attractiveness + exposure)
    protected = Fraction(30, 100) * (5 - Fraction(4, 3) * Fraction(maturity))
    return min(5, max(1, floor(weighed + protected + Fraction(1, 2))))


def mean_level(levels: Iterable[int]) -> Fraction:
    """0 of nothing: what nobody arranged protects nobody."""
    known = list(levels)
    return Fraction(sum(known), len(known)) if known else Fraction(0)
