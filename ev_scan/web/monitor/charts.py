"""What the drawings of the monitor show: percents as they are in words, never the numbers behind these."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ev_scan.monitor.figures import Figure
from ev_scan.web.monitor.words import MonitorWords


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    percent: str
    range: str
    answers: str
    is_shown: bool
    is_indicative: bool
    sure: int
    """In percents: the bar is solid up to here,"""
    perhaps: int
    """and open up to here, where the words say 'or less' or 'or more'."""
    whisker: tuple[int, int] | None
    note: str = ""

    @property
    def fact(self) -> tuple[str, str]:
        return self.percent, self.label


def bar(label: str, figure: Figure | None, words: MonitorWords, note: str = "") -> Bar:
    shown = figure is not None and figure.is_shown
    sure, perhaps = figure.drawn if figure and shown else (0, 0)
    return Bar(
        label=label,
        percent=words.percent(figure),
        range=words.range(figure),
        answers=words.answers(figure),
        is_shown=shown,
        is_indicative=bool(figure and figure.is_indicative),
        sure=sure,
        perhaps=perhaps,
        whisker=figure.range if figure and shown else None,
        note=note,
    )


@dataclass(frozen=True, slots=True)
class Segment:
    start: float
    width: float
    label: str
    percent: str


@dataclass(frozen=True, slots=True)
class Stack:
    """One row of parts that make a whole."""

    label: str
    segments: tuple[Segment, ...]
    answers: str
    is_indicative: bool
    marked: int | None = None
    """The segment that is the reader's own."""

    @property
    def is_shown(self) -> bool:
        return bool(self.segments)


def stack(
    label: str, figures: Sequence[Figure | None], names: Sequence[str], words: MonitorWords, marked: int | None = None
) -> Stack:
    shown = [each for each in figures if each and each.is_shown]
    if len(shown) < len(figures) or not shown:
        return Stack(label, (), "–", False, marked)
    drawn = [max(sum(each.drawn) / 2, 0.5) for each in shown]
    whole, start, found = sum(drawn), 0.0, []
    for each, width, name in zip(shown, drawn, names, strict=True):
        share = 100 * width / whole
        found.append(Segment(round(start, 1), round(share, 1), name, words.percent(each)))
        start += share
    return Stack(label, tuple(found), words.answers(shown[0]), shown[0].is_indicative, marked)


@dataclass(frozen=True, slots=True)
class Point:
    year: str
    x: int
    y: float
    percent: str
    range: str
    answers: str
    is_shown: bool
    is_indicative: bool
    whisker: tuple[float, float] | None
    joined: bool
    """To the point before it: the same question, and both are shown."""
    verdict: str


WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 340, 210, 40, 14, 28
_GRID: Final = (0, 25, 50, 75, 100)


def height_of(percent: float) -> float:
    return round(TOP + (100 - percent) / 100 * (HEIGHT - TOP - BOTTOM), 1)


def grid() -> list[tuple[int, float]]:
    return [(percent, height_of(percent)) for percent in _GRID]


def line(years: Iterable[tuple[str, Figure | None, bool, str]], words: MonitorWords) -> list[Point]:
    """years: name, figure, whether it can be compared with the year before, and what may be said of that."""
    listed, points = list(years), []
    room = (WIDTH - LEFT - 24) / max(1, len(listed))
    before = False
    for place, (year, each, alike, verdict) in enumerate(listed):
        shown = bool(each and each.is_shown)
        percent = sum(each.drawn) / 2 if each and shown else 0
        whisker = each.range if each and shown else None
        points.append(
            Point(
                year=year,
                x=round(LEFT + room * (place + 0.5)),
                y=height_of(percent),
                percent=words.percent(each),
                range=words.range(each),
                answers=words.answers(each),
                is_shown=shown,
                is_indicative=bool(each and each.is_indicative),
                whisker=(height_of(whisker[1]), height_of(whisker[0])) if whisker else None,
                joined=before and shown and alike,
                verdict=verdict,
            )
        )
        before = shown
    return points
