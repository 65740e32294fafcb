"""What staff fill in to sign in."""

from typing import Any

from wtforms.fields import HiddenField, PasswordField, StringField

from ev_scan.i18n import Localizer
from ev_scan.web import fields
from ev_scan.web.security import ScanForm


class StepForm(ScanForm):
    """A step of signing in; carries where to go and what was sent when the session had ended."""

    next: Any = HiddenField()
    carried: Any = HiddenField()


class SignInForm(StepForm):
    name: Any = StringField(filters=[fields.clean_text])
    password: Any = PasswordField()


class CodeForm(StepForm):
    code: Any = StringField(filters=[fields.clean_text])


class PasswordForm(StepForm):
    present: Any = PasswordField()
    wanted: Any = PasswordField()


def labelled(form: StepForm, localize: Localizer) -> StepForm:
    words = {
        "name": localize.gettext("Naam"),
        "password": localize.gettext("Wachtwoord"),
        "code": localize.gettext("Code van uw app"),
        "present": localize.gettext("Wachtwoord van nu"),
        "wanted": localize.gettext("Nieuw wachtwoord"),
    }
    for field in form:
        if field.name in words:
            field.label.text = words[field.name]
    return form
