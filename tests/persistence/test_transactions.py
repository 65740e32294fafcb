"""Saves at the same time lose nothing; a restart of PostgreSQL is waited out; no lock stays behind."""

import multiprocessing
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from sealed_rows import a_row
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import OperationalError, ProgrammingError, TimeoutError
from sqlalchemy.orm import Session

from ev_scan.domain.sealed import SealedDossier
from ev_scan.persistence import dossiers, transactions
from ev_scan.persistence.engines import new_engine
from ev_scan.persistence.transactions import is_writing, retrying, writing

HERE = bytes(range(16))
SAVES = 15


def append(session: Session, mark: bytes) -> bool:
    current = dossiers.find(session, HERE)
    assert current is not None
    newer = a_row(HERE, revision=current.revision + 1, sealed=current.sealed + mark)
    return dossiers.replace(session, newer, current.revision)


def save_repeatedly(engine: Engine, mark: bytes) -> None:
    """As a page does: what was overtaken is read again and saved again."""
    for _ in range(SAVES):
        saved = False
        while not saved:
            with Session(engine) as session, writing(session):
                saved = append(session, mark)


def save_from_another_process(url: str, mark: bytes) -> None:
    engine = new_engine(url)
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda _: save_repeatedly(engine, mark), range(2)))
    engine.dispose()


@pytest.fixture
def dossier(session: Session) -> SealedDossier:
    sealed = a_row(HERE, sealed=b".")
    with writing(session):
        dossiers.add(session, sealed)
    return sealed


@pytest.mark.usefixtures("dossier")
def test_no_save_of_any_thread_is_lost(engine: Engine, session: Session) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda mark: save_repeatedly(engine, mark), [b"a", b"b", b"c", b"d"]))
    final = dossiers.find(session, HERE)
    assert final is not None
    assert Counter(final.sealed.decode()) == {".": 1, "a": SAVES, "b": SAVES, "c": SAVES, "d": SAVES}
    assert final.revision == 1 + 4 * SAVES


@pytest.mark.usefixtures("dossier")
def test_no_save_of_any_process_is_lost(url: str, session: Session) -> None:
    start = multiprocessing.get_context("spawn").Process
    workers = [start(target=save_from_another_process, args=(url, mark)) for mark in (b"a", b"b")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)
        assert worker.exitcode == 0
        worker.close()
    final = dossiers.find(session, HERE)
    assert final is not None
    assert Counter(final.sealed.decode()) == {".": 1, "a": 2 * SAVES, "b": 2 * SAVES}


def test_a_save_overtaken_by_another_page_says_so(engine: Engine, session: Session, dossier: SealedDossier) -> None:
    assert dossiers.find(session, HERE) == dossier
    session.rollback()
    with Session(engine) as faster, writing(faster):
        assert append(faster, b"fast")
    with writing(session):
        assert not dossiers.replace(session, a_row(HERE, revision=2), dossier.revision)


def test_what_was_read_before_the_turn_is_read_again(engine: Engine, session: Session, dossier: SealedDossier) -> None:
    assert dossiers.find(session, HERE) == dossier  # on SQLite this fixes what the transaction sees
    with Session(engine) as faster, writing(faster):
        append(faster, b"fast")
    with writing(session):
        assert append(session, b"slow")
    final = dossiers.find(session, HERE)
    assert final is not None
    assert final.sealed == b".fastslow"


def test_reading_goes_on_while_another_writes(engine: Engine, session: Session, dossier: SealedDossier) -> None:
    with Session(engine) as writer, writing(writer):
        append(writer, b"not yet")
        assert dossiers.find(session, HERE) == dossier


def test_a_writer_waits_for_another_program(sqlite_url: str, connect: Callable[[str], Engine]) -> None:
    order = []
    program = connect(sqlite_url).raw_connection()
    program.cursor().execute("BEGIN IMMEDIATE")

    def write() -> None:
        with Session(connect(sqlite_url)) as session, writing(session):
            order.append("writer")
            dossiers.add(session, a_row())

    with ThreadPoolExecutor(1) as threads:
        written = threads.submit(write)
        time.sleep(0.2)
        order.append("program")
        program.rollback()
        written.result()
    program.close()
    assert order == ["program", "writer"]


def test_a_transaction_knows_whether_it_may_write(session: Session) -> None:
    assert not is_writing(session)
    dossiers.count(session)
    assert not is_writing(session)
    with writing(session):
        assert is_writing(session)
    dossiers.count(session)
    assert not is_writing(session)


