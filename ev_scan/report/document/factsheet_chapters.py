"""The pages of the factsheet behind the first one."""

from dataclasses import replace
from typing import Final

from ev_scan.domain.factsheet import Maturity, Part
from ev_scan.report.document.factsheet_figures import Stack, stacks
from ev_scan.report.document.factsheet_report import Sheet
from ev_scan.report.document.styles import BODY, PAGE, SMALL
from ev_scan.report.document.tables import Cell, Table, TableColumn
from ev_scan.report.document.text import Run, Text

_BANDS: Final = 5
_PER: Final = 1000
_LONGEST_SOURCE: Final = 200
_WIDE: Final = "sector_group"
_CAVEAT: Final = replace(BODY, size=9.4, leading=12.8, after=3, measure=PAGE.body_width)
_NOTE: Final = replace(SMALL, measure=PAGE.body_width)


def add_domains(sheet: Sheet) -> None:
    document, gettext, figures = sheet.document, sheet.gettext, sheet.figures
    with document.keep_together(firmly=True):
        document.heading(2, gettext("Bekend met economische veiligheid"))
        sheet.share_bars(
            [([sheet.content(sheet.words.answer("awareness", code))], shown) for code, shown in figures.awareness],
            gettext("Staafdiagram: antwoord op de vraag of men vóór die dag bekend was met economische veiligheid."),
        )
    document.heading(2, gettext("Gezien risico en maatregelen per domein"))
    document.paragraph(
        gettext(
            "Het verschil is het deel van de bedrijven dat meer risico ziet dan het maatregelen heeft, of dat weinig "
            "ziet en weinig doet. De streep onder een staaf is de bandbreedte."
        ),
        introduces=True,
    )
    sheet.share_bars(
        [([sheet.content(sheet.words.domain(each.domain))], each.gap) for each in figures.domains],
        gettext("Staafdiagram: bedrijven met een verschil tussen gezien risico en maatregelen, per domein."),
    )
    columns = [
        TableColumn(gettext("Domein"), 2.6),
        TableColumn(gettext("Ziet groot risico"), 1.5, align_right=True),
        TableColumn(gettext("Neemt maatregelen"), 1.5, align_right=True),
        TableColumn(gettext("Verschil"), 1.5, align_right=True),
        TableColumn(gettext("n"), 0.8, align_right=True),
    ]
    table: list[list[Text | Cell]] = [
        [
            [sheet.content(sheet.words.domain(each.domain))],
            sheet.with_range(each.perceived),
            sheet.with_range(each.measures),
            sheet.with_range(each.gap),
            _or_dash(sheet, each.gap.of),
        ]
        for each in figures.domains
    ]
    document.table(Table(columns, table))
    document.paragraph(
        gettext("Groot risico: 4 of 5, op 5. Maatregelen: een paar, of een passend pakket. n: antwoorden, afgerond."),
        style=_NOTE,
    )


def add_barriers(sheet: Sheet) -> None:
    document, gettext, figures = sheet.document, sheet.gettext, sheet.figures
    with document.keep_together():
        document.heading(2, gettext("Wat bedrijven tegenhoudt"))
        if not figures.barriers:
            document.paragraph(gettext("Niet beschikbaar: te weinig antwoorden."))
            return
        words = gettext("Antwoorden van ongeveer %(number)s bedrijven.")
        document.paragraph(
            gettext(
                "Van veel naar weinig genoemd. Bedrijven konden meer dan één antwoord kiezen. Hebben twee belemmeringen"
                " hetzelfde nummer, dan is niet zeker welke vaker wordt genoemd."
            ),
            f" {words % {'number': sheet.words.count(figures.barriers[0].shown.of)}}",
            introduces=True,
        )
        sheet.share_bars(
            [([f"{each.place}. ", _barrier(sheet, each.id)], each.shown) for each in figures.barriers],
            gettext("Staafdiagram: belemmeringen, van veel naar weinig genoemd."),
        )


def _barrier(sheet: Sheet, name: str) -> Run:
    return sheet.content(sheet.words.answer("barriers", name))


def add_maturity(sheet: Sheet) -> None:
    document, gettext, figures = sheet.document, sheet.gettext, sheet.figures
    with document.keep_together():
        document.heading(2, gettext("Volwassenheid naar grootte"))
        document.paragraph(
            gettext(
                "De score van de hele scan, in vijf klassen. Dit volgt uit de antwoorden in de scan, niet uit wat "
                "bedrijven van zichzelf vinden. Klassen tellen niet altijd op tot 100."
            ),
            introduces=True,
        )
        classes = _classes(sheet)
        rows = [_stack(sheet, each) for each in figures.maturity]
        height, paint = stacks(rows, classes, PAGE.body_width)
        about = gettext(
            "Gestapeld staafdiagram: bedrijven naar klasse van de score, per grootte."
            " De tabel hieronder heeft dezelfde cijfers."
        )
        document.figure(about, height, paint)
        columns = [
            TableColumn(gettext("Grootte"), 2.2),
            *(TableColumn(each, 1, align_right=True) for each in classes),
            TableColumn(gettext("n"), 0.9, align_right=True),
        ]
        table = [
            [_size(sheet, each), *(sheet.words.short(band) for band in each.bands), _or_dash(sheet, each.of)]
            for each in figures.maturity
        ]
        document.table(Table(columns, table))


