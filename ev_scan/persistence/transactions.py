"""Whole transactions: one writer at a time on SQLite, patience while PostgreSQL restarts."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, local
from typing import Final, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, TimeoutError

from ev_scan.persistence.engines import WRITES

Result = TypeVar("Result")

_TURN_SECONDS: Final = 5.0
_PATIENCE_SECONDS: Final = 4.0
_FIRST_PAUSE_SECONDS: Final = 0.05
_RESTARTING: Final = frozenset({"57P01", "57P02", "57P03"})  # SQLSTATE: shutting down, crashed, cannot connect now

# Threads that wait for each other here are woken at once; SQLite's own waiting sleeps, up to 0.7 s under load.
_TURN: Final = Lock()


class _Thread(local):
    writes = False


_THREAD: Final = _Thread()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that may write: committed at the end of the block, rolled back on any exception."""
    if _THREAD.writes:  # it would wait for its own turn or, on PostgreSQL, for its own lock
        raise RuntimeError("writing() inside writing(): one intent of a user is one transaction")
    on_sqlite = engine.dialect.name == "sqlite"
    if on_sqlite and not _TURN.acquire(timeout=_TURN_SECONDS):
        raise TimeoutError("no turn to write")
    _THREAD.writes = True
    try:
        with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            yield connection
    finally:
        _THREAD.writes = False
        if on_sqlite:
            _TURN.release()


def is_writing(connection: Connection) -> bool:
    return connection.in_transaction() and WRITES in connection.get_execution_options()


def retrying(engine: Engine, work: Callable[[Connection], Result], *, writes: bool) -> Result:
    """Does the work in a transaction of its own, and again from its start while PostgreSQL restarts.

    A connection may break after the commit and before we hear of it, so work must look up what it changes. Work that
    does not write is one query: on SQLite a second one might see a later state. No new attempt starts after 4 s.
    SQLite has nothing to restart: there the work is done once.
    """
    deadline = time.monotonic() + _PATIENCE_SECONDS
    pause = _FIRST_PAUSE_SECONDS
    while True:
        try:
            with writing(engine) if writes else engine.connect() as connection:
                return work(connection)
        except DBAPIError as error:
            if not _is_restarting(engine, error) or time.monotonic() + pause > deadline:
                raise
        time.sleep(pause)
        pause *= 2


def _is_restarting(engine: Engine, error: DBAPIError) -> bool:
    if engine.dialect.name != "postgresql":
        return False
    state = getattr(error.orig, "sqlstate", None)
    return error.connection_invalidated or state is None or state in _RESTARTING
