"""Sign in and out: for advisers, the monitor team and admins."""

import re
from typing import Final
from urllib.parse import quote

import orjson
import segno
from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.exceptions import TooManyRequests

from ev_scan.domain.staff import SHORTEST_PASSWORD, Role, Stage
from ev_scan.services import accounts, audit
from ev_scan.services.accounts import SignedIn
from ev_scan.services.audit import Event
from ev_scan.web import context
from ev_scan.web.access import Audience, NotSignedIn, OtherRole, open_to
from ev_scan.web.security import ScanForm, cleaned
from ev_scan.web.team.forms import CodeForm, PasswordForm, SignInForm, StepForm, labelled
from ev_scan.web.throttle import SIGN_IN, SIGN_IN_ACCOUNT, SIGN_IN_ANYWHERE

bp = Blueprint("team", __name__, url_prefix="/team")

_OUR_PATHS: Final = re.compile(r"/(?:[A-Za-z0-9_.-]+/?)*", re.ASCII)
_PAGES: Final = {Stage.CODE: "team.code", Stage.PASSWORD: "team.password", Stage.ENROL: "team.enrol"}
_HOMES: Final = {Role.ADVISER: "desk.overview", Role.MONITOR: "monitor.overview", Role.ADMIN: "admin.overview"}


@bp.route("/inloggen", methods=["GET", "POST"])
@open_to(Audience.EVERYBODY)
def sign_in() -> ResponseReturnValue:
    localize = context.localize()
    if request.method != "POST":
        return _sign_in_page(SignInForm(next=_inside(request.args.get("next", ""))))
    form = SignInForm(request.form)
    labelled(form, localize)
    if not form.validate():
        return _sign_in_page(form), 422
    name = " ".join((form.name.data or "").split())
    _refuse_when_full(name)
    runtime = context.runtime()
    signed = accounts.sign_in(runtime.engine, runtime.staff_key, name, form.password.data or "", context.now())
    if signed is None:
        _count_failure(name)
        form.name.errors = [localize.gettext("De naam of het wachtwoord klopt niet. Kijk beide na.")]
        return _sign_in_page(form), 422
    return _proceed(signed, form)


def _sign_in_page(form: SignInForm) -> str:
    labelled(form, context.localize())
    return render_template("team/sign_in.html", form=form)


def _refuse_when_full(name: str) -> None:
    runtime, address = context.runtime(), request.remote_addr or ""
    _, day_key = runtime.days.current(context.today())
    known = context.visitor().is_known(name)
    for limit, about, applies in (
        (SIGN_IN, name.casefold(), True),
        (SIGN_IN_ANYWHERE, "", True),
        (SIGN_IN_ACCOUNT, name.casefold(), not known),
    ):
        where = "" if limit is SIGN_IN_ACCOUNT else address
        if applies and runtime.throttle.is_full(limit, where, day_key, f"staff {about}"):
            raise TooManyRequests(retry_after=limit.get_expiry())


def _count_failure(name: str) -> None:
    runtime, address = context.runtime(), request.remote_addr or ""
    _, day_key = runtime.days.current(context.today())
    runtime.throttle.count(SIGN_IN, address, day_key, f"staff {name.casefold()}")
    runtime.throttle.count(SIGN_IN_ANYWHERE, address, day_key, "staff ")
    runtime.throttle.count(SIGN_IN_ACCOUNT, "", day_key, f"staff {name.casefold()}")
    audit.note(runtime.engine, audit.NOBODY, Event.SIGN_IN_FAILED, "", context.now())


@bp.route("/code", methods=["GET", "POST"])
@open_to(Audience.SIGNING_IN)
def code() -> ResponseReturnValue:
    here = _at(Stage.CODE)
    if request.method != "POST":
        return _step_page("team/code.html", CodeForm(next=_next()))
    form = CodeForm(request.form)
    if not form.validate():
        return _step_page("team/code.html", form), 422
    _refuse_when_full(here.member.name)
    runtime = context.runtime()
    given = accounts.give_code(runtime.engine, runtime.staff_key, here, form.code.data or "", context.now())
    if given is None:
        _count_failure(here.member.name)
        form.code.errors = [
            context.localize().gettext("Deze code klopt niet, of is al gebruikt. Wacht op de volgende en probeer die.")
        ]
        return _step_page("team/code.html", form), 422
    signed, recovered = given
    if recovered:
        audit.note(runtime.engine, here.member.name, Event.RECOVERY_CODE_USED, here.member.name, context.now())
    return _proceed(signed, form)


