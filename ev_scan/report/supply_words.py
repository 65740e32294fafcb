"""Critical inputs in sentences: what is asked, and what the figures say. Page, sheet and PDF say it with these."""

from functools import cached_property
from typing import Any

from ev_scan.domain.supply_chain import InputResult, RiskBand, Supplier
from ev_scan.i18n import Localizer
from ev_scan.report.supply_fields import Figure, Kind, typed_number

Asked = tuple[str, str]
"""A question and its hint."""


class SupplyWords:
    def __init__(self, localize: Localizer) -> None:
        self.localize = localize

    def question(self, figure: str) -> str:
        return self._asked[figure][0]

    def hint(self, figure: str) -> str:
        return self._asked[figure][1]

    @cached_property
    def _asked(self) -> dict[str, Asked]:
        return {**self._of_impact(), **self._of_market(), **self._of_stock(), **self._of_suppliers()}

    def _of_impact(self) -> dict[str, Asked]:
        gettext = self.localize.gettext
        return {
            "name": (
                gettext("Wat koopt u in?"),
                gettext("Bijvoorbeeld printplaten, een grondstof, of een clouddienst."),
            ),
            "revenue_share": (
                gettext("Welk deel van uw omzet valt stil zonder deze levering?"),
                gettext("In procenten. Schatten mag."),
            ),
            "daily_margin_eur": (
                gettext("Hoeveel marge loopt u mis op een dag zonder?"),
                gettext("In euro per dag. Marge is uw omzet min de kosten die dan ook wegvallen."),
            ),
            "vital_customer": (
                gettext("Levert u hiermee aan een vitale klant?"),
                gettext("Denk aan energie, water, zorg, defensie of telecom."),
            ),
            "legal_restriction": (
                gettext("Gelden er regels die deze levering kunnen stoppen?"),
                gettext("Denk aan sancties, of een land dat voor uitvoer een vergunning eist."),
            ),
        }

    def _of_market(self) -> dict[str, Asked]:
        gettext = self.localize.gettext
        return {
            "price_volatility": (
                gettext("Hoeveel lag de hoogste prijs boven de laagste?"),
                gettext("In procenten, over de laatste twaalf maanden. Van 100 naar 125 euro is 25 procent."),
            ),
            "lead_time_days": (
                gettext("Hoe lang is de levertijd nu?"),
                gettext("In dagen, van bestellen tot ontvangen."),
            ),
            "lead_time_days_year_ago": (
                gettext("Hoe lang was de levertijd een jaar geleden?"),
                gettext("In dagen."),
            ),
            "on_time_in_full": (
                gettext("Welk deel komt op tijd en compleet binnen?"),
                gettext("In procenten van alle leveringen. Uw inkoper weet dit vaak."),
            ),
            "shortage": (gettext("Is er een tekort op de markt?"), ""),
            "substitutability": (gettext("Kunt u iets anders gebruiken?"), ""),
            "control": (gettext("Wie heeft de tekeningen, het gereedschap of de licentie?"), ""),
        }

    def _of_stock(self) -> dict[str, Asked]:
        gettext = self.localize.gettext
        return {
            "stock_days": (gettext("Hoe lang kunt u door met uw voorraad?"), gettext("In dagen.")),
            "transit_days": (
                gettext("Voor hoeveel dagen is er veilig onderweg?"),
                gettext("In dagen. Tel alleen wat de lastige grens of zeestraat al voorbij is."),
            ),
            "switch_days": (
                gettext("Hoe lang duurt het om over te stappen op een andere leverancier?"),
                gettext("In dagen: zoeken, keuren en op gang komen."),
            ),
            "redesign_days": (
                gettext("Hoe lang duurt het om uw product aan te passen, zodat u zonder kunt?"),
                gettext("In dagen."),
            ),
            "routes": (
                gettext("Langs hoeveel losse routes of fabrieken kan dit komen?"),
                gettext("Een aantal. Twee fabrieken achter dezelfde haven tellen als één."),
            ),
            "plan_tested": (gettext("Hebt u een plan voor als dit stopt, en is het geoefend?"), ""),
        }

    def _of_suppliers(self) -> dict[str, Asked]:
        gettext = self.localize.gettext
        return {
            "share": (gettext("Aandeel"), gettext("In procenten van wat u hiervan koopt.")),
            "country": (gettext("Land"), gettext("Waar het gemaakt wordt, niet waar de rekening vandaan komt.")),
            "supplier_name": (gettext("Naam"), gettext("Alleen voor uzelf, om ze uit elkaar te houden.")),
            "governance": (
                gettext("Eigen gewicht voor dit land"),
                gettext("Van 0 (goed bestuurd) tot 1. Leeg: dan telt het cijfer uit onze tabel."),
            ),
            "tier2_known": (
                gettext("Weet u van wie uw leveranciers kopen?"),
                gettext("De leverancier van uw leverancier kan de zwakke plek zijn."),
            ),
        }

    def choices(self, figure: Figure) -> dict[Any, str]:
        """The answers to pick from, in the words of a page."""
        gettext = self.localize.gettext
        if figure.kind is Kind.FLAG:
            return {True: gettext("Ja"), False: gettext("Nee")}
        return {
            "shortage": {0: gettext("Nee"), 50: gettext("Af en toe"), 100: gettext("Ja, steeds")},
            "substitutability": {
                0: gettext("Ja, zonder aanpassing"),
                1: gettext("Ja, na een test of keuring"),
                2: gettext("Ja, als wij ons product aanpassen"),
                3: gettext("Nee"),
            },
            "control": {0: gettext("Wij"), 1: gettext("Wij en de leverancier samen"), 2: gettext("De leverancier")},
            "tier2_known": {0: gettext("Nee"), 1: gettext("Voor een deel"), 2: gettext("Ja")},
        }[figure.name]

    def value(self, figure: Figure, value: Any) -> str:
        """What was filled in, in words; empty for nothing."""
        if value is None or value == "":
            return ""
        if figure.kind in (Kind.CHOICE, Kind.FLAG):
            return self.choices(figure).get(value, str(value))
        if figure.kind is Kind.PERCENT:
            return f"{self.localize.number(float(typed_number(figure, value)), 2)} %"
        if figure.kind is Kind.DAYS:
            return self.days(value)
        if figure.kind is Kind.EUROS:
            return self.euros(value)
        return self.localize.country(value) if figure.kind is Kind.COUNTRY else str(value)

    def supplier(self, supplier: Supplier) -> str:
        share = f"{self.localize.number(100 * supplier.share, 2)} %"
        return " · ".join(filter(None, (share, self.localize.country(supplier.country), supplier.name)))

    def days(self, days: float) -> str:
        if days == 1:
            return self.localize.gettext("1 dag")
        return self.localize.gettext("%(days)s dagen") % {"days": self.localize.number(days, 1)}

    def euros(self, euros: float) -> str:
        return self.localize.gettext("%(amount)s euro") % {"amount": self.localize.number(euros, 0)}

    def band(self, band: RiskBand) -> str:
        return {
            RiskBand.LOW: self.localize.gettext("Laag risico"),
            RiskBand.MODERATE: self.localize.gettext("Matig risico"),
            RiskBand.HIGH: self.localize.gettext("Hoog risico"),
            RiskBand.VERY_HIGH: self.localize.gettext("Zeer hoog risico"),
        }[band]

    def endurance(self, found: InputResult) -> str:
        """How long the company can go on, against how long it takes to do without this supplier."""
        gettext, survive, recover = self.localize.gettext, found.time_to_survive_days, found.time_to_recover_days
        parts = []
        if survive is not None:
            parts.append(gettext("U kunt %(days)s door.") % {"days": self.days(survive)})
        if recover is not None:
            way = gettext("Overstappen kost %(days)s") if _switches(found) else gettext("Aanpassen kost %(days)s")
            way %= {"days": self.days(recover)}
            parts.append(way + (f": {self._gap(found)}." if survive is not None else "."))
        if survive is None:
            parts.append(gettext("Vul uw voorraad in, dan ziet u hoe lang u door kunt."))
        elif recover is None:
            parts.append(gettext("Vul in hoe lang overstappen duurt, dan ziet u of dat genoeg is."))
        return " ".join(parts)

    def _gap(self, found: InputResult) -> str:
        if not found.gap_days:
            return self.localize.gettext("dat redt u")
        return self.localize.gettext("%(days)s zonder") % {"days": self.days(found.gap_days)}


def _switches(found: InputResult) -> bool:
    """Whether going to another supplier is the quicker way, and not redesigning."""
    return found.input.switch_days is not None and found.input.switch_days == found.time_to_recover_days
