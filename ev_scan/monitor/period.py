"""A year, or a quarter of one."""

import re
from dataclasses import dataclass

from ev_scan.monitor.errors import MonitorError

_SHAPE = re.compile(r"(20\d\d)(?:-Q([1-4]))?")


@dataclass(frozen=True, order=True, slots=True)
class Period:
    year: int
    quarter: int = 0
    """0 is the whole year."""

    @classmethod
    def parse(cls, words: str) -> "Period":
        """Raises MonitorError."""
        found = _SHAPE.fullmatch(words)
        if not found:
            raise MonitorError(f"{words!r} is no period: write a year (2026) or a quarter (2026-Q4)")
        return cls(int(found[1]), int(found[2] or 0))

    @classmethod
    def from_number(cls, number: int) -> "Period":
        year, quarter = divmod(number, 4)
        return cls(year, quarter + 1)

    @property
    def number(self) -> int:
        """Counts quarters, so that one more is the next quarter."""
        return self.year * 4 + self.quarter - 1

    @property
    def is_year(self) -> bool:
        return self.quarter == 0

    def quarters(self) -> "tuple[Period, ...]":
        return tuple(Period(self.year, quarter) for quarter in range(1, 5)) if self.is_year else (self,)

    def next_quarter(self) -> "Period":
        return Period.from_number(self.number + 1)

    def __str__(self) -> str:
        return f"{self.year}-Q{self.quarter}" if self.quarter else f"{self.year}"
