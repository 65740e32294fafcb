"""What each page of the monitor shows of one release."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ev_scan.domain.survey import Survey
from ev_scan.monitor.classification import SIZES
from ev_scan.monitor.codebook import BARRIERS, CBS_ITEMS, CHANNELS, CORE_DOMAINS, DOMAINS, SCORES, SPENDING, SUPPORT
from ev_scan.monitor.figures import INDICATORS, Figure, changed, made, ranked
from ev_scan.monitor.release import Row
from ev_scan.services.shelf import Edition
from ev_scan.web.monitor.charts import Bar, Point, Stack, bar, line, stack
from ev_scan.web.monitor.words import MonitorWords

NOTHING_STOPS_US: Final = "barrier.none"
NAMED_BARRIERS: Final = tuple(f"barrier.{each}" for each in BARRIERS if each not in ("none", "other"))
GAPS: Final = tuple(f"gap.{domain}" for domain in DOMAINS)
THEMES: Final = ("overall", *(each for each in SCORES if each != "overall"))
HEADLINES: Final = ("unfamiliar", "any_risk", "spent")
TRENDS: Final = (
    *("unfamiliar", "any_risk", "exposed", "spent"),
    *(f"score.{each}" for each in THEMES),
    *GAPS,
    *NAMED_BARRIERS,
    NOTHING_STOPS_US,
)
DRAWN: Final = ("size", "sector_group", "landsdeel")
"""What has so few groups that a drawing helps."""
_BANDS: Final = ("1", "2", "3", "4", "5")
_GAP_CODES: Final = ("blind_spot", "uncovered", "matched", "covered")


@dataclass(frozen=True)
class Page:
    """One release, the group that was asked for, and the words."""

    edition: Edition
    row: Row | None
    words: MonitorWords

    def figure(self, indicator: str) -> Figure | None:
        return self.edition.figure(self.row, indicator)

    def bars(self, indicators: Iterable[str]) -> list[Bar]:
        return [bar(self.words.part(each), self.figure(each), self.words) for each in indicators]

    def whole(self, indicator: str) -> Bar:
        """An indicator without parts."""
        return bar(self.words.indicator(indicator), self.figure(indicator), self.words)


def by_size(page: Page, indicators: Sequence[str]) -> list[Bar]:
    """The largest first; what is not available last."""
    figures = {each: page.figure(each) for each in indicators}

    def place(each: str) -> float:
        figure = figures[each]
        return -figure.count / figure.of if figure and figure.is_shown else 1.0

    return page.bars(sorted(indicators, key=place))


def ranking(page: Page, places: int = len(NAMED_BARRIERS)) -> list[Bar]:
    """Barriers with their place, which they share as long as their ranges overlap; nobody of a place is left out."""
    figures = ((each, found) for each in NAMED_BARRIERS if (found := page.figure(each)))
    gettext = page.words.gettext
    return [
        bar(
            page.words.part(each.name),
            each.figure,
            page.words,
            gettext("gedeelde plaats %(place)s", place=each.place)
            if each.shared
            else gettext("plaats %(place)s", place=each.place),
        )
        for each in ranked(figures)
        if each.place <= places
    ]


def gap_stacks(page: Page) -> list[Stack]:
    words, edition = page.words, page.edition
    names = [words.gaps()[code] for code in _GAP_CODES]
    return [
        stack(words.part(each), [edition.code(page.row, each, code) for code in _GAP_CODES], names, words)
        for each in GAPS
    ]


def bands(edition: Edition, row: Row | None, theme: str, words: MonitorWords, label: str) -> Stack:
    return stack(label, [edition.code(row, f"score.{theme}", band) for band in _BANDS], words.bands(), words)


def bands_by(edition: Edition, dimension: str, theme: str, words: MonitorWords) -> list[Stack]:
    table = edition.table(dimension)
    keys = [row.key[0] for row in table.rows] if table else []
    return [bands(edition, edition.row({dimension: key}), theme, words, words.value(dimension, key)) for key in keys]


def spending(page: Page) -> Stack:
    codes = [code for code in SPENDING if code != "unknown"]
    figures = [page.edition.code(page.row, "spending", code) for code in codes]
    return stack(page.words.kind("spent"), figures, [page.words.spending(code) for code in codes], page.words)


def needs(page: Page) -> dict[str, object]:
    return {
        "support": by_size(page, [f"support.{each}" for each in SUPPORT]),
        "knows": page.bars(f"knows.{each}" for each in CORE_DOMAINS),
        "channels": by_size(page, [f"channel.{each}" for each in CHANNELS]),
        "spending": spending(page),
    }


# Participation


@dataclass(frozen=True, slots=True)
class Participants:
    label: str
    number: str
    one_in: str
    businesses: str
    share: Bar
    """Of all that took part,"""
    business_share: Bar
    """beside that of all businesses."""


def participation(edition: Edition, dimension: str, words: MonitorWords) -> list[Participants]:
    table, nation = edition.table(dimension), edition.nation
    if table is None or nation is None or nation.n is None:
        return []
    found = []
    for row in table.rows:
        label = words.value(dimension, row.key[0])
        own = made(min(row.n, nation.n), nation.n, edition.release.base) if row.n is not None else None
        found.append(
            Participants(
                label=label,
                number=words.number(row.n) if row.n is not None else words.unavailable,
                one_in=words.one_in(row.population, row.n) if row.n is not None else words.unavailable,
                businesses=words.number(row.population),
                share=bar(label, own, words),
                business_share=_public(label, row.population, nation.population, words),
            )
        )
    return found


def _public(label: str, part: int, whole: int, words: MonitorWords) -> Bar:
    """Of the business population, which anybody can look up: told as it is, in whole percents."""
    percent = round(100 * part / whole)
    told = f"{percent}%" if percent else words.gettext("minder dan 1%")
    return Bar(label, told, "", "", True, False, percent, percent, None)


# Years


@dataclass(frozen=True, slots=True)
class Trend:
    points: list[Point]
    shown: int
    newest: str
    """What may be said of the last step; empty when there is none."""


def trend(years: list[Edition], place: dict[str, str], indicator: str, words: MonitorWords) -> Trend:
    listed = []
    before: tuple[Edition, Figure | None] | None = None
    for edition in years:
        figure = edition.figure(edition.row(place), indicator)
        alike = before is not None and edition.is_comparable(before[0], indicator)
        listed.append((str(edition.period), figure, alike, _verdict(before, (edition, figure), alike, words)))
        before = (edition, figure)
    points = line(listed, words)
    shown = [each for each in points if each.is_shown]
    return Trend(points, len(shown), points[-1].verdict if len(points) > 1 else "")


def _verdict(
    before: tuple[Edition, Figure | None] | None, now: tuple[Edition, Figure | None], alike: bool, words: MonitorWords
) -> str:
    gettext = words.gettext
    if before is None:
        return ""
    if not (before[1] and before[1].is_shown and now[1] and now[1].is_shown):
        return gettext("niet te vergelijken met het jaar ervoor")
    if not alike:
        return gettext("niet te vergelijken: de vragen zijn veranderd")
    return {
        "up": gettext("hoger dan het jaar ervoor"),
        "down": gettext("lager dan het jaar ervoor"),
        "none": gettext("geen verandering: het verschil is te klein om iets te zeggen"),
        "unknown": gettext("te onzeker om te zeggen of er iets veranderde"),
    }[changed(before[1], now[1])]


# Beside the survey


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure of the scan and one of a survey, each in its own column."""

    label: str
    scan: Bar
    weighted: str
    survey: str
    survey_year: str
    survey_answers: str
    survey_range: str
    source: str
    difference: str = ""


