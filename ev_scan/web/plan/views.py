"""The result, the action plan, and taking both away."""

from datetime import date
from typing import Any

import orjson
from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields import DateField, RadioField
from wtforms.validators import Optional

from ev_scan.domain.dossier import LONGEST_OWNER
from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.plan import Action, ActionPlan, Phase, Progress, Reason, Status
from ev_scan.report.machine import plan_document
from ev_scan.report.score_table import score_sums
from ev_scan.report.words import Wording
from ev_scan.services import documents
from ev_scan.services.plans import creation_time, plan_of
from ev_scan.web import context, fields
from ev_scan.web.access import Audience, open_to
from ev_scan.web.plan import presenters
from ev_scan.web.security import ScanForm

bp = Blueprint("plan", __name__)

_ON_RESULTS = 3


def _wording() -> Wording:
    return Wording(context.catalogue(), context.localize())


def _plan() -> ActionPlan:
    return plan_of(context.dossier(), context.catalogue())


@bp.get("/resultaat")
@open_to(Audience.ENTREPRENEUR)
def results() -> ResponseReturnValue:
    plan, wording = _plan(), _wording()
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
        actions=[presenters.action_view(action, wording) for action in now[:_ON_RESULTS]],
        total_actions=sum(action.progress.status.is_open for action in plan.actions),
        to_find_out=presenters.questions_to_answer(plan, wording),
        sums=score_sums(plan.result.topics, plan.result.clusters, context.dossier().answers, wording),
    )


@bp.get("/plan")
@open_to(Audience.ENTREPRENEUR)
def overview() -> ResponseReturnValue:
    plan, wording = _plan(), _wording()

    def views(actions: tuple[Action, ...]) -> list[presenters.ActionView]:
        return [presenters.action_view(action, wording) for action in actions]

    return render_template(
        "plan/overview.html",
        now=views(plan.in_phase(Phase.NOW)),
        next=views(plan.in_phase(Phase.NEXT)),
        later=views(plan.in_phase(Phase.LATER)),
        done=views(plan.with_status(Status.DONE)),
        dropped=views(plan.with_status(Status.DROPPED)),
        answered=bool(plan.actions or plan.questions_to_answer),
        to_find_out=presenters.questions_to_answer(plan, wording),
    )


class ProgressForm(ScanForm):
    """What the company notes about one action."""

    status: Any = RadioField(validate_choice=False)
    owner: Any = fields.text("", LONGEST_OWNER, "")
    due: Any = DateField(validators=[Optional()])

    def progress(self) -> Progress:
        return Progress(Status(self.status.data), self.owner.data or "", self.due.data)


def _progress_form(noted: Progress) -> ProgressForm:
    localize = context.localize()
    wording = _wording()
    data = request.form if request.method == "POST" else None
    form = ProgressForm(data, data={"status": noted.status.value, "owner": noted.owner, "due": noted.due})
    form.status.choices = [fields.choice(status.value, wording.status(status)) for status in Status]
    form.status.label.text = localize.gettext("Hoe ver bent u?")
    form.owner.label.text = localize.gettext("Wie doet het?")
    form.due.label.text = localize.gettext("Wanneer is het klaar?")
    return form


def _check_progress(form: ProgressForm) -> bool:
    gettext = context.localize().gettext
    ok = form.validate()
    if form.status.data not in list(Status):
        form.status.errors = [gettext("Kies hoe ver u bent.")]
        ok = False
    if form.owner.errors:
        form.owner.errors = [gettext("Maak de naam korter: %(longest)s tekens is het meeste.", longest=LONGEST_OWNER)]
    if form.due.errors or (form.due.data and not _is_near(form.due.data)):
        form.due.errors = [gettext("Vul een datum in zoals %(example)s.", example=_example_date())]
        ok = False
    return ok


def _example_date() -> str:
    return date(context.today().year + 1, 1, 31).isoformat()


def _is_near(day: date) -> bool:
    return abs(day.year - context.today().year) <= 20


@bp.route("/plan/<measure_id>", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def action(measure_id: str) -> ResponseReturnValue:
    measure = context.catalogue().measures.get(measure_id)
    found = _plan().action(measure_id)
    if found is None:
        raise NotInCatalogue(measure_id)
    form = _progress_form(found.progress)
    if request.method == "POST" and _check_progress(form):
        context.change_dossier(lambda stored: stored.with_progress(measure.id, form.progress()))
        return redirect(url_for("plan.overview"), 303)
    wording = _wording()
    catalogue = context.catalogue()
    page = render_template(
        "plan/action.html",
        form=form,
        view=presenters.action_view(found, wording),
        measure=measure,
        topic=catalogue.questionnaire.topic(measure.topic),
        reasons=[wording.reason(reason) for reason in found.reasons],
        contacts=[catalogue.contacts[name] for name in measure.contacts],
        sources=[catalogue.sources[name] for name in measure.sources],
    )
    return page, 422 if form.errors else 200


@bp.get("/plan.json")
@open_to(Audience.ENTREPRENEUR)
def machine() -> ResponseReturnValue:
    document = plan_document(context.dossier(), _plan(), context.catalogue(), context.localize(), creation_time(None))
    return _download(orjson.dumps(document, option=orjson.OPT_INDENT_2), "application/json", "json")


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
