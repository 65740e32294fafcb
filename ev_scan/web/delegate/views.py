"""A colleague answers the questions of some topics by a code of the owner; without an account."""

import re
from dataclasses import dataclass
from typing import Any

import orjson
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import TooManyRequests
from wtforms.fields import HiddenField, StringField

from ev_scan.domain.answers import Answer
from ev_scan.domain.ids import OptionId
from ev_scan.domain.questionnaire import Question
from ev_scan.domain.sharing import Gone, NotAllowed
from ev_scan.services import delegates
from ev_scan.services.delegates import AnsweredMeanwhile, Task, TopicTask
from ev_scan.services.library import question_texts
from ev_scan.vault.codes import parse_share_code
from ev_scan.vault.errors import MistypedCode
from ev_scan.web import context, fields
from ev_scan.web.access import Audience, NoShareOpen, open_to
from ev_scan.web.forms import QuestionForm, control_of, question_form, seen_value
from ev_scan.web.security import ScanForm, cleaned
from ev_scan.web.throttle import TRY_CODE
from ev_scan.web.typed_codes import typing_advice

bp = Blueprint("delegate", __name__, url_prefix="/mee")

_OUR_PATHS = re.compile(r"/mee/vragen(?:/[A-Za-z0-9_-]+)?", re.ASCII)


