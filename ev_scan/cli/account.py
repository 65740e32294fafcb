"""Accounts of staff. What these commands print once is stored nowhere."""

from datetime import UTC, datetime

import click
from flask.cli import with_appcontext

from ev_scan.config import Settings
from ev_scan.domain.staff import Role, SignsInElsewhere
from ev_scan.persistence.database import db
from ev_scan.services import accounts, audit
from ev_scan.services.audit import Event
from ev_scan.vault.passwords import StaffKey

_role = click.Choice([role.value for role in Role])


def _key() -> StaffKey:
    return StaffKey(Settings.from_environ().keys_path)


def _note(event: Event, name: str) -> None:
    audit.note(db.engine, audit.COMMAND_LINE, event, name, int(datetime.now(UTC).timestamp()))


@click.group()
def account() -> None:
    """Accounts of advisers, the monitor team and admins."""


@account.command("add")
@click.argument("name")
@click.option("--role", type=_role, required=True)
@with_appcontext
def add_account(name: str, role: str) -> None:
    """Make an account; prints its first password once."""
    password = accounts.add(db.engine, _key(), name, Role(role))
    _note(Event.ACCOUNT_ADDED, name)
    _tell(f"{name} ({role})", password)


@account.command("list")
@with_appcontext
def list_accounts() -> None:
    """Every account, its role and its state."""
    for each in accounts.every(db.engine):
        state = "disabled" if each.disabled else "waiting for first sign-in" if each.must_change else "active"
        click.echo(f"{each.name}\t{each.role.value}\t{state}")


@account.command("disable")
@click.argument("name")
@with_appcontext
def disable_account(name: str) -> None:
    """Sign an account out everywhere and let it in no more."""
    accounts.disable(db.engine, name)
    _note(Event.ACCOUNT_DISABLED, name)
    click.echo(f"{name}: disabled")


@account.command("reset")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask whether the private notes may be lost.")
@with_appcontext
def reset_account(name: str, yes: bool) -> None:
    """A new first password for who lost password or phone; an adviser's private notes can't be read any more."""
    if not yes:
        click.confirm("Cases and private notes of this account can't be read any more after this. Go on?", abort=True)
    try:
        password = accounts.reset(db.engine, _key(), name)
    except SignsInElsewhere as error:
        accounts.enable(db.engine, name)
        _note(Event.ACCOUNT_RESET, name)
        click.echo(f"{name}: may sign in again; {error}")
        return
    _note(Event.ACCOUNT_RESET, name)
    _tell(name, password)


def _tell(name: str, password: str) -> None:
    click.echo(f"{name}\nfirst password: {password}")
    click.echo("It is shown only now, and has to be replaced at the first sign-in.", err=True)