def beside(page: Page, survey: Survey, indicators: Iterable[str], size: str = "") -> list[Beside]:
    """Only what the survey has."""
    found, words = [], page.words
    for indicator in indicators:
        kind, _, part = indicator.partition(".")
        other = survey.latest(kind, part, size, page.edition.period.year)
        if other is None:
            continue
        figure = page.figure(indicator)
        weighted = "" if size else page.edition.weighted(indicator)
        found.append(
            Beside(
                label=words.indicator(indicator),
                scan=bar(words.part(indicator), figure, words),
                weighted=words.coded(weighted) if weighted else "–",
                survey=words.surveyed(other),
                survey_year=str(other.year),
                survey_answers=words.number(other.n) if other.n is not None else "–",
                survey_range=words.gettext("%(low)s tot %(high)s%%", low=other.interval[0], high=other.interval[1])
                if other.interval
                else "–",
                source=other.source,
                difference=_points(figure, round(other.percent), words),
            )
        )
    return found


def _points(figure: Figure | None, other: int, words: MonitorWords) -> str:
    """From whole percents as they are shown; nothing where these are coded or in classes."""
    if figure is None or not figure.is_shown or figure.share.status or not figure.share.percent.isdigit():
        return words.unavailable
    difference = int(figure.share.percent) - other
    if difference == 0:
        return words.gettext("gelijk")
    return words.localize.ngettext(
        "%(sign)s%(num)d punt", "%(sign)s%(num)d punten", abs(difference), sign="+" if difference > 0 else "−"
    )


def bias(edition: Edition, survey: Survey, words: MonitorWords) -> list[tuple[str, list[Beside]]]:
    """The questions of Statistics Netherlands: all companies, and by size."""
    asked = [f"cbs.{each}" for each in CBS_ITEMS]
    rows = [("", {}), *((size, {"size": size}) for size in SIZES)]
    found = []
    for size, place in rows:
        lines = beside(Page(edition, edition.row(place), words), survey, asked, size)
        if lines:
            found.append((words.place(place), lines))
    return found


def surveyed(edition: Edition, survey: Survey, words: MonitorWords) -> list[Beside]:
    known = [each for each in INDICATORS if not each.startswith("cbs.")]
    return beside(Page(edition, edition.nation, words), survey, known)
