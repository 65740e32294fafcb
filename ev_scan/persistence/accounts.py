"""Finds and keeps accounts of staff, their recovery codes and their sessions."""

from dataclasses import dataclass, field
from typing import Any, Final, cast

from sqlalchemy import Connection, Table, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from ev_scan.domain.staff import AccountId, Role, StaffMember, Stage, name_key
from ev_scan.persistence.errors import AlreadyStored
from ev_scan.persistence.models import AccountRow, RecoveryCodeRow, StaffSessionRow
from ev_scan.persistence.transactions import is_writing

_ACCOUNT: Final = cast(Table, AccountRow.__table__)
_RECOVERY: Final = cast(Table, RecoveryCodeRow.__table__)
_SESSION: Final = cast(Table, StaffSessionRow.__table__)


@dataclass(frozen=True, slots=True)
class Account:
    id: AccountId
    name: str
    role: Role
    disabled: bool
    must_change: bool
    salt: bytes | None = field(repr=False)
    """None for somebody who signs in elsewhere."""
    verifier: bytes | None = field(repr=False)
    desk_key: bytes = field(repr=False)
    """Wrapped."""
    totp: bytes | None = field(repr=False)
    """Sealed; None before enrolment."""
    totp_used: int
    """The last half minute whose code was used."""
    subject: bytes | None = field(repr=False)
    """A hash of who this is elsewhere."""

    @property
    def member(self) -> StaffMember:
        return StaffMember(self.id, self.name, self.role)


@dataclass(frozen=True, slots=True)
class StaffSession:
    hash: bytes = field(repr=False)
    account: AccountId
    issued: int
    stage: Stage
    desk_key: bytes = field(repr=False)
    """Wrapped under a key that only the browser has."""
    pending: bytes | None = field(repr=False)
    """The sealed secret of an app that is being enrolled."""


def _account(row: Any) -> Account:
    return Account(AccountId(row.id), row.name, Role(row.role), *row[3:])


_COLUMNS: Final = [
    _ACCOUNT.c[name]
    for name in (
        *("id", "name", "role", "disabled", "must_change", "salt"),
        *("verifier", "desk_key", "totp", "totp_used", "subject"),
    )
]


def by_name(connection: Connection, name: str) -> Account | None:
    """Names that look alike are one name."""
    found = connection.execute(select(*_COLUMNS).where(_ACCOUNT.c.name_key == name_key(name))).one_or_none()
    return _account(found) if found else None


def by_id(connection: Connection, account: bytes) -> Account | None:
    found = connection.execute(select(*_COLUMNS).where(_ACCOUNT.c.id == account)).one_or_none()
    return _account(found) if found else None


def by_subject(connection: Connection, subject: bytes) -> Account | None:
    found = connection.execute(select(*_COLUMNS).where(_ACCOUNT.c.subject == subject)).one_or_none()
    return _account(found) if found else None


def every(connection: Connection) -> list[Account]:
    return [_account(row) for row in connection.execute(select(*_COLUMNS).order_by(_ACCOUNT.c.name_key))]


def add(connection: Connection, account: Account) -> None:
    """Raises AlreadyStored."""
    _must_write(connection)
    if by_name(connection, account.name):
        raise AlreadyStored
    values = {column.name: getattr(account, column.name) for column in _COLUMNS}
    try:
        with connection.begin_nested():
            connection.execute(
                insert(_ACCOUNT).values(**{**values, "role": account.role.value, "name_key": name_key(account.name)})
            )
    except IntegrityError:
        raise AlreadyStored from None


def change(connection: Connection, account: bytes, **values: Any) -> bool:
    _must_write(connection)
    return connection.execute(update(_ACCOUNT).where(_ACCOUNT.c.id == account).values(**values)).rowcount == 1


def use_totp(connection: Connection, account: bytes, step: int) -> bool:
    """False when this code, or a later one, was used before."""
    _must_write(connection)
    statement = update(_ACCOUNT).where(_ACCOUNT.c.id == account, _ACCOUNT.c.totp_used < step).values(totp_used=step)
    return connection.execute(statement).rowcount == 1


def replace_recovery(connection: Connection, account: bytes, hashes: list[bytes]) -> None:
    _must_write(connection)
    connection.execute(delete(_RECOVERY).where(_RECOVERY.c.account == account))
    if hashes:
        connection.execute(insert(_RECOVERY), [{"hash": each, "account": account} for each in hashes])


def use_recovery(connection: Connection, account: bytes, code: bytes) -> bool:
    _must_write(connection)
    gone = connection.execute(delete(_RECOVERY).where(_RECOVERY.c.account == account, _RECOVERY.c.hash == code))
    return gone.rowcount == 1


def recovery_left(connection: Connection, account: bytes) -> int:
    return connection.execute(
        select(func.count()).select_from(_RECOVERY).where(_RECOVERY.c.account == account)
    ).scalar_one()


def begin_session(connection: Connection, session: StaffSession) -> None:
    _must_write(connection)
    connection.execute(
        insert(_SESSION).values(
            hash=session.hash,
            account=session.account,
            issued=session.issued,
            stage=session.stage.value,
            desk_key=session.desk_key,
            pending=session.pending,
        )
    )


def session(connection: Connection, token_hash: bytes) -> tuple[StaffSession, Account] | None:
    """With its account, if that may still sign in."""
    statement = (
        select(
            _SESSION.c.issued,
            _SESSION.c.stage,
            _SESSION.c.desk_key.label("session_key"),
            _SESSION.c.pending,
            *_COLUMNS,
        )
        .join(_ACCOUNT, _ACCOUNT.c.id == _SESSION.c.account)
        .where(_SESSION.c.hash == token_hash, _ACCOUNT.c.disabled.is_(False))
    )
    row: Any = connection.execute(statement).one_or_none()
    if row is None:
        return None
    account = Account(AccountId(row.id), row.name, Role(row.role), *row[7:])
    found = StaffSession(token_hash, account.id, row.issued, Stage(row.stage), row.session_key, row.pending)
    return found, account


def end_session(connection: Connection, token_hash: bytes) -> None:
    _must_write(connection)
    connection.execute(delete(_SESSION).where(_SESSION.c.hash == token_hash))


def end_sessions(connection: Connection, account: bytes) -> None:
    _must_write(connection)
    connection.execute(delete(_SESSION).where(_SESSION.c.account == account))


def purge_sessions(connection: Connection, before: int) -> int:
    _must_write(connection)
    return connection.execute(delete(_SESSION).where(_SESSION.c.issued < before)).rowcount


def _must_write(connection: Connection) -> None:
    if not is_writing(connection):
        raise RuntimeError("an account is changed only inside transactions.writing()")
