"""The page with the code that opens the scan again; only for who asks for it."""

from dataclasses import replace

from ev_scan.report.document.plan_references import address
from ev_scan.report.document.plan_report import PlanEdition
from ev_scan.report.document.styles import BODY, DANGER, LABEL, LEAD, NUMERAL, PINE_TINT, STRONG
from ev_scan.report.document.text import link

_CODE = replace(NUMERAL, size=21, leading=30)


def add_code(edition: PlanEdition) -> None:
    document, gettext = edition.document, edition.localize.gettext
    code, url = edition.report.code, edition.report.resume_url
    if code is None:
        return
    document.page_break()
    document.heading(1, gettext("Uw code"))
    document.paragraph(gettext("Met deze code gaat u verder waar u was, ook op een ander apparaat."), style=LEAD)
    with document.card(fill=PINE_TINT, padding=22):
        document.paragraph(gettext("Uw code"), style=LABEL)
        document.paragraph(code, style=_CODE)
    if url:
        target = f"{url}#{code}"
        with document.columns(1, 1.15, gap=26) as (picture, steps):
            with picture:
                alt = gettext("QR-code. Opent %(address)s met uw code al ingevuld.") % {"address": address(url)}
                document.qr_code(target, alt=alt, size=200)
            with steps:
                document.heading(2, gettext("Zo gebruikt u de code"), listed=False)
                document.numbered(
                    [
                        [gettext("Ga naar"), " ", link(address(url), url), "."],
                        gettext("Typ de code over. Hoofdletters en streepjes maken niet uit."),
                        gettext("Of scan de QR-code met uw telefoon. Dan is de code al ingevuld."),
                    ]
                )
    with document.card(bar=DANGER):
        document.paragraph(gettext("Bewaar deze pagina apart"), style=STRONG)
        document.paragraph(
            gettext(
                "Wie de code heeft, kan al uw antwoorden lezen en wijzigen. Haal deze pagina weg voordat u het plan "
                "aan een ander geeft. Wij kunnen de code niet voor u opzoeken."
            ),
            style=replace(BODY, after=0),
        )
