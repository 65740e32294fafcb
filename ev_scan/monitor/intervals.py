"""Percentages and how sure they may sound, from protected counts only."""

import math
from dataclasses import dataclass
from typing import Final

Z: Final = 1.96
LEAST_FOR_PERCENT: Final = 30
LEAST_FOR_WHOLE_PERCENT: Final = 100
CODED_BELOW, CODED_ABOVE = 5, 95
"""Who sees 0 % or 100 % knows of every company in the row what it answered."""

INDICATIVE: Final = "indicative"
FEW: Final = "few"


@dataclass(frozen=True, slots=True)
class Share:
    """What may be said of a share: words, an indicative range in whole percent, and a status."""

    percent: str
    low: int | None
    high: int | None
    status: str


NOTHING: Final = Share("", None, None, FEW)


def rounding_variance(base: float, n: float) -> float:
    """Of a share of n companies, both counts rounded at random to the base."""
    return (base * base - 1) / 6 / (n * n)


def interval(share: float, n: float, base: float, effective: float | None = None) -> tuple[float, float]:
    """Wilson, on the number that would be as uncertain without rounding."""
    sampled = n if effective is None else effective
    smooth = (share * sampled + 2) / (sampled + 4)
    spread = smooth * (1 - smooth)
    alike = spread / (spread / sampled + rounding_variance(base, n))
    centre = (share + Z * Z / (2 * alike)) / (1 + Z * Z / alike)
    half = Z * math.sqrt(share * (1 - share) / alike + Z * Z / (4 * alike * alike)) / (1 + Z * Z / alike)
    return max(0.0, centre - half), min(1.0, centre + half)


def share_of(count: int, of: int, base: float) -> Share:
    """Nothing below 30, classes of five percent below 100, whole percents above; never decimals."""
    if of < LEAST_FOR_PERCENT:
        return NOTHING
    share = min(1.0, count / of)
    low, high = interval(share, of, base)
    bounds = math.floor(100 * low), math.ceil(100 * high)
    if of < LEAST_FOR_WHOLE_PERCENT:
        return Share(_coded(5 * round(20 * share)), *bounds, INDICATIVE)
    return Share(_coded(round(100 * share)), *bounds, "")


def _coded(percent: int) -> str:
    if percent <= CODED_BELOW:
        return f"<={CODED_BELOW}"
    return f">={CODED_ABOVE}" if percent >= CODED_ABOVE else str(percent)


@dataclass(frozen=True, slots=True)
class Measured:
    """A share in one year, as the comparison of years needs it."""

    share: float
    n: int
    base: float

    @property
    def variance(self) -> float:
        return self.share * (1 - self.share) / self.n + rounding_variance(self.base, self.n)

    @property
    def half_width(self) -> float:
        low, high = interval(self.share, self.n, self.base)
        return (high - low) / 2


WIDEST_TO_COMPARE: Final = 0.08
LEAST_CHANGE: Final = 0.05


def change(before: Measured, after: Measured) -> str:
    """`up`, `down`, `none` (too small to call a change) or `unknown` (too few companies to say)."""
    if min(before.n, after.n) < LEAST_FOR_WHOLE_PERCENT or max(before.half_width, after.half_width) > WIDEST_TO_COMPARE:
        return "unknown"
    difference = after.share - before.share
    least = max(Z * math.sqrt(before.variance + after.variance), LEAST_CHANGE)
    if abs(difference) <= least:
        return "none"
    return "up" if difference > 0 else "down"