class EnterForm(ScanForm):
    code: Any = StringField(filters=[fields.clean_text])
    next: Any = HiddenField()
    carried: Any = HiddenField()
    """The fields of an answer that was sent after the session had ended, as JSON."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    title: str
    href: str
    status: tuple[str, str]


@bp.route("", methods=["GET", "POST"])
@open_to(Audience.EVERYBODY)
def enter() -> ResponseReturnValue:
    if request.method != "POST":
        return _enter_page(EnterForm(next=_inside(request.args.get("next", ""))))
    form = EnterForm(request.form)
    if form.validate() and _entered(form):
        return _go_on(form)
    return _enter_page(form), 422


def _enter_page(form: EnterForm) -> str:
    form.code.label.text = context.localize().gettext("De code van uw collega")
    return render_template("delegate/enter.html", form=form, busy=context.visitor().helping is not None)


def _entered(form: EnterForm) -> bool:
    """Whether the code opened something; else the form says what to do, but never whether a code exists."""
    runtime = context.runtime()
    _, day_key = runtime.days.current(context.today())
    if not runtime.throttle.allows(TRY_CODE, request.remote_addr or "", day_key):
        raise TooManyRequests(retry_after=TRY_CODE.get_expiry())
    try:
        code = parse_share_code(form.code.data)
        delegates.enter(runtime.engine, runtime.epochs, code, context.now())
    except MistypedCode as error:
        form.code.errors = [typing_advice(error)]
        return False
    except Gone:
        form.code.errors = [
            context.localize().gettext("Met deze code is niets te openen. Kijk hem na, of vraag om een nieuwe code.")
        ]
        return False
    context.visitor().begin_helping(code.root)
    return True


def _go_on(form: EnterForm) -> ResponseReturnValue:
    target = _inside(form.next.data or "")
    carried = _carried(form.carried.data or "")
    if target and carried:
        return render_template("delegate/carry_on.html", form=ScanForm(), target=target, carried=carried)
    return redirect(target or url_for("delegate.overview"), 303)


def _carried(text: str) -> list[tuple[str, str]]:
    try:
        pairs = orjson.loads(text)
    except orjson.JSONDecodeError:
        return []
    if not isinstance(pairs, list):
        return []
    return [(str(pair[0]), str(pair[1])) for pair in pairs if isinstance(pair, list) and len(pair) == 2]


def _inside(path: str) -> str:
    return path if _OUR_PATHS.fullmatch(path) else ""


@bp.app_errorhandler(NoShareOpen)
@bp.errorhandler(Gone)
def ask_for_code(error: NoShareOpen | Gone) -> ResponseReturnValue:
    """The session is over, or the owner ended what was shared. What was sent is carried along."""
    if isinstance(error, Gone):
        context.visitor().end_helping()
    if request.method != "POST":
        return redirect(url_for("delegate.enter", next=request.path), 303)
    sent = [[name, value] for name, value in cleaned(request.form).items(multi=True) if name != "csrf_token"]
    return _enter_page(EnterForm(next=request.path, carried=orjson.dumps(sent).decode() if sent else "")), 403


@bp.get("/vragen")
@open_to(Audience.DELEGATE)
def overview() -> ResponseReturnValue:
    found = _task()
    following = found.next_open()
    return render_template(
        "delegate/overview.html",
        topics=[(each.topic, _rows(each, found)) for each in found.topics],
        following=_url(following) if following else None,
        begun=any(found.is_answered(each) for each in found.questions),
        form=ScanForm(),
    )


def _rows(asked: TopicTask, found: Task) -> list[QuestionRow]:
    localize = context.localize()
    states = {
        True: ("ok", localize.gettext("Beantwoord")),
        False: ("none", localize.gettext("Nog open")),
    }
    return [QuestionRow(localize(each.text), _url(each), states[found.is_answered(each)]) for each in asked.questions]


def _task() -> Task:
    runtime = context.runtime()
    questionnaire = context.catalogue().questionnaire
    return delegates.task(runtime.engine, runtime.epochs, questionnaire, context.share_code(), context.now())


def _url(asked: Question) -> str:
    return url_for("delegate.question", question_id=asked.id)


@bp.route("/vragen/<question_id>", methods=["GET", "POST"])
@open_to(Audience.DELEGATE)
def question(question_id: str) -> ResponseReturnValue:
    asked, found = context.catalogue().questionnaire.question(question_id), _task()
    found.topic_of(question_id)
    make = question_form(asked, context.locale())
    if request.method != "POST":
        stored = found.answers.of(asked.id)
        answer = list(stored) if control_of(asked) == "checkboxes" else (stored[0] if stored else None)
        return _question_page(asked, found, make(data={"answer": answer, "seen": seen_value(stored, "")}))
    return _receive(asked, found, make(request.form))


def _receive(asked: Question, found: Task, form: QuestionForm) -> ResponseReturnValue:
    if not form.validate():
        return _question_page(asked, found, form), 422
    runtime = context.runtime()
    try:
        after = delegates.answer(
            runtime.engine,
            runtime.epochs,
            context.catalogue().questionnaire,
            context.share_code(),
            context.now(),
            asked,
            form.chosen(),
            _seen(form),
        )
    except AnsweredMeanwhile as conflict:
        form.seen.data = seen_value(conflict.answer, "")
        return _question_page(asked, found, form, conflict.answer), 409
    following = after.next_open(asked.id)
    return redirect(_url(following) if following else url_for("delegate.overview"), 303)


def _seen(form: QuestionForm) -> Answer:
    """What `seen_value` made a text of."""
    return tuple(OptionId(option) for option in (form.seen.data or "").split(",") if option)


def _question_page(asked: Question, found: Task, form: QuestionForm, conflict: Answer | None = None) -> str:
    localize = context.localize()
    number, total = found.questions.index(asked) + 1, len(found.questions)
    words = localize.gettext("Vraag %(number)s van %(total)s") % {"number": number, "total": total}
    stored = (
        None if conflict is None else " + ".join(localize(asked.option(each).text) for each in asked.arranged(conflict))
    )
    return render_template(
        "delegate/question.html",
        form=form,
        asked=asked,
        control=control_of(asked),
        topic=found.topic_of(asked.id),
        position=words,
        terms=context.runtime().library.glossary(localize).in_texts(question_texts(asked)),
        conflict=stored,
    )


@bp.errorhandler(NotAllowed)
def not_asked(_: NotAllowed) -> ResponseReturnValue:
    """What the owner asked was changed since this page was made."""
    return redirect(url_for("delegate.overview"), 303)


@bp.post("/afsluiten")
@open_to(Audience.EVERYBODY)
def leave() -> ResponseReturnValue:
    """Forget the code in this browser; the answers stay."""
    if context.visitor().helping is not None:
        if not ScanForm(request.form).validate():
            return redirect(url_for("delegate.overview"), 303)
        context.visitor().end_helping()
    return redirect(url_for("delegate.left"), 303)


@bp.get("/afgesloten")
@open_to(Audience.EVERYBODY)
def left() -> ResponseReturnValue:
    return render_template("delegate/left.html")
