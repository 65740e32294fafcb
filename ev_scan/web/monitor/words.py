"""The figures of the monitor in the words of one locale; what is not shown has one word, whatever the reason."""

from collections.abc import Iterator, Mapping
from typing import Final

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.monitor_block import SHAPES
from ev_scan.domain.survey import Precision, SurveyFigure
from ev_scan.domain.text import Text
from ev_scan.i18n import Localizer
from ev_scan.monitor.classification import GROUPS, LANDSDELEN, SIZES
from ev_scan.monitor.figures import Figure
from ev_scan.monitor.period import Period
from ev_scan.web.categories import Categories

WHOLE: Final = "overall"
_FIELDS: Final = {"gap": "perceived", "barrier": "barriers", "channel": "channels"}


class MonitorWords:
    def __init__(self, catalogue: Catalogue, localize: Localizer) -> None:
        self.localize, self.gettext = localize, localize.gettext
        self.categories = Categories(catalogue, localize)
        self._parts = dict(_parts(catalogue))
        self._clusters = {str(cluster.id): cluster.title for cluster in catalogue.questionnaire.clusters}

    # Figures

    def percent(self, figure: Figure | None) -> str:
        if figure is None or not figure.is_shown:
            return self.unavailable
        return self.coded(figure.share.percent)

    def coded(self, percent: str) -> str:
        number = percent.lstrip("<>=")
        if percent.startswith("<="):
            return self.gettext("%(percent)s%% of minder", percent=number)
        return self.gettext("%(percent)s%% of meer", percent=number) if percent.startswith(">=") else f"{number}%"

    def range(self, figure: Figure | None) -> str:
        if figure is None or not figure.is_shown:
            return "–"
        if figure.range is None:
            return self.gettext("indicatief")
        return self.gettext("%(low)s tot %(high)s%%", low=figure.range[0], high=figure.range[1])

    def answers(self, figure: Figure | None) -> str:
        return self.number(figure.of) if figure and figure.is_shown else "–"

    @property
    def unavailable(self) -> str:
        return self.gettext("niet beschikbaar")

    def number(self, number: float) -> str:
        return self.localize.number(number)

    def one_in(self, population: int, number: int) -> str:
        """How many businesses there are for each that took part, in two digits that matter."""
        if not number:
            return self.unavailable
        ratio = max(1, round(population / number))
        step = 10 ** max(0, len(str(ratio)) - 2)
        return self.gettext("1 op ongeveer %(number)s", number=self.number(max(1, round(ratio / step) * step)))

    def surveyed(self, found: SurveyFigure) -> str:
        percent = f"{round(found.percent)}%"
        return self.gettext("ongeveer %(percent)s", percent=percent) if found.precision is Precision.ABOUT else percent

    # Places and times

    def period(self, period: Period) -> str:
        if period.is_year:
            return str(period.year)
        return self.gettext("kwartaal %(quarter)s van %(year)s", quarter=period.quarter, year=period.year)

    def value(self, dimension: str, value: str) -> str:
        by_dimension = {
            "size": self.categories.size,
            "landsdeel": self.categories.region,
            "province": self.categories.region,
        }
        return by_dimension.get(dimension, self.categories.sector)(value)

    def place(self, place: Mapping[str, str]) -> str:
        found = [self.value(dimension, value) for dimension, value in place.items()]
        return ", ".join(found) or self.gettext("Alle deelnemers")

    def choices(self) -> dict[str, list[tuple[str, str]]]:
        """What the filters offer, by dimension."""
        offered = {"sector_group": GROUPS, "size": SIZES, "landsdeel": LANDSDELEN}
        return {name: [(value, self.value(name, value)) for value in values] for name, values in offered.items()}

    # Indicators

    def part(self, indicator: str) -> str:
        """The domain, barrier, channel and so on that it is about."""
        kind, _, part = indicator.partition(".")
        if kind == "score":
            return self.gettext("Alle thema’s samen") if part == WHOLE else self._cluster(part)
        found = self._parts.get((_FIELDS.get(kind, kind), part))
        return self.localize(found) if found else part

    def _cluster(self, cluster: str) -> str:
        found = self._clusters.get(cluster)
        return self.localize(found) if found else cluster

    def indicator(self, indicator: str) -> str:
        """What the companies of the share have in common."""
        kind, _, part = indicator.partition(".")
        words = self._kinds()[kind]
        return f"{words}: {self.part(indicator)}" if part else words

    def _kinds(self) -> dict[str, str]:
        gettext = self.gettext
        return {
            "unfamiliar": gettext("Had nog nooit van economische veiligheid gehoord"),
            "any_risk": gettext("Ziet op minstens één gebied een risico van 3 of meer (van 5)"),
            "exposed": gettext("Is meer dan gemiddeld aantrekkelijk voor anderen"),
            "perceived": gettext("Ziet een groot risico"),
            "measures": gettext("Heeft een paar maatregelen of een passend pakket"),
            "gap": gettext("Doet minder dan bij het risico past"),
            "knows": gettext("Weet welke maatregelen nodig zijn"),
            "barrier": gettext("Belemmering"),
            "support": gettext("Zou deze hulp gebruiken"),
            "channel": gettext("Kent of gebruikte dit adres"),
            "cbs": gettext("Gebruikt deze ICT-maatregel"),
            "score": gettext("Staat in de hoogste twee klassen"),
            "spent": gettext("Gaf de afgelopen twaalf maanden geld uit aan economische veiligheid"),
        }

    def kind(self, kind: str) -> str:
        return self._kinds()[kind]

    def bands(self) -> list[str]:
        gettext = self.gettext
        spans = ("0–19", "20–39", "40–59", "60–79", "80–100")
        return [gettext("Klasse %(band)s (%(span)s)", band=band, span=span) for band, span in enumerate(spans, start=1)]

    def spending(self, code: str) -> str:
        found = self._parts.get(("spending", code))
        return self.localize(found) if found else code

    def gaps(self) -> dict[str, str]:
        gettext = self.gettext
        return {
            "blind_spot": gettext("Ziet weinig risico en doet weinig"),
            "uncovered": gettext("Ziet meer risico dan het dekt"),
            "matched": gettext("Maatregelen passen bij het risico"),
            "covered": gettext("Doet meer dan het risico vraagt"),
        }


def _parts(catalogue: Catalogue) -> Iterator[tuple[tuple[str, str], Text]]:
    """The words of the monitor block: of the rows where a question has these, else of its options."""
    for page in catalogue.monitor.pages:
        for each in page.fields:
            if each.has_rows:
                rows = zip(SHAPES[each.field].rows, each.questions, strict=True)
                yield from (((each.field, row), question.text) for row, question in rows)
            else:
                yield from (((each.field, str(option.id)), option.text) for option in each.questions[0].options)
