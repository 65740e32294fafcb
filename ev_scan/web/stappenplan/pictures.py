"""The register at a glance: the matrix, and what nobody looked at yet."""

from dataclasses import dataclass

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from ev_scan.domain.ids import AssetGroupId, MethodId
from ev_scan.domain.register import SCALE, Register, Risk
from ev_scan.domain.risk_pictures import HEAVY_FIRST, Coverage, View, bands, matrix
from ev_scan.domain.risk_pictures import coverage as covered
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.stappenplan.blueprint import bp
from ev_scan.web.stappenplan.lines import asked_view
from ev_scan.web.stappenplan.stored import plan, register, words

Cells = dict[tuple[AssetGroupId, MethodId], Coverage]


@dataclass(frozen=True, slots=True)
class Cell:
    count: int
    band: str
    word: str
    href: str


@dataclass(frozen=True, slots=True)
class BlindSpots:
    """What mainly hits one group of assets, and what no line looks at."""

    group: str
    href: str
    methods: list[str]


@bp.get("/stappenplan/matrix", endpoint="matrix")
@open_to(Audience.ENTREPRENEUR)
def matrix_page() -> ResponseReturnValue:
    view, judged = asked_view(), plan().risks
    counted = matrix(judged, view)

    def cell(likelihood: int, impact: int) -> Cell:
        band = Risk(likelihood, impact).band
        href = url_for("stappenplan.lines", kans=likelihood, ernst=impact, stand=view.value)
        return Cell(counted[likelihood, impact], band.value, words().band(band), href)

    return render_template(
        "stappenplan/matrix.html",
        view=view.value,
        view_title=words().view(view),
        views=[(each.value, words().view(each), bands(judged, each)) for each in View],
        bands=[(band.value, words().band(band)) for band in HEAVY_FIRST],
        impacts=SCALE,
        rows=[(likelihood, [cell(likelihood, impact) for impact in SCALE]) for likelihood in reversed(SCALE)],
        unrated=sum(found.current is None for found in judged),
        total=len(judged),
    )


@bp.get("/stappenplan/dekking")
@open_to(Audience.ENTREPRENEUR)
def coverage() -> ResponseReturnValue:
    catalogue, localize, found = context.catalogue(), context.localize(), register()
    cells = covered(catalogue, found)
    groups = list(dict.fromkeys(group for group, _ in cells))
    return render_template(
        "stappenplan/coverage.html",
        groups=[localize(catalogue.asset_groups[group].title) for group in groups],
        rows=[
            (localize(method.title), [cells[group, method.id] for group in groups])
            for method in catalogue.methods.values()
        ],
        blind=[spots for group in groups if (spots := _blind_spots(found, group, cells)).methods],
        empty_groups=[localize(each.title) for each in catalogue.asset_groups.values() if each.id not in groups],
    )


def _blind_spots(found: Register, group: AssetGroupId, cells: Cells) -> BlindSpots:
    catalogue, localize = context.catalogue(), context.localize()
    asset = next(each for each in found.assets if each.group == group)
    return BlindSpots(
        group=localize(catalogue.asset_groups[group].title),
        href=url_for("stappenplan.asset_methods", asset_id=asset.id),
        methods=[
            localize(method.title) for method in catalogue.methods.values() if cells[group, method.id].is_blind_spot
        ],
    )
