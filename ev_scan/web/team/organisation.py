"""Sign in at an organisation's own provider, if the settings name one.

Coming back from there is a request that another site began: it shows a page with one button, and only that button,
pressed on our own page, signs somebody in.
"""

import hmac
import logging

import orjson
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from wtforms.fields import HiddenField

from ev_scan.domain.staff import Stage
from ev_scan.services import accounts, audit
from ev_scan.services.audit import Event
from ev_scan.services.elsewhere import Begun, NotAccepted, NotReachable, Provider
from ev_scan.vault.tokens import open_token, seal_token
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.security import ScanForm
from ev_scan.web.team.blueprint import bp, wanted
from ev_scan.web.team.forms import StepForm
from ev_scan.web.team.views import end_earlier, proceed

log = logging.getLogger(__name__)

_PURPOSE = "elsewhere"


class BackForm(ScanForm):
    code = HiddenField()
    state = HiddenField()


def _organisation() -> Provider:
    found = context.runtime().organisation
    if found is None:
        raise NotFound
    return found


def _back() -> str:
    return url_for("team.organisation_back", _external=True)


@bp.get("/organisatie")
@open_to(Audience.EVERYBODY)
def organisation() -> ResponseReturnValue:
    begun, here = Begun.anew(), context.visitor()
    try:
        address = _organisation().address(begun, _back(), here.now)
    except NotReachable as error:
        log.error("the provider of EV_SCAN_OIDC_ISSUER: %s", error)
        return _trouble(503)
    kept = orjson.dumps([begun.state, begun.nonce, begun.verifier, wanted()])
    here.begun_elsewhere = seal_token(kept, _PURPOSE, here.now, here.runtime.days)
    return redirect(address, 303)


@bp.route("/organisatie/terug", methods=["GET", "POST"])
@open_to(Audience.EVERYBODY)
def organisation_back() -> ResponseReturnValue:
    provider = _organisation()
    if request.method == "POST":
        return _pressed(provider, BackForm(request.form))
    if "code" not in request.args:
        return _trouble(403)
    form = BackForm(code=request.args["code"], state=request.args.get("state", ""))
    return render_template("team/organisation.html", form=form)


def _pressed(provider: Provider, form: BackForm) -> ResponseReturnValue:
    begun, following = _begun()
    if begun is None or not hmac.compare_digest(begun.state.encode(), (form.state.data or "").encode()):
        return _trouble(403)
    if not form.validate():
        return render_template("team/organisation.html", form=form), 422
    context.visitor().begun_elsewhere = ""
    try:
        return _welcome(provider, begun, form.code.data or "", following)
    except NotReachable as error:
        log.error("the provider of EV_SCAN_OIDC_ISSUER: %s", error)
        return _trouble(503)
    except NotAccepted:
        audit.note(context.engine(), audit.NOBODY, Event.SIGN_IN_FAILED, "", context.now())
        return _trouble(403)


def _welcome(provider: Provider, begun: Begun, code: str, following: str) -> ResponseReturnValue:
    runtime, now = context.runtime(), context.now()
    found = provider.who(begun, _back(), code, now)
    signed = accounts.sign_in_elsewhere(runtime.engine, runtime.staff_key, found.subject, found.name, found.role, now)
    if signed is None or signed.stage is not Stage.FULL:
        raise NotAccepted
    end_earlier(signed)
    return proceed(signed, StepForm(next=following))


def _begun() -> tuple[Begun | None, str]:
    """What this browser began, and where it was going."""
    here = context.visitor()
    packed = open_token(here.cookie(_PURPOSE) or "", _PURPOSE, here.now, here.runtime.days)
    if packed is None:
        return None, ""
    state, nonce, verifier, following = orjson.loads(packed)
    return Begun(state, nonce, verifier), following


def _trouble(status: int) -> ResponseReturnValue:
    return render_template("team/organisation_trouble.html", later=status == 503), status
