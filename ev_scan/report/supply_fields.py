"""The figures of a critical input: what kind each is, what it is called in a file, and how it is written down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from ev_scan.domain.supply_chain import MOST_SUPPLIERS


class Kind(StrEnum):
    TEXT = "text"
    PERCENT = "percent"
    """Typed as 12.5, kept as 0.125."""
    DAYS = "days"
    EUROS = "euros"
    COUNT = "count"
    WEIGHT = "weight"
    """0 to 1."""
    COUNTRY = "country"
    CHOICE = "choice"
    FLAG = "flag"

    @property
    def is_whole(self) -> bool:
        return self in (Kind.DAYS, Kind.COUNT)


@dataclass(frozen=True, eq=False)
class Figure:
    name: str
    """As CriticalInput or Supplier calls it."""
    kind: Kind
    columns: Mapping[str, str]
    """What its column is called, by language; either is understood when a file is read."""
    codes: Mapping[Any, Mapping[str, str]] = field(default_factory=dict)
    """Of a choice: the word for each value, by language."""


def _figure(name: str, kind: Kind, dutch: str, english: str, codes: Mapping[Any, tuple[str, str]] = {}) -> Figure:
    words = {value: {"nl": one, "en": other} for value, (one, other) in codes.items()}
    return Figure(name, kind, {"nl": dutch, "en": english}, words)


_YES_NO: Final = {True: ("ja", "yes"), False: ("nee", "no")}

NAME: Final = _figure("name", Kind.TEXT, "naam", "name")
IMPACT: Final = (
    _figure("revenue_share", Kind.PERCENT, "omzetdeel_procent", "revenue_share_percent"),
    _figure("daily_margin_eur", Kind.EUROS, "marge_per_dag_euro", "daily_margin_eur"),
    _figure("vital_customer", Kind.FLAG, "vitale_klant", "vital_customer", _YES_NO),
    _figure("legal_restriction", Kind.FLAG, "wettelijke_beperking", "legal_restriction", _YES_NO),
)
TIER2: Final = _figure(
    "tier2_known",
    Kind.CHOICE,
    "leveranciers_erachter_bekend",
    "tier2_known",
    {0: ("nee", "no"), 1: ("deels", "partly"), 2: ("ja", "yes")},
)
MARKET: Final = (
    _figure("price_volatility", Kind.PERCENT, "prijsverschil_procent", "price_swing_percent"),
    _figure("lead_time_days", Kind.DAYS, "levertijd_dagen", "lead_time_days"),
    _figure("lead_time_days_year_ago", Kind.DAYS, "levertijd_jaar_geleden_dagen", "lead_time_year_ago_days"),
    _figure("on_time_in_full", Kind.PERCENT, "op_tijd_compleet_procent", "on_time_in_full_percent"),
    _figure(
        "shortage",
        Kind.CHOICE,
        "tekort",
        "shortage",
        {0: ("nee", "no"), 50: ("soms", "sometimes"), 100: ("steeds", "always")},
    ),
)
ALTERNATIVES: Final = (
    _figure(
        "substitutability",
        Kind.CHOICE,
        "vervangbaar",
        "substitutable",
        {0: ("direct", "directly"), 1: ("keuren", "requalify"), 2: ("aanpassen", "redesign"), 3: ("niet", "not")},
    ),
    _figure(
        "control",
        Kind.CHOICE,
        "zeggenschap",
        "control",
        {0: ("wij", "own"), 1: ("gedeeld", "shared"), 2: ("leverancier", "supplier")},
    ),
)
STOCK: Final = (
    _figure("stock_days", Kind.DAYS, "voorraad_dagen", "stock_days"),
    _figure("transit_days", Kind.DAYS, "onderweg_dagen", "transit_days"),
    _figure("switch_days", Kind.DAYS, "overstappen_dagen", "switch_days"),
    _figure("redesign_days", Kind.DAYS, "aanpassen_dagen", "redesign_days"),
    _figure("routes", Kind.COUNT, "routes", "routes"),
    _figure("plan_tested", Kind.FLAG, "plan_geoefend", "plan_tested", _YES_NO),
)
OF_SUPPLIER: Final = (
    _figure("share", Kind.PERCENT, "aandeel_procent", "share_percent"),
    _figure("country", Kind.COUNTRY, "land", "country"),
    _figure("name", Kind.TEXT, "naam", "name"),
    _figure("governance", Kind.WEIGHT, "gewicht", "weight"),
)
OF_INPUT: Final = (*IMPACT, TIER2, *MARKET, *ALTERNATIVES, *STOCK)
"""Every figure but the name and the suppliers."""


@dataclass(frozen=True)
class Column:
    figure: Figure
    supplier: int
    """1 to MOST_SUPPLIERS; 0 when it is about the input itself."""

    def title(self, locale: str) -> str:
        own = self.figure.columns[locale]
        if not self.supplier:
            return own
        return f"{'leverancier' if locale == 'nl' else 'supplier'}_{self.supplier}_{own}"


COLUMNS: Final = tuple(Column(figure, 0) for figure in (NAME, *OF_INPUT)) + tuple(
    Column(figure, number) for number in range(1, MOST_SUPPLIERS + 1) for figure in OF_SUPPLIER
)


def typed_number(figure: Figure, value: float) -> Decimal:
    """As somebody types it: 12.5 for a share of 0.125."""
    number = Decimal(str(value))
    return number * 100 if figure.kind is Kind.PERCENT else number


def typed(figure: Figure, value: Any, locale: str) -> str:
    """What a text field holds; empty for what is not filled in."""
    if value is None:
        return ""
    if figure.kind in (Kind.TEXT, Kind.COUNTRY, Kind.CHOICE, Kind.FLAG):
        return str(value)
    shown = f"{typed_number(figure, value):f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return shown.replace(".", ",") if locale == "nl" else shown