@bp.route("/instellen", methods=["GET", "POST"])
@open_to(Audience.SIGNING_IN)
def enrol() -> ResponseReturnValue:
    here = _at(Stage.ENROL)
    if request.method != "POST":
        return _enrol_page(here, CodeForm(next=_next()))
    form = CodeForm(request.form)
    if not form.validate():
        return _enrol_page(here, form), 422
    runtime = context.runtime()
    done = accounts.enrol(runtime.engine, runtime.staff_key, here, form.code.data or "", context.now())
    if done is None:
        form.code.errors = [
            context.localize().gettext("Deze code klopt niet. Kijk of de klok van uw telefoon goed staat.")
        ]
        return _enrol_page(here, form), 422
    signed, codes = done
    context.visitor().sign_in(signed)
    for event in (Event.APP_ENROLLED, Event.SIGNED_IN):
        audit.note(runtime.engine, signed.member.name, event, signed.member.name, context.now())
    return render_template("team/recovery_codes.html", codes=codes, onward=_inside(form.next.data or "") or _home())


def _enrol_page(here: SignedIn, form: CodeForm) -> str:
    uri = f"otpauth://totp/EV-scan:{quote(here.member.name)}?secret={here.pending}&issuer=EV-scan"
    picture = Markup(segno.make(uri, error="m").svg_inline(scale=4, border=4, light="#fff"))  # noqa: S704 - drawn by us
    secret = here.pending or ""
    return _step_page(
        "team/enrol.html", form, qr=picture, secret=[secret[at : at + 4] for at in range(0, len(secret), 4)]
    )


@bp.route("/wachtwoord", methods=["GET", "POST"])
@open_to(Audience.SIGNING_IN)
def password() -> ResponseReturnValue:
    here = _at(Stage.PASSWORD, Stage.FULL)
    if request.method != "POST":
        return _password_page(here, PasswordForm(next=_next()))
    form = PasswordForm(request.form)
    labelled(form, context.localize())
    if not form.validate():
        return _password_page(here, form), 422
    runtime, gettext = context.runtime(), context.localize().gettext
    _refuse_when_full(here.member.name)
    try:
        signed = accounts.change_password(
            runtime.engine, runtime.staff_key, here, form.present.data or "", form.wanted.data or "", context.now()
        )
    except accounts.WrongPassword:
        _count_failure(here.member.name)
        form.present.errors = [gettext("Dit is niet uw wachtwoord van nu.")]
        return _password_page(here, form), 422
    except accounts.WeakPassword:
        form.wanted.errors = [_advice()]
        return _password_page(here, form), 422
    audit.note(runtime.engine, here.member.name, Event.PASSWORD_CHANGED, here.member.name, context.now())
    if here.stage is Stage.FULL:
        context.visitor().sign_in(signed)
        return redirect(url_for("team.overview", gewijzigd=1), 303)
    return _proceed(signed, form)


def _advice() -> str:
    return context.localize().gettext(
        "Kies een ander wachtwoord: minstens %(num)s tekens, niet uw naam, en niet wat iedereen het eerst probeert. "
        "Vier losse woorden is goed.",
        num=SHORTEST_PASSWORD,
    )


def _password_page(here: SignedIn, form: PasswordForm) -> str:
    return _step_page("team/password.html", form, first=here.stage is Stage.PASSWORD, shortest=SHORTEST_PASSWORD)


@bp.post("/uitloggen")
@open_to(Audience.EVERYBODY)
def sign_out() -> ResponseReturnValue:
    form, here = ScanForm(request.form), context.visitor()
    signed = here.signed_in
    if signed and form.validate():
        accounts.sign_out(context.engine(), signed.token)
        audit.note(context.engine(), signed.member.name, Event.SIGNED_OUT, signed.member.name, context.now())
        here.sign_out()
    return redirect(url_for("team.sign_in"), 303)


