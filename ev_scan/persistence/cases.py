"""Sealed cases of advisers, and the counts of the loket, which know of no case."""

from collections.abc import Iterable
from typing import Any, Final, cast

from sqlalchemy import Connection, Table, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql import Executable

from ev_scan.domain.loket import Count
from ev_scan.domain.sealed import SealedCase
from ev_scan.persistence.errors import AlreadyStored
from ev_scan.persistence.models import CaseRow, LoketCountRow
from ev_scan.persistence.transactions import is_writing

_CASE: Final = cast(Table, CaseRow.__table__)
_COUNT: Final = cast(Table, LoketCountRow.__table__)
_COLUMNS: Final = (_CASE.c.id, _CASE.c.account_id, _CASE.c.revision, _CASE.c.sealed)


def of_account(connection: Connection, account_id: bytes) -> list[SealedCase]:
    """In no order that means anything."""
    rows: Any = connection.execute(select(*_COLUMNS).where(_CASE.c.account_id == account_id).order_by(_CASE.c.id))
    return [SealedCase(*row) for row in rows]


def find(connection: Connection, account_id: bytes, case_id: bytes) -> SealedCase | None:
    """None too when it is somebody else's."""
    wanted = select(*_COLUMNS).where(_CASE.c.id == case_id, _CASE.c.account_id == account_id)
    row: Any = connection.execute(wanted).one_or_none()
    return SealedCase(*row) if row else None


def add(connection: Connection, case: SealedCase) -> None:
    values = {"id": case.id, "account_id": case.account_id, "revision": case.revision, "sealed": case.sealed}
    try:
        _write(connection, insert(_CASE).values(values))
    except IntegrityError:
        raise AlreadyStored from None


def replace(connection: Connection, case: SealedCase, expected_revision: int) -> bool:
    """False if the case is gone or was saved by another page meanwhile: then nothing was changed."""
    here = (_CASE.c.id == case.id, _CASE.c.account_id == case.account_id, _CASE.c.revision == expected_revision)
    return _write(connection, update(_CASE).where(*here).values(revision=case.revision, sealed=case.sealed)) == 1


def remove(connection: Connection, account_id: bytes, case_ids: Iterable[bytes]) -> int:
    return _write(connection, delete(_CASE).where(_CASE.c.account_id == account_id, _CASE.c.id.in_(list(case_ids))))


def remove_all(connection: Connection, account_id: bytes) -> int:
    """For an account whose key is gone."""
    return _write(connection, delete(_CASE).where(_CASE.c.account_id == account_id))


def number(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(_CASE)).scalar_one()


def count(connection: Connection, month: str, region: str, theme: str) -> None:
    """One more, also when two advisers count the first one at the same time."""
    insert_or_add: Any = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert
    first = insert_or_add(_COUNT).values(month=month, region=region, theme=theme, number=1)
    key = (_COUNT.c.month, _COUNT.c.region, _COUNT.c.theme)
    _write(connection, first.on_conflict_do_update(index_elements=key, set_={"number": _COUNT.c.number + 1}))


def counts(connection: Connection) -> list[Count]:
    rows: Any = connection.execute(select(_COUNT.c.month, _COUNT.c.region, _COUNT.c.theme, _COUNT.c.number))
    return [Count(*row) for row in rows]


def _write(connection: Connection, statement: Executable) -> int:
    if not is_writing(connection):
        raise RuntimeError("a case is changed only inside transactions.writing(): else saves get lost under load")
    return int(cast(Any, connection.execute(statement)).rowcount)
