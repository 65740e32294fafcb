"""The action plan as a document to print, to keep and to hand over."""

from ev_scan.report.document.file import Attachment
from ev_scan.report.document.layout import Document, Furniture
from ev_scan.report.document.metadata import Metadata
from ev_scan.report.document.plan_actions import add_later_actions, add_questions_to_find_out
from ev_scan.report.document.plan_agreed import add_agreed
from ev_scan.report.document.plan_answers import add_answers
from ev_scan.report.document.plan_code import add_code
from ev_scan.report.document.plan_cover import add_cover, add_guide
from ev_scan.report.document.plan_inputs import add_inputs
from ev_scan.report.document.plan_references import add_references
from ev_scan.report.document.plan_regimes import add_regimes
from ev_scan.report.document.plan_register import add_register
from ev_scan.report.document.plan_report import PlanEdition, PlanReport
from ev_scan.report.document.plan_scores import add_scores
from ev_scan.report.document.plan_sheets import add_sheets
from ev_scan.report.document.plan_summary import add_summary

__all__ = ["PlanReport", "render"]


def render(report: PlanReport) -> bytes:
    edition = PlanEdition(report, _new_document(report))
    add_cover(edition)
    if report.plan.actions or report.plan.questions_to_answer or report.plan.own_actions:
        add_guide(edition)
    add_summary(edition)
    add_sheets(edition)
    add_agreed(edition)
    add_later_actions(edition)
    add_questions_to_find_out(edition)
    add_regimes(edition)
    add_register(edition)
    add_inputs(edition)
    add_scores(edition)
    add_answers(edition)
    add_references(edition)
    add_code(edition)
    name, content = report.attachment
    about = report.localize.gettext("Dit plan voor computerprogramma's")
    edition.document.attach(Attachment(name, content, "application/json", about))
    return edition.document.render()


def _new_document(report: PlanReport) -> Document:
    localize = report.localize
    title = localize.gettext("Actieplan economische veiligheid")
    subject = localize.gettext("Vertrouwelijk actieplan van de EV-scan, met de antwoorden waarop het rust")
    metadata = Metadata(title, localize.locale, report.created, subject=subject)
    footer = f"{localize.gettext('Vertrouwelijk')} · {localize.day(report.created.date())}"

    def page_label(number: int, total: int) -> str:
        return localize.gettext("Pagina %(number)s van %(total)s") % {"number": number, "total": total}

    return Document(metadata, Furniture(title, footer, page_label))
