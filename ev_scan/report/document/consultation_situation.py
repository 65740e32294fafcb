"""Where the company stands: its scores, and itself in a few words."""

from ev_scan.domain.plan import Action, Phase
from ev_scan.report.document.consultation_report import ConsultationEdition
from ev_scan.report.document.definitions import Definition
from ev_scan.report.document.plan_report import joined
from ev_scan.report.document.plan_summary import add_exposure, add_profile
from ev_scan.report.document.styles import LEAD
from ev_scan.report.document.text import Inline


def add_situation(edition: ConsultationEdition) -> None:
    document, gettext = edition.document, edition.localize.gettext
    document.page_break()
    document.heading(1, gettext("Waar uw bedrijf staat"))
    document.paragraph(edition.wording.conclusion(edition.plan), style=LEAD)
    document.space(12)
    with document.columns(1.75, 1, gap=26) as (wide, narrow):
        with wide:
            add_profile(edition)
        with narrow:
            add_exposure(edition)
    _add_first_actions(edition)
    _add_company(edition)


def _add_first_actions(edition: ConsultationEdition) -> None:
    document, gettext = edition.document, edition.localize.gettext
    now = edition.plan.in_phase(Phase.NOW)
    if now:
        document.heading(2, gettext("Hiermee begint u"), listed=False)
        document.numbered([_action(edition, action) for action in now])


def _action(edition: ConsultationEdition, action: Action) -> list[Inline]:
    progress, localize = action.progress, edition.localize
    due = localize.day(progress.due) if progress.due else ""
    agreed = ", ".join(filter(None, (progress.owner.strip(), due)))
    return [edition.content(action.measure.title), f" ({agreed})" if agreed else ""]


def _add_company(edition: ConsultationEdition) -> None:
    """The answers of the profile, which decided what weighs heavily."""
    asked = edition.catalogue.questionnaire.profile_in(edition.plan.result.mode)
    rows = [
        Definition(
            edition.content(question.text),
            joined([[edition.option(question.id, option)] for option in edition.answers.of(question.id)], "; "),
        )
        for question in asked
        if question.id in edition.answers
    ]
    if rows:
        edition.document.heading(2, edition.localize.gettext("Uw bedrijf in het kort"), listed=False)
        edition.document.definitions(rows, share=0.42)