@bp.get("")
@open_to(Audience.STAFF)
def overview() -> ResponseReturnValue:
    here = context.visitor().signed_in
    return render_template(
        "team/overview.html",
        member=context.staff(),
        has_password=bool(here and here.has_password),
        home=_home(),
        changed=request.args.get("gewijzigd") == "1",
        form=ScanForm(),
    )


def _at(*stages: Stage) -> SignedIn:
    here = context.visitor().signed_in
    if here is None or here.stage not in stages:
        raise NotSignedIn
    return here


def _proceed(signed: SignedIn, form: StepForm) -> ResponseReturnValue:
    """To the next step, or in; with what was sent before, it goes along in the page and not in the address."""
    context.visitor().sign_in(signed)
    target = _inside(form.next.data or "")
    if signed.stage is Stage.FULL:
        audit.note(context.engine(), signed.member.name, Event.SIGNED_IN, signed.member.name, context.now())
        carried = _carried(form.carried.data or "")
        if target and carried:
            return render_template("team/carry_on.html", form=ScanForm(), target=target, carried=carried)
        return redirect(target or _home(), 303)
    if form.carried.data:
        return _carrying(signed, form)
    return redirect(url_for(_PAGES[signed.stage], next=target or None), 303)


def _carrying(signed: SignedIn, form: StepForm) -> str:
    kept = {"next": form.next.data, "carried": form.carried.data}
    if signed.stage is Stage.CODE:
        return _step_page("team/code.html", CodeForm(**kept))
    if signed.stage is Stage.ENROL:
        return _enrol_page(signed, CodeForm(**kept))
    return _password_page(signed, PasswordForm(**kept))


def _step_page(template: str, form: StepForm, **more: object) -> str:
    labelled(form, context.localize())
    return render_template(template, form=form, **more)


def _home() -> str:
    member = context.staff()
    endpoint = _HOMES.get(member.role) if member else None
    return url_for(endpoint if endpoint in current_app.view_functions else "team.overview")


def _next() -> str:
    return _inside(request.args.get("next", ""))


def _inside(path: str) -> str:
    """Only a path on this site, so that nobody can be sent elsewhere."""
    return path if _OUR_PATHS.fullmatch(path) and "//" not in path else ""


def _carried(text: str) -> list[tuple[str, str]]:
    try:
        pairs = orjson.loads(text)
    except orjson.JSONDecodeError:
        return []
    if not isinstance(pairs, list):
        return []
    return [(str(pair[0]), str(pair[1])) for pair in pairs if isinstance(pair, list) and len(pair) == 2]


@bp.app_errorhandler(NotSignedIn)
def ask_to_sign_in(_: NotSignedIn) -> ResponseReturnValue:
    """The session is over, or a step of signing in is still to be done. What was sent is carried along."""
    here = context.visitor().signed_in
    if here is not None and here.stage is not Stage.FULL and request.method != "POST":
        target = request.args.get("next", "") if request.blueprint == bp.name else request.path
        return redirect(url_for(_PAGES[here.stage], next=_inside(target) or None), 303)
    if here is not None and here.stage is Stage.FULL:  # a step that was done already
        return redirect(_home(), 303)
    if request.method != "POST":
        return redirect(url_for("team.sign_in", next=request.path), 303)
    if request.blueprint == bp.name:  # a step of signing in: begin anew
        return _sign_in_page(SignInForm()), 403
    sent = [[name, value] for name, value in cleaned(request.form).items(multi=True) if name != "csrf_token"]
    form = SignInForm(next=_inside(request.path), carried=orjson.dumps(sent).decode() if sent else "")
    return _sign_in_page(form), 403


@bp.app_errorhandler(OtherRole)
def other_role(_: OtherRole) -> ResponseReturnValue:
    return render_template("team/other_role.html", home=_home(), form=ScanForm()), 403
