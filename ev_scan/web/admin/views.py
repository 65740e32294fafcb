"""For admins: how the site does, its settings, and who may sign in."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields import RadioField, StringField

from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.staff import BadName, NameTaken, Role, SignsInElsewhere, StaffMember
from ev_scan.services import accounts, audit, upkeep
from ev_scan.services.audit import Event
from ev_scan.web import context, fields
from ev_scan.web.access import Audience, NotSignedIn, open_to
from ev_scan.web.admin.presenters import account_row, check_words, role_words
from ev_scan.web.security import ScanForm

bp = Blueprint("admin", __name__, url_prefix="/beheer")


class AccountForm(ScanForm):
    name: Any = StringField(filters=[fields.clean_text])
    role: Any = RadioField(validate_choice=False)


def admin() -> StaffMember:
    found = context.staff()
    if found is None:
        raise NotSignedIn
    return found


def note(event: Event, subject: str) -> None:
    audit.note(context.engine(), admin().name, event, subject, context.now())


@bp.get("")
@open_to(Audience.ADMIN)
def overview() -> ResponseReturnValue:
    runtime = context.runtime()
    checks = upkeep.health(runtime.engine, runtime.settings, runtime.catalogue, context.today())
    return render_template("admin/overview.html", checks=[check_words(each, context.localize()) for each in checks])


@bp.get("/instellingen")
@open_to(Audience.ADMIN)
def settings() -> ResponseReturnValue:
    catalogue = context.catalogue()
    return render_template(
        "admin/settings.html",
        settings=upkeep.shown_settings(context.runtime().settings),
        version=catalogue.version,
        fingerprint=catalogue.fingerprint,
    )


@bp.get("/accounts")
@open_to(Audience.ADMIN)
def people() -> ResponseReturnValue:
    localize = context.localize()
    rows = [account_row(each, localize) for each in accounts.every(context.engine())]
    return render_template("admin/people.html", rows=rows, me=admin().id.hex())


@bp.route("/accounts/nieuw", methods=["GET", "POST"])
@open_to(Audience.ADMIN)
def add_account() -> ResponseReturnValue:
    localize, posted = context.localize(), request.method == "POST"
    form = AccountForm(request.form if posted else None)
    form.name.label.text, form.role.label.text = localize.gettext("Naam"), localize.gettext("Rol")
    form.role.choices = [fields.choice(role.value, role_words(role, localize)) for role in Role]
    password = _added(form) if posted else None
    if password is None:
        return render_template("admin/add_account.html", form=form), 422 if posted else 200
    return _first_password(form.name.data, password)


def _added(form: AccountForm) -> str | None:
    gettext = context.localize().gettext
    if not form.validate():
        return None
    if form.role.data not in list(Role):
        form.role.errors = [gettext("Kies een rol.")]
        return None
    runtime = context.runtime()
    try:
        password = accounts.add(runtime.engine, runtime.staff_key, form.name.data or "", Role(form.role.data))
    except BadName:
        form.name.errors = [gettext("Gebruik 1 tot 60 letters, cijfers, spaties of de tekens . - _ @")]
    except NameTaken:
        form.name.errors = [gettext("Er is al een account met deze naam.")]
    else:
        note(Event.ACCOUNT_ADDED, form.name.data)
        return password
    return None


def _first_password(name: str, password: str) -> str:
    return render_template("admin/first_password.html", name=name, password=password)


@bp.route("/accounts/<account_id>/uitzetten", methods=["GET", "POST"])
@open_to(Audience.ADMIN)
def disable_account(account_id: str) -> ResponseReturnValue:
    found, form = _other(account_id), ScanForm(request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        accounts.disable(context.engine(), found.name)
        note(Event.ACCOUNT_DISABLED, found.name)
        return redirect(url_for("admin.people"), 303)
    return render_template(
        "admin/disable_account.html", form=form, name=found.name, account_id=account_id
    ), 422 if form.errors else 200


@bp.route("/accounts/<account_id>/opnieuw", methods=["GET", "POST"])
@open_to(Audience.ADMIN)
def reset_account(account_id: str) -> ResponseReturnValue:
    found, form = _other(account_id), ScanForm(request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        return _reset(found.name)
    page = render_template(
        "admin/reset_account.html",
        form=form,
        name=found.name,
        account_id=account_id,
        is_adviser=found.role is Role.ADVISER,
    )
    return page, 422 if form.errors else 200


def _reset(name: str) -> ResponseReturnValue:
    runtime = context.runtime()
    try:
        password = accounts.reset(runtime.engine, runtime.staff_key, name)
    except SignsInElsewhere:
        accounts.enable(runtime.engine, name)
        note(Event.ACCOUNT_RESET, name)
        return redirect(url_for("admin.people"), 303)
    note(Event.ACCOUNT_RESET, name)
    return _first_password(name, password)


def _other(account_id: str) -> StaffMember:
    """Not the own account: an admin who locks out the last admin needs the command line. Raises NotInCatalogue."""
    members = (each.member for each in accounts.every(context.engine()))
    found = next((each for each in members if each.id.hex() == account_id and each.id != admin().id), None)
    if found is None:
        raise NotInCatalogue
    return found
