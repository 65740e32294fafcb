"""From a question to a WTForms class, made once for each language."""

from functools import lru_cache
from hashlib import sha256
from typing import Any, ClassVar

from wtforms.fields import Field, HiddenField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from ev_scan.domain.answers import Answer
from ev_scan.domain.dossier import LONGEST_NOTE
from ev_scan.domain.ids import OptionId
from ev_scan.domain.questionnaire import Question, QuestionKind
from ev_scan.i18n import Localizer, localizer
from ev_scan.web import fields
from ev_scan.web.security import ScanForm

_SELECT_FROM = 20
"""So many options are a list to choose from; fewer stand on the page."""


class QuestionForm(ScanForm):
    """The answer to one question, an optional note, and what the page was made from: see `seen_value`."""

    question: ClassVar[Question]
    answer: Any
    note: Any
    seen: Any

    def chosen(self) -> Answer:
        return self.question.arranged(_given(self.answer))


def seen_value(stored: Answer, note: str) -> str:
    """What was stored when a page was made; a difference at sending means that another page answered meanwhile."""
    return ",".join(stored) + (f"|{sha256(note.encode()).hexdigest()[:16]}" if note else "")


def control_of(question: Question) -> str:
    """`radios`, `checkboxes` or `select`: which macro draws it."""
    if question.kind is QuestionKind.MULTIPLE:
        return "checkboxes"
    return "select" if len(question.options) > _SELECT_FROM else "radios"


@lru_cache(maxsize=4096)
def question_form(question: Question, locale: str) -> type[QuestionForm]:
    localize = localizer(locale)
    members = {
        "question": question,
        "answer": _answer_field(question, localize),
        "note": fields.text(
            localize.gettext("Notitie"),
            LONGEST_NOTE,
            localize.gettext("Maak uw notitie korter: gebruik hoogstens %(longest)s tekens.", longest=LONGEST_NOTE),
            lines=True,
        ),
        "seen": HiddenField(),
        "validate_answer": _validator(question, localize),
    }
    return type("QuestionForm", (QuestionForm,), members)


def _answer_field(question: Question, localize: Localizer) -> Field:
    label = localize(question.text)
    hint = localize(question.hint) if question.hint else ""
    options = fields.choices(question, localize)
    control = control_of(question)
    if control == "checkboxes":
        return fields.checkboxes(label, hint or localize.gettext("U kunt meer dan één antwoord kiezen."), options)
    if control == "select":
        return fields.select(label, hint, options, localize.gettext("Kies uit de lijst"))
    return fields.radio(label, hint, options)


def _validator(question: Question, localize: Localizer) -> Any:
    known = {option.id for option in question.options}
    exclusive = {option.id: option for option in question.options if option.exclusive}

    def validate_answer(form: BaseForm, field: Field) -> None:
        given = _given(field)
        if not given or any(option not in known for option in given):
            raise ValidationError(localize.gettext("Kies het antwoord dat het beste past."))
        alone = next((exclusive[option] for option in given if option in exclusive), None)
        if alone and len(given) > 1:
            message = localize.gettext("Kies '%(option)s', of kies iets anders. Samen kan niet.")
            raise ValidationError(message % {"option": localize(alone.text)})

    return validate_answer


def _given(field: Any) -> Answer:
    data = field.data
    if isinstance(data, list):
        return tuple(map(OptionId, data))
    return (OptionId(data),) if data else ()
