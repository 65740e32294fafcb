"""What would go along with a contribution, in words: each field of it and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.ids import OptionId, QuestionId
from ev_scan.domain.monitor_block import SHAPES
from ev_scan.domain.questionnaire import Question
from ev_scan.i18n import Localizer
from ev_scan.monitor.codebook import NOT_APPLICABLE, UNKNOWN
from ev_scan.services.participation import REGION, SECTOR, Preview


@dataclass(frozen=True, slots=True)
class Row:
    question: str
    answer: str | list[str]


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    rows: list[Row]
    folded: bool = False


def parts(shown: Preview, catalogue: Catalogue, localize: Localizer) -> list[Part]:
    words = _Words(catalogue, localize)
    gettext, document = localize.gettext, shown.document
    block = list(words.block(document))
    found = [
        Part(gettext("Uw bedrijf"), words.company(shown)),
        Part(gettext("Uw uitkomst"), list(words.outcome(document))),
        Part(gettext("Uw antwoorden op de vragen vooraf"), block),
    ]
    levels = [words.level(topic, level) for topic, level in document["levels"].items()]
    title = localize.ngettext(
        "Uw niveau op %(num)d onderwerp van de scan", "Uw niveau op %(num)d onderwerpen van de scan", len(levels)
    )
    return [part for part in (*found, Part(title, levels, folded=True)) if part.rows]


class _Words:
    def __init__(self, catalogue: Catalogue, localize: Localizer) -> None:
        self.catalogue, self.localize = catalogue, localize

    def company(self, shown: Preview) -> list[Row]:
        gettext = self.localize.gettext
        sector, size, region = shown.profile
        when = gettext("Kwartaal %(quarter)s van %(year)s", quarter=shown.period.quarter, year=shown.period.year)
        return [
            Row(gettext("Periode"), when),
            Row(gettext("Sector"), self._sector(sector)),
            Row(gettext("Grootte"), self._size(size, shown.document["size"])),
            Row(gettext("Gebied"), self._region(region)),
            Row(gettext("Eerste keer dit jaar"), gettext("Wat u hieronder kiest")),
        ]

    def outcome(self, document: dict[str, Any]) -> Iterator[Row]:
        gettext, questionnaire = self.localize.gettext, self.catalogue.questionnaire
        for band in questionnaire.bands:
            if band.id == document.get("exposure"):
                yield Row(gettext("Hoe aantrekkelijk u bent voor anderen"), self.localize(band.title))
        titles = {str(cluster.id): self.localize(cluster.title) for cluster in questionnaire.clusters}
        titles["overall"] = gettext("Alle thema’s samen")
        for name, band_number in document["scores"].items():
            yield Row(titles[name], gettext("Klasse %(band)s van 5", band=band_number))

    def block(self, document: dict[str, Any]) -> Iterator[Row]:
        for page in self.catalogue.monitor.pages:
            for each in page.fields:
                given = document.get(each.field)
                if given is None:
                    continue
                if each.has_rows:
                    named = zip(SHAPES[each.field].rows, each.questions, strict=True)
                    lines = [
                        f"{self.localize(q.text)}: {_option(q, given[row], self.localize)}"
                        for row, q in named
                        if row in given
                    ]
                else:
                    chosen = given if isinstance(given, list) else [given]
                    lines = [_option(each.questions[0], value, self.localize) for value in chosen]
                yield Row(self.localize(each.text), lines)

    def level(self, topic: str, level: int | str) -> Row:
        gettext = self.localize.gettext
        asides = {UNKNOWN: gettext("Weet ik niet"), NOT_APPLICABLE: gettext("Geldt niet voor ons")}
        words = asides.get(str(level)) or gettext("Niveau %(level)s van 3", level=level)
        return Row(self.localize(self.catalogue.questionnaire.topic(topic).title), words)

    def _sector(self, sector: str) -> str:
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
        options = self._asked(SECTOR).options
        group = next((option.group for option in options if option.id.startswith(sector)), None)
        return self.localize(group) if group else sector

    def _size(self, told: str, own: str) -> str:
        gettext = self.localize.gettext
        if told != own:
            return gettext("50 mensen of meer")
        return {
            "micro": gettext("Minder dan 10 mensen"),
            "small": gettext("10 tot 50 mensen"),
            "medium": gettext("50 tot 250 mensen"),
            "large": gettext("250 mensen of meer"),
        }[told]

    def _region(self, region: str) -> str:
        gettext = self.localize.gettext
        wide = {
            "noord": gettext("Noord-Nederland"),
            "oost": gettext("Oost-Nederland"),
            "west": gettext("West-Nederland"),
            "zuid": gettext("Zuid-Nederland"),
            "nl": gettext("Nederland, zonder provincie"),
        }
        return wide.get(region) or _option(self._asked(REGION), region, self.localize)

    def _asked(self, question: QuestionId) -> Question:
        return self.catalogue.questionnaire.question(question)


def _option(question: Question, value: int | str, localize: Localizer) -> str:
    try:
        return localize(question.option(OptionId(str(value))).text)
    except NotInCatalogue:
        return str(value)
