"""Who you are, another password, another app: for whoever has signed in."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ev_scan.domain.staff import SHORTEST_PASSWORD, Stage
from ev_scan.services import accounts
from ev_scan.services.accounts import SignedIn
from ev_scan.services.audit import Event
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.security import ScanForm
from ev_scan.web.team.attempts import Attempt
from ev_scan.web.team.blueprint import bp, here, home, note, step_page, wanted
from ev_scan.web.team.forms import CodeForm, PasswordForm
from ev_scan.web.team.views import bad_code, proceed, too_often, wrong_code


@bp.get("")
@open_to(Audience.STAFF)
def overview() -> ResponseReturnValue:
    found = here(Stage.FULL)
    return render_template(
        "team/overview.html",
        member=found.member,
        has_password=found.has_password,
        left=accounts.recovery_left(context.engine(), found),
        home=home(),
        changed=request.args.get("gewijzigd") == "1",
        form=ScanForm(),
    )


@bp.route("/wachtwoord", methods=["GET", "POST"])
@open_to(Audience.SIGNING_IN)
def password() -> ResponseReturnValue:
    found = here(Stage.PASSWORD, Stage.FULL)
    first = found.stage is Stage.PASSWORD
    if request.method != "POST":
        return step_page("team/password.html", PasswordForm(next=wanted()), first=first, name=found.member.name)
    form = PasswordForm(request.form)
    signed, status = _changed(form, found)
    if signed is None:
        return step_page("team/password.html", form, first=first, name=found.member.name), status
    note(Event.PASSWORD_CHANGED, found.member.name)
    if first:
        return proceed(signed, form)
    context.visitor().sign_in(signed)
    return redirect(url_for("team.overview", gewijzigd=1), 303)


def _changed(form: PasswordForm, found: SignedIn) -> tuple[SignedIn | None, int]:
    """The new session; or what is wrong, in the form, with the status that goes with it."""
    if not form.validate():
        return None, 422
    attempt, runtime = Attempt("password", found.member.name), context.runtime()
    if wait := attempt.wait:
        form.present.errors = [too_often(wait)]
        return None, 429
    present, new = form.present.data or "", form.wanted.data or ""
    try:
        return accounts.change_password(runtime.engine, runtime.staff_key, found, present, new, context.now()), 303
    except accounts.WrongPassword:
        attempt.failed()
        form.present.errors = [context.localize().gettext("Dit is niet uw wachtwoord van nu.")]
    except accounts.WeakPassword:
        form.wanted.errors = [_advice()]
    return None, 422


def _advice() -> str:
    return context.localize().gettext(
        "Kies een ander wachtwoord: minstens %(number)s tekens, niet uw naam en niet iets wat iedereen het eerst "
        "probeert. Vier losse woorden is goed.",
        number=SHORTEST_PASSWORD,
    )


@bp.route("/app", methods=["GET", "POST"])
@open_to(Audience.STAFF)
def other_app() -> ResponseReturnValue:
    """Another phone, or new recovery codes. The app of now counts until the new one has shown a code."""
    found = here(Stage.FULL)
    if request.method != "POST":
        return step_page("team/other_app.html", CodeForm())
    form, runtime = CodeForm(request.form), context.runtime()
    problem = bad_code(form, found)
    if problem:
        return step_page("team/other_app.html", form), problem
    signed = accounts.renew_app(runtime.engine, runtime.staff_key, found, form.code.data or "", context.now())
    if signed is None:
        return step_page("team/other_app.html", wrong_code(form, found)), 422
    note(Event.TOTP_RESET, found.member.name)
    context.visitor().sign_in(signed)
    return redirect(url_for("team.enrol"), 303)
