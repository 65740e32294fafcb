"""Step 3: by which methods somebody could get at each asset."""

from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ev_scan.domain.errors import EvScanError
from ev_scan.domain.ids import AssetId, MethodId
from ev_scan.domain.register import MOST_LINES, Asset, Register
from ev_scan.domain.register_changes import RegisterFull, is_filled_in, methods_against, with_methods
from ev_scan.domain.risk_pictures import exposures, is_proposed
from ev_scan.domain.risks import MethodExposure
from ev_scan.web import context, fields
from ev_scan.web.access import Audience, open_to
from ev_scan.web.stappenplan import presenters
from ev_scan.web.stappenplan.asset_forms import MethodsForm
from ev_scan.web.stappenplan.blueprint import bp
from ev_scan.web.stappenplan.stored import ChangedElsewhere, asset_in, change_register, mark, register, words


class WouldLose(EvScanError):
    """Something was filled in about lines that would go; nobody said yet that this is meant."""


@dataclass(frozen=True, slots=True)
class ChainView:
    """Methods that often follow each other, and the button that adds them."""

    id: str
    title: str
    text: str
    methods: list[str]
    button: str


def _exposures() -> list[MethodExposure]:
    catalogue = context.catalogue()
    return exposures(catalogue, catalogue.questionnaire.standing(context.dossier().answers))


@bp.get("/stappenplan/methoden")
@open_to(Audience.ENTREPRENEUR)
def methods() -> ResponseReturnValue:
    found = register()
    return render_template(
        "stappenplan/methods.html",
        assets=[presenters.methods_row(asset, found, words()) for asset in found.assets],
        exposures=[presenters.exposure_row(exposure, words()) for exposure in _exposures()],
        following=_following(found),
        lines=len(found.lines),
        most=MOST_LINES,
    )


@bp.route("/stappenplan/methoden/<asset_id>", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def asset_methods(asset_id: str) -> ResponseReturnValue:
    asset = asset_in(register(), asset_id)
    form = _form(asset, request.form if request.method == "POST" else None)
    if request.method != "POST":
        return _page(form, asset)
    try:
        changed = _saved(form, asset)
    except ChangedElsewhere:
        against = methods_against(register(), asset.id)
        form.seen.data = mark(against)
        return _page(form, asset, elsewhere=_titles(against)), 409
    if changed is None:
        return _page(form, asset), 422
    if _chain():
        return redirect(url_for("stappenplan.asset_methods", asset_id=asset_id), 303)
    return redirect(_following(changed, asset_id) or url_for("stappenplan.methods"), 303)


def _saved(form: MethodsForm, asset: Asset) -> Register | None:
    """None when the form says what is wrong. Raises ChangedElsewhere."""
    gettext = context.localize().gettext
    if not _check(form):
        return None
    try:
        return change_register(lambda stored: _with_methods(stored, form, asset.id))
    except WouldLose:
        form.lose.errors = [gettext("Kruis aan dat dit weg mag, of zet de methode weer aan.")]
    except RegisterFull as full:
        message = gettext("Er passen %(most)s risicoregels in. Kies hier minder methoden.", most=full.most)
        _shown(form).errors = [message]
    return None


def _with_methods(stored: Register, form: MethodsForm, asset_id: AssetId) -> Register:
    against = methods_against(stored, asset_in(stored, asset_id).id)
    wanted = form.methods(_chain())
    form.refuse_if_changed(against, None if set(against) != set(wanted) else against)
    if _lost(stored, asset_id, wanted) and not form.lose.data:
        raise WouldLose
    return with_methods(stored, asset_id, wanted)


def _lost(stored: Register, asset_id: AssetId, wanted: list[MethodId]) -> list[MethodId]:
    """What was filled in about these goes when they do."""
    lines = (line for line in stored.lines if line.asset == asset_id and line.method not in wanted)
    return [line.method for line in lines if is_filled_in(line)]


def _chain() -> tuple[MethodId, ...]:
    """The methods of the chain whose button was pressed."""
    chains = context.catalogue().stappenplan.chains
    return next((chain.methods for chain in chains if chain.id == request.form.get("chain")), ())


def _form(asset: Asset, sent: Any) -> MethodsForm:
    localize, found = context.localize(), _exposures()
    against = methods_against(register(), asset.id)
    mine = [each for each in found if is_proposed(each.method, asset)]
    others = [each for each in found if each not in mine]
    data = {
        name: [each.method.id for each in group if each.method.id in against]
        for name, group in (("proposed", mine), ("others", others))
    }
    form = MethodsForm(sent, data={**data, "lose": [], "seen": mark(against)})
    form.proposed.label.text = localize.gettext("Deze methoden treffen vaak zo’n belang")
    form.others.label.text = localize.gettext("Andere methoden")
    for field, group in ((form.proposed, mine), (form.others, others)):
        field.choices = [fields.choice(each.method.id, localize(each.method.title)) for each in group]
    form.lose.label.text = localize.gettext("U vulde al iets in over een methode die u nu uitzet")
    form.lose.choices = [fields.choice("yes", localize.gettext("Dat mag weg"))]
    return form


def _check(form: MethodsForm) -> bool:
    form.validate()
    known, ticked = context.catalogue().methods, (*(form.proposed.data or ()), *(form.others.data or ()))
    if any(method not in known for method in ticked):
        _shown(form).errors = [context.localize().gettext("Kies methoden uit de lijst.")]
    return not form.errors


def _shown(form: MethodsForm) -> Any:
    """The list that has something to choose from, so that a message can lead to it."""
    return form.proposed if form.proposed.choices else form.others


def _page(form: MethodsForm, asset: Asset, elsewhere: str | None = None) -> str:
    return render_template(
        "stappenplan/asset_methods.html",
        form=form,
        asset_id=asset.id,
        name=presenters.own(asset.name),
        group=words().group(asset),
        why={each.method.id: _why(each) for each in _exposures()},
        losing=_titles(_lost(register(), asset.id, form.methods())) if form.lose.errors else "",
        chains=_chains(methods_against(register(), asset.id)),
        elsewhere=elsewhere,
    )


def _why(exposure: MethodExposure) -> str:
    """What the method is, and how open the company is to it."""
    localize = context.localize()
    level = localize.gettext("Hier staat u voor open: %(level)s.", level=words().exposure(exposure.level).lower())
    return f"{localize(exposure.method.summary)} {level}"


def _titles(methods: tuple[MethodId, ...] | list[MethodId]) -> str:
    catalogue, localize = context.catalogue(), context.localize()
    return "; ".join(localize(catalogue.method(method).title) for method in methods) or localize.gettext("niets")


def _chains(against: tuple[MethodId, ...]) -> list[ChainView]:
    """Those that would add something."""
    catalogue, localize = context.catalogue(), context.localize()
    return [
        ChainView(
            chain.id,
            localize(chain.title),
            localize(chain.text),
            [localize(catalogue.method(method).title) for method in chain.methods],
            localize.ngettext("Voeg deze toe", "Voeg deze %(num)d toe", len(chain.methods)),
        )
        for chain in catalogue.stappenplan.chains
        if not set(chain.methods) <= set(against)
    ]


def _following(found: Register, after: str = "") -> str | None:
    """The page of the next asset without a method."""
    waiting = (asset for asset in found.assets if asset.id != after and not methods_against(found, asset.id))
    return next((url_for("stappenplan.asset_methods", asset_id=asset.id) for asset in waiting), None)
