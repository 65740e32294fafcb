"""The scan itself: overview, one question a page, and checking the answers of a section."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ev_scan.domain.answers import Answer
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.errors import EvScanError
from ev_scan.domain.questionnaire import Question
from ev_scan.domain.route import Section, SectionState, section, sections
from ev_scan.services import dossiers
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.forms import QuestionForm, question_form, seen_value
from ev_scan.web.scan import presenters, question_page
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
        has_answers=any(each.answered for each in found if each.cluster),
        all_finished=all(each.state is SectionState.FINISHED for each in found),
        fresh=not any(each.answered for each in found),
        code=str(context.code()),
    )


@bp.route("/scan/<section_id>/<question_id>", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def question(section_id: str, question_id: str) -> ResponseReturnValue:
    here = section(context.catalogue(), context.dossier(), section_id)
    asked = context.catalogue().questionnaire.question(question_id)
    here.position(asked.id)
    if request.method != "POST":
        return question_page.stored_page(here, asked, context.dossier())
    return _receive(here, asked, question_form(asked, context.locale())(request.form))


def _receive(here: Section, asked: Question, form: QuestionForm) -> ResponseReturnValue:
    stopping = request.form.get("intent") == "stop"
    if stopping and not form.chosen() and not form.note.data:
        return redirect(url_for("dossier.saved"), 303)
    if not form.validate():
        return question_page.full_page(here, asked, form), 422
    try:
        dossier = _save(here, asked, form)
    except AnsweredElsewhere as conflict:
        return question_page.conflict_page(here, asked, form, conflict.answer, conflict.note), 409
    return redirect(url_for("dossier.saved") if stopping else _after(here, asked, dossier), 303)


def _after(here: Section, asked: Question, dossier: Dossier) -> str:
    following = section(context.catalogue(), dossier, here.id).next_open(dossier.answers, asked.id)
    return presenters.question_url(here, following) if following else url_for("scan.check", section_id=here.id)


def _save(here: Section, asked: Question, form: QuestionForm) -> Dossier:
    chosen, seen = form.chosen(), form.seen.data or ""
    note = form.note.data if here.cluster else None

    def alter(dossier: Dossier) -> Dossier:
        stored, stored_note = dossier.answers.of(asked.id), dossier.notes.get(asked.id, "")
        unchanged = seen == seen_value(stored, stored_note)
        if not unchanged and (stored, stored_note) != (chosen, note or ""):
            raise AnsweredElsewhere(stored, stored_note)
        return dossier.answered(asked.id, chosen, note)

    return dossiers.change(context.session(), context.runtime().epochs, context.code(), context.month(), alter)


@bp.route("/scan/<section_id>/controle", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def check(section_id: str) -> ResponseReturnValue:
    dossier = context.dossier()
    here = section(context.catalogue(), dossier, section_id)
    form = ScanForm(request.form if request.method == "POST" else None)
    first_open = here.next_open(dossier.answers)
    if request.method == "POST" and form.validate():
        if first_open is None:
            dossier = _finish(here)
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


def _finish(here: Section) -> Dossier:
    def alter(dossier: Dossier) -> Dossier:
        return dossier.with_finished(here.id)

    return dossiers.change(context.session(), context.runtime().epochs, context.code(), context.month(), alter)
