"""The suppliers of one critical input: rows that are added and taken away without a script."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from wtforms.fields import Field, HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from ev_scan.domain.register import LONGEST_TEXT
from ev_scan.domain.supply_chain import (
    EEA,
    MOST_SUPPLIERS,
    CriticalInput,
    SharesDoNotAddUp,
    Supplier,
    governance_of,
)
from ev_scan.i18n import Localizer, countries, localizer
from ev_scan.report.supply_fields import OF_SUPPLIER, TIER2, Figure, typed
from ev_scan.report.supply_words import SupplyWords
from ev_scan.services.register_file import shares_message
from ev_scan.services.supply_values import DoesNotFit, value_of
from ev_scan.web import context, fields
from ev_scan.web.security import ScanForm
from ev_scan.web.supply.part_forms import figure_field, shown_value
from ev_scan.web.supply.stored import Part, part_mark

NAMES = tuple(figure.name for figure in OF_SUPPLIER)
Typed = dict[str, str]
"""What stands in the fields of one supplier."""


@dataclass(frozen=True, slots=True)
class SupplierRow:
    number: int
    share: Field
    country: Any
    name: Field
    governance: Field
    in_table: str | None
    """The weight of the chosen country when the company gives none."""

    @property
    def fields(self) -> tuple[Field, ...]:
        return (self.share, self.country, self.name, self.governance)


class SuppliersForm(ScanForm):
    """Fields `share_1`, `country_1`, `name_1`, `governance_1` and so on for as many suppliers as fit."""

    seen: Any = HiddenField()
    rows: Any = HiddenField()
    """How many are on the page."""
    tier2_known: Any

    @property
    def count(self) -> int:
        sent = self.rows.data or ""
        return min(MOST_SUPPLIERS, max(1, int(sent))) if sent.isascii() and sent.isdigit() and len(sent) < 3 else 1

    def shown(self) -> list[SupplierRow]:
        return [self._row(number) for number in range(1, self.count + 1)]

    def _row(self, number: int) -> SupplierRow:
        share, country, name, governance = (self[f"{each}_{number}"] for each in NAMES)
        return SupplierRow(number, share, country, name, governance, self._in_table(number))

    def _in_table(self, number: int) -> str | None:
        code = self[f"country_{number}"].data
        table = context.catalogue().stappenplan.countries
        weights = table.weights if table else {}
        return context.localize().number(governance_of(Supplier(0, code), weights), 2) if code else None

    def typed(self) -> list[Typed]:
        return [{name: getattr(row, name).data or "" for name in NAMES} for row in self.shown()]


def stored_suppliers(critical: CriticalInput) -> SuppliersForm:
    locale = context.locale()
    rows = [
        {figure.name: typed(figure, getattr(supplier, figure.name), locale) for figure in OF_SUPPLIER}
        for supplier in critical.suppliers
    ]
    tier2 = shown_value(TIER2, critical.tier2_known, locale)
    return _drawn(rows, tier2, part_mark(critical, Part.SUPPLIERS))


def sent_suppliers(sent: Any) -> SuppliersForm:
    return _named(suppliers_form(context.locale())(sent))


def with_intent(form: SuppliersForm, intent: str) -> SuppliersForm:
    """The same page with a row more (`add`) or without one (`remove-2`); everything that was typed stays."""
    rows = form.typed()
    number = intent.removeprefix("remove-")
    if intent == "add" and len(rows) < MOST_SUPPLIERS:
        rows.append({})
    elif number in {str(row.number) for row in form.shown()}:
        del rows[int(number) - 1]
    return _drawn(rows, form.tier2_known.data or "", form.seen.data or "")


def _drawn(rows: list[Typed], tier2: str, seen: str) -> SuppliersForm:
    data = {f"{name}_{number}": value for number, row in enumerate(rows, start=1) for name, value in row.items()}
    data |= {"rows": str(max(1, len(rows))), "tier2_known": tier2, "seen": seen}
    return _named(suppliers_form(context.locale())(data=data))


def _named(form: SuppliersForm) -> SuppliersForm:
    for row in form.shown():
        if row.country.data and row.country.data not in countries(context.locale()):
            row.country.choices = [*row.country.choices, SelectChoice(row.country.data, row.country.data)]
    return form


def check(form: SuppliersForm) -> dict[str, Any] | None:
    """What is to be stored; None when the form says what is wrong."""
    form.validate()
    suppliers = tuple(_suppliers(form))
    tier2 = _value(form.tier2_known, TIER2)
    if not form.errors:
        try:
            CriticalInput("", suppliers=suppliers)
        except SharesDoNotAddUp as error:
            next(row for row in form.shown() if row.share.data).share.errors = [
                shares_message(error, context.localize())
            ]
    return None if form.errors else {"suppliers": suppliers, "tier2_known": tier2}


def _suppliers(form: SuppliersForm) -> Iterator[Supplier]:
    gettext = context.localize().gettext
    for row in form.shown():
        if not any(field.data for field in row.fields):
            continue
        found = {figure.name: _value(getattr(row, figure.name), figure) for figure in OF_SUPPLIER}
        if found["share"] is None and not row.share.errors:
            row.share.errors = [gettext("Vul in welk deel u hier koopt, of haal deze leverancier weg.")]
        if found["country"] is None and not row.country.errors:
            row.country.errors = [gettext("Kies in welk land deze leverancier het maakt.")]
        if len(found["name"] or "") > LONGEST_TEXT:
            row.name.errors = [
                gettext("Maak de naam korter: gebruik hoogstens %(longest)s tekens.", longest=LONGEST_TEXT)
            ]
        if found["share"] is not None and found["country"] is not None:
            yield Supplier(found["share"], found["country"], found["governance"], found["name"] or "")


def _value(field: Any, figure: Figure) -> Any:
    try:
        return value_of(figure, field.data or "", context.localize())
    except DoesNotFit as error:
        field.errors = [str(error)]
        return None


@lru_cache(maxsize=4)
def suppliers_form(locale: str) -> type[SuppliersForm]:
    localize = localizer(locale)
    members: dict[str, Any] = {"tier2_known": figure_field(TIER2, localize)}
    for number in range(1, MOST_SUPPLIERS + 1):
        members |= {f"{name}_{number}": field for name, field in _row_fields(localize, number == 1).items()}
    return type("SuppliersForm", (SuppliersForm,), members)


def _row_fields(localize: Localizer, is_first: bool) -> dict[str, Field]:
    """The hints stand with the first supplier only."""
    asked = {
        name: (question, hint if is_first or name == "governance" else "")
        for name, (question, hint) in _asked(localize).items()
    }
    plain = {
        name: StringField(asked[name][0], description=asked[name][1], filters=[fields.clean_text])
        for name in ("share", "name", "governance")
    }
    question, hint = asked["country"]
    country = SelectField(question, description=hint, choices=country_choices(localize.locale), validate_choice=False)
    return {**plain, "country": country}


def _asked(localize: Localizer) -> dict[str, tuple[str, str]]:
    spoken = SupplyWords(localize)
    keys = {"share": "share", "country": "country", "name": "supplier_name", "governance": "governance"}
    return {name: (spoken.question(key), spoken.hint(key)) for name, key in keys.items()}


@lru_cache(maxsize=4)
def country_choices(locale: str) -> list[Any]:
    """The EEA first: what is made there weighs nothing."""
    localize = localizer(locale)
    near, far = localize.gettext("EU en EER"), localize.gettext("Andere landen")
    named = countries(locale).items()
    return [
        SelectChoice("", localize.gettext("Kies een land")),
        *(SelectChoice(code, name, optgroup=near) for code, name in named if code in EEA),
        *(SelectChoice(code, name, optgroup=far) for code, name in named if code not in EEA),
    ]