def _classes(sheet: Sheet) -> list[str]:
    step = 100 // _BANDS
    words = sheet.gettext("%(low)s tot %(high)s")
    return [words % {"low": step * number, "high": step * (number + 1)} for number in range(_BANDS)]


def _size(sheet: Sheet, maturity: Maturity) -> str:
    return sheet.words.place("size", maturity.size) if maturity.size else sheet.gettext("Alle bedrijven")


def _stack(sheet: Sheet, maturity: Maturity) -> Stack:
    told = all(band.known for band in maturity.bands)
    percents = tuple(band.length for band in maturity.bands) if told else ()
    return Stack(_size(sheet, maturity), percents, sheet.gettext("niet beschikbaar"))


def add_parts(sheet: Sheet) -> None:
    document, gettext, about = sheet.document, sheet.gettext, sheet.figures.about
    words = [
        gettext("n: bijdragen, afgerond op een veelvoud van %(base)s.") % {"base": about.base},
        gettext("Per 1.000: op elke duizend bedrijven in Nederland. Een streepje: niet beschikbaar."),
    ]
    with document.keep_together():
        document.heading(2, gettext("Wie deed mee"))
        with document.columns(1, 1.3, gap=22) as (left, right):
            with left:
                _add_part(sheet, "size")
                _add_part(sheet, "landsdeel")
            with right:
                _add_part(sheet, _WIDE)
        if source := about.population.get("source"):
            words.append(gettext("Bedrijven in Nederland: %(source)s.") % {"source": source[:_LONGEST_SOURCE]})
        document.paragraph(" ".join(words), style=_NOTE)


def _add_part(sheet: Sheet, dimension: str) -> None:
    gettext = sheet.gettext
    parts = [part for part in sheet.figures.parts if part.dimension == dimension]
    columns = [
        TableColumn(sheet.words.dimension(dimension), 2.3 if dimension == _WIDE else 1.5),
        TableColumn(gettext("n"), 0.75, align_right=True),
        TableColumn(gettext("Per 1.000"), 0.9, align_right=True),
    ]
    if parts:
        sheet.document.table(Table(columns, [_part(sheet, part) for part in parts]))


def _part(sheet: Sheet, part: Part) -> list[Text | Cell]:
    share = "–" if part.n is None or not part.population else sheet.localize.number(_PER * part.n / part.population, 1)
    return [sheet.words.place(part.dimension, part.key), _or_dash(sheet, part.n), share]


def _or_dash(sheet: Sheet, number: int | None) -> str:
    """For a narrow place."""
    return "–" if number is None else sheet.localize.number(number)


def add_reading(sheet: Sheet) -> None:
    """The caveats in the words of every file, and how the figures were made."""
    document, gettext, about = sheet.document, sheet.gettext, sheet.figures.about
    document.heading(2, gettext("Lees dit erbij"))
    document.bullets(sheet.figures.caveats[sheet.localize.locale], style=_CAVEAT)
    if sheet.figures.n is None:
        return
    with document.keep_together():
        document.heading(2, gettext("Zo zijn de cijfers gemaakt"))
        words = {"base": about.base, "least": _least(sheet)}
        lines = [
            gettext(
                "Elk percentage is berekend uit aantallen die willekeurig zijn afgerond op een veelvoud van %(base)s. "
                "Een groep staat er alleen in boven een drempel van %(least)s bedrijven, afhankelijk van de tabel."
            )
            % words,
            gettext(
                "In 19 van de 20 gevallen ligt het cijfer in de bandbreedte, als de deelnemers lijken op bedrijven"
                " die niet meededen. Dat is waarschijnlijk niet zo. Zie haar als indicatie."
            ),
        ]
        if about.effective_n is not None:
            weight = gettext(
                "Gewogen cijfers tellen sectoren en grootten mee naar hun deel in Nederland. Het zwaarste bedrijf telt "
                "%(weight)s keer mee. De gewogen cijfers zijn zo onzeker als die van %(number)s bedrijven."
            )
            numbers = {
                "weight": sheet.localize.number(about.largest_weight or 1, 1),
                "number": sheet.words.count(about.effective_n),
            }
            lines.append(weight % numbers)
        versions = gettext(
            "Vragen: versie %(block)s. Vragenlijst van de scan: versie %(catalogue)s. Alle tabellen staan in de"
            " bestanden die bij deze factsheet horen."
        )
        lines.append(versions % {"block": about.block, "catalogue": about.catalogue})
        document.bullets(lines, style=replace(_NOTE, after=3))


def _least(sheet: Sheet) -> str:
    """'10 of 30'."""
    least = sorted(set(sheet.figures.about.thresholds.values()))
    if len(least) < 2:
        return "".join(map(str, least))
    return sheet.gettext("%(one)s of %(other)s") % {"one": least[0], "other": least[-1]}
