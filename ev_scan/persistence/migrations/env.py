"""Run by ev_scan.persistence.schema, which hands over a connection."""

from alembic import context
from sqlalchemy import Connection, text

import ev_scan.persistence.models  # noqa: F401 (fills the metadata)
from ev_scan.persistence.base import Base

TURN = 7_366_283_014  # any number, the same in every process that migrates


def wait_for_turn(connection: Connection) -> None:
    """Several machines may start at once. SQLite has its write lock for this; PostgreSQL is asked for one."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SET LOCAL lock_timeout = '60s'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": TURN})


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,  # SQLite changes a table by making a new one
        transactional_ddl=True,  # true of SQLite as well, now that the driver leaves BEGIN to us
    )
    with context.begin_transaction():
        wait_for_turn(connection)
        context.run_migrations()


run(context.config.attributes["connection"])
