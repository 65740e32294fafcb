"""The coarse classes of the monitor in words: sectors, sizes, and parts of the country."""

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.ids import OptionId, QuestionId
from ev_scan.domain.questionnaire import Question
from ev_scan.i18n import Localizer

_SECTOR, _REGION = QuestionId("sector"), QuestionId("province")


class Categories:
    def __init__(self, catalogue: Catalogue, localize: Localizer) -> None:
        self.catalogue, self.localize = catalogue, localize

    def sector(self, sector: str) -> str:
        """A group of sections, or a section by the words of the scan."""
        gettext = self.localize.gettext
        groups = {
            "agriculture": gettext("Landbouw, bosbouw en visserij"),
            "utilities": gettext("Delfstoffen, energie, water en afval"),
            "industry": gettext("Industrie"),
            "construction": gettext("Bouw"),
            "trade_transport": gettext("Handel, vervoer en horeca"),
            "information": gettext("Media, ICT en telecom"),
            "business": gettext("Financiële en zakelijke diensten, vastgoed"),
            "public": gettext("Overheid, onderwijs, zorg en andere diensten"),
        }
        if sector in groups:
            return groups[sector]
        asked = self._asked(_SECTOR)
        group = next((each.group for each in asked.options if each.id.startswith(sector)), None) if asked else None
        return self.localize(group) if group else sector

    def size(self, size: str) -> str:
        gettext = self.localize.gettext
        return {
            "micro": gettext("Minder dan 10 mensen"),
            "small": gettext("10 tot 50 mensen"),
            "medium": gettext("50 tot 250 mensen"),
            "large": gettext("250 mensen of meer"),
        }[size]

    def region(self, region: str) -> str:
        gettext = self.localize.gettext
        wide = {
            "noord": gettext("Noord-Nederland"),
            "oost": gettext("Oost-Nederland"),
            "west": gettext("West-Nederland"),
            "zuid": gettext("Zuid-Nederland"),
        }
        asked = self._asked(_REGION)
        return wide.get(region) or (option_words(asked, region, self.localize) if asked else region)

    def _asked(self, question: QuestionId) -> Question | None:
        try:
            return self.catalogue.questionnaire.question(question)
        except NotInCatalogue:
            return None


def option_words(question: Question, value: int | str, localize: Localizer) -> str:
    try:
        return localize(question.option(OptionId(str(value))).text)
    except NotInCatalogue:
        return str(value)
