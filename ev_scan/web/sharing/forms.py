"""What an owner decides when letting somebody in."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms.fields import RadioField

from ev_scan.domain.ids import TopicId
from ev_scan.domain.questionnaire import Cluster, Topic
from ev_scan.domain.sharing import LONGEST_LABEL, Scope, ShareRole, Terms
from ev_scan.i18n import Localizer
from ev_scan.web import fields
from ev_scan.web.security import ScanForm

_HOUR = 3600
_HOURS = (1, 4, 24, 7 * 24, 30 * 24)
_USES = (1, 5, 20)
_TOPICS = "topics-"


class ShareForm(ScanForm):
    label: Any = fields.text("", LONGEST_LABEL, "")
    role: Any = RadioField(validate_choice=False)
    hours: Any = RadioField(validate_choice=False)
    uses: Any = RadioField(validate_choice=False)


class ColleagueForm(ScanForm):
    """A subclass has a field of topics for each theme."""

    label: Any = fields.text("", LONGEST_LABEL, "")
    hours: Any = RadioField(validate_choice=False)
    uses: Any = RadioField(validate_choice=False)

    def themes(self) -> list[Any]:
        return [field for field in self if field.name.startswith(_TOPICS)]


def share_form(localize: Localizer, sent: Any = None) -> ShareForm:
    """Nothing is chosen beforehand but the shortest way that serves a conversation."""
    form = ShareForm(sent, data={"role": ShareRole.NOTE.value, "hours": "24", "uses": "5"})
    form.label.label.text = localize.gettext("Voor wie is de code?")
    form.role.label.text = localize.gettext("Wat mag degene die de code krijgt?")
    form.role.choices = [
        fields.choice(ShareRole.READ.value, localize.gettext("Meekijken")),
        fields.choice(ShareRole.NOTE.value, localize.gettext("Meekijken en notities maken")),
    ]
    _say_how_long(form, localize)
    return form


def _say_how_long(form: ShareForm | ColleagueForm, localize: Localizer) -> None:
    form.hours.label.text = localize.gettext("Hoe lang werkt de code?")
    form.hours.choices = [fields.choice(str(hours), how_long(hours, localize)) for hours in _HOURS]
    form.uses.label.text = localize.gettext("Hoe vaak mag uw scan ermee open?")
    form.uses.choices = [
        fields.choice(str(uses), localize.ngettext("%(num)d keer", "%(num)d keer", uses)) for uses in _USES
    ]


def colleague_form(localize: Localizer, topics: Mapping[Cluster, Iterable[Topic]], sent: Any = None) -> ColleagueForm:
    members = {
        f"topics_{number}": fields.checkboxes(
            localize(cluster.title),
            "",
            [fields.choice(topic.id, localize(topic.title)) for topic in found],
            name=f"{_TOPICS}{cluster.id}",
        )
        for number, (cluster, found) in enumerate(topics.items())
    }
    form: ColleagueForm = type("TopicsForm", (ColleagueForm,), members)(sent, data={"hours": "168", "uses": "5"})
    form.label.label.text = localize.gettext("Voor wie is de code?")
    _say_how_long(form, localize)
    form.uses.label.text = localize.gettext("Hoe vaak mogen de vragen ermee open?")
    return form


def how_long(hours: int, localize: Localizer) -> str:
    if hours < 24:
        return localize.ngettext("%(num)d uur", "%(num)d uur", hours)
    return localize.ngettext("%(num)d dag", "%(num)d dagen", hours // 24)


def check(form: ShareForm, localize: Localizer) -> bool:
    valid = _check_how_long(form, form.validate(), localize)
    if form.role.data not in [choice.value for choice in form.role.choices]:
        form.role.errors, valid = [localize.gettext("Kies een van de antwoorden.")], False
    return valid


def check_colleague(form: ColleagueForm, localize: Localizer) -> bool:
    valid = _check_how_long(form, form.validate(), localize)
    known = {choice.value for field in form.themes() for choice in field.choices}
    if not chosen_topics(form) or not known.issuperset(chosen_topics(form)):
        form.themes()[0].errors, valid = [localize.gettext("Kies ten minste één onderwerp.")], False
    return valid


def chosen_topics(form: ColleagueForm) -> frozenset[TopicId]:
    return frozenset(TopicId(topic) for field in form.themes() for topic in field.data or ())


def _check_how_long(form: ShareForm | ColleagueForm, valid: bool, localize: Localizer) -> bool:
    for field in (form.hours, form.uses):
        if field.data not in [choice.value for choice in field.choices]:
            field.errors, valid = [localize.gettext("Kies een van de antwoorden.")], False
    if len(form.label.data or "") > LONGEST_LABEL:
        message = localize.gettext("Maak dit korter: hoogstens %(num)s tekens.", num=LONGEST_LABEL)
        form.label.errors, valid = [message], False
    return valid


def terms_of(form: ShareForm, now: int) -> Terms:
    return Terms(ShareRole(form.role.data), _end(form, now), int(form.uses.data), form.label.data or "")


def colleague_terms(form: ColleagueForm, now: int) -> Terms:
    scope = Scope(chosen_topics(form))
    return Terms(ShareRole.ANSWER, _end(form, now), int(form.uses.data), form.label.data or "", scope)


def _end(form: ShareForm | ColleagueForm, now: int) -> int:
    """On a whole hour, at least as long from now as was asked, so that no row tells a minute."""
    return -(-now // _HOUR) * _HOUR + int(form.hours.data) * _HOUR
