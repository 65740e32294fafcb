"""Step 5: what the company does about each risk."""

from collections.abc import Iterable

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ev_scan.domain.plan import ActionPlan
from ev_scan.domain.register import Register
from ev_scan.domain.register_changes import with_line
from ev_scan.domain.risk_pictures import heaviest_first
from ev_scan.domain.risks import RiskResult
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.stappenplan import presenters
from ev_scan.web.stappenplan.blueprint import bp
from ev_scan.web.stappenplan.line_forms import TreatmentForm, check_treatment, decision_of, treatment_form
from ev_scan.web.stappenplan.stored import (
    ChangedElsewhere,
    change_register,
    line_in,
    mark,
    plan,
    risk_in,
    words,
)

_MOST_ACTIONS = 6


@bp.get("/stappenplan/aanpak")
@open_to(Audience.ENTREPRENEUR)
def treatments() -> ResponseReturnValue:
    judged = heaviest_first(plan().risks)
    return render_template(
        "stappenplan/treatments.html",
        rows=[presenters.treatment_row(each, words()) for each in judged],
        following=_following(judged),
    )


@bp.route("/stappenplan/aanpak/<asset_id>/<method_id>", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def treatment(asset_id: str, method_id: str) -> ResponseReturnValue:
    judged = plan()
    found = risk_in(judged, asset_id, method_id)
    form = treatment_form(request.form if request.method == "POST" else None, found.line)
    if request.method != "POST":
        return _page(form, judged, found)
    if not check_treatment(form):
        return _page(form, judged, found), 422
    try:
        change_register(lambda stored: _treated(stored, form, asset_id, method_id))
    except ChangedElsewhere:
        now = risk_in(plan(), asset_id, method_id)
        form.seen.data = mark(decision_of(now.line))
        return _page(form, judged, now, words().treatment(now.line)), 409
    return redirect(_following(heaviest_first(plan().risks), found) or url_for("stappenplan.treatments"), 303)


def _treated(stored: Register, form: TreatmentForm, asset_id: str, method_id: str) -> Register:
    now = line_in(stored, asset_id, method_id)
    sent = form.treated(now)
    form.refuse_if_changed(decision_of(now), decision_of(sent))
    return with_line(stored, sent)


def _following(judged: Iterable[RiskResult], after: RiskResult | None = None) -> str | None:
    """The page of the heaviest line without a decision."""
    waiting = (each.line for each in judged if not each.line.treatment)
    found = next((line for line in waiting if not (after and line.key == after.line.key)), None)
    return url_for("stappenplan.treatment", asset_id=found.asset, method_id=found.method) if found else None


def _page(form: TreatmentForm, judged: ActionPlan, found: RiskResult, elsewhere: str | None = None) -> str:
    localize, actions = context.localize(), presenters.reducing(judged, found)
    choices = context.catalogue().stappenplan.treatments.items()
    return render_template(
        "stappenplan/treatment.html",
        form=form,
        meanings={treatment.value: localize(each.meaning) for treatment, each in choices if each.meaning},
        found=found,
        name=presenters.own(found.asset.name),
        method=found.method,
        readings=presenters.readings(found, words()),
        actions=presenters.action_rows(actions[:_MOST_ACTIONS]),
        total_actions=len(actions),
        elsewhere=elsewhere,
    )
