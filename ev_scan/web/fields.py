"""Typed doors to WTForms: choices, and texts cleaned of what no database or document can hold."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from wtforms.fields import Field, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from ev_scan.domain.questionnaire import Question
from ev_scan.i18n import Localizer

_UNSTORABLE = frozenset({"Cc", "Cs"})  # control characters and lone surrogates


def choices(question: Question, localize: Localizer) -> list[Any]:
    return [
        SelectChoice(option.id, localize(option.text), optgroup=localize(option.group) if option.group else None)
        for option in question.options
    ]


def radio(label: str, hint: str, options: Iterable[Any]) -> Field:
    return RadioField(label, description=hint, choices=list(options), validate_choice=False, name="answer")


def select(label: str, hint: str, options: Iterable[Any], prompt: str) -> Field:
    return SelectField(
        label, description=hint, choices=[SelectChoice("", prompt), *options], validate_choice=False, name="answer"
    )


def checkboxes(label: str, hint: str, options: Iterable[Any]) -> Field:
    return SelectMultipleField(
        label,
        description=hint,
        choices=list(options),
        validate_choice=False,
        name="answer",
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )


def clean_text(value: str | None) -> str:
    """Without control characters and lone surrogates (PostgreSQL and PDF refuse them), line ends as one character."""
    if not value:
        return ""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in _UNSTORABLE).strip()


def text(label: str, longest: int, message: str, *, lines: bool = False) -> Field:
    make = TextAreaField if lines else StringField
    return make(label, filters=[clean_text], validators=[Optional(), Length(max=longest, message=message)])


def choice(value: str, label: str) -> Any:
    return SelectChoice(value, label)