def test_one_intent_is_one_transaction(session: Session) -> None:
    with pytest.raises(RuntimeError, match="inside"), writing(session), writing(session):
        pass
    with writing(session):  # and the turn was given back
        assert dossiers.count(session) == 0


def test_the_turn_is_given_back_when_the_database_stays_locked(
    sqlite_url: str, connect: Callable[[str], Engine]
) -> None:
    engine = connect(sqlite_url)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")  # of the one connection in the pool
    program = connect(sqlite_url).raw_connection()
    program.cursor().execute("BEGIN IMMEDIATE")
    with Session(engine) as session:
        with pytest.raises(OperationalError, match="locked"), writing(session):
            pass
        program.rollback()
        with writing(session):
            assert dossiers.count(session) == 0
    program.close()


def test_nobody_waits_for_a_turn_for_ever(
    sqlite_url: str, connect: Callable[[str], Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = connect(sqlite_url)
    monkeypatch.setattr(transactions, "_TURN_SECONDS", 0.05)

    def second() -> None:
        with Session(engine) as session, writing(session):
            pass

    with Session(engine) as session, writing(session), ThreadPoolExecutor(1) as threads:
        refused = threads.submit(second).exception()
    assert isinstance(refused, TimeoutError)
    second()


# --- patience


@pytest.mark.usefixtures("dossier")
@pytest.mark.parametrize("writes", [True, False])
def test_work_is_done_once_when_nothing_breaks(session: Session, writes: bool) -> None:
    calls: list[bool] = []

    def work(session: Session) -> int:
        calls.append(is_writing(session))
        return dossiers.count(session)

    assert retrying(session, work, writes=writes) == 1
    assert calls == [writes]


@pytest.fixture
def postgres_session(postgres_url: str, connect: Callable[[str], Engine]) -> Any:
    with Session(connect(postgres_url)) as session:
        with writing(session):
            dossiers.add(session, a_row(HERE, sealed=b"."))
        yield session


@pytest.mark.postgres
def test_a_broken_connection_is_replaced_and_the_whole_work_repeated(postgres_session: Session) -> None:
    calls: list[int] = []

    def work(session: Session) -> bool:
        calls.append(len(calls))
        saved = append(session, b"once")
        if len(calls) == 1:
            session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        return saved

    assert retrying(postgres_session, work, writes=True)
    assert len(calls) == 2
    final = dossiers.find(postgres_session, HERE)
    assert final is not None
    assert final.sealed == b".once"


@pytest.mark.postgres
@pytest.mark.parametrize("writes", [True, False])
def test_a_server_that_refuses_for_a_moment_is_asked_again(postgres_session: Session, writes: bool) -> None:
    engine = postgres_session.get_bind().engine
    refusals = iter([psycopg.OperationalError("connection refused")] * 3)

    @event.listens_for(engine, "do_connect")
    def refuse(*_: object) -> None:
        for refusal in refusals:
            raise refusal

    postgres_session.close()
    engine.dispose()
    assert retrying(postgres_session, dossiers.count, writes=writes) == 1
    assert next(refusals, None) is None


@pytest.mark.postgres
def test_patience_ends(postgres_session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = postgres_session.get_bind().engine
    monkeypatch.setattr(transactions, "_PATIENCE_SECONDS", 0.3)

    @event.listens_for(engine, "do_connect")
    def refuse(*_: object) -> None:
        raise psycopg.OperationalError("connection refused")

    postgres_session.close()
    engine.dispose()
    started = time.monotonic()
    with pytest.raises(OperationalError, match="refused"):
        retrying(postgres_session, dossiers.count, writes=True)
    assert 0.1 < time.monotonic() - started < 2


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("statement", "error"),
    [("SELECT nonsense", ProgrammingError), ("SET LOCAL statement_timeout = 20; SELECT pg_sleep(1)", OperationalError)],
)
def test_what_a_restart_does_not_explain_is_not_repeated(
    postgres_session: Session, statement: str, error: type[Exception]
) -> None:
    calls: list[str] = []

    def work(session: Session) -> None:
        calls.append(statement)
        session.execute(text(statement))

    with pytest.raises(error):
        retrying(postgres_session, work, writes=True)
    assert len(calls) == 1


def test_sqlite_has_nothing_to_restart(sqlite_url: str, connect: Callable[[str], Engine]) -> None:
    calls: list[int] = []

    def work(session: Session) -> None:
        calls.append(1)
        session.execute(text("SELECT * FROM nowhere"))

    with Session(connect(sqlite_url)) as session, pytest.raises(OperationalError, match="nowhere"):
        retrying(session, work, writes=True)
    assert calls == [1]
