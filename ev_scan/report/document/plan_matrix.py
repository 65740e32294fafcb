"""How the lines of the register lie: likelihood against impact, as a table that can be read without its colours."""

from collections import Counter
from typing import Final

from reportlab.lib.colors import Color, HexColor

from ev_scan.domain.register import SCALE, Risk
from ev_scan.domain.risk_pictures import View, matrix
from ev_scan.domain.supply_chain import RiskBand
from ev_scan.report.document.plan_report import Edition
from ev_scan.report.document.styles import PINE_TINT, SMALL
from ev_scan.report.document.tables import Cell, Table, TableColumn
from ev_scan.report.document.text import Text, strong
from ev_scan.report.register_words import RegisterWords

BAND_FILLS: Final[dict[RiskBand, Color]] = {
    RiskBand.LOW: PINE_TINT,
    RiskBand.MODERATE: HexColor("#fbf0d2"),
    RiskBand.HIGH: HexColor("#f9dcb4"),
    RiskBand.VERY_HIGH: HexColor("#f1c3b3"),
}
BAND_DOTS: Final[dict[RiskBand, Color]] = {
    RiskBand.LOW: HexColor("#2d7d6e"),
    RiskBand.MODERATE: HexColor("#a87508"),
    RiskBand.HIGH: HexColor("#b8500c"),
    RiskBand.VERY_HIGH: HexColor("#8f2d1f"),
}
_ROW: Final = 25.0


def add_matrices(edition: Edition) -> None:
    """Now, and after what is planned when that makes a difference."""
    risks = edition.plan.risks
    now, after = matrix(risks, View.CURRENT), matrix(risks, View.TARGET)
    if not now:
        return
    document, gettext = edition.document, edition.localize.gettext
    words = RegisterWords(edition.catalogue, edition.localize)
    with document.keep_together(firmly=True):
        document.heading(2, gettext("Kans en gevolg"), listed=False)
        _add_matrix(edition, now, gettext("Hoeveel risico’s u nu hebt bij elke kans en elk gevolg"), words)
        bounds = gettext(
            "De kleur volgt uit kans maal gevolg. Onder 5 is laag, vanaf 5 matig, vanaf 10 hoog en vanaf 15 zeer hoog."
        )
        document.paragraph(bounds, style=SMALL)
    if after != now:
        with document.keep_together(firmly=True):
            caption = gettext("Hoeveel risico’s u nog hebt als de acties voor nu en daarna klaar zijn")
            _add_matrix(edition, after, caption, words)


def _add_matrix(edition: Edition, counted: Counter[tuple[int, int]], caption: str, words: RegisterWords) -> None:
    gettext = edition.localize.gettext
    columns = [
        TableColumn(gettext("Kans"), 1.5),
        *(TableColumn(gettext("Gevolg %(number)s") % {"number": impact}) for impact in SCALE),
    ]
    rows: list[list[Text | Cell]] = [
        [
            f"{likelihood} {words.likelihood_level(likelihood)}",
            *(_cell(Risk(likelihood, impact), counted[likelihood, impact], words) for impact in SCALE),
        ]
        for likelihood in reversed(SCALE)
    ]
    edition.document.table(Table(columns, rows, caption=caption, row_height=_ROW))


def _cell(place: Risk, count: int, words: RegisterWords) -> Cell:
    """The number of lines, with the band in words; a place without lines has only its colour."""
    text: Text = [strong(str(count)), " ", words.band(place.band)] if count else ""
    return Cell(text, fill=BAND_FILLS[place.band])
