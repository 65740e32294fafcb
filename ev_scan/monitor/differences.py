"""Two releases of a row may differ by no company or by enough of them: what lies between would be about a few."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Final

from ev_scan.monitor.protection import Place, Protected
from ev_scan.monitor.release import Release

LEAST_DIFFERENCE: Final = 30


def apart(year: Protected, shown: Iterable[Mapping[Place, int]]) -> Release:
    """The year without the rows that somebody can bring down to a few companies, by taking quarters from it.

    `shown`: for each frozen quarter the contributions in the rows that it shows.
    """
    quarters = list(shown)
    candidate = year.release
    for table in candidate.tables:
        for row in table.rows:
            place = (table.id, row.key)
            parts = [quarter[place] for quarter in quarters if place in quarter]
            if row.n is not None and any(0 < each < LEAST_DIFFERENCE for each in _left(year.exact[place], parts)):
                candidate = candidate.withhold(*place)
    return candidate


def _left(whole: int, parts: list[int]) -> Iterable[int]:
    """What is left of the year without one quarter, without two, and so on."""
    for many in range(1, len(parts) + 1):
        for chosen in combinations(parts, many):
            yield whole - sum(chosen)
