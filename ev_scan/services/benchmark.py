"""How a company's scores lie among those of companies like it: from the release frozen last and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ev_scan.monitor.classification import GROUP_OF
from ev_scan.monitor.codebook import SCORES
from ev_scan.monitor.figures import Figure
from ev_scan.monitor.period import Period
from ev_scan.monitor.release import Row
from ev_scan.services.shelf import Edition, Place

BANDS: Final = ("1", "2", "3", "4", "5")
_OUTSIDE: Final = 2 / 3
"""With so large a share of the others on one side, a company is not in the middle."""


class Standing(StrEnum):
    LOWER = "lower"
    MIDDLE = "middle"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class Beside:
    """One score of the company beside the shares of the five classes."""

    score: str
    band: int
    shares: tuple[Figure, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Benchmark:
    period: Period
    place: Place
    """Of the group; empty for all that took part."""
    number: int
    """How many companies it has, rounded."""
    is_narrowest: bool
    scores: tuple[Beside, ...]

    @property
    def is_rough(self) -> bool:
        """Too few companies for whole percents."""
        return any(share.is_indicative for each in self.scores for share in each.shares)


def benchmark(edition: Edition, sector: str | None, size: str | None, bands: Mapping[str, int]) -> Benchmark | None:
    """Among the narrowest group that tells something of each score; None when no group does.

    `sector`: a section of the SBI; `bands`: the classes of the company's scores, counted as contributions count them.
    """
    wanted = {score: bands[score] for score in SCORES if score in bands}
    tried = _groups(GROUP_OF.get(sector or ""), size)
    for number, place in enumerate(tried if wanted else ()):
        row = edition.row(place)
        scores = [_beside(edition, row, score, band) for score, band in wanted.items()]
        found = tuple(each for each in scores if each)
        if row and row.n is not None and len(found) == len(scores):
            return Benchmark(edition.period, place, row.n, number == 0, found)
    return None


def _groups(group: str | None, size: str | None) -> list[dict[str, str]]:
    """From narrow to wide."""
    sector, people = {"sector_group": group or ""}, {"size": size or ""}
    tried = [{**sector, **people}] if group and size else []
    tried += [sector] if group else []
    return [*tried, *([people] if size else []), {}]


def _beside(edition: Edition, row: Row | None, score: str, band: int) -> Beside | None:
    shares = tuple(each for code in BANDS if (each := edition.code(row, f"score.{score}", code)) and each.is_shown)
    if len(shares) < len(BANDS):
        return None
    below = sum(each.count for each in shares[: band - 1]) / shares[0].of
    above = sum(each.count for each in shares[band:]) / shares[0].of
    standing = Standing.HIGHER if below >= _OUTSIDE else Standing.LOWER if above >= _OUTSIDE else Standing.MIDDLE
    return Beside(score, band, shares, standing)
