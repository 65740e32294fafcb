"""The report of a conversation, for the owner to keep: where the company stands, what was said, and what comes next."""

from ev_scan.report.document.consultation_agreements import add_agreements, add_next_steps
from ev_scan.report.document.consultation_cover import add_cover
from ev_scan.report.document.consultation_notes import add_notes, add_points
from ev_scan.report.document.consultation_report import ConsultationEdition, ConsultationReport
from ev_scan.report.document.consultation_situation import add_situation
from ev_scan.report.document.layout import Document, Furniture
from ev_scan.report.document.metadata import Metadata
from ev_scan.report.document.plan_actions import WORTH_BEGINNING
from ev_scan.report.document.plan_references import add_contacts

__all__ = ["ConsultationReport", "render"]


def render(report: ConsultationReport) -> bytes:
    edition = ConsultationEdition(report, _new_document(report))
    add_cover(edition)
    add_situation(edition)
    add_notes(edition)
    add_points(edition)
    add_agreements(edition)
    add_next_steps(edition)
    _add_help(edition)
    return edition.document.render()


def _add_help(edition: ConsultationEdition) -> None:
    """Help nearby, and of what was agreed."""
    catalogue, library = edition.catalogue, edition.catalogue.measures
    named = {each.measure for each in edition.consultation.agreements if each.measure}
    used = {contact for name in named if name in library for contact in library.get(name).contacts}
    used |= {contact.id for contact in catalogue.contacts_near(edition.answers)}
    contacts = [contact for name, contact in catalogue.contacts.items() if name in used]
    if contacts:
        edition.document.page_break(unless_room_for=WORTH_BEGINNING)
        edition.document.heading(1, edition.localize.gettext("Wie u kunnen helpen"))
        add_contacts(edition, contacts)


def _new_document(report: ConsultationReport) -> Document:
    localize = report.localize
    title = localize.gettext("Verslag van het gesprek")
    subject = localize.gettext("Vertrouwelijk verslag van een gesprek over economische veiligheid")
    metadata = Metadata(title, localize.locale, report.created, subject=subject)
    footer = f"{localize.gettext('Vertrouwelijk')} · {localize.day(report.created.date())}"

    def page_label(number: int, total: int) -> str:
        return localize.gettext("Pagina %(number)s van %(total)s") % {"number": number, "total": total}

    return Document(metadata, Furniture(title, footer, page_label))
