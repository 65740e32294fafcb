"""How this program talks to SQLite and to PostgreSQL; no Flask, so that a command or a migration needs no app."""

import sqlite3
from contextlib import closing
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError

_BEGIN: Final = "BEGIN IMMEDIATE"
WRITES: Final = "ev_scan_writes"  # execution option of a connection whose transaction is going to write

_PRAGMAS: Final = (
    "busy_timeout=5000",  # first: the next one may have to wait for another process
    "journal_mode=WAL",
    "synchronous=FULL",  # an acknowledged save survives a power failure
    "secure_delete=ON",  # FAST leaves half of what was deleted in the file
    "temp_store=MEMORY",
    "foreign_keys=ON",
)
_EMPTY_LOG: Final = "PRAGMA wal_checkpoint(TRUNCATE)"


def engine_options(url: str | URL) -> dict[str, Any]:
    options: dict[str, Any] = {"hide_parameters": True}  # else an error message carries the row
    if make_url(url).get_backend_name() == "postgresql":
        options |= {
            "pool_pre_ping": True,
            "pool_size": 2,
            "max_overflow": 2,
            "pool_timeout": 3,
            "connect_args": {
                "connect_timeout": 2,
                "options": "-c statement_timeout=5s -c lock_timeout=3s -c timezone=UTC",
            },
        }
    return options


def new_engine(url: str | URL) -> Engine:
    return prepared(create_engine(url, **engine_options(url)))


def prepared(engine: Engine) -> Engine:
    """Gives SQLite its settings; without effect on PostgreSQL, whose settings are all in the options."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_on_sqlite)
        event.listen(engine, "before_cursor_execute", _refuse_stray_write)
    return engine


def checkpoint(engine: Engine) -> bool:
    """Empties SQLite's write-ahead log, in which deleted rows live on; False if a reader was in the way.

    Nothing is done on PostgreSQL, here and in scrub(): there, as in every backup, only a destroyed key removes a row.
    """
    return engine.dialect.name != "sqlite" or _run_on_sqlite(engine, _EMPTY_LOG)


def scrub(engine: Engine) -> bool:
    """Writes SQLite's file anew, then checkpoints: for after a purge, since writers wait for it.

    Even secure_delete leaves a piece of about 1 in 1500 deleted rows behind, in pages that SQLite rearranged.
    """
    on_disk = ("PRAGMA temp_store=FILE", "VACUUM", "PRAGMA temp_store=MEMORY")  # else all of it goes through memory
    return engine.dialect.name != "sqlite" or _run_on_sqlite(engine, *on_disk, _EMPTY_LOG)


def _run_on_sqlite(engine: Engine, *statements: str) -> bool:
    """Outside any transaction; says whether the last statement was not kept waiting in vain."""
    with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        for statement in statements:
            cursor.execute(statement)
        busy, *_ = cursor.fetchone() or (1,)
    return not busy


def _set_up_sqlite(connection: DBAPIConnection, _record: object) -> None:
    connection.isolation_level = None  # the driver must not guess when a transaction begins: see below
    with closing(connection.cursor()) as cursor:
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")


def _begin_on_sqlite(connection: Connection) -> None:
    """A transaction that reads first and writes later fails at once when another wrote in between, whatever the
    timeout; one that asks for the write lock at its start waits its turn. Who reads once needs no transaction.
    """
    if WRITES in connection.get_execution_options():
        try:  # past SQLAlchemy's own way of executing, which costs as much as the statement itself
            connection.connection.cursor().execute(_BEGIN)
        except sqlite3.OperationalError as error:
            raise OperationalError(_BEGIN, None, error) from None


def _refuse_stray_write(
    connection: Connection, _cursor: object, _sql: str, _values: object, context: Any, _many: bool
) -> None:
    """Without a BEGIN each statement stays, whatever is rolled back later: better no write than half of one."""
    if context.is_crud and WRITES not in connection.get_execution_options():
        raise RuntimeError("written outside transactions.writing()")
