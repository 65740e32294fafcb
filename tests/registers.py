"""Registers for tests: one that says everything, one as large as may be, and any at all."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.ids import AssetGroupId, AssetId, InputId, MethodId
from ev_scan.domain.register import (
    IMPACTS,
    LONGEST_NAME,
    MOST_ASSETS,
    MOST_LINES,
    OVERALL,
    SCALE,
    Acceptance,
    Asset,
    Register,
    RiskLine,
    Treatment,
)
from ev_scan.domain.supply_chain import MOST_INPUTS, MOST_SUPPLIERS, CriticalInput, Supplier

_COUNTRIES = ("DE", "CN", "US", "TW", "NL", "FR", "JP", "KR")

LASER = CriticalInput(
    name="Laserdiode",
    id=InputId("i1"),
    suppliers=(Supplier(0.7, "XX", 0.7), Supplier(0.2, "YY", 0.3), Supplier(0.1, "DE", 0.0)),
    revenue_share=0.35,
    price_volatility=0.25,
    lead_time_days=84,
    lead_time_days_year_ago=63,
    on_time_in_full=0.85,
    shortage=50,
    substitutability=1,
    control=1,
    stock_days=30,
    transit_days=10,
    switch_days=120,
    redesign_days=240,
    routes=1,
    plan_tested=False,
    daily_margin_eur=4000,
    tier2_known=0,
    legal_restriction=False,
    vital_customer=False,
)
"""The dossier's first test case: 63.4, a gap of 80 days, 320,000 euros."""


def some_register(catalogue: Catalogue) -> Register:
    """Two assets, three lines and two inputs, of which everything is filled in somewhere."""
    group, other = [*catalogue.asset_groups, *catalogue.asset_groups][:2]
    method, another = list(catalogue.methods)[:2]
    ranges = [choice.id for choice in catalogue.stappenplan.euro_ranges]
    welding = Asset(
        AssetId("a1"),
        "Lasmodule ontwerp",
        group,
        "Anneke",
        "In de kluis",
        "Alleen de directie",
        5,
        3,
        2,
        4,
        True,
        ranges[0],
    )
    accepted = Acceptance("Anneke de Graaf", date(2031, 2, 1))
    return Register(
        (welding, Asset(AssetId("a2"), "Klantenlijst", other, confidentiality=2)),
        (
            RiskLine(welding.id, method, {OVERALL: 4}),
            RiskLine(welding.id, another, {"money": 2, "law": 5}, 5, "Het gebeurde al eens.", Treatment.REDUCE),
            RiskLine(AssetId("a2"), method, {"wider": 1}, treatment=Treatment.ACCEPT, acceptance=accepted),
        ),
        (
            LASER,
            CriticalInput(
                "Helium", InputId("i2"), (Supplier(1, "QA", None, "Gasbedrijf"),), stock_days=200, switch_days=45
            ),
        ),
    )


def largest_register(catalogue: Catalogue, text: str = "") -> Register:
    """As much as fits, with names as long as may be; `text` stands wherever somebody may type."""
    groups, methods = list(catalogue.asset_groups), list(catalogue.methods)
    treatments, ranges = list(Treatment), [choice.id for choice in catalogue.stappenplan.euro_ranges]

    def named(number: int) -> str:
        return f"{number} {text or 'Ontwerp van de lasmodule voor de nieuwe machine, met tekeningen en meetgegevens'}"[
            :LONGEST_NAME
        ]

    assets = tuple(
        Asset(
            AssetId(f"a{number}"), named(number), groups[number % len(groups)], text or "Anneke de Graaf",
            text or "Op de server in de kelder", text or "Drie mensen", *(1 + (number + step) % 5 for step in range(4)),
            number % 2 == 0, ranges[number % len(ranges)],
        )
        for number in range(MOST_ASSETS)
    )  # fmt: skip
    pairs = [(asset, method) for method in methods for asset in assets][:MOST_LINES]
    lines = tuple(
        RiskLine(
            asset.id,
            method,
            {IMPACTS[number % 5]: 1 + number % 5},
            1 + number % 5 if number % 7 == 0 else None,
            text or "Zo is het bij ons." if number % 7 == 0 else "",
            treatments[number % 4],
            Acceptance(text or "Anneke", date(2031, 1, 1 + number % 28)) if number % 4 == 3 else None,
        )
        for number, (asset, method) in enumerate(pairs)
    )
    suppliers = tuple(
        Supplier(1 / MOST_SUPPLIERS, country, None, text)
        for country in ["DE", "CN", "US", "TW", "NL", "FR", "JP", "KR"]
    )
    inputs = tuple(
        CriticalInput(
            named(number), InputId(f"i{number}"), suppliers[: MOST_SUPPLIERS if number else 0], number / 10,
            stock_days=number * 20, switch_days=100, daily_margin_eur=1234.5 * number,
        )
        for number in range(MOST_INPUTS)
    )  # fmt: skip
    return Register(assets, lines, inputs)


