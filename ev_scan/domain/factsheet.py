"""The headline figures of a frozen release, as they are drawn: nothing here is more exact than what was published."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

LOWEST, HIGHEST = "<=5", ">=95"
"""Percentages beyond which nothing is told."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A percentage with its indicative range; `percent` is empty when too few companies answered."""

    percent: str = ""
    low: int | None = None
    high: int | None = None
    rough: bool = False
    """In steps of five, for less than a hundred answers."""
    of: int | None = None
    """Answers, rounded at random like every count."""

    @property
    def known(self) -> bool:
        return bool(self.percent)

    @property
    def length(self) -> int:
        """For a bar."""
        return int(self.percent.lstrip("<>=")) if self.percent else 0


UNSHOWN: Final = Shown()


@dataclass(frozen=True, slots=True)
class Headline:
    shown: Shown
    weighted: str = ""
    """The percentage after weighting by sector and size."""
    change: str = ""
    """Against the year before: up, down, none or unknown; empty when there is no year before."""


@dataclass(frozen=True, slots=True)
class DomainFigures:
    domain: str
    perceived: Shown
    """Sees a risk of 4 or 5."""
    measures: Shown
    """Takes some measures or a fitting set."""
    gap: Shown


@dataclass(frozen=True, slots=True)
class Barrier:
    id: str
    shown: Shown
    place: int
    """One more than the number of barriers that are surely named by more companies."""


@dataclass(frozen=True, slots=True)
class Maturity:
    size: str
    """Empty for all companies."""
    bands: tuple[Shown, ...]
    of: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """How many companies of a group took part, and how many there are."""

    dimension: str
    key: str
    n: int | None
    """None when protected."""
    population: int


@dataclass(frozen=True, slots=True)
class BiasCheck:
    """The same question here and in the random sample of Statistics Netherlands."""

    item: str
    size: str
    scan: Shown
    cbs: float
    year: int
    source: str


@dataclass(frozen=True, slots=True)
class About:
    catalogue: str
    block: str
    base: int
    thresholds: Mapping[str, int]
    population: Mapping[str, str]
    effective_n: int | None
    largest_weight: float | None


@dataclass(frozen=True, slots=True)
class Factsheet:
    year: int
    quarter: int
    """0 for a whole year."""
    n: int | None
    """None when there were too few contributions to publish anything."""
    about: About
    caveats: Mapping[str, tuple[str, ...]]
    """By language, in the words of every file of the release."""
    awareness: tuple[tuple[str, Shown], ...] = ()
    unfamiliar: Headline = Headline(UNSHOWN)
    any_risk: Headline = Headline(UNSHOWN)
    domains: tuple[DomainFigures, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    """The one that is named most first."""
    maturity: tuple[Maturity, ...] = ()
    parts: tuple[Part, ...] = ()
    bias: tuple[BiasCheck, ...] = ()

    @property
    def period(self) -> str:
        return f"{self.year}-Q{self.quarter}" if self.quarter else f"{self.year}"
