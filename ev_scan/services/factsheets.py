"""From a release to the headline figures of its factsheet: published counts in, and published percentages out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from ev_scan.domain.factsheet import (
    About,
    Barrier,
    BiasCheck,
    DomainFigures,
    Factsheet,
    Headline,
    Maturity,
    Part,
    Shown,
)
from ev_scan.domain.release_names import ReleaseName
from ev_scan.domain.survey import Survey
from ev_scan.monitor.classification import SIZES
from ev_scan.monitor.codebook import CBS_ITEMS, DOMAINS
from ev_scan.monitor.headline import HEADLINES, answered, headline, share_of_codes
from ev_scan.monitor.intervals import INDICATIVE, Share
from ev_scan.monitor.observations import changes, weighted
from ev_scan.monitor.package import Files, Languages
from ev_scan.monitor.population import Population
from ev_scan.monitor.release import Release, Row
from ev_scan.monitor.words import caveats


@dataclass(frozen=True)
class Pages:
    """How figures become files to read; the engine is handed it, because it knows no questionnaires and no reports."""

    words: Languages
    names: Sequence[ReleaseName]
    """What the codes stand for."""
    draw: Callable[[Factsheet], Files]
    """Makes the files of a factsheet."""


_PARTS: Final = ("size", "sector_group", "landsdeel")
_OVERALL: Final = "score.overall"
_BARRIER: Final = "barrier."


def factsheet(
    release: Release, population: Population, before: Release | None, survey: Survey, words: Languages
) -> Factsheet:
    """`before`: the release to compare with."""
    told = {language: tuple(caveats(gettext)) for language, gettext in words.items()}
    found = weighted(release, population) if release.tables else None
    period = release.period
    bare = Factsheet(period.year, period.quarter, release.n, _about(release, found), told)
    if not release.tables:
        return bare
    changed = changes(before, release)["items"] if before else {}
    national = release.row("nl", ())
    return replace(
        bare,
        awareness=tuple((code, _shown(release, national, "awareness", (code,))) for code in ("1", "2", "3")),
        unfamiliar=_headline(release, national, "unfamiliar", found, changed),
        any_risk=_headline(release, national, "any_risk", found, changed),
        domains=tuple(_domain(release, national, each) for each in DOMAINS),
        barriers=_barriers(release, national),
        maturity=(_maturity(release, "", national), *(_maturity(release, z, release.row("size", (z,))) for z in SIZES)),
        parts=tuple(_parts(release)),
        bias=tuple(_bias(release, survey)),
    )


def _about(release: Release, found: Mapping[str, Any] | None) -> About:
    return About(
        catalogue=release.catalogue,
        block=release.block,
        base=release.base,
        thresholds=release.thresholds,
        population=release.population,
        effective_n=found["effective_n"] if found else None,
        largest_weight=found["largest_weight"] if found else None,
    )


def _as_shown(share: Share, of: int | None) -> Shown:
    return Shown(share.percent, share.low, share.high, share.status == INDICATIVE, of if share.percent else None)


def _shown(release: Release, row: Row | None, item: str, codes: tuple[str, ...]) -> Shown:
    return _as_shown(share_of_codes(release, row, item, codes), answered(release, row, item))


def _named(release: Release, row: Row | None, indicator: str, part: str = "") -> Shown:
    item = f"{HEADLINES[indicator][0]}{part}"
    return _as_shown(headline(release, row, indicator, part), answered(release, row, item))


def _headline(
    release: Release, row: Row | None, indicator: str, found: Mapping[str, Any] | None, changed: Mapping[str, Any]
) -> Headline:
    item, (code,) = HEADLINES[indicator]
    weight = found["items"].get(item, {}).get(code, {}).get("weighted_percent") if found else None
    return Headline(_named(release, row, indicator), weight or "", changed.get(item, {}).get(code, ""))


def _domain(release: Release, row: Row | None, domain: str) -> DomainFigures:
    return DomainFigures(domain, *(_named(release, row, each, domain) for each in ("perceived", "measures", "gap")))


def _barriers(release: Release, row: Row | None) -> tuple[Barrier, ...]:
    names = [item.id.removeprefix(_BARRIER) for item in release.items if item.id.startswith(_BARRIER)]
    known = [(name, shown) for name in names if (shown := _named(release, row, "barrier", name)).known]
    ordered = sorted(known, key=lambda each: (-each[1].length, names.index(each[0])))
    return tuple(Barrier(name, shown, 1 + _surely_more(shown, ordered)) for name, shown in ordered)


def _surely_more(shown: Shown, others: list[tuple[str, Shown]]) -> int:
    """Ranges that overlap are a tie."""
    return sum((other.low or 0) > (shown.high or 0) for _, other in others)


def _maturity(release: Release, size: str, row: Row | None) -> Maturity:
    codes = release.item(_OVERALL).codes[: release.item(_OVERALL).valid]
    bands = tuple(_shown(release, row, _OVERALL, (code,)) for code in codes)
    return Maturity(size, bands, answered(release, row, _OVERALL))


def _parts(release: Release) -> Iterator[Part]:
    for name in _PARTS:
        table = release.table(name)
        for row in table.rows if table else ():
            yield Part(name, row.key[0], row.n, row.population)


def _bias(release: Release, survey: Survey) -> Iterator[BiasCheck]:
    for item in CBS_ITEMS:
        for size in ("", *SIZES):
            figure = survey.latest("cbs", item, size, until=release.period.year)
            row = release.row("size", (size,)) if size else release.row("nl", ())
            if figure is not None and row is not None and f"cbs.{item}" in row.counts:
                shown = _named(release, row, "cbs", item)
                yield BiasCheck(item, size, shown, figure.percent, figure.year, figure.source)
