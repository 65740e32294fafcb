"""Figures for reading: shares of one row of a release, made of its published counts and of nothing else."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ev_scan.monitor.codebook import BARRIERS, CBS_ITEMS, CHANNELS, CORE_DOMAINS, DOMAINS, SCORES, SUPPORT
from ev_scan.monitor.headline import HEADLINES, as_one
from ev_scan.monitor.intervals import FEW, INDICATIVE, Measured, Share, change, share_of
from ev_scan.monitor.items import Item
from ev_scan.monitor.release import Row


@dataclass(frozen=True, slots=True)
class Indicator:
    """The share of the companies that gave one of these answers to an item."""

    id: str
    item: str
    codes: tuple[str, ...]


_PARTS: Final[dict[str, tuple[str, ...]]] = {
    "perceived": DOMAINS,
    "measures": DOMAINS,
    "gap": DOMAINS,
    "knows": CORE_DOMAINS,
    "barrier": BARRIERS,
    "support": SUPPORT,
    "channel": CHANNELS,
    "cbs": CBS_ITEMS,
}


def _published() -> Iterator[Indicator]:
    """Those of a survey, and what only the scan knows."""
    for kind, (item, codes) in HEADLINES.items():
        if kind in _PARTS:
            yield from (Indicator(f"{kind}.{part}", f"{item}{part}", codes) for part in _PARTS[kind])
        else:
            yield Indicator(kind, item, codes)
    yield Indicator("exposed", "exposure", ("elevated", "high"))
    yield from (Indicator(f"score.{score}", f"score.{score}", ("4", "5")) for score in SCORES)
    yield Indicator("spent", "spending", ("under_1k", "1k_10k", "10k_50k", "over_50k"))


INDICATORS: Final = {each.id: each for each in _published()}


@dataclass(frozen=True, slots=True)
class Figure:
    count: int
    of: int
    """The companies of the row that gave an answer, whichever."""
    base: float
    share: Share

    @property
    def is_shown(self) -> bool:
        return self.share.status != FEW

    @property
    def is_indicative(self) -> bool:
        return self.share.status == INDICATIVE

    @property
    def range(self) -> tuple[int, int] | None:
        """Only beside whole percents: it would tell more than classes of five."""
        low, high = self.share.low, self.share.high
        return None if self.share.status or low is None or high is None else (low, high)

    @property
    def drawn(self) -> tuple[int, int]:
        """Between which percents the drawing stays: it tells no more than the words."""
        percent = self.share.percent
        if percent.startswith("<="):
            return 0, int(percent[2:])
        return (int(percent[2:]), 100) if percent.startswith(">=") else (int(percent or 0), int(percent or 0))

    @property
    def measured(self) -> Measured:
        return Measured(min(1.0, self.count / self.of), self.of, self.base)


def figure(row: Row | None, item: Item | None, codes: Sequence[str], base: int) -> Figure | None:
    """None when the release does not tell; `is_shown` is false when it tells of too few companies."""
    counts = row.counts.get(item.id) if row and item else None
    if item is None or not counts or not set(codes) <= set(item.codes):
        return None
    answered = sum(counts[: item.valid])
    count = min(sum(counts[item.codes.index(code)] for code in codes), answered)
    return made(count, answered, base, len(codes))


def made(count: int, answered: int, base: int, rounded: int = 1) -> Figure:
    """`rounded`: how many published counts were added up, each with a rounding of its own."""
    wide = as_one(base, rounded)
    return Figure(count, answered, wide, share_of(count, answered, wide))


@dataclass(frozen=True, slots=True)
class Ranked:
    place: int
    shared: bool
    """Others stand in the same place: their ranges overlap."""
    name: str
    figure: Figure


def ranked(figures: Iterable[tuple[str, Figure]]) -> list[Ranked]:
    """The largest first; whoever's range overlaps with that of the first of a place stands in it too."""
    rest = sorted(((name, each) for name, each in figures if each.is_shown), key=lambda pair: -_size(pair[1]))
    found: list[Ranked] = []
    while rest:
        lead = rest[0][1].share.low or 0
        together = [pair for pair in rest if (pair[1].share.high or 0) >= lead]
        place = len(found) + 1
        found += [Ranked(place, len(together) > 1, name, each) for name, each in together]
        rest = [pair for pair in rest if pair not in together]
    return found


def _size(each: Figure) -> float:
    return each.count / each.of


def changed(before: Figure | None, after: Figure | None) -> str:
    """`up`, `down`, `none` or `unknown`."""
    if before is None or after is None or not (before.is_shown and after.is_shown):
        return "unknown"
    return change(before.measured, after.measured)
