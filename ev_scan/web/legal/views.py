"""Laws and rules that may matter to this company, each with the questions that decide."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ev_scan.domain.plan import Reason
from ev_scan.domain.regimes import Outcome, RegimeResult, judge
from ev_scan.report.words import Wording
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.legal.forms import answered
from ev_scan.web.question_sets import (
    AnsweredElsewhere,
    QuestionSetForm,
    question_set_form,
    seen_values,
    stored_form,
)

bp = Blueprint("legal", __name__)

_TAGS = {Outcome.LIKELY: "high", Outcome.POSSIBLE: "warn", Outcome.NOT_FOUND: "none"}


@dataclass(frozen=True, slots=True)
class RegimeRow:
    title: str
    hint: str
    href: str
    status: tuple[str, str]


@bp.get("/wetten")
@open_to(Audience.ENTREPRENEUR)
def overview() -> ResponseReturnValue:
    found = [_judged(regime_id) for regime_id in context.catalogue().regimes]
    return render_template(
        "legal/overview.html",
        found=[_row(each) for each in found if each.is_found],
        others=[_row(each) for each in found if not each.is_found],
    )


@bp.route("/wetten/<regime_id>", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def check(regime_id: str) -> ResponseReturnValue:
    regime = context.catalogue().regime(regime_id)
    if request.method != "POST":
        return _page(regime_id, stored_form(regime.questions, context.dossier().answers, context.locale()))
    form = question_set_form(regime.questions, context.locale())(request.form)
    if not form.validate():
        return _page(regime_id, form), 422
    try:
        context.change_dossier(lambda stored: answered(regime, form, stored))
    except AnsweredElsewhere:
        form.seen.data = seen_values(regime.questions, context.dossier().answers)
        return _page(regime_id, form, changed=True), 409
    return redirect(url_for("legal.check", regime_id=regime_id), 303)


def _judged(regime_id: str) -> RegimeResult:
    catalogue = context.catalogue()
    return judge(catalogue.regime(regime_id), catalogue.questionnaire.standing(context.dossier().answers))


def _row(found: RegimeResult) -> RegimeRow:
    localize = context.localize()
    wording = _wording()
    said = wording.outcome(found.outcome) if found.is_found else wording.regime_status(found.regime.status)
    href = url_for("legal.check", regime_id=found.regime.id)
    title = localize(found.regime.short)
    return RegimeRow(title, localize(found.regime.summary), href, (_TAGS[found.outcome], said))


def _page(regime_id: str, form: QuestionSetForm, changed: bool = False) -> str:
    found, wording, catalogue = _judged(regime_id), _wording(), context.catalogue()
    regime = found.regime
    return render_template(
        "legal/check.html",
        form=form,
        changed=changed,
        found=found,
        regime=regime,
        outcome=(_TAGS[found.outcome], wording.outcome(found.outcome)),
        status=wording.regime_status(regime.status),
        because=[wording.reason(Reason(*cause)) for cause in found.because],
        contacts=[catalogue.contacts[name] for name in regime.contacts],
        sources=[catalogue.sources[name] for name in regime.sources],
        as_of=context.localize().day(regime.as_of),
        review_by=context.localize().day(regime.review_by),
    )


def _wording() -> Wording:
    return Wording(context.catalogue(), context.localize())
