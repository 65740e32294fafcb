"""Step 1: what makes the company strong, in its own order."""

import secrets
from dataclasses import dataclass, replace

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ev_scan.domain.conditions import holds
from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.ids import AssetId
from ev_scan.domain.register import ADVISED_ASSETS, MOST_ASSETS, Asset, Register
from ev_scan.domain.register_changes import (
    NameTaken,
    RegisterFull,
    methods_against,
    moved,
    with_asset,
    without_asset,
)
from ev_scan.domain.stappenplan import Suggestion
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.security import ScanForm
from ev_scan.web.stappenplan import presenters
from ev_scan.web.stappenplan.asset_forms import (
    AssetForm,
    asset_form,
    blank_asset,
    check_asset,
    description_of,
    is_same_asset,
)
from ev_scan.web.stappenplan.blueprint import bp
from ev_scan.web.stappenplan.stored import (
    ChangedElsewhere,
    Differences,
    SeenForm,
    asset_in,
    change_register,
    differences,
    mark,
    register,
    words,
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What companies like this one often have, in one group."""

    title: str
    suggestions: list[tuple[str, str]]
    """Words, and the address of a form that begins with them."""


@bp.get("/stappenplan/belangen")
@open_to(Audience.ENTREPRENEUR)
def assets() -> ResponseReturnValue:
    found = register()
    return render_template(
        "stappenplan/assets.html",
        rows=[presenters.asset_row(asset, found, words()) for asset in found.assets],
        most=MOST_ASSETS,
        advised=ADVISED_ASSETS,
    )


@bp.route("/stappenplan/belangen/nieuw", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def new_asset() -> ResponseReturnValue:
    """`?voorstel=`: begin with the suggestion of that number."""
    if request.method != "POST":
        suggested = _suggested(request.args.get("voorstel"))
        begin = blank_asset(suggested.group, context.localize()(suggested.text)) if suggested else None
        return _new_page(asset_form(asset=begin), chosen=suggested is not None)
    form = asset_form(request.form)
    return _saved(form, blank_asset()) or (_new_page(form), 422)


@bp.route("/stappenplan/belangen/<asset_id>", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def asset(asset_id: str) -> ResponseReturnValue:
    stored = register().asset(AssetId(asset_id))
    if request.method != "POST":
        return _asset_page(asset_form(asset=asset_in(register(), asset_id)), asset_id)
    form = asset_form(request.form, stored)
    if stored is None:
        return _new_page(form, removed=True), 422 if not check_asset(form) else 409
    try:
        return _saved(form, stored) or (_asset_page(form, asset_id), 422)
    except ChangedElsewhere:
        now = asset_in(register(), asset_id)
        form.seen.data = mark(description_of(now))
        return _asset_page(form, asset_id, differences(form, asset_form(asset=now))), 409


def _saved(form: AssetForm, begun: Asset) -> ResponseReturnValue | None:
    """To the list when it is stored; None when the form says what is wrong. Raises ChangedElsewhere."""
    gettext, new_id = context.localize().gettext, AssetId(secrets.token_hex(4))
    if not check_asset(form):
        return None
    try:
        change_register(lambda stored: _with_asset(stored, form, begun, new_id))
    except NameTaken:
        form.name.errors = [gettext("U hebt al een belang met deze naam. Kies een andere naam.")]
        return None
    except RegisterFull as full:
        message = gettext("Er passen %(most)s belangen in. Verwijder er eerst een dat minder telt.", most=full.most)
        form.name.errors = [message]
        return None
    return redirect(url_for("stappenplan.assets"), 303)


def _with_asset(stored: Register, form: AssetForm, begun: Asset, new_id: AssetId) -> Register:
    now = stored.asset(begun.id)
    sent = form.described(now or replace(begun, id=new_id))
    if now:
        form.refuse_if_changed(description_of(now), description_of(sent))
    elif any(is_same_asset(each, sent) for each in stored.assets):
        return stored  # the button was pressed twice
    return with_asset(stored, sent)


def _new_page(form: AssetForm, chosen: bool = False, removed: bool = False) -> str:
    found = register()
    return render_template(
        "stappenplan/asset.html",
        form=form,
        asset_id=None,
        differences=(),
        removed=removed,
        shelves=[] if chosen or request.method == "POST" else _shelves(found),
        full=len(found.assets) >= MOST_ASSETS,
        most=MOST_ASSETS,
    )


def _asset_page(form: AssetForm, asset_id: str, changed: Differences = ()) -> str:
    return render_template(
        "stappenplan/asset.html",
        form=form,
        asset_id=asset_id,
        differences=changed,
        removed=False,
        shelves=[],
        full=False,
        most=MOST_ASSETS,
    )


def _suggested(number: str | None) -> Suggestion | None:
    """Raises NotInCatalogue when there is no such suggestion."""
    if number is None:
        return None
    known = context.catalogue().stappenplan.suggestions
    if not (number.isascii() and number.isdigit() and len(number) < 5 and int(number) < len(known)):
        raise NotInCatalogue(number)
    return known[int(number)]


def _shelves(found: Register) -> list[Shelf]:
    catalogue, localize = context.catalogue(), context.localize()
    answers = catalogue.questionnaire.standing(context.dossier().answers)
    taken = {each.name.casefold() for each in found.assets}
    by_group: dict[str, list[tuple[str, str]]] = {}
    for number, each in enumerate(catalogue.stappenplan.suggestions):
        text = localize(each.text)
        if holds(each.when, answers) and text.casefold() not in taken:
            href = url_for("stappenplan.new_asset", voorstel=number)
            by_group.setdefault(each.group, []).append((text, href))
    return [
        Shelf(localize(group.title), by_group[group.id])
        for group in catalogue.asset_groups.values()
        if group.id in by_group
    ]


@bp.route("/stappenplan/belangen/volgorde", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def order() -> ResponseReturnValue:
    form = ScanForm(request.form if request.method == "POST" else None)
    asset_id, _, place = request.form.get("move", "").partition(".")
    if request.method == "POST" and form.validate():
        if place.isascii() and place.isdigit() and len(place) < 4:
            change_register(lambda stored: moved(stored, AssetId(asset_id), int(place)))
        known = register().asset(AssetId(asset_id))
        return redirect(url_for("stappenplan.order", _anchor=f"b-{known.id}" if known else None), 303)
    page = render_template("stappenplan/order.html", form=form, assets=register().assets)
    return page, 422 if form.errors else 200


@bp.route("/stappenplan/belangen/<asset_id>/verwijderen", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def remove_asset(asset_id: str) -> ResponseReturnValue:
    """Says what goes with it; when that grew since, it asks again."""
    found, form = register(), SeenForm(request.form if request.method == "POST" else None)
    if request.method == "POST":
        if not found.asset(AssetId(asset_id)):
            return redirect(url_for("stappenplan.assets"), 303)
        if not form.validate():
            return _remove_page(form, found, asset_id), 422
        try:
            change_register(lambda stored: _without_asset(stored, form, AssetId(asset_id)))
        except ChangedElsewhere:
            return _remove_page(form, register(), asset_id, changed=True), 409
        return redirect(url_for("stappenplan.assets"), 303)
    return _remove_page(form, found, asset_id)


def _without_asset(stored: Register, form: SeenForm, asset_id: AssetId) -> Register:
    form.refuse_if_changed(methods_against(stored, asset_id), None)
    return without_asset(stored, asset_id)


def _remove_page(form: SeenForm, found: Register, asset_id: str, changed: bool = False) -> str:
    shown = asset_in(found, asset_id)
    against = methods_against(found, shown.id)
    form.seen.data = mark(against)
    return render_template(
        "stappenplan/remove.html",
        form=form,
        asset_id=asset_id,
        name=presenters.own(shown.name),
        lines=len(against),
        changed=changed,
    )
