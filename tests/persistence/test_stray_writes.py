"""Nothing is written to SQLite by who did not say so: there, a rollback would not undo it."""

from collections.abc import Callable

import pytest
from sealed_rows import a_row
from sqlalchemy import Engine, func, insert, select
from sqlalchemy.orm import Session

from ev_scan.persistence.models import DossierRow
from ev_scan.persistence.transactions import writing


def a_record() -> DossierRow:
    row = a_row()
    return DossierRow(
        lookup=row.lookup,
        epoch=row.epoch,
        revision=row.revision,
        wrapped_key=row.wrapped_key,
        sealed=row.sealed,
    )


def records(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(DossierRow)).scalar_one()


def test_an_ordinary_session_cannot_write(sqlite_url: str, connect: Callable[[str], Engine]) -> None:
    engine = connect(sqlite_url)
    with Session(engine) as session:
        session.add(a_record())
        with pytest.raises(RuntimeError, match="writing"):
            session.flush()
    assert records(engine) == 0


def test_an_ordinary_transaction_cannot_write(sqlite_url: str, connect: Callable[[str], Engine]) -> None:
    engine = connect(sqlite_url)
    with engine.begin() as connection, pytest.raises(RuntimeError, match="writing"):
        connection.execute(insert(DossierRow), [{"lookup": b"one"}, {"lookup": b"two"}])
    assert records(engine) == 0


def test_a_session_on_a_writing_connection_is_one_transaction(engine: Engine) -> None:
    def write_and_fail() -> None:
        with writing(engine) as connection, Session(connection) as session:
            session.add(a_record())
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert records(engine) == 0
    with writing(engine) as connection, Session(connection) as session:
        session.add(a_record())
        session.flush()
    assert records(engine) == 1
