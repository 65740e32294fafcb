"""The scan itself: overview, one question a page, and checking the answers of a section."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ev_scan.domain.answers import Answer
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.errors import EvScanError
from ev_scan.domain.questionnaire import Question
from ev_scan.domain.route import Section, SectionState, section, sections
from ev_scan.report.words import Wording
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.filters import is_together
from ev_scan.web.forms import QuestionForm, question_form, seen_value
from ev_scan.web.monitor_offer import block_offer
from ev_scan.web.scan import presenters, question_page
from ev_scan.web.scope import chosen_mode, descriptions, more_to_ask, scope_form
from ev_scan.web.security import ScanForm

bp = Blueprint("scan", __name__)


class AnsweredElsewhere(EvScanError):
    """Another page answered this question since this one was opened."""

    def __init__(self, answer: Answer, note: str) -> None:
        super().__init__()
        self.answer, self.note = answer, note


@bp.get("/scan")
@open_to(Audience.ENTREPRENEUR)
def overview() -> ResponseReturnValue:
    found = sections(context.catalogue(), context.dossier())
    return render_template(
        "scan/overview.html",
        rows=presenters.section_rows(found, context.localize()),
        finished=sum(each.state is SectionState.FINISHED for each in found),
        total=len(found),
        following=presenters.following(found, context.dossier()),
        has_answers=any(each.answered for each in found if each.subject),
        all_finished=all(each.state is SectionState.FINISHED for each in found),
        fresh=not any(each.answered for each in found),
        code=str(context.code()),
        begun_with="" if is_together() else context.dossier().begun_with,
        mode=Wording(context.catalogue(), context.localize()).mode(context.dossier().mode),
        more=more_to_ask(context.catalogue(), context.dossier()),
        form=ScanForm(),
        block=block_offer(),
    )


@bp.route("/scan/omvang", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def scope() -> ResponseReturnValue:
    """Ask more or fewer topics; nothing that was answered is lost or asked again."""
    catalogue, localize, dossier = context.catalogue(), context.localize(), context.dossier()
    form = scope_form(catalogue, localize, request.form if request.method == "POST" else None, dossier.mode)
    if request.method == "POST":
        mode = chosen_mode(form, catalogue, localize)
        if mode:
            context.change_dossier(lambda stored: stored.with_mode(mode))
            return redirect(url_for("scan.overview"), 303)
    page = render_template("scan/scope.html", form=form, descriptions=descriptions(catalogue, localize, dossier))
    return page, 422 if form.errors else 200


@bp.route("/scan/<section_id>/<question_id>", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def question(section_id: str, question_id: str) -> ResponseReturnValue:
    asked = context.catalogue().questionnaire.question(question_id)
    if request.method == "POST":
        return _receive(section_id, asked, question_form(asked, context.locale())(request.form))
    here = _section_of(section_id, asked, context.dossier())
    if here.id != section_id:
        return redirect(presenters.question_url(here, asked))
    return question_page.stored_page(here, asked, context.dossier())


def _section_of(section_id: str, asked: Question, dossier: Dossier) -> Section:
    """The section, or the one that asks it now that a theme was left behind for the whole scan.

    Raises NotInCatalogue when the section does not ask this question of this company.
    """
    if _is_left_behind(section_id, dossier):
        for each in sections(context.catalogue(), dossier):
            if asked in each.questions:
                return each
    here = section(context.catalogue(), dossier, section_id)
    here.position(asked.id)
    return here


def _is_left_behind(section_id: str, dossier: Dossier) -> bool:
    """Whether it was the one section of a deep dive: the back button still leads there."""
    return section_id != dossier.mode and any(
        dive.mode == section_id for dive in context.catalogue().questionnaire.deep_dives
    )


def _receive(section_id: str, asked: Question, form: QuestionForm) -> ResponseReturnValue:
    stopping = request.form.get("intent") == "stop"
    if stopping and not form.chosen() and not form.note.data:
        return redirect(url_for("dossier.saved"), 303)
    if not form.validate():
        return question_page.full_page(_section_of(section_id, asked, context.dossier()), asked, form), 422
    try:
        dossier = context.change_dossier(lambda stored: _answer(section_id, asked, form, stored))
    except AnsweredElsewhere as conflict:
        here = _section_of(section_id, asked, context.dossier())
        return question_page.conflict_page(here, asked, form, conflict.answer, conflict.note), 409
    return redirect(url_for("dossier.saved") if stopping else _after(section_id, asked, dossier), 303)


def _answer(section_id: str, asked: Question, form: QuestionForm, stored: Dossier) -> Dossier:
    """What is stored with this answer. Raises AnsweredElsewhere, and NotInCatalogue."""
    here = _section_of(section_id, asked, stored)
    chosen, note = form.chosen(), form.note.data if here.subject else None
    answer, stored_note = stored.answers.of(asked.id), stored.notes.get(asked.id, "")
    unchanged = (form.seen.data or "") == seen_value(answer, stored_note)
    if not unchanged and (answer, stored_note) != (chosen, note or ""):
        raise AnsweredElsewhere(answer, stored_note)
    return stored.answered(asked.id, chosen, note)


def _after(section_id: str, asked: Question, dossier: Dossier) -> str:
    here = _section_of(section_id, asked, dossier)
    following = here.next_open(dossier.answers, asked.id)
    return presenters.question_url(here, following) if following else url_for("scan.check", section_id=here.id)


@bp.route("/scan/<section_id>/controle", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def check(section_id: str) -> ResponseReturnValue:
    dossier = context.dossier()
    if _is_left_behind(section_id, dossier):
        return redirect(url_for("scan.overview"), 303)
    here = section(context.catalogue(), dossier, section_id)
    form = ScanForm(request.form if request.method == "POST" else None)
    first_open = here.next_open(dossier.answers)
    if request.method == "POST" and form.validate():
        if first_open is None:
            dossier = context.change_dossier(lambda stored: stored.with_finished(here.id))
        found = sections(context.catalogue(), dossier)
        if all(each.state is SectionState.FINISHED for each in found):
            return redirect(url_for("plan.results"), 303)
        return redirect(url_for("scan.overview"), 303)
    page = render_template(
        "scan/check.html",
        form=form,
        section=here,
        section_title=presenters.section_title(here, context.localize()),
        rows=presenters.answer_rows(here, dossier, context.localize()),
        unknown=sum(dossier.answers.is_unknown(question.id) for question in here.questions),
        first_open=presenters.question_url(here, first_open) if first_open else None,
        back=url_for("scan.overview"),
    )
    return page, 422 if form.errors else 200
