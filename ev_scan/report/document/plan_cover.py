"""The cover, and the page that leads into the plan."""

from dataclasses import replace

from ev_scan.report.document.definitions import Definition
from ev_scan.report.document.plan_figures import COVER_GROUND, cover_sketch, no_sketch
from ev_scan.report.document.plan_report import PlanEdition
from ev_scan.report.document.styles import (
    AMBER,
    BODY,
    INVERSE_LEAD,
    INVERSE_TITLE,
    PAGE,
    SMALL,
    STRONG,
)

_TITLE = replace(INVERSE_TITLE, size=38, leading=43)
_TITLE_TOP = 352.0  # above it stands the shield


def add_cover(edition: PlanEdition) -> None:
    """Nothing here names the company: a cover lies on desks."""
    document, localize = edition.document, edition.localize
    document.drawing(_TITLE_TOP, cover_sketch)
    document.heading(1, localize.gettext("Actieplan economische veiligheid"), style=_TITLE, listed=False)
    document.paragraph(
        localize.gettext("Wat u kunt doen om te beschermen wat uw bedrijf sterk maakt."), style=INVERSE_LEAD
    )
    used = _TITLE_TOP + 2 * _TITLE.leading + _TITLE.after + INVERSE_LEAD.leading
    document.drawing(COVER_GROUND - PAGE.top - used + 24, no_sketch)
    with document.columns(1, 1, 1, gap=18) as places:
        facts = [
            (localize.gettext("Gemaakt op"), localize.day(edition.report.created.date())),
            (localize.gettext("Soort scan"), edition.wording.mode(edition.plan.result.mode)),
            (localize.gettext("Vragenlijst"), edition.catalogue.version),
        ]
        for place, (term, description) in zip(places, facts, strict=True):
            with place:
                document.facts([Definition(term, description)])
    with document.card(bar=AMBER):
        document.paragraph(localize.gettext("Vertrouwelijk"), style=STRONG)
        document.paragraph(
            localize.gettext(
                "In dit bestand staan de zwakke plekken van uw bedrijf. Bewaar het waar alleen u bij kunt, "
                "en deel het alleen met wie het echt nodig heeft."
            ),
            style=replace(BODY, after=0),
        )


def add_guide(edition: PlanEdition) -> None:
    """The contents, and at the foot of their page how to get the most out of the plan."""
    document, localize = edition.document, edition.localize
    document.page_break()
    document.heading(1, localize.gettext("Inhoud"), listed=False)
    document.contents()
    document.drawing(0, no_sketch, grows=True)
    with document.card():
        document.heading(2, localize.gettext("Zo gebruikt u dit plan"), listed=False)
        document.bullets(_hints(edition))
        document.paragraph(
            localize.gettext(
                "Dit plan rust op uw eigen antwoorden. Het is een hulpmiddel, geen keuring en geen juridisch advies."
            ),
            style=replace(SMALL, after=0),
        )
    document.page_break()


def _hints(edition: PlanEdition) -> list[str]:
    gettext = edition.localize.gettext
    data_file = gettext(
        "In dit bestand zit hetzelfde plan ook als %(name)s. Met dat bestand kan een programma het plan weer inlezen."
    )
    return [
        gettext("Begin met de samenvatting. Die past op één bladzijde."),
        gettext(
            "Elke actie voor nu heeft een eigen blad. Geef alleen dat blad aan wie de actie uitvoert. "
            "Dan blijft de rest bij u."
        ),
        gettext("Vink af wat klaar is: op papier, of op het scherm in uw PDF-lezer."),
        gettext("Spreek een datum af waarop u samen kijkt hoe ver u bent, en doe de scan over een jaar opnieuw."),
        data_file % {"name": edition.report.attachment[0]},
    ]
