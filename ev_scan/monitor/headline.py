"""The figures that come first: shares of companies that gave one of some answers, from protected counts only."""

import math
from typing import Final

from ev_scan.monitor.intervals import NOTHING, Share, share_of
from ev_scan.monitor.release import Release, Row

HEADLINES: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "unfamiliar": ("awareness", ("1",)),
    "any_risk": ("any_risk", ("yes",)),
    "perceived": ("perceived.", ("4-5",)),
    "measures": ("measures.", ("2", "3")),
    "gap": ("gap.", ("uncovered", "blind_spot")),
    "knows": ("knows.", ("4-5",)),
    "barrier": ("barrier.", ("yes",)),
    "support": ("support.", ("yes",)),
    "channel": ("channel.", ("heard", "used")),
    "cbs": ("cbs.", ("yes",)),
}
"""By the indicator of a survey: the item, of which the part follows the point, and the codes that count."""


def headline(release: Release, row: Row | None, indicator: str, part: str = "") -> Share:
    """NOTHING when the row is protected, does not have the item, or has too few answers."""
    item, codes = HEADLINES[indicator]
    return share_of_codes(release, row, f"{item}{part}", codes)


def share_of_codes(release: Release, row: Row | None, item: str, codes: tuple[str, ...]) -> Share:
    counts = row.counts.get(item) if row else None
    if not counts:
        return NOTHING
    known = release.item(item)
    answered = sum(counts[: known.valid])
    together = sum(count for code, count in zip(known.codes, counts, strict=True) if code in codes)
    return share_of(together, answered, as_one(release.base, len(codes)))


def answered(release: Release, row: Row | None, item: str) -> int | None:
    """How many companies answered, as the published counts say; None when they are not published."""
    counts = row.counts.get(item) if row else None
    return sum(counts[: release.item(item).valid]) if counts else None


def as_one(base: int, counts: int) -> float:
    """The base at which one count would be as uncertain as so many counts of this base together."""
    return math.sqrt(1 + counts * (base * base - 1))
