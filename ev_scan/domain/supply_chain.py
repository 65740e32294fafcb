"""How exposed a company is through one input it cannot do without.

Three views, as in the letter to parliament of April 2026: availability in normal times, dependency, and crisis
resilience. Every figure runs from 0 to 100, and higher is worse. What is not filled in counts as half-way.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from itertools import pairwise

from ev_scan.domain.errors import EvScanError
from ev_scan.domain.ids import NO_INPUT_ID, InputId

MOST_INPUTS = 10
MOST_SUPPLIERS = 8
HALF = 50.0

_PRICE = ((0.10, 0.0), (0.30, 50.0), (0.60, 100.0))
_CONCENTRATION = ((0.25, 0.0), (0.40, 50.0), (0.80, 100.0))
_REVENUE = ((0.0, 0.5), (0.20, 1.0))
_SUPPLIER_COUNT = {1: 100.0, 2: 60.0, 3: 25.0}
_SUBSTITUTABILITY = (0.0, 40.0, 75.0, 100.0)
_CONTROL = (0.0, 50.0, 100.0)
_ROUTES = {1: 15.0, 2: 5.0}
_TESTED = 10.0
_ROUNDING = 0.005
"""How far shares may be from 100 %: people round."""

EEA = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split()  # noqa: SIM905
)


class Label(StrEnum):
    DEPENDENT = "dependent"
    STRATEGIC = "strategic"
    RISKY_STRATEGIC = "risky_strategic"


class RiskBand(StrEnum):
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    VERY_HIGH = "very_high"


class Pattern(StrEnum):
    """Which of the three views calls for advice."""

    AVAILABILITY = "availability"
    DEPENDENCY = "dependency"
    CRISIS = "crisis"
    DEPENDENCY_AND_CRISIS = "dependency_and_crisis"
    NONE = "none"


class SharesDoNotAddUp(EvScanError):
    """`total`: what the shares of the suppliers add up to, where 1 is all."""

    def __init__(self, total: float) -> None:
        super().__init__(f"shares add up to {total:.0%}")
        self.total = total


@dataclass(frozen=True, slots=True)
class Supplier:
    share: float
    """Of this input, 0 to 1."""
    country: str
    """Where it is made, not where the invoice comes from: two letters, ISO 3166-1."""
    governance: float | None = None
    """0 (well governed) to 1; None takes the table's."""
    name: str = ""


@dataclass(frozen=True, slots=True)
class CriticalInput:
    """Something a company buys and cannot do without. None: not filled in."""

    name: str
    id: InputId = NO_INPUT_ID
    suppliers: tuple[Supplier, ...] = ()
    revenue_share: float | None = None
    """The part of turnover that stops without it, 0 to 1."""
    price_volatility: float | None = None
    """Highest price in twelve months over the lowest, minus 1."""
    lead_time_days: float | None = None
    lead_time_days_year_ago: float | None = None
    on_time_in_full: float | None = None
    """The part of deliveries that was whole and on time, 0 to 1."""
    shortage: int | None = None
    """Felt: 0 no, 50 now and then, 100 structural."""
    substitutability: int | None = None
    """0 drop-in, 1 requalify, 2 redesign, 3 none."""
    control: int | None = None
    """Who holds the drawings, tooling or licence: 0 we do, 1 shared, 2 the supplier."""
    stock_days: float | None = None
    transit_days: float | None = None
    """On its way, and past any chokepoint."""
    switch_days: float | None = None
    redesign_days: float | None = None
    routes: int | None = None
    """Independent routes or sites."""
    plan_tested: bool | None = None
    daily_margin_eur: float | None = None
    tier2_known: int | None = None
    """The suppliers of the suppliers: 0 no, 1 partly, 2 yes."""
    legal_restriction: bool | None = None
    vital_customer: bool | None = None

    def __post_init__(self) -> None:
        """Raises SharesDoNotAddUp."""
        total = sum(supplier.share for supplier in self.suppliers)
        if self.suppliers and abs(total - 1) > _ROUNDING:
            raise SharesDoNotAddUp(total)


