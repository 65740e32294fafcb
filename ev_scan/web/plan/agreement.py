"""What a company agrees about one action: how far it is, who does it and when it is done."""

from datetime import date
from typing import Any

from flask import request
from wtforms.fields import DateField, HiddenField, RadioField
from wtforms.validators import Optional

from ev_scan.domain.dossier import LONGEST_OWNER, Dossier
from ev_scan.domain.errors import EvScanError
from ev_scan.domain.ids import MeasureId
from ev_scan.domain.plan import Progress, Status
from ev_scan.report.words import Wording
from ev_scan.web import context, fields
from ev_scan.web.security import ScanForm

_YEARS_AROUND = 20


class ChangedElsewhere(EvScanError):
    """Another page noted something about this action since this one was opened."""

    def __init__(self, stored: Progress) -> None:
        super().__init__()
        self.stored = stored


class ProgressForm(ScanForm):
    status: Any = RadioField(validate_choice=False)
    owner: Any = fields.text("", LONGEST_OWNER, "")
    due: Any = DateField(validators=[Optional()])
    seen: Any = HiddenField()
    """What was stored when the page was made: see `seen_value`."""

    def progress(self) -> Progress:
        return Progress(Status(self.status.data), self.owner.data or "", self.due.data)


def form_of(noted: Progress) -> ProgressForm:
    return _labelled(ProgressForm(data=_values(noted)))


def sent_form(noted: Progress) -> ProgressForm:
    return _labelled(ProgressForm(request.form, data=_values(noted)))


def _values(noted: Progress) -> dict[str, Any]:
    return {"status": noted.status.value, "owner": noted.owner, "due": noted.due, "seen": seen_value(noted)}


def _labelled(form: ProgressForm) -> ProgressForm:
    localize = context.localize()
    wording = Wording(context.catalogue(), localize)
    form.status.choices = [fields.choice(status.value, wording.status(status)) for status in Status]
    form.status.label.text = localize.gettext("Hoe ver bent u?")
    form.owner.label.text = localize.gettext("Wie doet het?")
    form.due.label.text = localize.gettext("Wanneer is het klaar?")
    return form


def check(form: ProgressForm) -> bool:
    gettext = context.localize().gettext
    form.validate()
    if form.status.data not in list(Status):
        form.status.errors = [gettext("Kies hoe ver u bent.")]
    if form.owner.errors:
        form.owner.errors = [
            gettext("Maak de naam korter: gebruik hoogstens %(longest)s tekens.", longest=LONGEST_OWNER)
        ]
    if form.due.errors or (form.due.data and not _is_near(form.due.data)):
        form.due.errors = [gettext("Vul een datum in zoals %(example)s.", example=_example_date())]
    return not form.errors


def _example_date() -> str:
    return date(context.today().year + 1, 1, 31).isoformat()


def _is_near(day: date) -> bool:
    return abs(day.year - context.today().year) <= _YEARS_AROUND


def seen_value(progress: Progress) -> str:
    return "|".join((progress.status.value, progress.due.isoformat() if progress.due else "", progress.owner))


def noted_in(stored: Dossier, measure: MeasureId, form: ProgressForm) -> Dossier:
    """Raises ChangedElsewhere when the page that was sent was made from something else than what is stored."""
    before, after = stored.progress.get(measure, Progress()), form.progress()
    if form.seen.data != seen_value(before) and before != after:
        raise ChangedElsewhere(before)
    return stored.with_progress(measure, after)


def noted_own(stored: Dossier, action_id: str, form: ProgressForm) -> Dossier:
    """The same for what was agreed with an adviser. Raises ChangedElsewhere."""
    before, after = stored.own_progress(action_id), form.progress()
    if form.seen.data != seen_value(before) and before != after:
        raise ChangedElsewhere(before)
    return stored.with_own_progress(action_id, after)
