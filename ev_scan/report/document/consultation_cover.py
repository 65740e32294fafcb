"""The cover of the report of a conversation."""

from dataclasses import replace
from typing import Final

from ev_scan.report.document.consultation_report import ConsultationEdition
from ev_scan.report.document.definitions import Definition
from ev_scan.report.document.plan_figures import COVER_GROUND, cover_sketch, no_sketch
from ev_scan.report.document.styles import AMBER, BODY, INVERSE_LEAD, INVERSE_TITLE, PAGE, STRONG

_TITLE: Final = replace(INVERSE_TITLE, size=38, leading=43)
_TITLE_TOP: Final = 352.0  # above it stands the shield
_LONGEST: Final = 120  # characters


def add_cover(edition: ConsultationEdition) -> None:
    """Nothing here names the company: a cover lies on desks."""
    document, localize = edition.document, edition.localize
    document.drawing(_TITLE_TOP, cover_sketch)
    document.heading(1, localize.gettext("Verslag van het gesprek"), style=_TITLE, listed=False)
    document.paragraph(
        localize.gettext("Wat u besprak over de veiligheid van uw bedrijf, en wat u afsprak."), style=INVERSE_LEAD
    )
    used = _TITLE_TOP + _TITLE.leading + _TITLE.after + 2 * INVERSE_LEAD.leading
    document.drawing(COVER_GROUND - PAGE.top - used + 24, no_sketch)
    with document.columns(1, 1, 1, gap=18) as places:
        for place, fact in zip(places, _facts(edition), strict=False):
            with place:
                document.facts([fact])
    with document.card(bar=AMBER):
        document.paragraph(localize.gettext("Vertrouwelijk"), style=STRONG)
        document.paragraph(
            localize.gettext(
                "In dit verslag staan zwakke plekken van uw bedrijf. Het is voor u. "
                "Deel het alleen met wie het echt nodig heeft."
            ),
            style=replace(BODY, after=0),
        )


def _facts(edition: ConsultationEdition) -> list[Definition]:
    localize, consultation = edition.localize, edition.consultation
    days = [localize.day(day) for day in consultation.days]
    spoken = days if len(days) <= 3 else [days[0], "…", days[-1]]
    facts = [
        (localize.gettext("Besproken op"), ", ".join(spoken)),
        (localize.gettext("Met adviseur"), _shortened(", ".join(consultation.advisers))),
        (localize.gettext("Gemaakt op"), localize.day(edition.created.date())),
    ]
    return [Definition(term, words) for term, words in facts if words]


def _shortened(names: str) -> str:
    return names if len(names) <= _LONGEST else names[: _LONGEST - 1].rstrip() + "…"
