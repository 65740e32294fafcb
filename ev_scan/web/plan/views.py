"""The result, the action plan, and taking both away."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.plan import Action, ActionPlan, AgreedAction, Phase, Reason, Status
from ev_scan.i18n import Localizer
from ev_scan.report.calendar import appointments
from ev_scan.report.score_table import score_sums
from ev_scan.report.words import Wording
from ev_scan.services import documents
from ev_scan.services.plans import creation_time, plan_of
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.conversation import talk_notice
from ev_scan.web.monitor_offer import contribution_offer
from ev_scan.web.plan import agreement, presenters
from ev_scan.web.plan.similar import similar
from ev_scan.web.scope import more_to_ask
from ev_scan.web.security import ScanForm

bp = Blueprint("plan", __name__)

_ON_RESULTS = 3
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _wording() -> Wording:
    return Wording(context.catalogue(), context.localize())


def _plan() -> ActionPlan:
    return plan_of(context.dossier(), context.catalogue())


@bp.get("/resultaat")
@open_to(Audience.ENTREPRENEUR)
def results() -> ResponseReturnValue:
    plan, wording, mode = _plan(), _wording(), context.dossier().mode
    now = plan.in_phase(Phase.NOW)
    return render_template(
        "plan/results.html",
        conclusion=wording.conclusion(plan),
        band=plan.result.exposure.band,
        because=[wording.reason(Reason(*each)) for each in plan.result.exposure.because],
        points=plan.result.exposure.points,
        bands=context.catalogue().questionnaire.bands,
        bars=presenters.bars(plan.result, wording),
        scored=plan.result.weakest is not None,
        theme_only=wording.mode(mode) if mode.is_deep_dive else None,
        more=more_to_ask(context.catalogue(), context.dossier()),
        form=ScanForm(),
        actions=[presenters.action_view(action, plan, wording) for action in now[:_ON_RESULTS]],
        total_actions=sum(action.progress.status.is_open for action in plan.actions),
        to_find_out=presenters.questions_to_answer(plan, wording),
        nearby=context.catalogue().contacts_near(context.dossier().answers),
        laws=presenters.laws(plan, wording),
        urgent=presenters.urgent(context.dossier().answers, wording),
        contribute=contribution_offer(),
        similar=similar(context.dossier(), plan.result, context.shelf()),
        talk=talk_notice(),
        sums=score_sums(plan.result.topics, plan.result.clusters, context.dossier().answers, wording),
    )


@bp.get("/plan")
@open_to(Audience.ENTREPRENEUR)
def overview() -> ResponseReturnValue:
    plan, wording = _plan(), _wording()

    def views(actions: tuple[Action, ...]) -> list[presenters.ActionView]:
        return [presenters.action_view(action, plan, wording) for action in actions]

    return render_template(
        "plan/overview.html",
        now=views(plan.in_phase(Phase.NOW)),
        next=views(plan.in_phase(Phase.NEXT)),
        later=views(plan.in_phase(Phase.LATER)),
        done=views(plan.with_status(Status.DONE)),
        dropped=views(plan.with_status(Status.DROPPED)),
        own=[presenters.own_action_view(own, wording) for own in plan.own_actions],
        answered=bool(plan.actions or plan.questions_to_answer or plan.own_actions),
        to_find_out=presenters.questions_to_answer(plan, wording),
        talk=talk_notice(),
        dated=any(appointments(plan, context.catalogue(), context.localize())),
    )


@bp.route("/plan/<measure_id>", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def action(measure_id: str) -> ResponseReturnValue:
    measure = context.catalogue().measures.get(measure_id)
    found = _plan().action(measure_id)
    if found is None:
        raise NotInCatalogue(measure_id)
    if request.method != "POST":
        return _action_page(found, agreement.form_of(found.progress))
    form = agreement.sent_form(found.progress)
    if not agreement.check(form):
        return _action_page(found, form), 422
    try:
        context.change_dossier(lambda stored: agreement.noted_in(stored, measure.id, form))
    except agreement.ChangedElsewhere as changed:
        form.seen.data = agreement.seen_value(changed.stored)
        return _action_page(found, form, _wording().progress(changed.stored)), 409
    return redirect(url_for("plan.overview"), 303)


def _action_page(found: Action, form: agreement.ProgressForm, conflict: str | None = None) -> str:
    wording, catalogue, measure = _wording(), context.catalogue(), found.measure
    plan = _plan()
    return render_template(
        "plan/action.html",
        form=form,
        conflict=conflict,
        view=presenters.action_view(found, plan, wording),
        measure=measure,
        topic=catalogue.questionnaire.topic(measure.topic),
        reasons=[wording.reason(reason, plan) for reason in found.reasons],
        contacts=[catalogue.contacts[name] for name in measure.contacts],
        sources=[catalogue.sources[name] for name in measure.sources],
    )


@bp.route("/plan/eigen/<action_id>", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def own_action(action_id: str) -> ResponseReturnValue:
    """What was agreed with an adviser; about an action of the plan, it is that action."""
    plan = _plan()
    agreed = next((each for each in plan.agreed if each.id == action_id), None)
    if agreed is None:
        raise NotInCatalogue(action_id)
    if agreed.measure and plan.action(agreed.measure.id) and request.method != "POST":
        return redirect(url_for("plan.action", measure_id=agreed.measure.id), 303)
    if request.method != "POST":
        return _own_page(agreed, agreement.form_of(agreed.progress))
    form = agreement.sent_form(agreed.progress)
    if not agreement.check(form):
        return _own_page(agreed, form), 422
    try:
        context.change_dossier(lambda stored: agreement.noted_own(stored, agreed.id, form))
    except agreement.ChangedElsewhere as changed:
        form.seen.data = agreement.seen_value(changed.stored)
        return _own_page(agreed, form, _wording().progress(changed.stored)), 409
    return redirect(url_for("plan.overview"), 303)


def _own_page(agreed: AgreedAction, form: agreement.ProgressForm, conflict: str | None = None) -> str:
    return render_template(
        "plan/own_action.html",
        form=form,
        conflict=conflict,
        agreed=agreed,
        measure=agreed.measure,
    )


@bp.get("/plan.json")
@open_to(Audience.ENTREPRENEUR)
def machine() -> ResponseReturnValue:
    return _download(_made(documents.plan_json), "application/json", "json")


@bp.get("/plan.xlsx")
@open_to(Audience.ENTREPRENEUR)
def workbook() -> ResponseReturnValue:
    return _download(_made(documents.plan_xlsx), _XLSX, "xlsx")


@bp.get("/plan.csv")
@open_to(Audience.ENTREPRENEUR)
def actions_table() -> ResponseReturnValue:
    return _download(_made(documents.plan_csv), "text/csv", "csv")


@bp.get("/plan.ics")
@open_to(Audience.ENTREPRENEUR)
def calendar() -> ResponseReturnValue:
    return _download(_made(documents.plan_ics), "text/calendar", "ics")


def _made(make: Callable[[Dossier, Catalogue, Localizer, datetime], bytes]) -> bytes:
    return make(context.dossier(), context.catalogue(), context.localize(), creation_time(None))


@bp.get("/plan.pdf")
@open_to(Audience.ENTREPRENEUR)
def pdf() -> ResponseReturnValue:
    """`?code=1` adds a page with the resume code: only if the owner asks."""
    code = str(context.code()) if request.args.get("code") == "1" else None
    resume_url = url_for("dossier.resume", _external=True)
    body = documents.plan_pdf(
        context.dossier(),
        context.catalogue(),
        context.localize(),
        creation_time(None),
        code=code,
        resume_url=resume_url,
    )
    return _download(body, "application/pdf", "pdf")


def _download(body: bytes, mimetype: str, ending: str) -> Response:
    response = Response(body, mimetype=mimetype)
    name = context.localize().gettext("actieplan-ev-scan")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{context.today().isoformat()}.{ending}"'
    return response
