"""Finds and keeps sealed dossiers. Core statements: this is the hot path, and there is nothing for an ORM to do."""

from functools import lru_cache
from typing import Any, Final, cast

from sqlalchemy import Connection, CursorResult, Dialect, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

from ev_scan.domain.sealed import SealedDossier
from ev_scan.persistence.errors import AlreadyStored
from ev_scan.persistence.models import DossierRow
from ev_scan.persistence.transactions import is_writing

_DOSSIER: Final = cast(Table, DossierRow.__table__)
_HERE: Final = _DOSSIER.c.lookup == bindparam("here")

_FIND: Final = select(
    _DOSSIER.c.lookup, _DOSSIER.c.epoch, _DOSSIER.c.revision, _DOSSIER.c.wrapped_key, _DOSSIER.c.sealed
).where(_HERE)
_COUNT: Final = select(func.count()).select_from(_DOSSIER)
_ADD: Final = insert(_DOSSIER)
_REPLACE: Final = (
    update(_DOSSIER)
    .where(_HERE, _DOSSIER.c.revision == bindparam("expected"))
    .values({name: bindparam(f"new_{name}") for name in ("epoch", "revision", "wrapped_key", "sealed")})
)
_REMOVE: Final = delete(_DOSSIER).where(_HERE)
_PURGE: Final = delete(_DOSSIER).where(_DOSSIER.c.epoch < bindparam("before"))


def find(connection: Connection, lookup: bytes) -> SealedDossier | None:
    row: Any = _execute(connection, _FIND, {"here": lookup}).one_or_none()
    return SealedDossier(*row) if row else None


def add(connection: Connection, sealed: SealedDossier) -> None:
    values = {
        "lookup": sealed.lookup,
        "epoch": sealed.epoch,
        "revision": sealed.revision,
        "wrapped_key": sealed.wrapped_key,
        "sealed": sealed.sealed,
    }
    try:
        _write(connection, _ADD, values)
    except IntegrityError:
        raise AlreadyStored from None


def replace(connection: Connection, sealed: SealedDossier, expected_revision: int) -> bool:
    """False if the dossier is gone or was saved by another page meanwhile: then nothing was changed."""
    values = {
        "here": sealed.lookup,
        "expected": expected_revision,
        "new_epoch": sealed.epoch,
        "new_revision": sealed.revision,
        "new_wrapped_key": sealed.wrapped_key,
        "new_sealed": sealed.sealed,
    }
    return _write(connection, _REPLACE, values) == 1


def remove(connection: Connection, lookup: bytes) -> bool:
    return _write(connection, _REMOVE, {"here": lookup}) == 1


def purge(connection: Connection, before_month: str) -> int:
    """Removes what was last saved before this month; says how many."""
    return _write(connection, _PURGE, {"before": before_month})


def count(connection: Connection) -> int:
    return connection.execute(_COUNT).scalar_one()


def _write(connection: Connection, statement: ClauseElement, values: dict[str, Any]) -> int:
    if not is_writing(connection):
        raise RuntimeError("a dossier is changed only inside transactions.writing(): else saves get lost under load")
    return _execute(connection, statement, values).rowcount


def _execute(connection: Connection, statement: ClauseElement, values: dict[str, Any]) -> CursorResult[Any]:
    """As the driver wants it, compiled once: looking the statement up at each request costs half as much again."""
    sql, order = _compiled(statement, connection.dialect)
    return connection.exec_driver_sql(sql, tuple(values[name] for name in order) if order else values)


@lru_cache(maxsize=64)
def _compiled(statement: ClauseElement, dialect: Dialect) -> tuple[str, tuple[str, ...]]:
    """The SQL, and the order of its values where the driver counts them instead of naming them."""
    compiled = cast(SQLCompiler, statement.compile(dialect=dialect))
    return str(compiled), tuple(compiled.positiontup or ())
