"""The part of an empty answers file about the register: what it may hold, and an example in comments."""

from collections.abc import Iterator
from typing import Final

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.register import MOST_ASSETS, MOST_LINES, SCALE
from ev_scan.domain.stappenplan import Scale
from ev_scan.domain.supply_chain import MOST_INPUTS, MOST_SUPPLIERS
from ev_scan.i18n import Localizer
from ev_scan.report.supply_fields import OF_INPUT, Figure, Kind
from ev_scan.report.supply_words import SupplyWords

_RANGES: Final = {
    Kind.PERCENT: "0 … 1",
    Kind.DAYS: "0 … 3650",
    Kind.EUROS: "0 … 1000000000",
    Kind.COUNT: "1 … 99",
    Kind.FLAG: "true, false",
}
_NO_CEILING: Final = {"price_volatility": "0 … 100"}


def register_template(catalogue: Catalogue, localize: Localizer) -> Iterator[str]:
    """Three empty lists; an example becomes real by taking the empty list and the marks away."""
    gettext = localize.gettext
    if not catalogue.asset_groups or not catalogue.methods:
        return
    heading = gettext("Uw register: alleen als u risico’s en leveringen wilt uitwerken")
    most = gettext("hoogstens %(most)s")
    assets, risks = gettext("Wat u sterk maakt"), gettext("Hoe iemand eraan kan komen")
    inputs = gettext("Wat u inkoopt en niet kunt missen")
    yield f"# --- {heading} ---"
    yield f"# {assets} ({most % {'most': MOST_ASSETS}})"
    yield from _assets(catalogue, localize)
    yield ""
    yield f"# {risks} ({most % {'most': MOST_LINES}})"
    yield from _risks(catalogue, localize)
    yield ""
    yield f"# {inputs} ({most % {'most': MOST_INPUTS}})"
    yield from _inputs(localize)
    yield ""


def _assets(catalogue: Catalogue, localize: Localizer) -> Iterator[str]:
    text, example = localize.gettext("tekst"), localize.gettext("Lasmodule ontwerp")
    yield f"#   group: {', '.join(catalogue.asset_groups)}"
    for scale in catalogue.stappenplan.ratings:
        yield from _scale(scale, localize)
    yield "#   listed_technology: true, false"
    if catalogue.stappenplan.euro_ranges:
        yield f"#   euro_range: {', '.join(each.id for each in catalogue.stappenplan.euro_ranges)}"
    yield f"#   owner, place, access: {text}"
    yield "assets: []"
    yield "# assets:"
    group = next(iter(catalogue.asset_groups))
    rated = "confidentiality: 5, integrity: 3, availability: 2, attractiveness: 4"
    yield f"#   - {{name: {example}, group: {group}, {rated}}}"


def _scale(scale: Scale, localize: Localizer) -> Iterator[str]:
    yield f"#   {scale.id}: {localize(scale.question)}"
    for value, level in zip(SCALE, scale.levels, strict=False):
        yield f"#     {value}: {localize(level)}"


def _risks(catalogue: Catalogue, localize: Localizer) -> Iterator[str]:
    gettext = localize.gettext
    of_asset, example = gettext("de naam van iets uit assets"), gettext("Lasmodule ontwerp")
    own = gettext("alleen als u een andere kans kiest dan de berekende; dan ook reason")
    accepted = gettext("bij accept: wie, en een datum zoals 2026-12-31")
    yield f"#   asset: {of_asset}"
    yield "#   method:"
    for method in catalogue.methods.values():
        yield f"#     {method.id}: {localize(method.title)}"
    yield "#   impact: 1 … 5"
    yield f"#   impacts: {{{', '.join(scale.id for scale in catalogue.stappenplan.impacts)}}}"
    for scale in catalogue.stappenplan.impacts:
        yield from _scale(scale, localize)
    yield f"#   likelihood: 1 … 5 ({own})"
    yield f"#   treatment: {', '.join(each.value for each in catalogue.stappenplan.treatments)}"
    yield f"#   accepted_by, review: {accepted}"
    yield "risks: []"
    yield "# risks:"
    method_id = next(iter(catalogue.methods))
    yield f"#   - {{asset: {example}, method: {method_id}, impact: 4}}"


def _inputs(localize: Localizer) -> Iterator[str]:
    gettext, words = localize.gettext, SupplyWords(localize)
    most = gettext("hoogstens %(most)s") % {"most": MOST_SUPPLIERS}
    share = gettext("aandelen zijn samen 1; country is een landcode zoals DE; governance en name mogen weg")
    example = gettext("Laserdiode")
    yield f"#   suppliers ({most}): {share}"
    for figure in OF_INPUT:
        yield f"#   {figure.name}: {allowed(figure)} ({words.question(figure.name)})"
        if figure.kind is Kind.CHOICE:
            for value, meaning in words.choices(figure).items():
                yield f"#     {value}: {meaning}"
    yield "critical_inputs: []"
    yield "# critical_inputs:"
    yield f"#   - name: {example}"
    yield "#     suppliers:"
    for supplier in ("share: 0.7, country: XX, governance: 0.7", "share: 0.3, country: DE"):
        yield f"#       - {{{supplier}}}"
    yield "#     revenue_share: 0.35"
    yield "#     stock_days: 30"
    yield "#     switch_days: 120"
    yield "#     daily_margin_eur: 4000"


def allowed(figure: Figure) -> str:
    """The values of a figure as an answers file has them."""
    if figure.kind is Kind.CHOICE:
        return ", ".join(map(str, figure.codes))
    return _NO_CEILING.get(figure.name, _RANGES[figure.kind])
