"""Finds and keeps sealed conversations. No column says which dossier one is about."""

from typing import Final, cast

from sqlalchemy import Connection, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from ev_scan.domain.sealed import SealedConsultation
from ev_scan.persistence.models import ConsultationRow
from ev_scan.persistence.transactions import is_writing

_TALK: Final = cast(Table, ConsultationRow.__table__)


def find(connection: Connection, lookup: bytes) -> SealedConsultation | None:
    columns = (_TALK.c.lookup, _TALK.c.epoch, _TALK.c.revision, _TALK.c.sealed)
    row = connection.execute(select(*columns).where(_TALK.c.lookup == lookup)).one_or_none()
    return SealedConsultation(*row) if row else None


def keep(connection: Connection, sealed: SealedConsultation) -> bool:
    """Adds the first revision or replaces the one before; False when somebody else did so meanwhile."""
    _must_write(connection)
    if sealed.revision == 1:
        return _added(connection, sealed)
    statement = (
        update(_TALK)
        .where(_TALK.c.lookup == sealed.lookup, _TALK.c.revision == sealed.revision - 1)
        .values(epoch=sealed.epoch, revision=sealed.revision, sealed=sealed.sealed)
    )
    return connection.execute(statement).rowcount == 1


def _added(connection: Connection, sealed: SealedConsultation) -> bool:
    values = {
        "lookup": sealed.lookup,
        "epoch": sealed.epoch,
        "revision": sealed.revision,
        "sealed": sealed.sealed,
    }
    try:
        with connection.begin_nested():  # on PostgreSQL a refused row would spoil the whole transaction
            connection.execute(insert(_TALK).values(**values))
    except IntegrityError:
        return False
    return True


def touch(connection: Connection, lookup: bytes, epoch: str) -> None:
    """Lives as long as the dossier that was saved in this month."""
    _must_write(connection)
    connection.execute(update(_TALK).where(_TALK.c.lookup == lookup).values(epoch=epoch))


def remove(connection: Connection, lookup: bytes) -> bool:
    _must_write(connection)
    return connection.execute(delete(_TALK).where(_TALK.c.lookup == lookup)).rowcount == 1


def purge(connection: Connection, before_month: str) -> int:
    _must_write(connection)
    return connection.execute(delete(_TALK).where(_TALK.c.epoch < before_month)).rowcount


def _must_write(connection: Connection) -> None:
    if not is_writing(connection):
        raise RuntimeError("a conversation is changed only inside transactions.writing()")
