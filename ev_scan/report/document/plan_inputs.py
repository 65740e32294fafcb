"""The inputs that the company cannot do without: how long it lasts, what is at stake, and what helps."""

from dataclasses import replace
from typing import Final

from ev_scan.domain.supply_chain import InputResult
from ev_scan.report.document.definitions import Definition
from ev_scan.report.document.plan_actions import WORTH_BEGINNING
from ev_scan.report.document.plan_matrix import BAND_DOTS
from ev_scan.report.document.plan_report import Edition, joined
from ev_scan.report.document.styles import BODY, LABEL, SMALL
from ev_scan.report.document.tables import Cell, Table, TableColumn
from ev_scan.report.document.text import Inline, Text, strong
from ev_scan.report.supply_words import SupplyWords

_SEVERAL: Final = 2
"""From so many inputs a table first says which one to look at."""


def add_inputs(edition: Edition) -> None:
    inputs = sorted(edition.plan.inputs, key=lambda found: -found.risk)
    if not inputs:
        return
    document, gettext = edition.document, edition.localize.gettext
    words = SupplyWords(edition.localize)
    document.page_break(unless_room_for=WORTH_BEGINNING)
    document.heading(1, gettext("Waar u op leunt"))
    document.paragraph(
        gettext("Elk cijfer loopt van 0 tot 100, en hoger is slechter. Wat niet is ingevuld, telt half mee."),
        introduces=True,
    )
    if len(inputs) >= _SEVERAL:
        _add_overview(edition, inputs, words)
    for found in inputs:
        with document.keep_together():
            _add_input(edition, found, words)
    _add_countries(edition)


def _add_overview(edition: Edition, inputs: list[InputResult], words: SupplyWords) -> None:
    gettext = edition.localize.gettext
    columns = [
        TableColumn(gettext("Wat u inkoopt"), 3),
        TableColumn(gettext("Risico"), 2.3),
        TableColumn(gettext("Dagen zonder"), 1.5, align_right=True),
        TableColumn(gettext("Op het spel"), 1.9, align_right=True),
    ]
    rows: list[list[Text | Cell]] = [
        [
            found.input.name,
            Cell(f"{_figure(edition, found.risk)} {words.band(found.band)}", dot=BAND_DOTS[found.band]),
            edition.localize.number(found.gap_days, 1) if found.gap_days is not None else "–",
            words.euros(found.exposure_eur) if found.exposure_eur is not None else "–",
        ]
        for found in inputs
    ]
    edition.document.table(Table(columns, rows))


def _add_input(edition: Edition, found: InputResult, words: SupplyWords) -> None:
    document = edition.document
    document.heading(2, found.input.name, listed=False)
    document.paragraph(words.endurance(found), introduces=True)
    document.facts(_facts(edition, found, words), across=True)
    for label in found.labels:
        choice = edition.catalogue.stappenplan.labels.get(label)
        if choice:
            meaning: list[Inline] = [" ", edition.content(choice.meaning)] if choice.meaning else []
            title = edition.content(choice.title, strong=True)
            document.paragraph(title, strong("."), *meaning, style=replace(BODY, after=2))
    _add_advice(edition, found)
    _add_basis(edition, found, words)


def _facts(edition: Edition, found: InputResult, words: SupplyWords) -> list[Definition]:
    gettext = edition.localize.gettext
    facts = [
        Definition(gettext("Normale tijden"), _figure(edition, found.availability)),
        Definition(gettext("Afhankelijkheid"), _figure(edition, found.dependency)),
        Definition(gettext("Crisis"), _figure(edition, found.crisis)),
        Definition(gettext("Samen"), [strong(_figure(edition, found.risk)), " ", words.band(found.band)]),
    ]
    if found.exposure_eur is not None:
        facts.append(Definition(gettext("Op het spel"), words.euros(found.exposure_eur)))
    return facts


def _add_advice(edition: Edition, found: InputResult) -> None:
    advice = edition.catalogue.stappenplan.patterns.get(found.pattern)
    if advice is None:
        return
    document = edition.document
    document.paragraph(edition.content(advice.title), style=replace(LABEL, before=6, after=3), introduces=True)
    document.bullets([edition.content(line) for line in advice.advice])


def _add_basis(edition: Edition, found: InputResult, words: SupplyWords) -> None:
    """From whom it comes, and how much of what is asked is known."""
    gettext = edition.localize.gettext
    parts: list[list[Inline]] = []
    if found.input.suppliers:
        told = "; ".join(words.supplier(supplier) for supplier in found.input.suppliers)
        parts.append([gettext("Leveranciers:"), " ", told, "."])
    known = gettext("Ingevuld: %(share)s %% van de gegevens.")
    parts.append([known % {"share": edition.localize.number(100 * found.data_quality)}])
    edition.document.paragraph(*joined(parts, " "), style=replace(SMALL, before=2, measure=BODY.measure))


def _add_countries(edition: Edition) -> None:
    """Where the weights of countries come from: only when one was used."""
    table = edition.catalogue.stappenplan.countries
    suppliers = [supplier for found in edition.plan.inputs for supplier in found.input.suppliers]
    if table is None or all(supplier.governance is not None for supplier in suppliers):
        return
    document, gettext = edition.document, edition.localize.gettext
    dated = gettext("bijgewerkt op %(day)s") % {"day": edition.localize.day(table.as_of)}
    with document.keep_together():
        document.heading(2, gettext("De cijfers over landen"), listed=False)
        document.paragraph(edition.content(table.note), style=SMALL)
        document.paragraph(gettext("Bron:"), " ", edition.link(table.source, table.url), f", {dated}.", style=SMALL)


def _figure(edition: Edition, value: float) -> str:
    return edition.localize.number(value, 1)
