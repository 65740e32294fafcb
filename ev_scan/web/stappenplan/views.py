"""The EV-stappenplan: what to protect, from whom, and what first. The five steps stand in modules of their own."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from ev_scan.domain.register_changes import StepProgress, step_progress
from ev_scan.domain.route import PROFILE
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.stappenplan import assets, lines, methods, pictures, presenters, ratings, treatments
from ev_scan.web.stappenplan.blueprint import bp
from ev_scan.web.stappenplan.stored import register

STEPS = (assets, ratings, methods, lines, treatments, pictures)
"""Importing them puts their views on the blueprint."""

__all__ = ["bp"]


@bp.get("/stappenplan")
@open_to(Audience.ENTREPRENEUR)
def overview() -> ResponseReturnValue:
    found = register()
    progress = step_progress(found)
    return render_template(
        "stappenplan/overview.html",
        rows=presenters.step_rows(progress),
        more=_more_rows(len(found.inputs), bool(found.lines)),
        following=_following(progress),
        begun=not found.is_empty,
        profile=_open_profile(),
    )


def _following(progress: dict[str, StepProgress]) -> tuple[str, int] | None:
    """The first step that is not ready, and its number; None when all are."""
    for number, step in enumerate(context.catalogue().stappenplan.steps, start=1):
        if not progress[step.id].is_ready:
            return url_for(presenters.STEP_PAGES[step.id]), number
    return None


def _open_profile() -> str | None:
    """Where to say something about the company, while nobody did."""
    profile = context.catalogue().questionnaire.profile_in(context.dossier().mode)
    if not profile or any(question.id in context.dossier().answers for question in profile):
        return None
    return url_for("scan.question", section_id=PROFILE, question_id=profile[0].id)


def _more_rows(inputs: int, has_lines: bool) -> list[presenters.Row]:
    localize = context.localize()
    status = ("none", localize.gettext("Nog niet begonnen"))
    if inputs:
        status = ("ok", localize.ngettext("%(num)d inkoop", "%(num)d inkopen", inputs))
    return [
        presenters.Row(
            title=localize.gettext("Uw leveringen"),
            hint=localize.gettext("Welke inkoop kunt u niet missen, en hoelang kunt u zonder?"),
            href=url_for("supply.overview"),
            status=status,
        ),
        presenters.Row(
            title=localize.gettext("Risicomatrix"),
            hint=localize.gettext("Al uw risico’s in één beeld, voor en na uw plan."),
            href=url_for("stappenplan.matrix") if has_lines else None,
            status=None,
        ),
        presenters.Row(
            title=localize.gettext("Dekking"),
            hint=localize.gettext("Waar u nog niet naar keek."),
            href=url_for("stappenplan.coverage") if has_lines else None,
            status=None,
        ),
        presenters.Row(
            title=localize.gettext("Actieplan"),
            hint=localize.gettext("Wat u hier invult, telt mee in uw plan."),
            href=url_for("plan.overview"),
            status=None,
        ),
    ]
