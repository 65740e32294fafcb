"""The critical inputs of a company: the list, a few short pages of questions for each, and what they come to."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import InputId
from ev_scan.domain.input_changes import without_input
from ev_scan.domain.register_changes import RegisterFull
from ev_scan.domain.stakes import assessed
from ev_scan.domain.supply_chain import MOST_INPUTS, CriticalInput, assess
from ev_scan.report.supply_views import SupplyViews, weighed
from ev_scan.services.plans import plan_of
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.security import ScanForm
from ev_scan.web.supply import part_forms, presenters, supplier_forms
from ev_scan.web.supply.stored import (
    ChangedElsewhere,
    Part,
    bp,
    known_id,
    new_id,
    part_mark,
    part_of,
    register,
    save_part,
    the_input,
    words,
)

TO_RESULT = "result"


@bp.get("/leveringen")
@open_to(Audience.ENTREPRENEUR)
def overview() -> ResponseReturnValue:
    found = assessed(context.catalogue(), register())
    return render_template(
        "supply/overview.html",
        rows=[presenters.input_row(each) for each in sorted(found, key=lambda each: -each.risk)],
        most=MOST_INPUTS,
    )


@bp.route("/leveringen/nieuw", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def add() -> ResponseReturnValue:
    if request.method != "POST":
        if len(register().inputs) >= MOST_INPUTS:
            return redirect(url_for("supply.overview"), 303)
        return _part_page(None, part_forms.stored_form(CriticalInput("", new_id()), Part.IMPACT))
    form = part_forms.part_form(Part.IMPACT, context.locale())(request.form)
    form.token.data = input_id = known_id(form.token.data)
    if form.validate():
        try:
            save_part(input_id, Part.IMPACT, form.values(), form.seen.data or "", is_new=True)
        except ChangedElsewhere as changed:
            return _conflict(changed, form, None)
        except RegisterFull as full:
            message = context.localize().gettext("Er passen er hoogstens %(most)s. Verwijder eerst een andere.")
            form["name"].errors = [message % {"most": full.most}]
        else:
            return _go_on(input_id, Part.IMPACT)
    return _part_page(None, form), 422


@bp.route("/leveringen/<input_id>/<part>", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def part(input_id: str, part: str) -> ResponseReturnValue:
    critical, asked = the_input(input_id), part_of(part)
    if asked is Part.SUPPLIERS:
        return _suppliers(critical)
    if request.method != "POST":
        return _part_page(critical, part_forms.stored_form(critical, asked))
    form = part_forms.part_form(asked, context.locale())(request.form)
    if not form.validate():
        return _part_page(critical, form), 422
    try:
        save_part(input_id, asked, form.values(), form.seen.data or "")
    except ChangedElsewhere as changed:
        return _conflict(changed, form, critical)
    return _go_on(critical.id, asked)


def _suppliers(critical: CriticalInput) -> ResponseReturnValue:
    if request.method != "POST":
        return _suppliers_page(critical, supplier_forms.stored_suppliers(critical))
    form, intent = supplier_forms.sent_suppliers(request.form), request.form.get("intent", "")
    if intent == "add" or intent.startswith("remove-"):
        return _suppliers_page(critical, supplier_forms.with_intent(form, intent))
    values = supplier_forms.check(form)
    if values is None:
        return _suppliers_page(critical, form), 422
    try:
        save_part(critical.id, Part.SUPPLIERS, values, form.seen.data or "")
    except ChangedElsewhere as changed:
        form.seen.data = part_mark(changed.stored, Part.SUPPLIERS)
        conflict = presenters.answers(changed.stored, Part.SUPPLIERS)
        return _suppliers_page(critical, form, conflict), 409
    return _go_on(critical.id, Part.SUPPLIERS)


def _conflict(
    changed: ChangedElsewhere, form: part_forms.PartForm, critical: CriticalInput | None
) -> ResponseReturnValue:
    form.seen.data = part_mark(changed.stored, form.part)
    return _part_page(critical, form, presenters.answers(changed.stored, form.part)), 409


def _go_on(input_id: InputId, done: Part) -> ResponseReturnValue:
    following = done.following
    if following is None or request.form.get("intent") == TO_RESULT:
        return redirect(url_for("supply.result", input_id=input_id), 303)
    return redirect(url_for("supply.part", input_id=input_id, part=following.value), 303)


def _part_page(critical: CriticalInput | None, form: part_forms.PartForm, conflict: Any = None) -> str:
    """`critical` None: one that is not stored yet."""
    own = url_for("supply.part", input_id=critical.id, part=form.part.value) if critical else url_for("supply.add")
    return render_template("supply/part.html", form=form, action=own, **_frame(critical, form.part, conflict))


def _suppliers_page(critical: CriticalInput, form: supplier_forms.SuppliersForm, conflict: Any = None) -> str:
    return render_template("supply/suppliers.html", form=form, **_frame(critical, Part.SUPPLIERS, conflict))


def _frame(critical: CriticalInput | None, asked: Part, conflict: Any) -> dict[str, Any]:
    return {
        "critical": critical,
        "title": presenters.part_title(asked),
        "number": asked.number,
        "total": len(Part),
        "conflict": conflict,
        "is_last": asked.following is None,
    }


@bp.get("/leveringen/<input_id>")
@open_to(Audience.ENTREPRENEUR)
def result(input_id: str) -> ResponseReturnValue:
    critical, governance, localize = the_input(input_id), presenters.governance(), context.localize()
    found, catalogue = assess(critical, governance), context.catalogue()
    countries = catalogue.stappenplan.countries
    views = SupplyViews(found, governance, localize)
    advice = catalogue.stappenplan.patterns.get(found.pattern)
    return render_template(
        "supply/result.html",
        found=found,
        band=(presenters.BAND_TAGS[found.band], words().band(found.band)),
        endurance=words().endurance(found),
        figures=presenters.figures(found),
        views=views.all(),
        risk_sum=views.risk_sum(),
        quality=views.quality(),
        labels=presenters.labels(found),
        advice=advice,
        links=presenters.advice_links(advice, plan_of(context.dossier(), catalogue)) if advice else [],
        suppliers=weighed(critical, governance, localize),
        countries=countries,
        as_of=localize.day(countries.as_of) if countries else "",
        parts=presenters.parts(critical),
        first_open=presenters.first_open(critical),
    )


@bp.route("/leveringen/<input_id>/verwijderen", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def remove(input_id: str) -> ResponseReturnValue:
    critical = the_input(input_id)
    form = ScanForm(request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate():

        def altered(stored: Dossier) -> Dossier:
            return stored.with_register(without_input(stored.register, critical.id))

        context.change_dossier(altered)
        return redirect(url_for("supply.overview"), 303)
    return render_template("supply/remove.html", form=form, critical=critical), 422 if form.errors else 200
