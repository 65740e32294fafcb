"""What was agreed, by whom and by when; and what happens after the conversation."""

from ev_scan.domain.consultation import Agreement, AgreementState
from ev_scan.report.document.consultation_report import ConsultationEdition
from ev_scan.report.document.plan_actions import WORTH_BEGINNING
from ev_scan.report.document.tables import Table, TableColumn
from ev_scan.report.document.text import Inline, Run


def add_agreements(edition: ConsultationEdition) -> None:
    document, gettext = edition.document, edition.localize.gettext
    if not edition.consultation.agreements:
        return
    document.page_break(unless_room_for=WORTH_BEGINNING)
    document.heading(1, gettext("Afspraken"))
    groups = [
        (AgreementState.ACCEPTED, gettext("Deze afspraken staan in uw actieplan.")),
        (AgreementState.PROPOSED, gettext("Hierop gaf u nog geen antwoord. Dat doet u op de site.")),
        (AgreementState.REFUSED, gettext("Hiermee ging u niet akkoord. Ze staan niet in uw actieplan.")),
    ]
    for state, about in groups:
        agreements = edition.consultation.with_state(state)
        if agreements:
            document.heading(2, edition.words.state(state), listed=False)
            document.paragraph(about, introduces=True)
            _add_table(edition, agreements)


def _add_table(edition: ConsultationEdition, agreements: tuple[Agreement, ...]) -> None:
    gettext = edition.localize.gettext
    columns = [
        TableColumn(gettext("Wat"), 3.6),
        TableColumn(gettext("Wie"), 1.7),
        TableColumn(gettext("Klaar op"), 1.5),
    ]
    rows = [[_what(edition, each), each.who or "–", edition.words.due(each) or "–"] for each in agreements]
    edition.document.table(Table(columns, rows))


def _what(edition: ConsultationEdition, agreement: Agreement) -> list[Inline]:
    words: list[Inline] = [Run(agreement.what)]
    if agreement.measure and agreement.measure in edition.catalogue.measures:
        title = edition.content(edition.catalogue.measures.get(agreement.measure).title)
        words += [" (", edition.localize.gettext("hoort bij:"), " ", title, ")"]
    return words


def add_next_steps(edition: ConsultationEdition) -> None:
    document, gettext = edition.document, edition.localize.gettext
    document.page_break(unless_room_for=WORTH_BEGINNING)
    document.heading(1, gettext("Hoe het verder gaat"))
    document.numbered(_steps(edition))


def _steps(edition: ConsultationEdition) -> list[str]:
    gettext, consultation = edition.localize.gettext, edition.consultation
    steps = []
    if consultation.with_state(AgreementState.PROPOSED):
        steps.append(gettext("Zeg op de site ja of nee tegen elke afspraak. Pas na uw ja komt hij in uw actieplan."))
    if consultation.with_state(AgreementState.ACCEPTED) or edition.plan.actions:
        steps.append(gettext("Begin met de acties in uw plan. Zet er per actie bij wie het doet en wanneer."))
    steps.append(gettext("Zet de data in uw agenda. Op de site haalt u een bestand op dat uw agenda kan lezen."))
    if consultation.follow_up:
        day = edition.localize.day(consultation.follow_up)
        steps.append(gettext("Op %(day)s kijkt u met uw adviseur hoe ver u bent.") % {"day": day})
    else:
        steps.append(gettext("Spreek met uw adviseur een datum af om te kijken hoe ver u bent."))
    steps.append(gettext("Doe de scan over een jaar opnieuw. Dan ziet u wat er beter gaat."))
    return steps
