"""Begin, resume, stop and wipe a dossier: all that has to do with the code."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from limits import RateLimitItem
from werkzeug.exceptions import TooManyRequests
from wtforms.fields import HiddenField, StringField

from ev_scan.domain.dossier import Dossier
from ev_scan.domain.questionnaire import Mode
from ev_scan.services import dossiers
from ev_scan.vault.codes import ResumeCode, parse_code
from ev_scan.vault.errors import MistypedCode, Unreadable
from ev_scan.web import context, fields
from ev_scan.web.access import Audience, NoDossierOpen, open_to
from ev_scan.web.returning import carried, inside, sent
from ev_scan.web.scope import chosen_mode, descriptions, scope_form
from ev_scan.web.security import ScanForm
from ev_scan.web.throttle import BEGIN_SCAN, TRY_CODE
from ev_scan.web.typed_codes import typing_advice

bp = Blueprint("dossier", __name__)


class ResumeForm(ScanForm):
    code: Any = StringField(filters=[fields.clean_text])
    next: Any = HiddenField()
    carried: Any = HiddenField()
    """The fields of a form that was sent after its session had ended, as JSON."""


@bp.route("/start", methods=["GET", "POST"])
@open_to(Audience.EVERYBODY)
def start() -> ResponseReturnValue:
    catalogue, localize = context.catalogue(), context.localize()
    form = scope_form(catalogue, localize, request.form if request.method == "POST" else None, _wanted_mode())
    mode = chosen_mode(form, catalogue, localize) if request.method == "POST" else None
    if mode:
        _throttle(BEGIN_SCAN)
        dossier = Dossier(catalogue_version=catalogue.version, mode=mode)
        code = dossiers.begin(context.engine(), context.runtime().epochs, dossier, context.month())
        context.visitor().enter(code.root)
        return redirect(url_for("scan.overview"), 303)
    page = render_template(
        "dossier/start.html",
        form=form,
        descriptions=descriptions(catalogue, localize, Dossier(catalogue.version)),
        retention=context.runtime().settings.retention_months,
        busy=context.has_dossier(),
    )
    return page, 422 if form.errors else 200


def _wanted_mode() -> Mode:
    """The page of a deep dive sends its visitors here with `?mode=`."""
    wanted = request.args.get("mode")
    return Mode(wanted) if wanted in context.catalogue().questionnaire.modes else Mode.QUICK


@bp.route("/hervat", methods=["GET", "POST"])
@open_to(Audience.EVERYBODY)
def resume() -> ResponseReturnValue:
    if request.method != "POST":
        return _resume_page(ResumeForm(next=inside(request.args.get("next"))))
    form = ResumeForm(request.form)
    if form.validate():
        _throttle(TRY_CODE)
        code = _found(form)
        if code:
            context.visitor().enter(code.root)
            return _go_on(form)
    return _resume_page(form), 422


def _resume_page(form: ResumeForm) -> str:
    form.code.label.text = context.localize().gettext("Uw code")
    return render_template("dossier/resume.html", form=form, busy=not form.next.data and context.has_dossier())


def _throttle(limit: RateLimitItem) -> None:
    _, day_key = context.runtime().days.current(context.today())
    if not context.runtime().throttle.allows(limit, request.remote_addr or "", day_key):
        raise TooManyRequests(retry_after=limit.get_expiry())


def _found(form: ResumeForm) -> ResumeCode | None:
    """The code of a dossier that exists; else the form says what to do, but never whether a code exists."""
    gettext = context.localize().gettext
    try:
        code = parse_code(form.code.data)
        dossiers.read(context.engine(), context.runtime().epochs, code)
    except MistypedCode as error:
        form.code.errors = [typing_advice(error)]
        return None
    except Unreadable:
        message = gettext("Met deze code is niets te openen. Kijk hem na. Na de bewaartermijn wissen wij een scan.")
        form.code.errors = [message]
        return None
    return code


def _go_on(form: ResumeForm) -> ResponseReturnValue:
    target, fields_sent = inside(form.next.data), carried(form.carried.data)
    if target and fields_sent:
        return render_template("dossier/carry_on.html", form=ScanForm(), target=target, carried=fields_sent)
    return redirect(target or url_for("scan.overview"), 303)


@bp.app_errorhandler(NoDossierOpen)
@bp.app_errorhandler(Unreadable)
def ask_for_code(_: NoDossierOpen | Unreadable) -> ResponseReturnValue:
    """The session is over, or the dossier was wiped while a page of it stood open.

    Ask for the code, and carry along what was sent so that nothing is lost.
    """
    context.visitor().forget()
    if request.method != "POST":
        return redirect(url_for("dossier.resume", next=request.path), 303)
    return _resume_page(ResumeForm(next=request.path, carried=sent())), 403


@bp.get("/opgeslagen")
@open_to(Audience.ENTREPRENEUR)
def saved() -> ResponseReturnValue:
    retention = context.runtime().settings.retention_months
    return render_template("dossier/saved.html", form=ScanForm(), code=str(context.code()), retention=retention)


@bp.route("/nieuwe-code", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def renew() -> ResponseReturnValue:
    """The same dossier under another code, for whoever fears that somebody else knows the old one."""
    form = ScanForm(request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        code = dossiers.renew(context.engine(), context.runtime().epochs, context.code(), context.month())
        context.visitor().enter(code.root)
        return redirect(url_for("dossier.saved"), 303)
    return render_template("dossier/renew.html", form=form), 422 if form.errors else 200


@bp.post("/afsluiten")
@open_to(Audience.EVERYBODY)
def leave() -> ResponseReturnValue:
    """Forget the code in this browser; the dossier stays."""
    if context.has_dossier():
        if not ScanForm(request.form).validate():
            return redirect(url_for("dossier.saved"), 303)
        context.visitor().leave()
    return redirect(url_for("dossier.left"), 303)


@bp.get("/afgesloten")
@open_to(Audience.EVERYBODY)
def left() -> ResponseReturnValue:
    return redirect(url_for("scan.overview")) if context.has_dossier() else render_template("dossier/left.html")


@bp.route("/wissen", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def wipe() -> ResponseReturnValue:
    form = ScanForm(request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        dossiers.wipe(context.engine(), context.runtime().epochs, context.code())
        context.visitor().leave()
        return redirect(url_for("dossier.wiped"), 303)
    return render_template("dossier/wipe.html", form=form), 422 if form.errors else 200


@bp.get("/gewist")
@open_to(Audience.EVERYBODY)
def wiped() -> ResponseReturnValue:
    return redirect(url_for("scan.overview")) if context.has_dossier() else render_template("dossier/wiped.html")
