"""How many consultations a loket had: whole quarters only, and never a number below five.

A figure that would be too small is joined with its neighbours, so that it cannot be found by subtraction either; and
because a quarter is shown only when it is over, no two looks at the same figures tell what came in between.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

LEAST_SHOWN: Final = 5
ELSEWHERE: Final = "unknown"
"""The region of a company of which the adviser did not say where it is."""
ALL_THEMES: Final = ""
"""In the place of a theme: the consultation itself, whatever it was about."""

_MONTHS_IN_QUARTER: Final = 3


@dataclass(frozen=True, slots=True)
class Count:
    month: str
    region: str
    theme: str
    number: int


@dataclass(frozen=True, slots=True)
class Figure:
    """Several names stand together where each alone would be too small."""

    names: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class QuarterFigures:
    year: int
    quarter: int
    total: int | None
    """None: fewer than five; then there is nothing else to show."""
    months: tuple[Figure, ...] = ()
    regions: tuple[Figure, ...] = ()
    themes: tuple[Figure, ...] = ()


def counts_of(month: str, region: str, themes: Iterable[str]) -> tuple[tuple[str, str, str], ...]:
    """The keys under which one consultation is counted."""
    return tuple((month, region, theme) for theme in (ALL_THEMES, *sorted(set(themes))))


def figures(counts: Iterable[Count], today: date) -> tuple[QuarterFigures, ...]:
    """Of the quarters that are over, the newest first."""
    by_quarter: dict[tuple[int, int], list[Count]] = {}
    for count in counts:
        by_quarter.setdefault(quarter_of(count.month), []).append(count)
    current = quarter_of(f"{today.year:04}-{today.month:02}")
    return tuple(
        _figures(*quarter, by_quarter[quarter]) for quarter in sorted(by_quarter, reverse=True) if quarter < current
    )


def quarter_of(month: str) -> tuple[int, int]:
    return int(month[:4]), (int(month[5:]) - 1) // _MONTHS_IN_QUARTER + 1


def _figures(year: int, quarter: int, counts: Sequence[Count]) -> QuarterFigures:
    whole = [count for count in counts if count.theme == ALL_THEMES]
    total = sum(count.number for count in whole)
    if total < LEAST_SHOWN:
        return QuarterFigures(year, quarter, None)
    months = _by(whole, lambda count: count.month)
    named = all(number >= LEAST_SHOWN for number in months.values()) and len(months) == _MONTHS_IN_QUARTER
    return QuarterFigures(
        year=year,
        quarter=quarter,
        total=total,
        months=tuple(Figure((month,), number) for month, number in sorted(months.items())) if named else (),
        regions=joined(_by(whole, lambda count: count.region)),
        themes=_large_enough(_by((count for count in counts if count.theme), lambda count: count.theme)),
    )


def _by(counts: Iterable[Count], name: Callable[[Count], str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for count in counts:
        found[name(count)] = found.get(name(count), 0) + count.number
    return found


def joined(numbers: Mapping[str, int]) -> tuple[Figure, ...]:
    """The largest first; those below five together with as many of the next as it takes to reach five."""
    rising = sorted(numbers.items(), key=lambda each: (each[1], each[0]))
    small: list[str] = []
    sum_of_small = 0
    while rising and (rising[0][1] < LEAST_SHOWN or 0 < sum_of_small < LEAST_SHOWN):
        name, number = rising.pop(0)
        small.append(name)
        sum_of_small += number
    alone = [Figure((name,), number) for name, number in reversed(rising)]
    return tuple(alone + [Figure(tuple(sorted(small)), sum_of_small)] * bool(small))


def _large_enough(numbers: Mapping[str, int]) -> tuple[Figure, ...]:
    """A consultation may have several themes, so that these do not add up to a total: leaving out is enough."""
    shown = [Figure((name,), number) for name, number in numbers.items() if number >= LEAST_SHOWN]
    return tuple(sorted(shown, key=lambda each: (-each.number, each.names)))
