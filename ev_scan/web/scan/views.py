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
from ev_scan.web.forms import QuestionForm, control_of, question_form
from ev_scan.web.fragments import SLOTS, FragmentStore, mark
from ev_scan.web.scan import presenters
from ev_scan.web.security import ScanForm, form_token

bp = Blueprint("scan", __name__)

_pages = FragmentStore()


class AnsweredElsewhere(EvScanError):
    """Another page answered this question since this one was opened."""

    def __init__(self, stored: Answer) -> None:
        super().__init__()
        self.stored = stored


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
        code=str(context.code()),
    )


@bp.route("/scan/<section_id>/<question_id>", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def question(section_id: str, question_id: str) -> ResponseReturnValue:
    here = section(context.catalogue(), context.dossier(), section_id)
    asked = context.catalogue().questionnaire.question(question_id)
    here.position(asked.id)
    if request.method == "GET":
        return _question_page(here, asked)
    return _receive(here, asked, question_form(asked, context.locale())(request.form))


def _receive(here: Section, asked: Question, form: QuestionForm) -> ResponseReturnValue:
    stopping = request.form.get("intent") == "stop"
    if stopping and not form.chosen() and not form.note.data:
        return redirect(url_for("dossier.saved"), 303)
    if not form.validate():
        return _drawn(here, asked, form), 422
    try:
        dossier = _save(here, asked, form)
    except AnsweredElsewhere as conflict:
        return _conflict(here, asked, form, conflict.stored), 409
    return redirect(url_for("dossier.saved") if stopping else _after(here, asked, dossier), 303)


def _after(here: Section, asked: Question, dossier: Dossier) -> str:
    following = section(context.catalogue(), dossier, here.id).next_open(dossier.answers, asked.id)
    return presenters.question_url(here, following) if following else url_for("scan.check", section_id=here.id)


def _save(here: Section, asked: Question, form: QuestionForm) -> Dossier:
    chosen, shown = form.chosen(), form.shown()
    note = form.note.data if here.cluster else None

    def alter(dossier: Dossier) -> Dossier:
        stored = dossier.answers.of(asked.id)
        if stored not in (shown, chosen):
            raise AnsweredElsewhere(stored)
        return dossier.answered(asked.id, chosen, note)

    return dossiers.change(context.session(), context.runtime().epochs, context.code(), context.month(), alter)


def _question_page(here: Section, asked: Question) -> str:
    dossier = context.dossier()
    stored = dossier.answers.of(asked.id)
    if dossier.notes.get(asked.id):
        return _drawn(here, asked, _filled(asked, stored, dossier.notes[asked.id]))
    key = (context.locale(), context.theme(), asked.id)
    page = _pages.page(key, control_of(asked), lambda: _with_marks(here, asked))
    values = {
        "token": form_token(),
        "seen": ",".join(stored),
        "position": presenters.position(here, asked, context.localize()),
        "back": presenters.back_url(here, asked),
    }
    return page.fill(values, stored)


def _filled(asked: Question, stored: Answer, note: str) -> QuestionForm:
    one = stored[0] if stored else None
    answer = list(stored) if control_of(asked) == "checkboxes" else one
    return question_form(asked, context.locale())(data={"answer": answer, "note": note, "seen": ",".join(stored)})


def _drawn(here: Section, asked: Question, form: QuestionForm, conflict: str | None = None) -> str:
    values = {
        "token": form_token(),
        "seen": form.seen.data or "",
        "position": presenters.position(here, asked, context.localize()),
        "back": presenters.back_url(here, asked),
    }
    return _template(here, asked, form, values, conflict)


def _with_marks(here: Section, asked: Question) -> str:
    return _template(here, asked, _filled(asked, (), ""), {slot: mark(slot) for slot in SLOTS}, None)


def _template(here: Section, asked: Question, form: QuestionForm, values: dict[str, str], conflict: str | None) -> str:
    return render_template(
        "scan/question.html",
        form=form,
        asked=asked,
        control=control_of(asked),
        section=here,
        section_title=presenters.section_title(here, context.localize()),
        slots=values,
        conflict=conflict,
    )


def _conflict(here: Section, asked: Question, form: QuestionForm, stored: Answer) -> str:
    """Show both answers; sending the form again now means: this one."""
    form.seen.data = ",".join(stored)
    localize = context.localize()
    words = " + ".join(localize(asked.option(option).text) for option in stored)
    return _drawn(here, asked, form, conflict=words or localize.gettext("nog geen antwoord"))


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
