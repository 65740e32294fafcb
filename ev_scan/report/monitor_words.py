"""What the parts of the monitor's figures are called in one language."""

from collections.abc import Mapping
from functools import cached_property

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.factsheet import HIGHEST, LOWEST, Shown
from ev_scan.domain.monitor_block import item_id
from ev_scan.domain.text import Text
from ev_scan.i18n import Localizer


class MonitorWords:
    """The words of the questions are those that companies saw."""

    def __init__(self, catalogue: Catalogue, localize: Localizer) -> None:
        self.block, self.localize = catalogue.monitor, localize
        self._questions = {question.id: question for question in catalogue.monitor.questions}

    # Numbers

    def percent(self, number: float) -> str:
        return f"{self.localize.number(number, 1)}%"

    def shown(self, shown: Shown) -> str:
        """'46%', '5% of minder', or words for what is not told."""
        gettext = self.localize.gettext
        if not shown.known:
            return gettext("niet beschikbaar")
        return self.coded(shown.percent)

    def coded(self, percent: str) -> str:
        gettext, number = self.localize.gettext, percent.lstrip("<>=")
        if percent == LOWEST:
            return gettext("%(number)s%% of minder") % {"number": number}
        if percent == HIGHEST:
            return gettext("%(number)s%% of meer") % {"number": number}
        return f"{number}%"

    def short(self, shown: Shown) -> str:
        """For a narrow place: '46%', '≤5%' or a dash."""
        if not shown.known:
            return "–"
        return shown.percent.replace("<=", "≤").replace(">=", "≥") + "%"

    def range(self, shown: Shown) -> str:
        """'41–52%'."""
        return f"{shown.low}–{shown.high}%" if shown.low is not None else ""

    def count(self, number: int | None) -> str:
        return self.localize.gettext("niet beschikbaar") if number is None else self.localize.number(number)

    # Names

    def domain(self, domain: str) -> Text:
        return self.row("perceived", domain)

    def cbs(self, item: str) -> Text:
        return self.row("cbs", item)

    def row(self, field: str, row: str) -> Text:
        """What a question that is asked about several things calls one of them."""
        return self._questions[item_id(field, row)].text

    def answer(self, field: str, option: str) -> Text:
        questions = next(each.questions for page in self.block.pages for each in page.fields if each.field == field)
        return next(each.text for each in questions[0].options if each.id == option)

    def question(self, field: str) -> Text:
        return next(each.text for page in self.block.pages for each in page.fields if each.field == field)

    def period(self, year: int, quarter: int) -> str:
        gettext = self.localize.gettext
        if not quarter:
            return gettext("Heel %(year)s") % {"year": year}
        return gettext("Kwartaal %(quarter)s van %(year)s") % {"quarter": quarter, "year": year}

    def place(self, dimension: str, key: str) -> str:
        return self.places[dimension][key]

    @cached_property
    def places(self) -> Mapping[str, Mapping[str, str]]:
        gettext = self.localize.gettext
        return {
            "size": {
                "micro": gettext("Tot 10 mensen"),
                "small": gettext("10 tot 50 mensen"),
                "medium": gettext("50 tot 250 mensen"),
                "large": gettext("250 mensen of meer"),
            },
            "sector_group": {
                "agriculture": gettext("Landbouw, bosbouw en visserij"),
                "utilities": gettext("Delfstoffen, energie, water en afval"),
                "industry": gettext("Industrie"),
                "construction": gettext("Bouw"),
                "trade_transport": gettext("Handel, vervoer en horeca"),
                "information": gettext("Media, ICT en telecom"),
                "business": gettext("Financiële en zakelijke diensten"),
                "public": gettext("Bestuur, onderwijs, zorg en overige"),
            },
            "landsdeel": {
                "noord": gettext("Noord-Nederland"),
                "oost": gettext("Oost-Nederland"),
                "west": gettext("West-Nederland"),
                "zuid": gettext("Zuid-Nederland"),
            },
        }

    def dimension(self, name: str) -> str:
        gettext = self.localize.gettext
        return {
            "size": gettext("Grootte"),
            "sector_group": gettext("Sector"),
            "landsdeel": gettext("Landsdeel"),
        }[name]
