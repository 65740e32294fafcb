"""The blueprint of the supply chain pages; what is stored of a critical input, and whether it changed meanwhile."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

from flask import Blueprint

from ev_scan.domain.dossier import Dossier
from ev_scan.domain.errors import EvScanError, NotInCatalogue
from ev_scan.domain.ids import InputId
from ev_scan.domain.input_changes import input_in, with_input
from ev_scan.domain.register import Register
from ev_scan.domain.supply_chain import CriticalInput
from ev_scan.report.supply_fields import ALTERNATIVES, IMPACT, MARKET, NAME, STOCK, TIER2, Figure
from ev_scan.report.supply_words import SupplyWords
from ev_scan.web import context

bp = Blueprint("supply", __name__)

_TOKEN: Final = re.compile(r"[0-9a-f]{8}")


class Part(StrEnum):
    """One short page of questions about an input; the value stands in its address."""

    IMPACT = "belang"
    SUPPLIERS = "leveranciers"
    MARKET = "markt"
    STOCK = "voorraad"

    @property
    def number(self) -> int:
        return list(Part).index(self) + 1

    @property
    def following(self) -> "Part | None":
        return next(iter(list(Part)[self.number :]), None)


FIGURES: Final[Mapping[Part, tuple[Figure, ...]]] = {
    Part.IMPACT: (NAME, *IMPACT),
    Part.SUPPLIERS: (TIER2,),
    Part.MARKET: (*MARKET, *ALTERNATIVES),
    Part.STOCK: STOCK,
}


class ChangedElsewhere(EvScanError):
    """Another page changed this part of the input since this one was opened."""

    def __init__(self, stored: CriticalInput) -> None:
        super().__init__()
        self.stored = stored


def part_of(name: str) -> Part:
    """Raises NotInCatalogue, which gives a page that says that it is not there."""
    if name not in list(Part):
        raise NotInCatalogue(name)
    return Part(name)


def stored_values(critical: CriticalInput, part: Part) -> dict[str, Any]:
    values = {figure.name: getattr(critical, figure.name) for figure in FIGURES[part]}
    return values | {"suppliers": critical.suppliers} if part is Part.SUPPLIERS else values


def mark(stored: object) -> str:
    """Changes with what is stored, and tells nothing about it."""
    return sha256(repr(stored).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def part_mark(critical: CriticalInput, part: Part) -> str:
    return mark(stored_values(critical, part))


def new_id() -> InputId:
    return InputId(secrets.token_hex(4))


def known_id(token: str | None) -> InputId:
    """The id that a page for a new input was made with, so that sending it twice makes one input."""
    return InputId(token) if token and _TOKEN.fullmatch(token) else new_id()


def register() -> Register:
    return context.dossier().register


def the_input(input_id: str) -> CriticalInput:
    """Raises NotInCatalogue."""
    found = input_in(register(), input_id)
    if found is None:
        raise NotInCatalogue(input_id)
    return found


def save_part(input_id: str, part: Part, values: Mapping[str, Any], seen: str, *, is_new: bool = False) -> None:
    """Keep the rest of the input as it is. Raises ChangedElsewhere, RegisterFull, and NotInCatalogue."""

    def altered(stored: Dossier) -> Dossier:
        before = input_in(stored.register, input_id)
        if before is None and not is_new:
            raise NotInCatalogue(input_id)
        before = before or CriticalInput("", InputId(input_id))
        after = replace(before, **values)
        if seen != part_mark(before, part) and after != before:
            raise ChangedElsewhere(before)
        return stored.with_register(with_input(stored.register, after))

    context.change_dossier(altered)


def words() -> SupplyWords:
    return SupplyWords(context.localize())
