"""What the company protects, and from what: its own register, the heaviest risks first."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ev_scan.domain.register import Asset, Risk
from ev_scan.domain.risk_pictures import View, heaviest_first
from ev_scan.domain.risks import RiskResult
from ev_scan.report.document.plan_actions import WORTH_BEGINNING
from ev_scan.report.document.plan_matrix import BAND_DOTS, add_matrices
from ev_scan.report.document.plan_report import PlanEdition, joined
from ev_scan.report.document.styles import SMALL
from ev_scan.report.document.tables import Cell, Table, TableColumn
from ev_scan.report.document.text import Inline, Text
from ev_scan.report.register_words import RegisterWords

_NOTHING: Final = "–"
_RATED: Final = ("confidentiality", "integrity", "availability", "attractiveness")
_VIEWS: Final = (View.GROSS, View.CURRENT, View.TARGET)


def add_register(edition: PlanEdition) -> None:
    document, gettext = edition.document, edition.localize.gettext
    assets, risks = edition.report.register.assets, edition.plan.risks
    if not assets:
        return
    document.page_break(unless_room_for=WORTH_BEGINNING)
    document.heading(1, gettext("Uw register"))
    document.paragraph(
        gettext("Dit bracht u zelf in kaart. Geef deze bladzijden alleen aan wie ze nodig heeft."), introduces=True
    )
    _add_assets(edition, assets)
    _add_details(edition, assets)
    if risks:
        _add_risks(edition, heaviest_first(risks))
        add_matrices(edition)


def _add_assets(edition: PlanEdition, assets: Sequence[Asset]) -> None:
    document, gettext = edition.document, edition.localize.gettext
    scales = {scale.id: scale for scale in edition.catalogue.stappenplan.ratings}
    columns = [
        TableColumn(gettext("Wat"), 2.5),
        TableColumn(gettext("Groep"), 1.9),
        *(TableColumn(edition.content(scales[name].title), 1.25) for name in _RATED if name in scales),
    ]
    document.heading(2, gettext("Wat u sterk maakt"), listed=False)
    document.table(Table(columns, [_asset(edition, asset, list(scales)) for asset in assets]))
    document.paragraph(gettext("Van 1 tot 5; 5 is het meest waardevol of het meest gewild."), style=SMALL)


def _asset(edition: PlanEdition, asset: Asset, scales: list[str]) -> list[Text | Cell]:
    group = edition.catalogue.asset_groups.get(asset.group)
    ratings = [getattr(asset, name) for name in _RATED if name in scales]
    return [
        asset.name,
        edition.content(group.title) if group else asset.group,
        *(str(rated) if rated else _NOTHING for rated in ratings),
    ]


def _add_details(edition: PlanEdition, assets: Sequence[Asset]) -> None:
    """Where things are and who can get at them, of the assets of which that was noted."""
    document, gettext = edition.document, edition.localize.gettext
    rows = [(asset, found) for asset in assets if (found := _details(edition, asset))]
    if not rows:
        return
    document.heading(2, gettext("Waar het staat en wie erbij kan"), listed=False)
    columns = [TableColumn(gettext("Wat"), 2.5), TableColumn(gettext("Wat u erover noteerde"), 6.9)]
    document.table(Table(columns, [[asset.name, found] for asset, found in rows]))


def _details(edition: PlanEdition, asset: Asset) -> list[Inline]:
    gettext = edition.localize.gettext
    noted = (
        (gettext("Van wie:"), asset.owner),
        (gettext("Plek:"), asset.place),
        (gettext("Toegang:"), asset.access),
    )
    parts: list[list[Inline]] = [[f"{title} ", value.strip()] for title, value in noted if value.strip()]
    if asset.listed:
        parts.append([gettext("Staat op een controlelijst")])
    worth = next((each for each in edition.catalogue.stappenplan.euro_ranges if each.id == asset.euro_range), None)
    if worth:
        parts.append([gettext("Waard:"), " ", edition.content(worth.title)])
    return joined(parts, " · ")


def _add_risks(edition: PlanEdition, risks: Sequence[RiskResult]) -> None:
    document, words = edition.document, RegisterWords(edition.catalogue, edition.localize)
    gettext = edition.localize.gettext
    document.heading(2, gettext("Hoe iemand eraan kan komen"), listed=False)
    document.paragraph(
        gettext("Het cijfer is de kans maal het gevolg, van 1 tot 25. Het zwaarste risico staat bovenaan."),
        introduces=True,
    )
    columns = [
        TableColumn(gettext("Wat"), 2.2),
        TableColumn(gettext("Hoe"), 1.9),
        *(TableColumn(words.view(view), 1.3 if view is View.TARGET else 1.5) for view in _VIEWS),
        TableColumn(gettext("Wat u doet"), 1.8),
    ]
    document.table(Table(columns, [_risk(edition, found, words) for found in risks]))
    _add_own_estimates(edition, risks)


def _risk(edition: PlanEdition, found: RiskResult, words: RegisterWords) -> list[Text | Cell]:
    decided = words.treatment(found.line) or edition.localize.gettext("Nog niet gekozen")
    return [
        found.asset.name,
        edition.content(found.method.title),
        *(_judged(edition, view.of(found), words, dotted=view is View.CURRENT) for view in _VIEWS),
        decided,
    ]


def _judged(edition: PlanEdition, risk: Risk | None, words: RegisterWords, *, dotted: bool) -> Cell:
    if risk is None:
        return Cell(edition.localize.gettext("Niet geschat") if dotted else _NOTHING)
    return Cell(f"{risk.score} {words.band(risk.band)}", dot=BAND_DOTS[risk.band] if dotted else None)


def _add_own_estimates(edition: PlanEdition, risks: Sequence[RiskResult]) -> None:
    """Where the company chose another likelihood than the computed one, and why."""
    document, gettext = edition.document, edition.localize.gettext
    chosen = [found for found in risks if found.line.likelihood]
    if not chosen:
        return
    document.paragraph(gettext("Hier koos u zelf een andere kans dan de berekende:"), style=SMALL, introduces=True)
    words = gettext("kans %(own)s in plaats van %(computed)s.")
    items: list[list[Inline]] = []
    for found in chosen:
        numbers = words % {"own": found.line.likelihood, "computed": found.computed_likelihood}
        title = edition.content(found.method.title)
        items.append([found.asset.name, " · ", title, ": ", numbers, " ", found.line.reason.strip()])
    document.bullets(items, style=replace(SMALL, after=0))
