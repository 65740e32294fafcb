"""What the pages of signing in share: where somebody is, and where to go next."""

from typing import Final

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ev_scan.domain.staff import Role, Stage
from ev_scan.services import audit
from ev_scan.services.accounts import SignedIn
from ev_scan.services.audit import Event
from ev_scan.web import context
from ev_scan.web.access import NotSignedIn, OtherRole
from ev_scan.web.returning import inside, sent
from ev_scan.web.security import ScanForm
from ev_scan.web.team.forms import SignInForm, StepForm, labelled

bp = Blueprint("team", __name__, url_prefix="/team")

PAGES: Final = {Stage.CODE: "team.code", Stage.PASSWORD: "team.password", Stage.ENROL: "team.enrol"}
_HOMES: Final = {Role.ADVISER: "desk.overview", Role.MONITOR: "monitor.overview", Role.ADMIN: "admin.overview"}


def here(*stages: Stage) -> SignedIn:
    """Raises NotSignedIn for who is at another step."""
    found = context.visitor().signed_in
    if found is None or found.stage not in stages:
        raise NotSignedIn
    return found


def note(event: Event, name: str) -> None:
    audit.note(context.engine(), name, event, name, context.now())


def home() -> str:
    member = context.staff()
    endpoint = _HOMES.get(member.role) if member else None
    return url_for(endpoint if endpoint in current_app.view_functions else "team.overview")


def wanted() -> str:
    """Where somebody was going when a sign-in was asked for."""
    return inside(request.args.get("next"))


def step_page(template: str, form: StepForm, **more: object) -> str:
    labelled(form, context.localize())
    return render_template(template, form=form, elsewhere=context.runtime().organisation is not None, **more)


@bp.app_errorhandler(NotSignedIn)
def ask_to_sign_in(_: NotSignedIn) -> ResponseReturnValue:
    """The session is over, or a step of signing in is still to be done. What was sent is carried along."""
    found = context.visitor().signed_in
    ours = request.blueprint == bp.name
    if found is not None and found.stage is Stage.FULL:  # a step that was done already
        return redirect(home(), 303)
    if found is not None and request.method != "POST":
        return redirect(url_for(PAGES[found.stage], next=(wanted() if ours else inside(request.path)) or None), 303)
    if request.method != "POST":
        return redirect(url_for("team.sign_in", next=inside(request.path) or None), 303)
    form = SignInForm() if ours else SignInForm(next=inside(request.path), carried=sent())
    return step_page("team/sign_in.html", form), 403


@bp.app_errorhandler(OtherRole)
def other_role(_: OtherRole) -> ResponseReturnValue:
    return render_template("team/other_role.html", home=home(), form=ScanForm()), 403
