"""What an adviser fills in about a case, and in a conversation."""

import re
import secrets
from datetime import date
from typing import Any, Final

from wtforms.fields import DateField, HiddenField, RadioField, SelectField, StringField
from wtforms.validators import Optional

from ev_scan.domain.cases import LONGEST_PRIVATE_NOTE, LONGEST_REFERENCE, Case, CaseStatus, Details, mark
from ev_scan.domain.consultation import LONGEST_NOTE, LONGEST_POINT, LONGEST_WHAT, LONGEST_WHO, Agreement
from ev_scan.domain.consultation_changes import Terms
from ev_scan.domain.ids import MeasureId, QuestionId, TopicId
from ev_scan.web import context, fields
from ev_scan.web.security import ScanForm

_NEW_ID: Final = re.compile(r"[0-9a-f]{12}")
_YEARS_AROUND: Final = 20
REGION_QUESTION: Final = QuestionId("province")
"""The question of the profile whose options are the regions of the counts."""
NO_REGION: Final = ""


class SeenForm(ScanForm):
    seen: Any = HiddenField()
    """The mark of what the page was made from."""


class NewForm(ScanForm):
    new: Any = HiddenField()
    """The id of what will be made, chosen beforehand, so that a button pressed twice makes one thing."""

    def new_id(self) -> str:
        sent = self.new.data or ""
        return sent if _NEW_ID.fullmatch(sent) else fresh_id()


def fresh_id() -> str:
    return secrets.token_hex(6)


class ReferenceForm(ScanForm):
    reference: Any = fields.text("", LONGEST_REFERENCE, "")


def reference_form(sent: Any = None) -> ReferenceForm:
    form = ReferenceForm(sent)
    form.reference.label.text = context.localize().gettext("Uw eigen kenmerk")
    return form


class ClaimForm(ReferenceForm):
    code: Any = StringField(filters=[fields.clean_text])


def claim_form(sent: Any = None) -> ClaimForm:
    form, gettext = ClaimForm(sent), context.localize().gettext
    form.code.label.text = gettext("De deelcode van de ondernemer")
    form.reference.label.text = gettext("Uw eigen kenmerk")
    return form


class CodeForm(ScanForm):
    code: Any = StringField(filters=[fields.clean_text])


def code_form(sent: Any = None) -> CodeForm:
    form = CodeForm(sent)
    form.code.label.text = context.localize().gettext("De deelcode van de ondernemer")
    return form


def check_reference(form: ReferenceForm) -> bool:
    """Whether the reference can be kept; the form says what is wrong."""
    gettext = context.localize().gettext
    form.validate()
    if form.reference.errors:
        form.reference.errors = [
            gettext("Maak uw kenmerk korter: gebruik hoogstens %(longest)s tekens.", longest=LONGEST_REFERENCE)
        ]
    elif not is_readable(form.reference.data):
        form.reference.errors = [gettext("Geef de zaak een kenmerk, zodat u hem terugvindt.")]
    return not form.errors


def is_readable(text: str | None) -> bool:
    return any(sign.isprintable() and not sign.isspace() for sign in text or "")


class DetailsForm(ReferenceForm, SeenForm):
    status: Any = RadioField(validate_choice=False)
    follow_up: Any = DateField(validators=[Optional()])

    def details(self) -> Details:
        return Details(self.reference.data, CaseStatus(self.status.data), self.follow_up.data)


def details_form(case: Case, sent: Any = None) -> DetailsForm:
    values = {"reference": case.reference, "status": case.status.value, "follow_up": case.follow_up}
    form = DetailsForm(sent, data={**values, "seen": mark(case.details)})
    gettext = context.localize().gettext
    form.reference.label.text = gettext("Uw eigen kenmerk")
    form.status.label.text = gettext("Hoe staat het ervoor?")
    form.status.choices = [fields.choice(status.value, status_words(status)) for status in CaseStatus]
    form.follow_up.label.text = gettext("Wanneer spreekt u elkaar weer?")
    return form


def status_words(status: CaseStatus) -> str:
    gettext = context.localize().gettext
    return {
        CaseStatus.OPEN: gettext("Loopt"),
        CaseStatus.WAITING: gettext("Wacht op de ondernemer"),
        CaseStatus.CLOSED: gettext("Gesloten"),
    }[status]


def check_details(form: DetailsForm) -> bool:
    check_reference(form)
    if form.status.data not in list(CaseStatus):
        form.status.errors = [context.localize().gettext("Kies hoe het ervoor staat.")]
    check_day(form.follow_up)
    return not form.errors


def check_day(field: Any) -> None:
    if field.errors or (field.data and abs(field.data.year - context.today().year) > _YEARS_AROUND):
        example = date(context.today().year + 1, 1, 31).isoformat()
        field.errors = [context.localize().gettext("Vul een datum in zoals %(example)s.", example=example)]


class NoteForm(NewForm, SeenForm):
    """Of a note for the owner: a new one or a changed one."""

    text: Any = fields.text("", LONGEST_NOTE, "", lines=True)


def note_form(sent: Any = None, **data: Any) -> NoteForm:
    form = NoteForm(sent, prefix="note-", data={"new": fresh_id(), **data})
    form.text.label.text = context.localize().gettext("Notitie voor de ondernemer")
    return form


class PrivateNoteForm(SeenForm):
    text: Any = fields.text("", LONGEST_PRIVATE_NOTE, "", lines=True)


