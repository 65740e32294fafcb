"""The owner of a dossier lets somebody else in by a code, sees who came, and ends it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.questionnaire import Cluster, Topic
from ev_scan.domain.sharing import ANSWERING, MOST_SHARES, ShareId, ShareRole, Terms, TooManyShares
from ev_scan.i18n import Localizer
from ev_scan.services import sharing
from ev_scan.services.delegates import topics_to_ask
from ev_scan.services.sharing import ShareState
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.security import ScanForm
from ev_scan.web.sharing.forms import (
    ColleagueForm,
    ShareForm,
    check,
    check_colleague,
    colleague_form,
    colleague_terms,
    share_form,
    terms_of,
)

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
    topics: list[str]
    """Of a code for a colleague: what may be answered with it."""


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
    somebody = localize.gettext("een collega")
    return ShareView(
        id=state.share.id,
        label=terms.label or localize.gettext("Deelcode"),
        role=roles[terms.role],
        over=state.is_over(context.now()),
        until=localize.moment(datetime.fromtimestamp(terms.expires, UTC)),
        uses=localize.gettext("%(left)s van %(all)s keer over", left=state.uses_left, all=terms.uses),
        openings=[f"{localize.moment(each.at)}: {each.who or somebody}" for each in state.openings],
        topics=[localize(topic.title) for topic in _topics() if topic.id in terms.scope]
        if terms.role in ANSWERING
        else [],
    )


def _topics() -> tuple[Topic, ...]:
    return context.catalogue().questionnaire.topics


@bp.route("/nieuw", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def new() -> ResponseReturnValue:
    localize = context.localize()
    form = share_form(localize, request.form if request.method == "POST" else None)
    if request.method != "POST":
        return render_template("sharing/new.html", form=form)
    if not check(form, localize):
        return render_template("sharing/new.html", form=form), 422
    made = _made(form, terms_of(form, context.now()))
    if made is None:
        return render_template("sharing/new.html", form=form), 422
    return redirect(url_for("sharing.share", share_id=made), 303)


def _made(form: ShareForm | ColleagueForm, terms: Terms) -> ShareId | None:
    """None when the form says why not."""
    runtime = context.runtime()
    try:
        made, _ = sharing.make(runtime.engine, runtime.epochs, context.code(), context.month(), terms, context.now())
    except TooManyShares:
        form.label.errors = [context.localize().gettext("U hebt te veel deelcodes. Stop er eerst een.")]
        return None
    return made


@bp.route("/collega", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def colleague() -> ResponseReturnValue:
    localize = context.localize()
    form = colleague_form(localize, _topics_by_theme(), request.form if request.method == "POST" else None)
    if request.method != "POST":
        return render_template("sharing/colleague.html", form=form)
    made = _made(form, colleague_terms(form, context.now())) if check_colleague(form, localize) else None
    if made is None:
        return render_template("sharing/colleague.html", form=form), 422
    return redirect(url_for("sharing.share", share_id=made), 303)


def _topics_by_theme() -> dict[Cluster, list[Topic]]:
    questionnaire = context.catalogue().questionnaire
    asked = topics_to_ask(questionnaire, context.dossier())
    themes = {cluster: [topic for topic in asked if topic.cluster == cluster.id] for cluster in questionnaire.clusters}
    return {cluster: topics for cluster, topics in themes.items() if topics}


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
