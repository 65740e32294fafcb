"""Whole transactions: one writer at a time on SQLite, patience while PostgreSQL restarts."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final, TypeVar

from sqlalchemy.exc import DBAPIError, TimeoutError
from sqlalchemy.orm import Session

from ev_scan.persistence.engines import WRITES

Result = TypeVar("Result")

_TURN_SECONDS: Final = 5.0
_PATIENCE_SECONDS: Final = 4.0
_FIRST_PAUSE_SECONDS: Final = 0.05
_RESTARTING: Final = frozenset({"57P01", "57P02", "57P03"})  # SQLSTATE: shutting down, crashed, cannot connect now

# Threads that wait for each other here are woken at once; SQLite's own waiting sleeps, up to 0.7 s under load.
_TURN: Final = Lock()


@contextmanager
def writing(session: Session) -> Iterator[Session]:
    """A transaction that may write: committed at the end of the block, rolled back on any exception.

    What the session read before is forgotten: it may be old by the time this transaction gets its turn.
    """
    if is_writing(session):
        raise RuntimeError("writing() inside writing(): one intent of a user is one transaction")
    session.rollback()
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    if on_sqlite and not _TURN.acquire(timeout=_TURN_SECONDS):
        raise TimeoutError("no turn to write")
    try:
        with session.begin():
            session.connection(execution_options={WRITES: True})
            yield session
    finally:
        if on_sqlite:
            _TURN.release()


def is_writing(session: Session) -> bool:
    return session.in_transaction() and bool(session.connection().get_execution_options().get(WRITES))


def retrying(session: Session, work: Callable[[Session], Result], *, writes: bool) -> Result:
    """Does the work in a transaction of its own, and again from its start while PostgreSQL restarts.

    A connection may break after the commit and before we hear of it, so work must look up what it changes. No new
    attempt starts after 4 s. SQLite has nothing to restart: there the work is done once.
    """
    deadline = time.monotonic() + _PATIENCE_SECONDS
    pause = _FIRST_PAUSE_SECONDS
    while True:
        try:
            if writes:
                with writing(session):
                    return work(session)
            return work(session)
        except DBAPIError as error:
            session.rollback()
            if not _is_restarting(session, error) or time.monotonic() + pause > deadline:
                raise
        time.sleep(pause)
        pause *= 2


def _is_restarting(session: Session, error: DBAPIError) -> bool:
    if session.get_bind().dialect.name != "postgresql":
        return False
    state = getattr(error.orig, "sqlstate", None)
    return error.connection_invalidated or state is None or state in _RESTARTING
