"""Finds and keeps sealed shares. No column says which dossier a share opens."""

from typing import Final, cast

from sqlalchemy import Connection, Table, delete, insert, or_, select, update

from ev_scan.domain.sealed import SealedShare
from ev_scan.persistence.models import ShareRow
from ev_scan.persistence.transactions import is_writing

_SHARE: Final = cast(Table, ShareRow.__table__)
_COLUMNS: Final = [_SHARE.c[name] for name in ("lookup", "epoch", "expires", "uses_left", "claimed_by", "payload")]


def find(connection: Connection, lookup: bytes, *, lock: bool = False) -> SealedShare | None:
    """`lock`: until the end of the transaction nobody moves what this share opens (SQLite has one writer anyway)."""
    statement = select(*_COLUMNS).where(_SHARE.c.lookup == lookup)
    row = connection.execute(statement.with_for_update() if lock else statement).one_or_none()
    return SealedShare(*row) if row else None


def add(connection: Connection, sealed: SealedShare) -> None:
    _must_write(connection)
    connection.execute(
        insert(_SHARE).values(
            lookup=sealed.lookup,
            epoch=sealed.epoch,
            expires=sealed.expires,
            uses_left=sealed.uses_left,
            claimed_by=sealed.claimed_by,
            payload=sealed.payload,
        )
    )


def claim(connection: Connection, lookup: bytes, holder: bytes, now: int) -> bool:
    """Counts one use, for the first holder only; False when there is nothing left to use. One statement, so that of
    two holders at the same moment one is refused.
    """
    _must_write(connection)
    statement = (
        update(_SHARE)
        .where(
            _SHARE.c.lookup == lookup,
            _SHARE.c.expires > now,
            _SHARE.c.uses_left > 0,
            or_(_SHARE.c.claimed_by.is_(None), _SHARE.c.claimed_by == holder),
        )
        .values(uses_left=_SHARE.c.uses_left - 1, claimed_by=holder)
    )
    return connection.execute(statement).rowcount == 1


def rewrap(connection: Connection, lookup: bytes, payload: bytes) -> bool:
    """Another envelope for the same share; uses, holder and end stay. False when the share is gone."""
    _must_write(connection)
    changed = connection.execute(update(_SHARE).where(_SHARE.c.lookup == lookup).values(payload=payload))
    return changed.rowcount == 1


def remove(connection: Connection, lookup: bytes) -> bool:
    _must_write(connection)
    return connection.execute(delete(_SHARE).where(_SHARE.c.lookup == lookup)).rowcount == 1


def purge(connection: Connection, now: int) -> int:
    """Removes what has expired; says how many."""
    _must_write(connection)
    return connection.execute(delete(_SHARE).where(_SHARE.c.expires <= now)).rowcount


def _must_write(connection: Connection) -> None:
    if not is_writing(connection):
        raise RuntimeError("a share is changed only inside transactions.writing()")
