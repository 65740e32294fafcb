"""Reads `assets`, `risks` and `critical_inputs` of an answers file, and says of each field what it may hold."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.ids import AssetGroupId, AssetId, InputId, MethodId
from ev_scan.domain.register import (
    IMPACTS,
    LONGEST_NAME,
    LONGEST_TEXT,
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
from ev_scan.domain.supply_chain import (
    MOST_INPUTS,
    MOST_SUPPLIERS,
    CriticalInput,
    SharesDoNotAddUp,
    Supplier,
)
from ev_scan.i18n import Localizer

Fault = Callable[[str, str], None]
"""Takes the field and the message."""


@dataclass(frozen=True, slots=True)
class Numeric:
    """What a number may be."""

    lowest: float
    highest: float
    whole: bool = False


INPUT_NUMBERS: Mapping[str, Numeric] = {
    "revenue_share": Numeric(0, 1),
    "price_volatility": Numeric(0, 100),
    "lead_time_days": Numeric(0, 3650),
    "lead_time_days_year_ago": Numeric(0, 3650),
    "on_time_in_full": Numeric(0, 1),
    "shortage": Numeric(0, 100, whole=True),
    "substitutability": Numeric(0, 3, whole=True),
    "control": Numeric(0, 2, whole=True),
    "stock_days": Numeric(0, 3650),
    "transit_days": Numeric(0, 3650),
    "switch_days": Numeric(0, 3650),
    "redesign_days": Numeric(0, 3650),
    "routes": Numeric(1, 99, whole=True),
    "daily_margin_eur": Numeric(0, 1e9),
    "tier2_known": Numeric(0, 2, whole=True),
}
INPUT_FLAGS = ("plan_tested", "legal_restriction", "vital_customer")
SHORTAGES = (0, 50, 100)


class RegisterReader:
    def __init__(self, catalogue: Catalogue, localize: Localizer, fault: Fault) -> None:
        self.catalogue, self.localize, self.fault = catalogue, localize, fault

    def read(self, document: Mapping[str, Any]) -> Register:
        """What could be read; everything that could not is a fault."""
        assets = tuple(self.assets(document.get("assets")))
        by_name = {asset.name.casefold(): asset.id for asset in assets}
        lines = tuple(self.lines(document.get("risks"), by_name))
        return Register(assets, lines, tuple(self.inputs(document.get("critical_inputs"))))

    def rows(self, value: Any, field: str, most: int, allowed: Collection[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        """The rows of a list that are mappings with known keys."""
        gettext = self.localize.gettext
        if value is None:
            return
        if not isinstance(value, list):
            self.fault(field, gettext("hier hoort een lijst te staan."))
            return
        if len(value) > most:
            self.fault(
                field,
                gettext("hier passen er hoogstens %(most)s; dit zijn er %(given)s.")
                % {"most": most, "given": len(value)},
            )
        for number, row in enumerate(value[:most]):
            place = f"{field}[{number}]"
            if not isinstance(row, dict):
                self.fault(place, gettext("hier hoort een lijst van 'naam: waarde' te staan."))
                continue
            for key in row.keys() - set(allowed):
                message = gettext("dit veld is onbekend; toegestaan: %(allowed)s.")
                self.fault(f"{place}.{key}", message % {"allowed": ", ".join(allowed)})
            yield place, row

    def assets(self, value: Any) -> Iterator[Asset]:
        seen: set[str] = set()
        keys = ("name", "group", "owner", "place", "access", *_RATED, "listed_technology", "euro_range")
        for number, (place, row) in enumerate(self.rows(value, "assets", MOST_ASSETS, keys), start=1):
            name = self.name(place, row)
            if name.casefold() in seen:
                self.fault(f"{place}.name", self.localize.gettext("deze naam staat er twee keer."))
            seen.add(name.casefold())
            group = self.one_of(f"{place}.group", row.get("group"), list(self.catalogue.asset_groups), needed=True)
            ranges = [choice.id for choice in self.catalogue.stappenplan.euro_ranges]
            rated = {key: self.whole(f"{place}.{key}", row.get(key), SCALE) for key in _RATED}
            yield Asset(
                id=AssetId(f"a{number}"),
                name=name,
                group=AssetGroupId(group),
                owner=self.text(f"{place}.owner", row.get("owner")),
                place=self.text(f"{place}.place", row.get("place")),
                access=self.text(f"{place}.access", row.get("access")),
                listed=self.flag(f"{place}.listed_technology", row.get("listed_technology")),
                euro_range=self.one_of(f"{place}.euro_range", row.get("euro_range"), ranges),
                **rated,
            )

    def lines(self, value: Any, by_name: Mapping[str, AssetId]) -> Iterator[RiskLine]:
        seen: set[tuple[AssetId, MethodId]] = set()
        keys = ("asset", "method", "impact", "impacts", "likelihood", "reason", "treatment", "accepted_by", "review")
        for place, row in self.rows(value, "risks", MOST_LINES, keys):
            asset = by_name.get(str(row.get("asset")).casefold())
            if asset is None:
                message = self.localize.gettext("deze naam staat niet bij 'assets'.")
                self.fault(f"{place}.asset", message)
            method = self.one_of(f"{place}.method", row.get("method"), list(self.catalogue.methods), needed=True)
            if asset is None or not method:
                continue
            key = (asset, MethodId(method))
            if key in seen:
                self.fault(place, self.localize.gettext("deze regel staat er twee keer."))
            seen.add(key)
            yield self.line(place, row, key)

    def line(self, place: str, row: Mapping[str, Any], key: tuple[AssetId, MethodId]) -> RiskLine:
        gettext = self.localize.gettext
        likelihood = self.whole(f"{place}.likelihood", row.get("likelihood"), SCALE)
        reason = self.text(f"{place}.reason", row.get("reason"))
        if likelihood and not reason:
            self.fault(f"{place}.reason", gettext("schrijf waarom u een andere kans kiest dan de berekende."))
        treatment = self.one_of(f"{place}.treatment", row.get("treatment"), [each.value for each in Treatment])
        name = self.text(f"{place}.accepted_by", row.get("accepted_by"))
        review = self.day(f"{place}.review", row.get("review"))
        if treatment == Treatment.ACCEPT and not (name and review):
            self.fault(place, gettext("wie een risico accepteert, vult ook 'accepted_by' en 'review' in."))
        return RiskLine(
            *key,
            impacts=self.impacts(place, row),
            likelihood=likelihood,
            reason=reason,
            treatment=Treatment(treatment) if treatment else None,
            acceptance=Acceptance(name, review) if name and review else None,
        )

    def impacts(self, place: str, row: Mapping[str, Any]) -> dict[str, int]:
        given = row.get("impacts")
        if given is not None and not isinstance(given, dict):
            self.fault(f"{place}.impacts", self.localize.gettext("hier hoort een lijst van 'naam: waarde' te staan."))
            given = None
        found = {OVERALL: self.whole(f"{place}.impact", row.get("impact"), SCALE)}
        for name, value in (given or {}).items():
            field = f"{place}.impacts.{name}"
            if name in (*IMPACTS, OVERALL):
                found[name] = self.whole(field, value, SCALE)
            else:
                self.not_allowed(field, name, IMPACTS)
        return {name: value for name, value in found.items() if value is not None}

    def inputs(self, value: Any) -> Iterator[CriticalInput]:
        keys = ("name", "suppliers", *INPUT_NUMBERS, *INPUT_FLAGS)
        for number, (place, row) in enumerate(self.rows(value, "critical_inputs", MOST_INPUTS, keys), start=1):
            values: dict[str, Any] = {
                **{key: self.number(f"{place}.{key}", row.get(key), rule) for key, rule in INPUT_NUMBERS.items()},
                **{key: self.flag(f"{place}.{key}", row.get(key)) for key in INPUT_FLAGS},
            }
            if values["shortage"] not in (None, *SHORTAGES):
                self.not_allowed(f"{place}.shortage", values["shortage"], SHORTAGES)
                values["shortage"] = None
            name, suppliers = self.name(place, row), tuple(self.suppliers(place, row.get("suppliers")))
            try:
                yield CriticalInput(name, InputId(f"i{number}"), suppliers, **values)
            except SharesDoNotAddUp as error:
                self.fault(f"{place}.suppliers", shares_message(error, self.localize))

    def suppliers(self, place: str, value: Any) -> Iterator[Supplier]:
        keys = ("share", "country", "governance", "name")
        for at, row in self.rows(value, f"{place}.suppliers", MOST_SUPPLIERS, keys):
            share = self.number(f"{at}.share", row.get("share"), Numeric(0, 1), needed=True)
            country = row.get("country")
            if not (isinstance(country, str) and len(country) == 2 and country.isascii() and country.isupper()):
                self.fault(
                    f"{at}.country", self.localize.gettext("hier past een landcode van twee hoofdletters, zoals DE.")
                )
                country = "XX"
            governance = self.number(f"{at}.governance", row.get("governance"), Numeric(0, 1))
            yield Supplier(share or 0.0, country, governance, self.text(f"{at}.name", row.get("name")))

    def name(self, place: str, row: Mapping[str, Any]) -> str:
        given = row.get("name")
        name = self.text(f"{place}.name", given, LONGEST_NAME)
        if given is None or (isinstance(given, str) and not given.strip()):
            self.fault(f"{place}.name", self.localize.gettext("geef dit een naam."))
        return name.strip()

    def text(self, field: str, value: Any, longest: int = LONGEST_TEXT) -> str:
        if value is None:
            return ""
        if not isinstance(value, str) or len(value) > longest:
            message = self.localize.gettext("hier past een tekst van hoogstens %(longest)s tekens.")
            self.fault(field, message % {"longest": longest})
            return ""
        return value

    def one_of(self, field: str, value: Any, allowed: Collection[Any], *, needed: bool = False) -> str:
        if value in allowed or (value is None and not needed):
            return str(value or "")
        self.not_allowed(field, value, allowed)
        return ""

    def whole(self, field: str, value: Any, allowed: Collection[int]) -> int | None:
        if value is None or (type(value) is int and value in allowed):
            return value
        self.not_allowed(field, value, allowed)
        return None

    def number(self, field: str, value: Any, rule: Numeric, *, needed: bool = False) -> Any:
        if value is None and not needed:
            return None
        is_number = type(value) is int or (type(value) is float and not rule.whole)
        if is_number and rule.lowest <= value <= rule.highest:
            return value
        message = self.localize.gettext("hier past een getal van %(lowest)s tot en met %(highest)s.")
        self.fault(field, message % {"lowest": f"{rule.lowest:g}", "highest": f"{rule.highest:.0f}"})
        return None

    def flag(self, field: str, value: Any) -> bool | None:
        if value is None or isinstance(value, bool):
            return value
        self.not_allowed(field, value, ("true", "false"))
        return None

    def day(self, field: str, value: Any) -> date | None:
        if value is None:
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fault(field, self.localize.gettext("hier past een datum zoals 2026-12-31."))
            return None

    def not_allowed(self, field: str, value: object, allowed: Collection[Any]) -> None:
        message = self.localize.gettext("'%(value)s' kan hier niet; toegestaan: %(allowed)s.")
        self.fault(field, message % {"value": value, "allowed": ", ".join(map(str, allowed))})


_RATED = ("confidentiality", "integrity", "availability", "attractiveness")


def shares_message(error: SharesDoNotAddUp, localize: Localizer) -> str:
    total = f"{100 * error.total:.1f}".rstrip("0").rstrip(".").replace(".", "," if localize.locale == "nl" else ".")
    message = localize.gettext("De aandelen van de leveranciers zijn samen %(total)s %%; dat hoort 100 %% te zijn.")
    return message % {"total": total}
