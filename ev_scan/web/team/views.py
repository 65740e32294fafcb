"""Sign in and out, step by step: for advisers, the monitor team and admins."""

from urllib.parse import quote

import segno
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from ev_scan.domain.staff import Stage
from ev_scan.services import accounts, audit
from ev_scan.services.accounts import SignedIn
from ev_scan.services.audit import Event
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.returning import carried, inside
from ev_scan.web.security import ScanForm
from ev_scan.web.team.attempts import Attempt
from ev_scan.web.team.blueprint import PAGES, bp, here, home, note, step_page, wanted
from ev_scan.web.team.forms import CodeForm, PasswordForm, SignInForm, StepForm


@bp.route("/inloggen", methods=["GET", "POST"])
@open_to(Audience.EVERYBODY)
def sign_in() -> ResponseReturnValue:
    if request.method != "POST":
        return step_page("team/sign_in.html", SignInForm(next=wanted()))
    form = SignInForm(request.form)
    if not form.validate():
        return step_page("team/sign_in.html", form), 422
    name, gettext = form.name.data or "", context.localize().gettext
    attempt, runtime = Attempt("password", name), context.runtime()
    if wait := attempt.wait:
        form.name.errors = [too_often(wait)]
        return step_page("team/sign_in.html", form), 429, {"Retry-After": str(wait)}
    signed = accounts.sign_in(runtime.engine, runtime.staff_key, name, form.password.data or "", context.now())
    if signed is None:
        attempt.failed()
        audit.note(runtime.engine, audit.NOBODY, Event.SIGN_IN_FAILED, "", context.now())
        form.name.errors = [gettext("De naam of het wachtwoord klopt niet. Kijk beide na.")]
        return step_page("team/sign_in.html", form), 422
    end_earlier(signed)
    return proceed(signed, form)


def too_often(seconds: int) -> str:
    localize = context.localize()
    if seconds < 60:
        return localize.ngettext(
            "U probeert het te vaak achter elkaar. Wacht %(num)d seconde en probeer het dan opnieuw.",
            "U probeert het te vaak achter elkaar. Wacht %(num)d seconden en probeer het dan opnieuw.",
            seconds,
        )
    return localize.ngettext(
        "U probeert het te vaak achter elkaar. Wacht %(num)d minuut en probeer het dan opnieuw.",
        "U probeert het te vaak achter elkaar. Wacht %(num)d minuten en probeer het dan opnieuw.",
        seconds // 60,
    )


def end_earlier(signed: SignedIn) -> None:
    """A session that this browser still had ends with the new sign-in."""
    visit = context.visitor().staff_visit
    if visit is not None and visit.token != signed.token:
        accounts.sign_out(context.engine(), visit.token)


@bp.route("/code", methods=["GET", "POST"])
@open_to(Audience.SIGNING_IN)
def code() -> ResponseReturnValue:
    found = here(Stage.CODE)
    if request.method != "POST":
        return step_page("team/code.html", CodeForm(next=wanted()))
    form, runtime = CodeForm(request.form), context.runtime()
    problem = bad_code(form, found)
    if problem:
        return step_page("team/code.html", form), problem
    given = accounts.give_code(runtime.engine, runtime.staff_key, found, form.code.data or "", context.now())
    if given is None:
        return step_page("team/code.html", wrong_code(form, found)), 422
    signed, recovered = given
    if recovered:
        note(Event.RECOVERY_CODE_USED, found.member.name)
    return proceed(signed, form)


def bad_code(form: CodeForm, found: SignedIn) -> int:
    """The status of a code that is not even looked at, with the reason in the form; 0 when it may be looked at."""
    if not form.validate():
        return 422
    attempt = Attempt("code", found.member.name)
    if attempt.only_recovery and accounts.looks_like_app_code(form.code.data or ""):
        form.code.errors = [
            context.localize().gettext("Er is vandaag te vaak een foute code gegeven. Gebruik een herstelcode.")
        ]
        return 429
    if wait := attempt.wait:
        form.code.errors = [too_often(wait)]
        return 429
    return 0


def wrong_code(form: CodeForm, found: SignedIn) -> CodeForm:
    Attempt("code", found.member.name).failed()
    note(Event.SIGN_IN_FAILED, found.member.name)
    form.code.errors = [
        context.localize().gettext("Deze code klopt niet, of is al gebruikt. Wacht op de volgende en probeer die.")
    ]
    return form


@bp.route("/instellen", methods=["GET", "POST"])
@open_to(Audience.SIGNING_IN)
def enrol() -> ResponseReturnValue:
    found = here(Stage.ENROL)
    if request.method != "POST":
        return enrol_page(found, CodeForm(next=wanted()))
    form, runtime = CodeForm(request.form), context.runtime()
    if not form.validate():
        return enrol_page(found, form), 422
    done = accounts.enrol(runtime.engine, runtime.staff_key, found, form.code.data or "", context.now())
    if done is None:
        form.code.errors = [
            context.localize().gettext("Deze code klopt niet. Kijk of de klok van uw telefoon goed staat.")
        ]
        return enrol_page(found, form), 422
    signed, codes = done
    context.visitor().sign_in(signed)
    note(Event.APP_ENROLLED, signed.member.name)
    note(Event.SIGNED_IN, signed.member.name)
    return render_template(
        "team/recovery_codes.html",
        codes=codes,
        onward=inside(form.next.data) or home(),
        kept=carried(form.carried.data) if inside(form.next.data) else [],
        form=ScanForm(),
    )


def enrol_page(found: SignedIn, form: CodeForm) -> str:
    secret = found.pending or ""
    uri = f"otpauth://totp/EV-scan:{quote(found.member.name)}?secret={secret}&issuer=EV-scan"
    picture = Markup(segno.make(uri, error="m").svg_inline(scale=4, border=4, light="#fff"))  # noqa: S704 - drawn by us
    return step_page(
        "team/enrol.html", form, qr=picture, secret=[secret[at : at + 4] for at in range(0, len(secret), 4)]
    )


def proceed(signed: SignedIn, form: StepForm) -> ResponseReturnValue:
    """To the next step, or in; what was sent before goes along in the page and not in the address."""
    context.visitor().sign_in(signed)
    target = inside(form.next.data)
    if signed.stage is Stage.FULL:
        note(Event.SIGNED_IN, signed.member.name)
        kept = carried(form.carried.data)
        if target and kept:
            return render_template("team/carry_on.html", form=ScanForm(), target=target, carried=kept)
        return redirect(target or home(), 303)
    if form.carried.data:
        return _carrying(signed, form)
    return redirect(url_for(PAGES[signed.stage], next=target or None), 303)


def _carrying(signed: SignedIn, form: StepForm) -> str:
    kept = {"next": form.next.data, "carried": form.carried.data}
    if signed.stage is Stage.CODE:
        return step_page("team/code.html", CodeForm(**kept))
    if signed.stage is Stage.ENROL:
        return enrol_page(signed, CodeForm(**kept))
    return step_page("team/password.html", PasswordForm(**kept), first=True, name=signed.member.name)


@bp.post("/uitloggen")
@open_to(Audience.EVERYBODY)
def sign_out() -> ResponseReturnValue:
    form, visitor = ScanForm(request.form), context.visitor()
    signed = visitor.signed_in
    if signed and form.validate():
        accounts.sign_out(context.engine(), signed.token)
        note(Event.SIGNED_OUT, signed.member.name)
        visitor.sign_out()
    return redirect(url_for("team.sign_in"), 303)
