"""Several questions on one page, each of which may stay open."""

from functools import lru_cache
from typing import Any, ClassVar

from wtforms.fields import Field, HiddenField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.errors import EvScanError
from ev_scan.domain.ids import OptionId
from ev_scan.domain.questionnaire import Question, QuestionKind
from ev_scan.i18n import Localizer, localizer
from ev_scan.web import fields
from ev_scan.web.forms import seen_value
from ev_scan.web.security import ScanForm

Questions = tuple[Question, ...]


class AnsweredElsewhere(EvScanError):
    """Another page answered these questions since this one was opened."""


class QuestionSetForm(ScanForm):
    """One field a question, named by its id."""

    asked: ClassVar[Questions]
    seen: Any = HiddenField()
    """What was stored when the page was made."""

    def questions(self) -> list[tuple[Question, Field]]:
        return [(question, self[question.id]) for question in self.asked]

    def chosen(self, question: Question) -> tuple[OptionId, ...]:
        return question.arranged(_given(self[question.id]))


def seen_values(questions: Questions, answers: AnswerSet) -> str:
    return ";".join(seen_value(answers.of(question.id), "") for question in questions)


def stored_form(questions: Questions, answers: AnswerSet, locale: str) -> QuestionSetForm:
    data: dict[str, Any] = {"seen": seen_values(questions, answers)}
    for question in questions:
        chosen = answers.of(question.id)
        several = question.kind is QuestionKind.MULTIPLE
        data[question.id] = list(chosen) if several else (chosen[0] if chosen else None)
    return question_set_form(questions, locale)(data=data)


@lru_cache(maxsize=64)
def question_set_form(questions: Questions, locale: str) -> type[QuestionSetForm]:
    localize = localizer(locale)
    members: dict[str, Any] = {"asked": questions}
    for question in questions:
        members[question.id] = _field(question, localize)
        members[f"validate_{question.id}"] = _validator(question, localize)
    return type("QuestionSetForm", (QuestionSetForm,), members)


def _field(question: Question, localize: Localizer) -> Field:
    make = fields.checkboxes if question.kind is QuestionKind.MULTIPLE else fields.radio
    hint = localize(question.hint) if question.hint else ""
    return make(localize(question.text), hint, fields.choices(question, localize), question.id)


def _validator(question: Question, localize: Localizer) -> Any:
    known = {option.id: option for option in question.options}

    def validate(form: BaseForm, field: Field) -> None:
        given = _given(field)
        if any(option not in known for option in given):
            raise ValidationError(localize.gettext("Kies het antwoord dat het beste past."))
        alone = next((known[option] for option in given if known[option].exclusive), None)
        if alone and len(given) > 1:
            message = localize.gettext("Kies '%(option)s', of kies iets anders. Samen kan niet.")
            raise ValidationError(message % {"option": localize(alone.text)})

    return validate


def _given(field: Any) -> tuple[OptionId, ...]:
    data = field.data
    return tuple(map(OptionId, data)) if isinstance(data, list) else (OptionId(data),) if data else ()
