"""The form of a page of the monitor block, and that of the consent."""

import hmac
from typing import Any

from wtforms.fields import HiddenField, RadioField

from ev_scan.domain.monitor_block import BlockPage, Participation
from ev_scan.i18n import Localizer
from ev_scan.vault.derivation import derive
from ev_scan.web import fields
from ev_scan.web.question_sets import AnsweredElsewhere, QuestionSetForm, seen_values
from ev_scan.web.security import ScanForm


class ConsentForm(ScanForm):
    consent: Any = RadioField(validate_choice=False)
    first: Any = RadioField(validate_choice=False)
    seen: Any = HiddenField()
    """The fingerprint of what the page showed: only that may be sent."""


def consent_form(localize: Localizer, sent: Any = None) -> ConsentForm:
    """Nothing is chosen beforehand."""
    form, gettext = ConsentForm(sent), localize.gettext
    form.consent.label.text = gettext("Wilt u deze antwoorden bijdragen aan de Bedrijvenmonitor?")
    form.consent.choices = [
        fields.choice("yes", gettext("Ja, stuur precies deze antwoorden")),
        fields.choice("no", gettext("Nee, stuur niets")),
    ]
    form.first.label.text = gettext("Is dit de eerste keer dit jaar dat uw bedrijf bijdraagt?")
    form.first.choices = [
        fields.choice("yes", gettext("Ja, de eerste keer dit jaar")),
        fields.choice("no", gettext("Nee, wij droegen dit jaar al eens bij")),
    ]
    return form


def check_consent(form: ConsentForm, localize: Localizer) -> bool:
    valid = form.validate()
    if form.consent.data not in ("yes", "no"):
        form.consent.errors = [localize.gettext("Kies of u wilt bijdragen.")]
        return False
    if form.consent.data == "yes" and form.first.data not in ("yes", "no"):
        form.first.errors = [localize.gettext("Kies of dit de eerste keer dit jaar is.")]
        return False
    return bool(valid)


def answered(page: BlockPage, form: QuestionSetForm, stored: Participation, version: str, year: int) -> Participation:
    """What is stored with the answers of a page. Raises AnsweredElsewhere."""
    changed = stored.answered({question.id: form.chosen(question) for question in page.questions}, version, year)
    if form.seen.data != seen_values(page.questions, stored.counted_for(version, year)) and changed != stored:
        raise AnsweredElsewhere
    return changed


def turn(page: BlockPage, form: QuestionSetForm, root: bytes) -> None:
    """Put options in an order that each company has for itself.

    It follows from the company's code, so it is the same at every look and nothing has to be stored for it.
    """
    key = derive(root, "order of options")
    for each in page.fields:
        if each.turning:
            field: Any = form[each.questions[0].id]
            turning = [choice for choice in field.choices if choice.value in each.turning]
            turning.sort(key=lambda choice: hmac.digest(key, choice.value.encode(), "sha256"))
            staying = [choice for choice in field.choices if choice.value not in each.turning]
            field.choices = [*turning, *staying]
