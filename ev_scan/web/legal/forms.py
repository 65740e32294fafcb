"""The deciding questions of one legal check, together in one form."""

from functools import lru_cache
from typing import Any, ClassVar

from wtforms.fields import Field, HiddenField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.errors import EvScanError
from ev_scan.domain.ids import OptionId
from ev_scan.domain.questionnaire import Question, QuestionKind
from ev_scan.domain.regimes import Regime
from ev_scan.i18n import Localizer, localizer
from ev_scan.web import fields
from ev_scan.web.forms import seen_value
from ev_scan.web.security import ScanForm


class AnsweredElsewhere(EvScanError):
    """Another page answered these questions since this one was opened."""


class LegalForm(ScanForm):
    """One field a question, named by its id; leaving one open is allowed."""

    regime: ClassVar[Regime]
    seen: Any = HiddenField()
    """What was stored when the page was made."""

    def questions(self) -> list[tuple[Question, Field]]:
        return [(question, self[question.id]) for question in self.regime.questions]

    def chosen(self, question: Question) -> tuple[OptionId, ...]:
        return question.arranged(_given(self[question.id]))


def seen_values(regime: Regime, answers: AnswerSet) -> str:
    return ";".join(seen_value(answers.of(question.id), "") for question in regime.questions)


def answered(regime: Regime, form: LegalForm, stored: Dossier) -> Dossier:
    """What is stored with these answers. Raises AnsweredElsewhere."""
    changed = stored
    for question in regime.questions:
        changed = changed.answered(question.id, form.chosen(question))
    if form.seen.data != seen_values(regime, stored.answers) and changed != stored:
        raise AnsweredElsewhere
    return changed


def stored_form(regime: Regime, answers: AnswerSet, locale: str) -> LegalForm:
    data: dict[str, Any] = {"seen": seen_values(regime, answers)}
    for question in regime.questions:
        chosen = answers.of(question.id)
        several = question.kind is QuestionKind.MULTIPLE
        data[question.id] = list(chosen) if several else (chosen[0] if chosen else None)
    return legal_form(regime, locale)(data=data)


@lru_cache(maxsize=64)
def legal_form(regime: Regime, locale: str) -> type[LegalForm]:
    localize = localizer(locale)
    members: dict[str, Any] = {"regime": regime}
    for question in regime.questions:
        members[question.id] = _field(question, localize)
        members[f"validate_{question.id}"] = _validator(question, localize)
    return type("LegalForm", (LegalForm,), members)


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