def private_note_form(case: Case, topic: TopicId, sent: Any = None) -> PrivateNoteForm:
    stored = case.private_note(topic)
    form = PrivateNoteForm(sent, prefix="private-", data={"text": stored, "seen": mark(stored)})
    form.text.label.text = context.localize().gettext("Eigen notitie")
    return form


def check_text(form: Any, longest: int, empty: str | None) -> bool:
    """`empty`: what to say when nothing was written; None when that is fine."""
    form.validate()
    if form.text.errors:
        form.text.errors = [
            context.localize().gettext("Maak de tekst korter: gebruik hoogstens %(longest)s tekens.", longest=longest)
        ]
    elif empty and not is_readable(form.text.data):
        form.text.errors = [empty]
    return not form.errors


class PointForm(NewForm):
    text: Any = fields.text("", LONGEST_POINT, "")
    topic: Any = SelectField(validate_choice=False)

    def about(self) -> TopicId | None:
        known = {value for value, *_ in self.topic.iter_choices()}
        return TopicId(self.topic.data) if self.topic.data and self.topic.data in known else None


def point_form(topics: list[tuple[TopicId, str]], sent: Any = None) -> PointForm:
    form, gettext = PointForm(sent, data={"new": fresh_id()}), context.localize().gettext
    form.text.label.text = gettext("Wat wilt u bespreken?")
    form.topic.label.text = gettext("Bij welk onderwerp hoort het?")
    form.topic.choices = [fields.choice("", gettext("Geen onderwerp")), *(fields.choice(*each) for each in topics)]
    return form


class AgreementForm(NewForm, SeenForm):
    what: Any = fields.text("", LONGEST_WHAT, "")
    who: Any = fields.text("", LONGEST_WHO, "")
    due: Any = DateField(validators=[Optional()])
    measure: Any = SelectField(validate_choice=False)

    def terms(self) -> Terms:
        measure = MeasureId(self.measure.data) if self.measure.data else None
        return Terms(self.what.data, self.who.data or "", self.due.data, measure)


def agreement_form(
    measures: list[tuple[MeasureId, str]], sent: Any = None, stored: Agreement | None = None, seen: str = ""
) -> AgreementForm:
    data: dict[str, Any] = {"new": fresh_id(), "seen": seen}
    if stored:
        data |= {"what": stored.what, "who": stored.who, "due": stored.due, "measure": stored.measure or ""}
    form, gettext = AgreementForm(sent, data=data), context.localize().gettext
    form.what.label.text = gettext("Wat spreekt u af?")
    form.who.label.text = gettext("Wie doet het?")
    form.due.label.text = gettext("Wanneer is het klaar?")
    form.measure.label.text = gettext("Bij welke actie uit het plan hoort het?")
    none = fields.choice("", gettext("Bij geen actie: het wordt een eigen actie"))
    form.measure.choices = [none, *(fields.choice(*each) for each in measures)]
    return form


def check_agreement(form: AgreementForm) -> bool:
    gettext = context.localize().gettext
    form.validate()
    for field, longest in ((form.what, LONGEST_WHAT), (form.who, LONGEST_WHO)):
        if field.errors:
            field.errors = [gettext("Maak de tekst korter: gebruik hoogstens %(longest)s tekens.", longest=longest)]
    if not form.what.errors and not is_readable(form.what.data):
        form.what.errors = [gettext("Schrijf op wat u afspreekt.")]
    check_day(form.due)
    known = {choice.value for choice in form.measure.choices}
    if (form.measure.data or "") not in known:
        form.measure.errors = [gettext("Kies een actie uit de lijst.")]
    return not form.errors


class FinishForm(ScanForm):
    """The conversation is over: what it was about, for the counts of the loket."""

    themes: Any = fields.checkboxes("", "", (), name="themes")
    region: Any = SelectField(validate_choice=False)
    follow_up: Any = DateField(validators=[Optional()])


def finish_form(case: Case, region: str = NO_REGION, sent: Any = None) -> FinishForm:
    catalogue, localize = context.catalogue(), context.localize()
    form = FinishForm(sent, data={"region": region, "follow_up": case.follow_up})
    form.themes.label.text = localize.gettext("Waar ging het gesprek over?")
    form.themes.choices = [fields.choice(each.id, localize(each.title)) for each in catalogue.questionnaire.clusters]
    form.region.label.text = localize.gettext("In welke regio zit het bedrijf?")
    options = [fields.choice(option, title) for option, title in regions().items()]
    form.region.choices = [fields.choice(NO_REGION, localize.gettext("Niet bekend")), *options]
    form.follow_up.label.text = localize.gettext("Wanneer spreekt u elkaar weer?")
    return form


def regions() -> dict[str, str]:
    """What the profile offers to choose from; empty for a questionnaire that does not ask."""
    localize = context.localize()
    asked = next((each for each in context.catalogue().questionnaire.profile if each.id == REGION_QUESTION), None)
    return {option.id: localize(option.text) for option in asked.options if not option.exclusive} if asked else {}


def check_finish(form: FinishForm) -> bool:
    gettext = context.localize().gettext
    form.validate()
    if not set(form.themes.data or ()) <= {choice.value for choice in form.themes.choices}:
        form.themes.errors = [gettext("Kies thema’s uit de lijst.")]
    if (form.region.data or NO_REGION) not in {choice.value for choice in form.region.choices}:
        form.region.errors = [gettext("Kies een regio uit de lijst.")]
    check_day(form.follow_up)
    return not form.errors