COUNTED = tuple(field.name for field in fields(CriticalInput) if field.name not in ("id", "name", "redesign_days"))
"""What data quality is a share of; switching and redesign are two ways to answer one question."""
DEPENDENCY_WEIGHTS = {
    "outside": 0.20,
    "concentration": 0.25,
    "substitution": 0.25,
    "governance": 0.20,
    "control": 0.10,
}
RISK_WEIGHTS = {"availability": 0.25, "dependency": 0.45, "crisis": 0.30}


@dataclass(frozen=True, slots=True)
class InputResult:
    input: CriticalInput
    availability: float
    dependency: float
    crisis: float
    risk: float
    time_to_survive_days: float | None
    time_to_recover_days: float | None
    data_quality: float
    """The share of the fields that is filled in, 0 to 1."""
    labels: tuple[Label, ...]

    @property
    def gap_days(self) -> float | None:
        """Days without, when it stops today; None while either time is unknown."""
        if self.time_to_survive_days is None or self.time_to_recover_days is None:
            return None
        return max(0.0, self.time_to_recover_days - self.time_to_survive_days)

    @property
    def exposure_eur(self) -> float | None:
        margin, gap = self.input.daily_margin_eur, self.gap_days
        return None if margin is None or gap is None else gap * margin

    @property
    def band(self) -> RiskBand:
        bounds = ((30, RiskBand.LOW), (55, RiskBand.MODERATE), (75, RiskBand.HIGH))
        return next((band for bound, band in bounds if self.risk < bound), RiskBand.VERY_HIGH)

    @property
    def is_single_source(self) -> bool:
        return len(self.input.suppliers) == 1

    @property
    def pattern(self) -> Pattern:
        high_b, high_c = self.dependency >= HALF, self.crisis >= HALF
        if high_b and high_c:
            return Pattern.DEPENDENCY_AND_CRISIS
        if high_b or high_c:
            return Pattern.DEPENDENCY if high_b else Pattern.CRISIS
        return Pattern.AVAILABILITY if self.availability >= HALF else Pattern.NONE


def assess(critical: CriticalInput, governance: Mapping[str, float] | None = None) -> InputResult:
    """The formulas of the dossier, section 6.2. `governance`: country -> 0 to 1, for suppliers that give none."""
    survive, recover = _time_to_survive(critical), _time_to_recover(critical)
    parts = availability_parts(critical)
    availability = sum(parts.values()) / len(parts)
    needs = dependency_parts(critical, governance or {})
    dependency = sum(DEPENDENCY_WEIGHTS[name] * points for name, points in needs.items())
    crisis = _clamp(sum(crisis_parts(critical).values()))
    views = {"availability": availability, "dependency": dependency, "crisis": crisis}
    risk = sum(RISK_WEIGHTS[name] * points for name, points in views.items()) * weight_of(critical)
    gap = None if survive is None or recover is None else max(0.0, recover - survive)
    labels = tuple(_labels(critical, dependency, gap or 0.0))
    return InputResult(
        critical, availability, dependency, crisis, risk, survive, recover, filled_in(critical) / len(COUNTED), labels
    )


def filled_in(critical: CriticalInput) -> int:
    """How many of the figures are known, of COUNTED."""
    known = sum(getattr(critical, name) not in (None, ()) for name in COUNTED)
    return known + (critical.switch_days is None and critical.redesign_days is not None)


def weight_of(critical: CriticalInput) -> float:
    """How heavily an input counts: half for what carries no turnover, fully from a fifth of the turnover."""
    return 0.75 if critical.revenue_share is None else _piecewise(critical.revenue_share, _REVENUE)


def concentration(shares: Iterable[float]) -> float:
    """Herfindahl-Hirschman index: the sum of the squared shares, 0 to 1."""
    return sum(share * share for share in shares)


def availability_parts(critical: CriticalInput) -> dict[str, float]:
    """What the view of normal times is the mean of."""
    price, on_time, shortage = critical.price_volatility, critical.on_time_in_full, critical.shortage
    return {
        "price": HALF if price is None else _piecewise(price, _PRICE),
        "lead_time": _lead_drift(critical),
        "on_time": HALF if on_time is None else _clamp((1 - on_time) / 0.3 * 100),
        "suppliers": _SUPPLIER_COUNT.get(len(critical.suppliers), 0.0) if critical.suppliers else HALF,
        "shortage": HALF if shortage is None else float(shortage),
    }


