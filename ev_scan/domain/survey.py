"""Published figures of a survey, to be shown beside those of the scan and never mixed with them."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_Z: Final = 1.96


class Precision(StrEnum):
    """How the source gives the figure."""

    EXACT = "exact"
    ABOUT = "about"
    """In words, such as "almost half": the percentage is a reading of them."""


@dataclass(frozen=True, slots=True)
class SurveyFigure:
    year: int
    indicator: str
    part: str
    """The domain, barrier, support, channel or question; empty where the indicator has no parts."""
    size: str
    """A size class; empty for all companies of the survey."""
    percent: float
    n: int | None
    """How many companies answered; None where the source does not tell."""
    precision: Precision
    source: str

    @property
    def place(self) -> tuple[int, str, str, str]:
        """There is one figure a place."""
        return self.year, self.indicator, self.part, self.size

    @property
    def interval(self) -> tuple[int, int] | None:
        """Wilson, 95 %, in whole percents: of a random sample of n, whether or not the survey was one."""
        if self.n is None:
            return None
        share, square = self.percent / 100, _Z * _Z / self.n
        centre = (share + square / 2) / (1 + square)
        half = _Z * math.sqrt(share * (1 - share) / self.n + square / (4 * self.n)) / (1 + square)
        return math.floor(100 * max(0.0, centre - half)), math.ceil(100 * min(1.0, centre + half))


@dataclass(frozen=True)
class Survey:
    figures: tuple[SurveyFigure, ...] = ()
    """By year, in the order of the indicators."""

    def __bool__(self) -> bool:
        return bool(self.figures)

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({figure.year for figure in self.figures}))

    def of(self, indicator: str, part: str = "", size: str = "") -> tuple[SurveyFigure, ...]:
        """The same figure in each year that has it, oldest first."""
        found = (each for each in self.figures if each.place[1:] == (indicator, part, size))
        return tuple(sorted(found, key=lambda each: each.year))

    def latest(self, indicator: str, part: str = "", size: str = "", until: int = 9999) -> SurveyFigure | None:
        """The newest one, of `until` or before."""
        found = [each for each in self.of(indicator, part, size) if each.year <= until]
        return found[-1] if found else None
