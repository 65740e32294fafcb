"""The section 'Vergelijkbare bedrijven' of the result, in words."""

from dataclasses import dataclass

from ev_scan.domain.dossier import Dossier
from ev_scan.domain.scoring import ScanResult
from ev_scan.i18n import Localizer
from ev_scan.monitor.errors import MonitorError
from ev_scan.services.benchmark import Benchmark, Beside, Standing, benchmark
from ev_scan.services.participation import score_bands, sector_of, size_of
from ev_scan.services.shelf import Shelf
from ev_scan.web import context
from ev_scan.web.categories import Categories


@dataclass(frozen=True, slots=True)
class Part:
    """A class on the bar: from where, how wide, and whether the company itself is in it."""

    start: float
    width: float
    is_own: bool


@dataclass(frozen=True, slots=True)
class ScoreView:
    title: str
    words: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class SimilarView:
    group: str | None
    """None: all that took part."""
    number: str
    period: str
    is_wider: bool
    is_rough: bool
    scores: tuple[ScoreView, ...]


def similar(dossier: Dossier, result: ScanResult, shelf: Shelf) -> SimilarView | None:
    """None when nothing is published that can be compared with; a broken archive is no reason to show no result."""
    try:
        edition = shelf.last()
    except (MonitorError, OSError):
        return None
    if edition is None:
        return None
    found = benchmark(edition, sector_of(dossier), size_of(dossier), score_bands(result))
    return _view(found, context.localize()) if found else None


def _view(found: Benchmark, localize: Localizer) -> SimilarView:
    words, gettext, period = Categories(context.catalogue(), localize), localize.gettext, found.period
    group = [words.sector(found.place["sector_group"])] if "sector_group" in found.place else []
    group += [words.size(found.place["size"])] if "size" in found.place else []
    return SimilarView(
        group=", ".join(group) or None,
        number=localize.number(found.number),
        period=str(period)
        if period.is_year
        else gettext("kwartaal %(quarter)s van %(year)s", quarter=period.quarter, year=period.year),
        is_wider=not found.is_narrowest,
        is_rough=found.is_rough,
        scores=tuple(_score(each, localize) for each in found.scores),
    )


def _score(beside: Beside, localize: Localizer) -> ScoreView:
    gettext, titles = (
        localize.gettext,
        {str(each.id): each.title for each in context.catalogue().questionnaire.clusters},
    )
    title = titles.get(beside.score)
    standing = {
        Standing.LOWER: gettext("Uw score ligt in de lagere groep."),
        Standing.MIDDLE: gettext("Uw score ligt in de middelste groep."),
        Standing.HIGHER: gettext("Uw score ligt in de hogere groep."),
    }[beside.standing]
    return ScoreView(
        title=localize(title) if title else gettext("Alle thema’s samen"), words=standing, parts=_parts(beside)
    )


def _parts(beside: Beside) -> tuple[Part, ...]:
    """As wide as the shares in words: what is told as 5 % or less is drawn no more precisely."""
    widths = [max(sum(each.drawn) / 2, 0.5) for each in beside.shares]
    whole, start, found = sum(widths), 0.0, []
    for number, width in enumerate(widths, start=1):
        share = 100 * width / whole
        found.append(Part(round(start, 1), round(share, 1), number == beside.band))
        start += share
    return tuple(found)
