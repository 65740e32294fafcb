"""The headline figures of a release on a few pages, for who has no time for tables."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.factsheet import UNSHOWN, BiasCheck, DomainFigures, Factsheet, Headline
from ev_scan.i18n import LOCALES, Localizer, localizer
from ev_scan.report.document.factsheet_chapters import add_barriers, add_domains, add_maturity, add_parts, add_reading
from ev_scan.report.document.factsheet_report import Sheet
from ev_scan.report.document.layout import Document, Furniture
from ev_scan.report.document.metadata import Metadata
from ev_scan.report.document.styles import AMBER, BODY, INVERSE_LABEL, INVERSE_LEAD, INVERSE_TITLE, NUMERAL, SMALL
from ev_scan.report.document.tables import Cell, Table, TableColumn
from ev_scan.report.document.text import Text

_TITLE: Final = replace(INVERSE_TITLE, size=27, leading=32)
_LAST: Final = replace(BODY, after=0)


def factsheet_files(factsheet: Factsheet, catalogue: Catalogue) -> dict[str, bytes]:
    """By name, one in each language."""
    return {f"factsheet.{each}.pdf": render_factsheet(factsheet, catalogue, localizer(each)) for each in LOCALES}


def render_factsheet(factsheet: Factsheet, catalogue: Catalogue, localize: Localizer) -> bytes:
    """Equal figures give equal bytes: the file is dated at the end of its period."""
    sheet = Sheet(factsheet, catalogue, localize, _new_document(factsheet, localize))
    _add_banner(sheet)
    if factsheet.n is None:
        _add_nothing(sheet)
    else:
        _add_headlines(sheet)
        _add_bias(sheet)
        add_domains(sheet)
        add_barriers(sheet)
        add_maturity(sheet)
        add_parts(sheet)
    add_reading(sheet)
    return sheet.document.render()


def _new_document(factsheet: Factsheet, localize: Localizer) -> Document:
    title = f"{localize.gettext('Bedrijvenmonitor economische veiligheid')} {factsheet.period}"
    subject = localize.gettext("Factsheet over de scanpopulatie: bedrijven die de EV-scan zelf invulden")
    metadata = Metadata(title, localize.locale, _end_of(factsheet.year, factsheet.quarter), subject=subject)
    footer = localize.gettext("Scanpopulatie, geen steekproef")

    def page_label(number: int, total: int) -> str:
        return localize.gettext("Pagina %(number)s van %(total)s") % {"number": number, "total": total}

    return Document(metadata, Furniture(title, footer, page_label))


def _end_of(year: int, quarter: int) -> datetime:
    after = date(year + (quarter in (0, 4)), 1 if quarter in (0, 4) else quarter * 3 + 1, 1)
    last = after - timedelta(days=1)
    return datetime(last.year, last.month, last.day, tzinfo=UTC)


def _add_banner(sheet: Sheet) -> None:
    document, gettext, figures = sheet.document, sheet.gettext, sheet.figures
    with document.banner():
        document.paragraph(sheet.words.period(figures.year, figures.quarter), style=INVERSE_LABEL)
        document.heading(1, gettext("Bedrijvenmonitor economische veiligheid"), style=_TITLE)
        if figures.n is None:
            lead = gettext("Over deze periode zijn er geen cijfers.")
        else:
            words = gettext(
                "Cijfers over de scanpopulatie: ongeveer %(number)s bedrijven die de EV-scan zelf invulden en wilden "
                "bijdragen. Zij zijn geen steekproef."
            )
            lead = words % {"number": sheet.words.count(figures.n)}
        document.paragraph(lead, style=INVERSE_LEAD)


def _add_nothing(sheet: Sheet) -> None:
    gettext = sheet.gettext
    sheet.document.paragraph(
        gettext(
            "In deze periode waren er minder dan 200 bijdragen. Uit zo weinig antwoorden zou iemand een bedrijf kunnen "
            "herkennen. Daarom publiceren wij geen cijfers, ook geen totalen."
        )
    )
    sheet.document.paragraph(
        gettext(
            "De bijdragen van een kwartaal tellen mee in de cijfers van het hele jaar. Zijn het er dan genoeg, dan "
            "staan ze daarin."
        )
        if sheet.figures.quarter
        else gettext("De bijdragen zijn gewist. Zij komen ook later niet in andere cijfers terug.")
    )


def _add_headlines(sheet: Sheet) -> None:
    document, gettext, figures = sheet.document, sheet.gettext, sheet.figures
    document.heading(2, gettext("In het kort"))
    widest = max((each for each in figures.domains if each.gap.known), key=_gap, default=None)
    with document.columns(1, 1, 1, gap=20) as (first, second, third):
        with first:
            _add_headline(sheet, figures.unfamiliar, gettext("had nog nooit van economische veiligheid gehoord."))
        with second:
            _add_headline(
                sheet, figures.any_risk, gettext("ziet in minstens één kerndomein een risico van 3 of meer, op 5.")
            )
        with third:
            if widest is None:
                _add_headline(sheet, Headline(UNSHOWN), "")
            else:
                _add_headline(sheet, Headline(widest.gap), _widest_words(sheet, widest))


def _widest_words(sheet: Sheet, widest: DomainFigures) -> str:
    gettext = sheet.gettext
    words = gettext("ziet meer risico dan het maatregelen heeft, of ziet en doet weinig. Het domein is: %(domain)s.")
    told = words % {"domain": sheet.localize(sheet.words.domain(widest.domain))}
    others = [each.gap for each in sheet.figures.domains if each is not widest and each.gap.known]
    if any((each.high or 0) >= (widest.gap.low or 0) for each in others):
        alike = gettext("Andere domeinen verschillen daar niet duidelijk van.")
        return f"{told} {alike}"
    return told


def _gap(domain: DomainFigures) -> int:
    return domain.gap.length


def _add_headline(sheet: Sheet, headline: Headline, means: str) -> None:
    document, gettext, shown = sheet.document, sheet.gettext, headline.shown
    if not shown.known:
        document.paragraph(gettext("Niet beschikbaar: te weinig antwoorden."), style=SMALL)
        return
    document.paragraph(sheet.words.short(shown), style=NUMERAL)
    document.paragraph(means, style=_LAST)
    notes = [
        gettext("Bandbreedte %(range)s") % {"range": sheet.words.range(shown)},
        gettext("n ongeveer %(number)s") % {"number": sheet.words.count(shown.of)},
    ]
    if headline.weighted:
        notes.append(gettext("gewogen %(percent)s") % {"percent": sheet.words.coded(headline.weighted)})
    if shown.rough:
        notes.append(gettext("indicatief, in stappen van vijf"))
    document.paragraph(", ".join(notes) + ".", style=replace(SMALL, before=4))
    if headline.change:
        document.paragraph(_change(sheet, headline.change), style=SMALL)


def _change(sheet: Sheet, change: str) -> str:
    gettext = sheet.gettext
    return {
        "up": gettext("Meer dan een jaar eerder."),
        "down": gettext("Minder dan een jaar eerder."),
        "none": gettext("Geen verandering vergeleken met een jaar eerder."),
        "unknown": gettext("Vergelijken met een jaar eerder kan niet: te weinig antwoorden, of andere vragen."),
    }[change]


def _add_bias(sheet: Sheet) -> None:
    """On the first page, before anybody takes the figures for those of all companies."""
    document, gettext, figures = sheet.document, sheet.gettext, sheet.figures
    document.heading(2, gettext("Lijkt de scanpopulatie op andere bedrijven?"))
    if not figures.bias:
        with document.card(bar=AMBER):
            document.paragraph(
                gettext(
                    "Dat is hier niet na te gaan. In de scan staan drie vragen die ook in een enquête van het CBS"
                    " staan. De cijfers van het CBS waren niet ingevoerd toen deze factsheet werd gemaakt."
                ),
                style=_LAST,
            )
        return
    document.paragraph(
        gettext(
            "Drie vragen staan ook in een enquête van het CBS, onder een steekproef. Het verschil laat zien hoe anders "
            "de bedrijven zijn die aan de scan meedoen. Wij rekenen dat verschil niet weg."
        )
    )
    items = list(dict.fromkeys(each.item for each in figures.bias))
    sizes = list(dict.fromkeys(each.size for each in figures.bias))
    found = {(each.size, each.item): each for each in figures.bias}
    columns = [
        TableColumn(gettext("Zegt ja"), 1),
        *(TableColumn([sheet.content(sheet.words.cbs(item))], 1.25) for item in items),
    ]
    rows: list[list[Text | Cell]] = [
        [
            sheet.words.place("size", size) if size else gettext("Alle bedrijven"),
            *(_beside_each_other(sheet, found.get((size, item))) for item in items),
        ]
        for size in sizes
    ]
    document.table(Table(columns, rows))
    sources = sorted({(each.year, each.source) for each in figures.bias})
    told = "; ".join(f"{source} ({year})" for year, source in sources)
    words = gettext("Verschil in procentpunten. CBS: %(sources)s.")
    document.paragraph(words % {"sources": told}, style=SMALL)


def _beside_each_other(sheet: Sheet, check: BiasCheck | None) -> str:
    """'46% (43–48%), CBS 61,5%: 16 lager'."""
    gettext = sheet.gettext
    if check is None:
        return gettext("niet beschikbaar")
    cbs = gettext("CBS %(percent)s") % {"percent": sheet.words.percent(check.cbs)}
    told = f"{sheet.with_range(check.scan)}, {cbs}"
    difference = check.scan.length - round(check.cbs)
    if not check.scan.known:
        return told
    if not difference:
        return gettext("%(both)s: gelijk") % {"both": told}
    words = gettext("%(both)s: %(points)s hoger") if difference > 0 else gettext("%(both)s: %(points)s lager")
    return words % {"both": told, "points": abs(difference)}
