"""How the figures of a critical input came about, in words: each part of a view with its points."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ev_scan.domain.supply_chain import (
    COUNTED,
    DEPENDENCY_WEIGHTS,
    RISK_WEIGHTS,
    CriticalInput,
    InputResult,
    Supplier,
    availability_parts,
    crisis_parts,
    dependency_parts,
    filled_in,
    governance_of,
    weight_of,
)
from ev_scan.i18n import Localizer


@dataclass(frozen=True, slots=True)
class SupplyView:
    """One of the three views of the letter to parliament."""

    letter: str
    title: str
    score: int
    meaning: str
    rule: str
    """How the parts become the score."""
    parts: tuple[tuple[str, ...], ...]
    """What counts, its points, and how heavily where that differs."""


class SupplyViews:
    def __init__(self, found: InputResult, governance: Mapping[str, float], localize: Localizer) -> None:
        self.found, self.governance, self.localize = found, governance, localize
        self.gettext = localize.gettext

    def all(self) -> list[SupplyView]:
        return [self.availability(), self.dependency(), self.crisis()]

    def availability(self) -> SupplyView:
        gettext, points = self.gettext, availability_parts(self.found.input)
        names = {
            "price": gettext("Verschil tussen hoogste en laagste prijs"),
            "lead_time": gettext("Levertijd die langer werd"),
            "on_time": gettext("Te laat of niet compleet"),
            "suppliers": gettext("Aantal leveranciers"),
            "shortage": gettext("Tekort op de markt"),
        }
        return SupplyView(
            letter="A",
            title=gettext("Normale tijden"),
            score=round(self.found.availability),
            meaning=gettext("Hoe lastig is dit te krijgen in gewone tijden: prijs, levertijd en tekort."),
            rule=gettext("Dit is het gemiddelde van vijf cijfers, elk van 0 tot 100."),
            parts=tuple((names[name], self.number(value)) for name, value in points.items()),
        )

    def dependency(self) -> SupplyView:
        gettext, points = self.gettext, dependency_parts(self.found.input, self.governance)
        names = {
            "outside": gettext("Deel dat buiten de EU en EER wordt gemaakt"),
            "concentration": gettext("Weinig leveranciers of landen"),
            "substitution": gettext("Moeilijk te vervangen"),
            "governance": gettext("Bestuur van de landen waar het wordt gemaakt"),
            "control": gettext("Tekeningen of licentie bij de leverancier"),
        }
        return SupplyView(
            letter="B",
            title=gettext("Afhankelijkheid"),
            score=round(self.found.dependency),
            meaning=gettext("Hoe vast zit u aan deze leveranciers en landen."),
            rule=gettext("Vijf cijfers van 0 tot 100, elk met een eigen gewicht."),
            parts=tuple(
                (names[name], self.number(value), f"{round(100 * DEPENDENCY_WEIGHTS[name])} %")
                for name, value in points.items()
            ),
        )

    def crisis(self) -> SupplyView:
        gettext, points = self.gettext, crisis_parts(self.found.input)
        names = {
            "uncovered": gettext("Deel van de hersteltijd waarvoor u geen voorraad hebt"),
            "routes": gettext("Weinig losse routes"),
            "tested": gettext("Plan dat is geoefend"),
        }
        return SupplyView(
            letter="C",
            title=gettext("Crisis"),
            score=round(self.found.crisis),
            meaning=gettext("Wat er gebeurt als de levering morgen stopt: hoeveel dagen komt u tekort."),
            rule=gettext("Deze cijfers bij elkaar opgeteld, en dan niet lager dan 0 of hoger dan 100."),
            parts=tuple((names[name], self.number(value)) for name, value in points.items()),
        )

    def risk_sum(self) -> str:
        """How the three views become one figure."""
        shown = [
            f"{self.localize.number(weight, 2)} × {self.number(getattr(self.found, name))}"
            for name, weight in RISK_WEIGHTS.items()
        ]
        weight = self.localize.number(weight_of(self.found.input), 2)
        return f"({' + '.join(shown)}) × {weight} = {self.number(self.found.risk)}"

    def quality(self) -> str:
        gettext, known = self.gettext, filled_in(self.found.input)
        if known == len(COUNTED):
            return gettext("U vulde alle %(total)s gegevens in.") % {"total": known}
        words = gettext("U vulde %(known)s van de %(total)s gegevens in; wat ontbreekt, telt half mee.")
        return words % {"known": known, "total": len(COUNTED)}

    def number(self, points: float) -> str:
        return self.localize.number(points, 1)


class WeighedSupplier(NamedTuple):
    country: str
    name: str
    share: str
    weight: str
    origin: str
    """Whose figure the weight is."""


def weighed(critical: CriticalInput, governance: Mapping[str, float], localize: Localizer) -> list[WeighedSupplier]:
    return [
        WeighedSupplier(
            country=localize.country(supplier.country),
            name=supplier.name,
            share=f"{localize.number(100 * supplier.share, 2)} %",
            weight=localize.number(governance_of(supplier, governance), 2),
            origin=_origin(supplier, governance, localize),
        )
        for supplier in critical.suppliers
    ]


def _origin(supplier: Supplier, governance: Iterable[str], localize: Localizer) -> str:
    if supplier.governance is not None:
        return localize.gettext("uw eigen cijfer")
    if governance_of(supplier, {}) == 0:
        return localize.gettext("EU of EER")
    if supplier.country in governance:
        return localize.gettext("uit de tabel")
    return localize.gettext("staat niet in de tabel")
