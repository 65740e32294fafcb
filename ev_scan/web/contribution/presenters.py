"""What would go along with a contribution, in words: each field of it and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.monitor_block import SHAPES
from ev_scan.i18n import Localizer
from ev_scan.monitor.classification import COUNTRY
from ev_scan.monitor.codebook import NOT_APPLICABLE, UNKNOWN
from ev_scan.services.participation import Preview
from ev_scan.web.categories import Categories, option_words


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
        self.categories = Categories(catalogue, localize)

    def company(self, shown: Preview) -> list[Row]:
        gettext = self.localize.gettext
        sector, size, region = shown.profile
        when = gettext("Kwartaal %(quarter)s van %(year)s", quarter=shown.period.quarter, year=shown.period.year)
        return [
            Row(gettext("Periode"), when),
            Row(gettext("Sector"), self.categories.sector(sector)),
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
                        f"{self.localize(q.text)}: {option_words(q, given[row], self.localize)}"
                        for row, q in named
                        if row in given
                    ]
                else:
                    chosen = given if isinstance(given, list) else [given]
                    lines = [option_words(each.questions[0], value, self.localize) for value in chosen]
                yield Row(self.localize(each.text), lines)

    def level(self, topic: str, level: int | str) -> Row:
        gettext = self.localize.gettext
        asides = {UNKNOWN: gettext("Weet ik niet"), NOT_APPLICABLE: gettext("Geldt niet voor ons")}
        words = asides.get(str(level)) or gettext("Niveau %(level)s van 3", level=level)
        return Row(self.localize(self.catalogue.questionnaire.topic(topic).title), words)

    def _size(self, told: str, own: str) -> str:
        return self.categories.size(told) if told == own else self.localize.gettext("50 mensen of meer")

    def _region(self, region: str) -> str:
        return (
            self.localize.gettext("Nederland, zonder provincie")
            if region == COUNTRY
            else self.categories.region(region)
        )
