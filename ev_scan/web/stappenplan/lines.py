"""Step 4: how bad each risk is, and how likely."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.plan import ActionPlan, Reason
from ev_scan.domain.register import IMPACTS, OVERALL, SCALE, Register
from ev_scan.domain.register_changes import with_line
from ev_scan.domain.risk_pictures import View, to_look_at
from ev_scan.domain.risks import RiskResult
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.stappenplan import presenters
from ev_scan.web.stappenplan.blueprint import bp
from ev_scan.web.stappenplan.line_forms import LineForm, check_line, line_form, rating_of
from ev_scan.web.stappenplan.stored import (
    ChangedElsewhere,
    Differences,
    asset_in,
    change_register,
    differences,
    line_in,
    mark,
    plan,
    register,
    risk_in,
    wording,
    words,
)


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which lines to show, by ids and numbers in the address."""

    asset: str | None = None
    method: str | None = None
    likelihood: int | None = None
    impact: int | None = None
    view: View = View.CURRENT

    @classmethod
    def asked(cls, found: Register) -> "Sieve":
        """Raises NotInCatalogue for what does not exist."""
        asset, method = request.args.get("belang"), request.args.get("methode")
        if asset:
            asset_in(found, asset)
        if method:
            context.catalogue().method(method)
        return cls(asset or None, method or None, _level("kans"), _level("ernst"), asked_view())

    @property
    def is_open(self) -> bool:
        return self == Sieve(view=self.view)

    def lets_through(self, found: RiskResult) -> bool:
        risk = self.view.of(found)
        return (
            self.asset in (None, found.line.asset)
            and self.method in (None, found.line.method)
            and self.likelihood in (None, risk.likelihood if risk else 0)
            and self.impact in (None, risk.impact if risk else 0)
        )


def _level(name: str) -> int | None:
    given = request.args.get(name)
    if given and given not in map(str, SCALE):
        raise NotInCatalogue(given)
    return int(given) if given else None


def asked_view() -> View:
    """`?stand=`: before, now or after. Raises NotInCatalogue."""
    given = request.args.get("stand") or View.CURRENT
    if given not in list(View):
        raise NotInCatalogue(given)
    return View(given)


@bp.get("/stappenplan/risicos")
@open_to(Audience.ENTREPRENEUR)
def lines() -> ResponseReturnValue:
    found, judged = register(), to_look_at(plan().risks)
    sieve = Sieve.asked(found)
    shown = [each for each in judged if sieve.lets_through(each)]
    return render_template(
        "stappenplan/lines.html",
        rows=[presenters.line_row(each, words()) for each in shown],
        total=len(judged),
        sieve=None if sieve.is_open else _said(sieve, found),
        following=_following(judged),
        by_asset=_by_asset(judged),
        by_method=_by_method(judged),
    )


def _said(sieve: Sieve, found: Register) -> list[str]:
    """What is shown, in words."""
    localize = context.localize()
    said: list[str] = []
    if sieve.asset:
        said.append(presenters.own(asset_in(found, sieve.asset).name))
    if sieve.method:
        said.append(localize(context.catalogue().method(sieve.method).title))
    if sieve.likelihood:
        said.append(localize.gettext("kans %(level)s van 5", level=sieve.likelihood))
    if sieve.impact:
        said.append(localize.gettext("ernst %(level)s van 5", level=sieve.impact))
    if sieve.view is not View.CURRENT:
        said.append(words().view(sieve.view).lower())
    return said


def _by_asset(judged: Iterable[RiskResult]) -> list[tuple[str, str]]:
    found = dict.fromkeys((each.asset.id, each.asset.name) for each in judged)
    return [(presenters.own(name), url_for("stappenplan.lines", belang=asset)) for asset, name in found]


def _by_method(judged: Iterable[RiskResult]) -> list[tuple[str, str]]:
    localize, used = context.localize(), {each.line.method for each in judged}
    methods = (method for method in context.catalogue().methods.values() if method.id in used)
    return [(localize(method.title), url_for("stappenplan.lines", methode=method.id)) for method in methods]


@bp.route("/stappenplan/risicos/<asset_id>/<method_id>", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def line(asset_id: str, method_id: str) -> ResponseReturnValue:
    judged = plan()
    found = risk_in(judged, asset_id, method_id)
    form = line_form(request.form if request.method == "POST" else None, found)
    if request.method != "POST":
        return _page(form, judged, found)
    if not check_line(form):
        return _page(form, judged, found), 422
    try:
        change_register(lambda stored: _rated(stored, form, asset_id, method_id))
    except ChangedElsewhere:
        now = risk_in(plan(), asset_id, method_id)
        form.seen.data = mark(rating_of(now.line))
        return _page(form, judged, now, differences(form, line_form(None, now))), 409
    return redirect(_following(to_look_at(plan().risks), found) or url_for("stappenplan.lines"), 303)


def _rated(stored: Register, form: LineForm, asset_id: str, method_id: str) -> Register:
    now = line_in(stored, asset_id, method_id)
    sent = form.rated(now)
    form.refuse_if_changed(rating_of(now), rating_of(sent))
    return with_line(stored, sent)


def _following(judged: Iterable[RiskResult], after: RiskResult | None = None) -> str | None:
    """The page of the next line that was not rated."""
    waiting = (each.line for each in judged if each.current is None and not (after and each.line.key == after.line.key))
    found = next(waiting, None)
    return url_for("stappenplan.line", asset_id=found.asset, method_id=found.method) if found else None


def _page(form: LineForm, judged: ActionPlan, found: RiskResult, changed: Differences = ()) -> str:
    return render_template(
        "stappenplan/line.html",
        form=form,
        impacts=[form[name] for name in IMPACTS],
        found=found,
        name=presenters.own(found.asset.name),
        method=found.method,
        readings=presenters.readings(found, words()),
        likelihood=words().likelihood(found, judged),
        assumption=words().assumption(found),
        because=[wording().reason(Reason(*cause)) for cause in found.exposure.because],
        overall=found.line.impacts.get(OVERALL),
        differences=changed,
    )
