"""The owner of a dossier lets somebody else in by a code, sees who came, and ends it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.sharing import MOST_SHARES, ShareId, ShareRole, TooManyShares
from ev_scan.i18n import Localizer
from ev_scan.services import sharing
from ev_scan.services.sharing import ShareState
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.security import ScanForm
from ev_scan.web.sharing.forms import check, share_form, terms_of

bp = Blueprint("sharing", __name__, url_prefix="/delen")


@dataclass(frozen=True, slots=True)
class ShareView:
    id: ShareId
    label: str
    role: str
    over: bool
    until: str
    uses: str
    openings: list[str]


@bp.get("")
@open_to(Audience.ENTREPRENEUR)
def overview() -> ResponseReturnValue:
    views = [_view(state, context.localize()) for state in _states()]
    return render_template("sharing/overview.html", shares=views, most=MOST_SHARES)


def _states() -> list[ShareState]:
    return sharing.states(context.engine(), context.runtime().epochs, context.code())


def _state(share_id: str) -> ShareState:
    found = next((state for state in _states() if state.share.id == share_id), None)
    if found is None:
        raise NotInCatalogue(share_id)
    return found


def _view(state: ShareState, localize: Localizer) -> ShareView:
    terms = state.share.terms
    roles = {
        ShareRole.READ: localize.gettext("Meekijken"),
        ShareRole.NOTE: localize.gettext("Meekijken en notities maken"),
        ShareRole.ANSWER: localize.gettext("Vragen beantwoorden"),
    }
    return ShareView(
        id=state.share.id,
        label=terms.label or localize.gettext("Deelcode"),
        role=roles[terms.role],
        over=state.is_over(context.now()),
        until=localize.moment(datetime.fromtimestamp(terms.expires, UTC)),
        uses=localize.gettext("%(left)s van %(all)s keer over", left=state.uses_left, all=terms.uses),
        openings=[f"{localize.moment(each.at)}: {each.who}" for each in state.openings],
    )


@bp.route("/nieuw", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def new() -> ResponseReturnValue:
    localize = context.localize()
    form = share_form(localize, request.form if request.method == "POST" else None)
    if request.method != "POST":
        return render_template("sharing/new.html", form=form)
    if not check(form, localize):
        return render_template("sharing/new.html", form=form), 422
    runtime, now = context.runtime(), context.now()
    try:
        made, _ = sharing.make(
            runtime.engine,
            runtime.epochs,
            context.code(),
            context.month(),
            terms_of(form, now),
            now,
        )
    except TooManyShares:
        form.label.errors = [localize.gettext("U hebt te veel deelcodes. Stop er eerst een.")]
        return render_template("sharing/new.html", form=form), 422
    return redirect(url_for("sharing.share", share_id=made), 303)


@bp.get("/<share_id>")
@open_to(Audience.ENTREPRENEUR)
def share(share_id: str) -> ResponseReturnValue:
    state = _state(share_id)
    code = sharing.code_of(context.dossier(), state.share.id)
    return render_template("sharing/share.html", share=_view(state, context.localize()), code=str(code))


@bp.route("/<share_id>/stoppen", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def revoke(share_id: str) -> ResponseReturnValue:
    form = ScanForm(request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        runtime = context.runtime()
        sharing.revoke(runtime.engine, runtime.epochs, context.code(), context.month(), ShareId(share_id))
        return redirect(url_for("sharing.overview"), 303)
    view = _view(_state(share_id), context.localize())
    return render_template("sharing/revoke.html", share=view, form=form), 422 if form.errors else 200
