"""Factsheets with the longest words and the emptiest figures."""

from dataclasses import replace

from plan_companies import real_catalogue

from ev_scan.domain.factsheet import (
    UNSHOWN,
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
from ev_scan.domain.monitor_block import DOMAINS, SHAPES
from ev_scan.i18n import localizer
from ev_scan.report.document.factsheet_document import render_factsheet
from ev_scan.report.monitor_words import MonitorWords

SIZES = ("micro", "small", "medium", "large")
CAVEATS = {"nl": ("Dit is geen steekproef.", "Kleine verschillen zeggen niets."), "en": ("This is not a sample.",)}
ABOUT = About(
    catalogue="2026.1",
    block="2026.1",
    base=5,
    thresholds={"A": 10, "B": 30},
    population={"source": "CBS StatLine 81588NED (sections by size, 2nd quarter of 2024, as shown on cbs.nl)"},
    effective_n=733,
    largest_weight=5.1,
)


def share(percent: int, of: int = 2500) -> Shown:
    coded = "<=5" if percent <= 5 else ">=95" if percent >= 95 else str(percent)
    return Shown(coded, max(0, percent - 3), min(100, percent + 3), of < 100, of)


def full() -> Factsheet:
    """A year with everything in it."""
    words = MonitorWords(real_catalogue(), localizer("nl"))
    barriers = [each for each in SHAPES["barriers"].values if each != "other"]
    parts = [
        Part(dimension, key, None if key == "utilities" else 100 * number, 5000 * number)
        for dimension, places in words.places.items()
        for number, key in enumerate(places, start=1)
    ]
    return Factsheet(
        year=2026,
        quarter=0,
        n=2500,
        about=ABOUT,
        caveats=CAVEATS,
        awareness=(("1", share(44)), ("2", share(43)), ("3", share(13))),
        unfamiliar=Headline(share(44), "53", "down"),
        any_risk=Headline(share(97), ">=95", "none"),
        domains=tuple(
            DomainFigures(each, share(30 + n), share(50 - n), share(60 + n)) for n, each in enumerate(DOMAINS)
        ),
        barriers=tuple(Barrier(each, share(40 - 4 * n), 1 + n // 2) for n, each in enumerate(barriers)),
        maturity=tuple(Maturity(size, tuple(map(share, (10, 20, 30, 35, 5))), 500) for size in ("", *SIZES)),
        parts=tuple(parts),
        bias=tuple(
            BiasCheck(item, size, share(46), cbs, 2025, "CBS StatLine 86119NED")
            for item, cbs in (("two_factor", 61.5), ("risk_analysis", 35.0), ("encryption", 46.2))
            for size in ("", *SIZES)
        ),
    )


def scant() -> Factsheet:
    """A quarter in which most is not told."""
    hidden = Maturity("large", (UNSHOWN,) * 5, None)
    return replace(
        full(),
        quarter=3,
        n=230,
        unfamiliar=Headline(UNSHOWN),
        any_risk=Headline(share(40, 60)),
        domains=tuple(DomainFigures(each, UNSHOWN, UNSHOWN, UNSHOWN) for each in DOMAINS),
        barriers=(),
        maturity=(hidden, replace(hidden, size="")),
        parts=tuple(replace(each, n=None) for each in full().parts if each.dimension != "landsdeel"),
        bias=(),
        about=replace(ABOUT, effective_n=None, largest_weight=None, population={}),
    )


def nothing(quarter: int = 1) -> Factsheet:
    """Fewer than 200 contributions."""
    return Factsheet(2026, quarter, None, replace(ABOUT, thresholds={}, effective_n=None), CAVEATS)


SAMPLES = {"full": full, "scant": scant, "nothing": nothing}


def drawn(name: str, locale: str) -> bytes:
    return render_factsheet(SAMPLES[name](), real_catalogue(), localizer(locale))