# Any register at all

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_NAMES = _TEXTS.map(str.strip).filter(bool)
_RATED = st.none() | st.sampled_from(SCALE)
_DAYS = st.none() | st.integers(0, 3650) | st.floats(0, 3650)
_SHARES = st.none() | st.floats(0, 1)
_FLAGS = st.none() | st.booleans()


def registers(catalogue: Catalogue) -> st.SearchStrategy[Register]:
    """As an answers file may hold it: ids are `a1`, `i1` and on, as reading it gives."""
    return st.builds(
        _numbered,
        st.lists(_assets(catalogue), max_size=4, unique_by=lambda asset: asset.name.casefold()),
        st.lists(_lines(catalogue), max_size=6),
        st.lists(_inputs(), max_size=3),
    )


def _numbered(assets: list[Asset], lines: list[RiskLine], inputs: list[CriticalInput]) -> Register:
    numbered = tuple(replace(asset, id=AssetId(f"a{number}")) for number, asset in enumerate(assets, 1))
    placed: dict[object, RiskLine] = {}
    for line in lines if numbered else ():
        asset = numbered[int(line.asset) % len(numbered)]
        placed.setdefault((asset.id, line.method), replace(line, asset=asset.id))
    named = tuple(replace(critical, id=InputId(f"i{number}")) for number, critical in enumerate(inputs, 1))
    return Register(numbered, tuple(placed.values()), named)


def _assets(catalogue: Catalogue) -> st.SearchStrategy[Asset]:
    ranges = ["", *(choice.id for choice in catalogue.stappenplan.euro_ranges)]
    groups = st.sampled_from([AssetGroupId(group) for group in catalogue.asset_groups])
    return st.builds(
        Asset, st.just(AssetId("")), _NAMES, groups, _TEXTS, _TEXTS, _TEXTS, _RATED, _RATED, _RATED, _RATED, _FLAGS,
        st.sampled_from(ranges),
    )  # fmt: skip


def _lines(catalogue: Catalogue) -> st.SearchStrategy[RiskLine]:
    impacts = st.dictionaries(st.sampled_from([*IMPACTS, OVERALL]), st.sampled_from(SCALE), max_size=3)
    own = st.just((None, "")) | st.tuples(st.sampled_from(SCALE), _NAMES)
    chosen = st.tuples(st.none() | st.sampled_from([Treatment.AVOID, Treatment.REDUCE, Treatment.SHARE]), st.none())
    accepted = st.tuples(st.just(Treatment.ACCEPT), st.builds(Acceptance, _NAMES, st.dates(date(2020, 1, 1))))
    methods = st.sampled_from([MethodId(method) for method in catalogue.methods])
    return st.builds(
        lambda at, method, impact, other, decided: RiskLine(AssetId(str(at)), method, impact, *other, *decided),
        st.integers(0, 9), methods, impacts, own, chosen | accepted,
    )  # fmt: skip


def _inputs() -> st.SearchStrategy[CriticalInput]:
    countries = st.sampled_from(["DE", "CN", "US", "XX", "NL"])
    suppliers = st.lists(st.tuples(countries, _SHARES, _TEXTS), max_size=MOST_SUPPLIERS).map(
        lambda found: tuple(Supplier(1 / len(found), country, weight, name) for country, weight, name in found)
    )
    figures = {
        **dict.fromkeys(("revenue_share", "on_time_in_full"), _SHARES),
        **dict.fromkeys(("lead_time_days", "lead_time_days_year_ago", "stock_days", "transit_days"), _DAYS),
        **dict.fromkeys(("switch_days", "redesign_days"), _DAYS),
        **dict.fromkeys(("plan_tested", "legal_restriction", "vital_customer"), _FLAGS),
        "price_volatility": st.none() | st.floats(0, 100),
        "daily_margin_eur": st.none() | st.integers(0, 10**9) | st.floats(0, 1e9),
        "shortage": st.sampled_from([None, 0, 50, 100]),
        "substitutability": st.none() | st.integers(0, 3),
        "control": st.none() | st.integers(0, 2),
        "tier2_known": st.none() | st.integers(0, 2),
        "routes": st.none() | st.integers(1, 99),
    }
    return st.builds(CriticalInput, name=_NAMES, suppliers=suppliers, **figures)
