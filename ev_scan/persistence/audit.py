"""The audit log: only ever added to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, cast

from sqlalchemy import Connection, Table, insert, select, text

from ev_scan.persistence.models import AuditRow
from ev_scan.persistence.transactions import is_writing

_ENTRY: Final = cast(Table, AuditRow.__table__)
_COLUMNS: Final = [_ENTRY.c[name] for name in ("sequence", "minute", "actor", "event", "subject", "hash")]


@dataclass(frozen=True, slots=True)
class Entry:
    sequence: int
    minute: int
    """Minutes since 1970, UTC."""
    actor: str
    event: str
    subject: str
    hash: bytes


def add(connection: Connection, make: Callable[[Entry | None], Entry]) -> None:
    """`make` gets the last entry. Whoever adds at the same moment waits, else both would take the same number."""
    if not is_writing(connection):
        raise RuntimeError("an entry is added only inside transactions.writing()")
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE audit_entry IN EXCLUSIVE MODE"))
    entry = make(last(connection))
    connection.execute(insert(_ENTRY).values(**{column.name: getattr(entry, column.name) for column in _COLUMNS}))


def last(connection: Connection) -> Entry | None:
    row: Any = connection.execute(select(*_COLUMNS).order_by(_ENTRY.c.sequence.desc()).limit(1)).one_or_none()
    return Entry(*row) if row else None


def entries(connection: Connection, since: int = 0, until: int | None = None, actor: str = "") -> list[Entry]:
    """In order; `since` and `until` in minutes, both included."""
    statement = select(*_COLUMNS).where(_ENTRY.c.minute >= since).order_by(_ENTRY.c.sequence)
    if until is not None:
        statement = statement.where(_ENTRY.c.minute <= until)
    if actor:
        statement = statement.where(_ENTRY.c.actor == actor)
    rows: list[Any] = list(connection.execute(statement))
    return [Entry(*row) for row in rows]
