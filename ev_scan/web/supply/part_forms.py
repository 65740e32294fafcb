"""Forms of figures about a critical input: everything but the suppliers."""

from functools import lru_cache
from typing import Any, ClassVar

from wtforms.fields import Field, HiddenField, RadioField, StringField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from ev_scan.domain.register import LONGEST_NAME
from ev_scan.domain.supply_chain import CriticalInput
from ev_scan.i18n import Localizer, localizer
from ev_scan.report.supply_fields import NAME, Figure, Kind, typed
from ev_scan.report.supply_words import SupplyWords
from ev_scan.services.supply_values import DoesNotFit, value_of
from ev_scan.web import context, fields
from ev_scan.web.security import ScanForm
from ev_scan.web.supply.stored import FIGURES, Part, part_mark

UNKNOWN = ""
"""What a form sends for a choice that was not made; nothing is stored for it."""


class PartForm(ScanForm):
    part: ClassVar[Part]
    seen: Any = HiddenField()
    """What was stored when the page was made."""
    token: Any = HiddenField()
    """The id of an input that is not stored yet."""

    def shown(self) -> list[tuple[Figure, Field]]:
        return [(figure, self[figure.name]) for figure in FIGURES[self.part]]

    def values(self) -> dict[str, Any]:
        """What is to be stored, of a form that is valid."""
        return {figure.name: _value(figure, field, context.localize()) for figure, field in self.shown()}


def stored_form(critical: CriticalInput, part: Part) -> PartForm:
    locale = context.locale()
    data = {figure.name: shown_value(figure, getattr(critical, figure.name), locale) for figure in FIGURES[part]}
    return part_form(part, locale)(data={**data, "seen": part_mark(critical, part), "token": critical.id})


def shown_value(figure: Figure, value: Any, locale: str) -> str:
    if figure.kind is Kind.FLAG:
        return UNKNOWN if value is None else str(value).lower()
    return typed(figure, value, locale)


@lru_cache(maxsize=16)
def part_form(part: Part, locale: str) -> type[PartForm]:
    localize = localizer(locale)
    members: dict[str, Any] = {"part": part}
    for figure in FIGURES[part]:
        members[figure.name] = figure_field(figure, localize)
        members[f"validate_{figure.name}"] = _validator(figure, localize)
    return type("PartForm", (PartForm,), members)


def figure_field(figure: Figure, localize: Localizer) -> Field:
    words = SupplyWords(localize)
    question, hint = words.question(figure.name), words.hint(figure.name)
    if not figure.codes:
        return StringField(question, description=hint, filters=[fields.clean_text])
    choices = [fields.choice(str(value).lower(), label) for value, label in words.choices(figure).items()]
    choices.append(fields.choice(UNKNOWN, localize.gettext("Weet ik niet")))
    return RadioField(question, description=hint, choices=choices, validate_choice=False)


def _validator(figure: Figure, localize: Localizer) -> Any:
    def validate(form: BaseForm, field: Field) -> None:
        try:
            value = _value(figure, field, localize)
        except DoesNotFit as error:
            raise ValidationError(str(error)) from None
        if figure is NAME and not value:
            raise ValidationError(localize.gettext("Schrijf op wat u inkoopt."))
        if figure is NAME and len(value) > LONGEST_NAME:
            message = localize.gettext("Maak de naam korter: gebruik hoogstens %(longest)s tekens.")
            raise ValidationError(message % {"longest": LONGEST_NAME})

    return validate


def _value(figure: Figure, field: Field, localize: Localizer) -> Any:
    return value_of(figure, field.data or "", localize)
