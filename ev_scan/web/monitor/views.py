"""The business monitor: frozen figures and nothing else, the same for whoever may look."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from ev_scan.monitor.errors import MonitorError
from ev_scan.monitor.period import Period
from ev_scan.monitor.words import caveats
from ev_scan.services.shelf import Counted
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.monitor import charts, files, presenters
from ev_scan.web.monitor.choices import DIMENSIONS, INDICATOR, PERIOD, Choice, choice, indicator
from ev_scan.web.monitor.presenters import Page
from ev_scan.web.monitor.words import MonitorWords

bp = Blueprint("monitor", __name__, url_prefix="/monitor")

_TOP = 3


def _words() -> MonitorWords:
    return MonitorWords(context.catalogue(), context.localize())


def _frame(chosen: Choice, words: MonitorWords) -> dict[str, Any]:
    """What every page of the monitor needs."""
    return {
        "chosen": chosen,
        "kept": chosen.kept,
        "period": words.period(chosen.period) if chosen.period else None,
        "periods": [(str(each), words.period(each)) for each in chosen.periods],
        "period_field": PERIOD,
        "filters": _filters(chosen, words),
        "place": words.place(chosen.place),
    }


def _filters(chosen: Choice, words: MonitorWords) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """Name, label, what is chosen, and what one can choose from."""
    gettext, offered = words.gettext, words.choices()
    labels = {
        "sector": gettext("Sector"),
        "grootte": gettext("Grootte"),
        "landsdeel": gettext("Landsdeel"),
    }
    return [
        (name, labels[name], chosen.place.get(dimension, ""), offered[dimension])
        for name, (dimension, _) in DIMENSIONS.items()
    ]


def _drawn(template: str, make: Callable[[Choice, Page], dict[str, Any]]) -> str:
    """The page; one in words when there is nothing to show yet."""
    chosen, words = choice(), _words()
    if chosen.edition is None or not chosen.edition.has_figures:
        return render_template("monitor/empty.html", **_frame(chosen, words), live=_live(chosen.shelf.counted(), words))
    page = Page(chosen.edition, chosen.edition.row(chosen.place), words)
    return render_template(template, **_frame(chosen, words), **make(chosen, page))


def _live(counted: Counted | None, words: MonitorWords) -> tuple[str, str] | None:
    """The quarter, and how many at least."""
    if counted is None or counted.at_least is None:
        return None
    return words.period(counted.period), words.gettext("%(number)s of meer", number=words.number(counted.at_least))


@bp.get("")
@open_to(Audience.MONITOR)
def overview() -> ResponseReturnValue:
    def make(chosen: Choice, page: Page) -> dict[str, Any]:
        national = Page(page.edition, page.edition.nation, page.words)
        survey = chosen.shelf.survey()
        return {
            "n": page.words.number(page.edition.release.n or 0),
            "headlines": [national.whole(each) for each in presenters.HEADLINES],
            "gaps": presenters.by_size(national, presenters.GAPS),
            "barriers": presenters.ranking(national, _TOP),
            "maturity": presenters.bands(
                page.edition, page.edition.nation, "overall", page.words, page.words.place({})
            ),
            "bands": page.words.bands(),
            "bias": presenters.bias(page.edition, survey, page.words)[:1],
            "live": _live(chosen.shelf.counted(), page.words),
        }

    return _drawn("monitor/overview.html", make)


@bp.get("/ontwikkeling")
@open_to(Audience.MONITOR)
def trend() -> ResponseReturnValue:
    def make(chosen: Choice, page: Page) -> dict[str, Any]:
        wanted = indicator(presenters.TRENDS)
        return {
            "indicator": wanted,
            "indicator_field": INDICATOR,
            "title": page.words.indicator(wanted),
            "offered": [(each, page.words.indicator(each)) for each in presenters.TRENDS],
            "trend": presenters.trend(chosen.shelf.years(), dict(chosen.place), wanted, page.words),
            "grid": charts.grid(),
            "size": (charts.WIDTH, charts.HEIGHT, charts.LEFT),
        }

    return _drawn("monitor/trend.html", make)


@bp.get("/risicos")
@open_to(Audience.MONITOR)
def gap() -> ResponseReturnValue:
    def make(_: Choice, page: Page) -> dict[str, Any]:
        return {
            "gaps": presenters.by_size(page, presenters.GAPS),
            "stacks": presenters.gap_stacks(page),
            "names": list(page.words.gaps().values()),
        }

    return _drawn("monitor/gap.html", make)


@bp.get("/belemmeringen")
@open_to(Audience.MONITOR)
def barriers() -> ResponseReturnValue:
    def make(_: Choice, page: Page) -> dict[str, Any]:
        return {"barriers": presenters.ranking(page), "nothing": page.bars([presenters.NOTHING_STOPS_US])}

    return _drawn("monitor/barriers.html", make)


@bp.get("/volwassenheid")
@open_to(Audience.MONITOR)
def maturity() -> ResponseReturnValue:
    def make(_: Choice, page: Page) -> dict[str, Any]:
        words, edition = page.words, page.edition
        wanted = indicator(tuple(f"score.{each}" for each in presenters.THEMES))
        theme = wanted.partition(".")[2]
        return {
            "indicator": wanted,
            "indicator_field": INDICATOR,
            "offered": [(f"score.{each}", words.part(f"score.{each}")) for each in presenters.THEMES],
            "title": words.part(wanted),
            "bands": words.bands(),
            "all": [presenters.bands(edition, edition.nation, theme, words, words.place({}))],
            "by_size": presenters.bands_by(edition, "size", theme, words),
            "by_sector": presenters.bands_by(edition, "sector_group", theme, words),
        }

    return _drawn("monitor/maturity.html", make)


@bp.get("/behoeften")
@open_to(Audience.MONITOR)
def needs() -> ResponseReturnValue:
    return _drawn("monitor/needs.html", lambda _, page: presenters.needs(page))


@bp.get("/deelname")
@open_to(Audience.MONITOR)
def participation() -> ResponseReturnValue:
    def make(_: Choice, page: Page) -> dict[str, Any]:
        words, edition = page.words, page.edition
        titles = {
            "size": words.gettext("Naar grootte"),
            "sector_group": words.gettext("Naar sector"),
            "landsdeel": words.gettext("Naar landsdeel"),
            "province": words.gettext("Naar provincie"),
            "section": words.gettext("Naar bedrijfstak"),
        }
        parts = [
            (title, presenters.participation(edition, name, words), name in presenters.DRAWN)
            for name, title in titles.items()
        ]
        nation = edition.nation
        return {
            "n": words.number(edition.release.n or 0),
            "one_in": words.one_in(nation.population, nation.n) if nation and nation.n else words.unavailable,
            "businesses": words.number(nation.population) if nation else words.unavailable,
            "parts": [part for part in parts if part[1]],
        }

    return _drawn("monitor/participation.html", make)


@bp.get("/vergelijking")
@open_to(Audience.MONITOR)
def comparison() -> ResponseReturnValue:
    def make(chosen: Choice, page: Page) -> dict[str, Any]:
        survey = chosen.shelf.survey()
        return {
            "bias": presenters.bias(page.edition, survey, page.words),
            "surveyed": presenters.surveyed(page.edition, survey, page.words),
            "weighting": _weighting(page),
        }

    return _drawn("monitor/comparison.html", make)


def _weighting(page: Page) -> tuple[str, str] | None:
    found = page.edition.weighting
    return (page.words.number(found[0]), page.words.number(round(found[1]))) if found else None


@bp.get("/bestanden")
@open_to(Audience.MONITOR)
def downloads() -> ResponseReturnValue:
    chosen, words = choice(), _words()
    if chosen.period is None:
        return _drawn("monitor/empty.html", lambda *_: {})
    people, programs = files.listed(chosen.shelf, chosen.period, words.localize)
    return render_template("monitor/downloads.html", **_frame(chosen, words), people=people, programs=programs)


@bp.get("/bestanden/<period>/<path:name>")
@open_to(Audience.MONITOR)
def download(period: str, name: str) -> ResponseReturnValue:
    try:
        wanted = Period.parse(period)
    except MonitorError:
        abort(404)
    body = context.shelf().frozen(wanted, name)
    if body is None:
        abort(404)
    response = Response(body, mimetype=files.mimetype(name))
    response.headers["Content-Disposition"] = f'attachment; filename="{files.saved_as(wanted, name)}"'
    return response


@bp.get("/uitleg")
@open_to(Audience.MONITOR)
def method() -> ResponseReturnValue:
    chosen, words = choice(), _words()
    release = chosen.edition.release if chosen.edition else None
    return render_template(
        "monitor/method.html", **_frame(chosen, words), caveats=caveats(words.gettext), release=release
    )
