"""Typed doors to WTForms: choices, and texts cleaned of what no database or document can hold."""

from collections.abc import Iterable
from typing import Any

from wtforms.fields import Field, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from ev_scan.domain.questionnaire import Question
from ev_scan.domain.text import storable
from ev_scan.i18n import Localizer


def choices(question: Question, localize: Localizer) -> list[Any]:
    return [
        SelectChoice(option.id, localize(option.text), optgroup=localize(option.group) if option.group else None)
        for option in question.options
    ]


def radio(label: str, hint: str, options: Iterable[Any], name: str = "answer") -> Field:
    return RadioField(label, description=hint, choices=list(options), validate_choice=False, name=name)


def select(label: str, hint: str, options: Iterable[Any], prompt: str) -> Field:
    return SelectField(
        label, description=hint, choices=[SelectChoice("", prompt), *options], validate_choice=False, name="answer"
    )


def checkboxes(label: str, hint: str, options: Iterable[Any], name: str = "answer") -> Field:
    return SelectMultipleField(
        label,
        description=hint,
        choices=list(options),
        validate_choice=False,
        name=name,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )


def clean(value: str) -> str:
    return storable(value)


def clean_text(value: str | None) -> str:
    return clean(value).strip() if value else ""


def text(label: str, longest: int, message: str, *, lines: bool = False) -> Field:
    make = TextAreaField if lines else StringField
    return make(label, filters=[clean_text], validators=[Optional(), Length(max=longest, message=message)])


def choice(value: str, label: str) -> Any:
    return SelectChoice(value, label)