def _lead_drift(critical: CriticalInput) -> float:
    now, then = critical.lead_time_days, critical.lead_time_days_year_ago
    if now is None or not then:
        return HALF
    return min(100.0, max(0.0, now / then - 1) / 0.5 * 100)


def dependency_parts(critical: CriticalInput, governance: Mapping[str, float]) -> dict[str, float]:
    """What the view of dependency weighs, with DEPENDENCY_WEIGHTS."""
    substitutability, control = critical.substitutability, critical.control
    outside, concentrated, governed = _sourcing(critical.suppliers, governance)
    return {
        "outside": outside,
        "concentration": concentrated,
        "substitution": HALF if substitutability is None else _SUBSTITUTABILITY[substitutability],
        "governance": governed,
        "control": HALF if control is None else _CONTROL[control],
    }


def _sourcing(suppliers: tuple[Supplier, ...], governance: Mapping[str, float]) -> tuple[float, float, float]:
    """How much is made outside the EEA, how concentrated it is, and how it is governed where it is made."""
    if not suppliers:
        return HALF, HALF, HALF
    by_country: dict[str, float] = defaultdict(float)
    for supplier in suppliers:
        by_country[supplier.country] += supplier.share
    outside = 100 * sum(share for country, share in by_country.items() if country not in EEA)
    by_supplier = _piecewise(concentration(supplier.share for supplier in suppliers), _CONCENTRATION)
    by_origin = _piecewise(concentration(by_country.values()), _CONCENTRATION)
    governed = 100 * sum(supplier.share * governance_of(supplier, governance) for supplier in suppliers)
    return min(100.0, outside), (by_supplier + by_origin) / 2, min(100.0, governed)


def governance_of(supplier: Supplier, table: Mapping[str, float]) -> float:
    """The company's own figure, else the table's; half where neither says anything."""
    if supplier.governance is not None:
        return supplier.governance
    return 0.0 if supplier.country in EEA else table.get(supplier.country, 0.5)


def _time_to_survive(critical: CriticalInput) -> float | None:
    """Stock, and what is safely on its way; None while nobody knows the stock."""
    return None if critical.stock_days is None else critical.stock_days + (critical.transit_days or 0.0)


def _time_to_recover(critical: CriticalInput) -> float | None:
    """The quicker of switching to another supplier and redesigning the product."""
    ways = [days for days in (critical.switch_days, critical.redesign_days) if days is not None]
    return min(ways, default=None)


def crisis_parts(critical: CriticalInput) -> dict[str, float]:
    """What the view of a crisis adds up, before it is kept within 0 and 100."""
    survive, recover = _time_to_survive(critical), _time_to_recover(critical)
    if survive is None or recover is None:
        uncovered = HALF
    else:
        uncovered = 100 * max(0.0, recover - survive) / recover if recover else 0.0
    routes = max(_ROUTES.values()) / 2 if critical.routes is None else _ROUTES.get(max(critical.routes, 1), 0.0)
    tested = _TESTED / 2 if critical.plan_tested is None else _TESTED * critical.plan_tested
    return {"uncovered": uncovered, "routes": routes, "tested": 0.0 - tested}


def _labels(critical: CriticalInput, dependency: float, gap: float) -> Iterable[Label]:
    strategic = (critical.revenue_share or 0.0) >= 0.20 or bool(critical.vital_customer)
    if dependency >= 40:
        yield Label.DEPENDENT
    if strategic:
        yield Label.STRATEGIC
        if dependency >= 60 or (len(critical.suppliers) == 1 and gap > 0):
            yield Label.RISKY_STRATEGIC


def _piecewise(value: float, points: tuple[tuple[float, float], ...]) -> float:
    """Straight lines between points, level outside them."""
    if value <= points[0][0]:
        return points[0][1]
    for (left, low), (right, high) in pairwise(points):
        if value <= right:
            return low + (value - left) / (right - left) * (high - low)
    return points[-1][1]


def _clamp(value: float) -> float:
    return min(100.0, max(0.0, value))
