"""What an owner decides when letting somebody in."""

from typing import Any

from wtforms.fields import RadioField

from ev_scan.domain.sharing import LONGEST_LABEL, ShareRole, Terms
from ev_scan.i18n import Localizer
from ev_scan.web import fields
from ev_scan.web.security import ScanForm

_HOUR = 3600
_HOURS = (1, 4, 24, 7 * 24, 30 * 24)
_USES = (1, 5, 20)


class ShareForm(ScanForm):
    label: Any = fields.text("", LONGEST_LABEL, "")
    role: Any = RadioField(validate_choice=False)
    hours: Any = RadioField(validate_choice=False)
    uses: Any = RadioField(validate_choice=False)


def share_form(localize: Localizer, sent: Any = None) -> ShareForm:
    """Nothing is chosen beforehand but the shortest way that serves a conversation."""
    form = ShareForm(sent, data={"role": ShareRole.NOTE.value, "hours": "24", "uses": "5"})
    form.label.label.text = localize.gettext("Voor wie is de code?")
    form.role.label.text = localize.gettext("Wat mag degene die de code krijgt?")
    form.role.choices = [
        fields.choice(ShareRole.READ.value, localize.gettext("Meekijken")),
        fields.choice(ShareRole.NOTE.value, localize.gettext("Meekijken en notities maken")),
    ]
    form.hours.label.text = localize.gettext("Hoe lang werkt de code?")
    form.hours.choices = [fields.choice(str(hours), how_long(hours, localize)) for hours in _HOURS]
    form.uses.label.text = localize.gettext("Hoe vaak mag uw scan ermee open?")
    form.uses.choices = [
        fields.choice(str(uses), localize.ngettext("%(num)d keer", "%(num)d keer", uses)) for uses in _USES
    ]
    return form


def how_long(hours: int, localize: Localizer) -> str:
    if hours < 24:
        return localize.ngettext("%(num)d uur", "%(num)d uur", hours)
    return localize.ngettext("%(num)d dag", "%(num)d dagen", hours // 24)


def check(form: ShareForm, localize: Localizer) -> bool:
    valid = form.validate()
    for field in (form.role, form.hours, form.uses):
        if field.data not in [choice.value for choice in field.choices]:
            field.errors, valid = [localize.gettext("Kies een van de antwoorden.")], False
    if len(form.label.data or "") > LONGEST_LABEL:
        message = localize.gettext("Maak dit korter: hoogstens %(num)s tekens.", num=LONGEST_LABEL)
        form.label.errors, valid = [message], False
    return valid


def terms_of(form: ShareForm, now: int) -> Terms:
    """It ends on a whole hour, at least as long from now as was asked, so that no row tells a minute."""
    expires = -(-now // _HOUR) * _HOUR + int(form.hours.data) * _HOUR
    return Terms(ShareRole(form.role.data), expires, int(form.uses.data), form.label.data or "")
