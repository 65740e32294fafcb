"""The scan itself: overview, one question a page, and checking the answers of a section."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from ev_scan.domain.answers import Answer
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.errors import EvScanError, NotInCatalogue
from ev_scan.domain.ids import OptionId
from ev_scan.domain.questionnaire import Question
from ev_scan.domain.route import Section, SectionState, section, sections
from ev_scan.services import dossiers
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.forms import QuestionForm, control_of, question_form
from ev_scan.web.fragments import SLOTS, FragmentStore, mark
from ev_scan.web.scan import presenters
from ev_scan.web.security import ScanForm

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
        to_do=presenters.next_page(found, context.dossier()),
        has_results=any(each.answered for each in found[1:]),
        all_finished=all(each.state is SectionState.FINISHED for each in found),
        code=context.code(),
    )


@bp.route("/scan/<section_id>/<question_id>", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def question(section_id: str, question_id: str) -> ResponseReturnValue:
    here = section(context.catalogue(), context.dossier(), section_id)
    asked = context.catalogue().questionnaire.question(question_id)
    here.position(asked.id)
    if request.method == "GET":
        return _question_page(here, asked)
    form = question_form(asked, context.locale())(request.form)
    stopping = request.form.get("intent") == "stop"
    if stopping and not form.chosen() and not form.note.data:
        return redirect(url_for("scan.saved"), 303)
    if not form.validate():
        return _drawn(here, asked, form, failed=True), 422
    try:
        dossier = _save(asked, form)
    except AnsweredElsewhere as conflict:
        return _conflict_page(here, asked, form, conflict.stored), 409
    if stopping:
        return redirect(url_for("scan.saved"), 303)
    following = section(context.catalogue(), dossier, section_id).next_open(dossier.answers, asked.id)
    if following is None:
        return redirect(url_for("scan.check", section_id=section_id), 303)
    return redirect(url_for("scan.question", section_id=section_id, question_id=following.id), 303)


def _save(asked: Question, form: QuestionForm) -> Dossier:
    chosen, shown, note = form.chosen(), form.shown(), form.note.data if asked.why_note else None

    def alter(dossier: Dossier) -> Dossier:
        stored = dossier.answers.of(asked.id)
        if stored not in (shown, chosen):
            raise AnsweredElsewhere(stored)
        return dossier.answered(asked.id, chosen, note)

    return dossiers.change(context.session(), context.runtime().epochs, context.code(), context.month(), alter)


def _question_page(here: Section, asked: Question) -> str:
    dossier = context.dossier()
    if dossier.notes.get(asked.id):
        return _drawn(here, asked, _filled(asked, dossier))
    key = (context.locale(), context.theme(), asked.id)
    page = _pages.page(key, control_of(asked), lambda: _marked(here, asked))
    stored = dossier.answers.of(asked.id)
    values = {
        "token": str(question_form(asked, context.locale())()["csrf_token"].current_token),
        "seen": ",".join(stored),
        "position": presenters.position(here, asked, context.localize()),
        "back": presenters.back_url(here, asked),
        "restart": "",
    }
    return page.fill(values, stored)


def _filled(asked: Question, dossier: Dossier) -> QuestionForm:
    stored = dossier.answers.of(asked.id)
    answer: object = list(stored) if control_of(asked) == "checkboxes" else (stored[0] if stored else None)
    return question_form(asked, context.locale())(
        data={"answer": answer, "note": dossier.notes.get(asked.id, ""), "seen": ",".join(stored)}
    )
