"""What was asked for in the address: a frozen period, and a group that has a row of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import abort, request

from ev_scan.monitor.classification import GROUPS, LANDSDELEN, SIZES
from ev_scan.monitor.figures import INDICATORS
from ev_scan.monitor.period import Period
from ev_scan.services.shelf import Edition, Shelf
from ev_scan.web import context

PERIOD: Final = "periode"
INDICATOR: Final = "cijfer"
DIMENSIONS: Final = {
    "sector": ("sector_group", GROUPS),
    "grootte": ("size", SIZES),
    "landsdeel": ("landsdeel", LANDSDELEN),
}
"""Dimension and values, by the name of the field."""


@dataclass(frozen=True)
class Choice:
    shelf: Shelf
    edition: Edition | None
    periods: tuple[Period, ...]
    """The frozen ones, newest first."""
    place: Mapping[str, str]
    kept: Mapping[str, str]
    """What links to other pages carry along."""

    @property
    def period(self) -> Period | None:
        return self.edition.period if self.edition else None


def choice() -> Choice:
    """404 for a period that is not frozen and for a value that does not exist: nobody links to these."""
    shelf = context.shelf()
    wanted, asked = request.args.get(PERIOD, ""), {}
    periods = tuple(sorted(shelf.periods(), key=_newest, reverse=True))
    edition = shelf.edition(_frozen(wanted, periods)) if wanted else shelf.last()
    for name, (dimension, values) in DIMENSIONS.items():
        value = request.args.get(name, "")
        if value and value not in values:
            abort(404)
        if value:
            asked[name] = (dimension, value)
    place = dict(asked.values())
    kept = {name: value for name, (_, value) in asked.items()} | ({PERIOD: wanted} if wanted else {})
    return Choice(shelf, edition, periods, place, kept)


def _newest(period: Period) -> tuple[int, int]:
    """A year comes after its quarters."""
    return period.year, period.quarter or 5


def _frozen(words: str, periods: tuple[Period, ...]) -> Period:
    found = next((each for each in periods if str(each) == words), None)
    return found or abort(404)


def indicator(offered: tuple[str, ...]) -> str:
    """The first one unless another is asked for."""
    wanted = request.args.get(INDICATOR, "") or offered[0]
    if wanted not in offered or wanted not in INDICATORS:
        abort(404)
    return wanted
