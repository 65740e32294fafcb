"""Saves at the same time lose nothing; a restart of PostgreSQL is waited out; no lock stays behind."""

import multiprocessing
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import psycopg
import pytest
from sealed_rows import a_row, count, find, store
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import OperationalError, ProgrammingError, TimeoutError

from ev_scan.domain.sealed import SealedDossier
from ev_scan.persistence import dossiers, transactions
from ev_scan.persistence.engines import new_engine
from ev_scan.persistence.transactions import is_writing, retrying, writing

Result = TypeVar("Result")

HERE = bytes(range(16))
SAVES = 15


def append(connection: Connection, mark: bytes) -> bool:
    current = dossiers.find(connection, HERE)
    assert current is not None
    newer = a_row(HERE, revision=current.revision + 1, sealed=current.sealed + mark)
    return dossiers.replace(connection, newer, current.revision)


def save(engine: Engine, mark: bytes) -> bool:
    with writing(engine) as connection:
        return append(connection, mark)


def save_repeatedly(engine: Engine, mark: bytes) -> None:
    """As a page does: what was overtaken is read again and saved again."""
    for _ in range(SAVES):
        while not save(engine, mark):
            pass


def save_from_another_process(url: str, mark: bytes) -> None:
    engine = new_engine(url)
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda _: save_repeatedly(engine, mark), range(2)))
    engine.dispose()


def in_another_thread(work: Callable[[], Result]) -> Result:
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(work).result()


def saved(engine: Engine) -> bytes:
    final = find(engine, HERE)
    assert final is not None
    return final.sealed


@pytest.fixture
def dossier(engine: Engine) -> SealedDossier:
    sealed = a_row(HERE, sealed=b".")
    store(engine, sealed)
    return sealed


@pytest.mark.usefixtures("dossier")
def test_no_save_of_any_thread_is_lost(engine: Engine) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda mark: save_repeatedly(engine, mark), [b"a", b"b", b"c", b"d"]))
    final = find(engine, HERE)
    assert final is not None
    assert Counter(final.sealed.decode()) == {".": 1, "a": SAVES, "b": SAVES, "c": SAVES, "d": SAVES}
    assert final.revision == 1 + 4 * SAVES


@pytest.mark.usefixtures("dossier")
def test_no_save_of_any_process_is_lost(url: str, engine: Engine) -> None:
    start = multiprocessing.get_context("spawn").Process
    workers = [start(target=save_from_another_process, args=(url, mark)) for mark in (b"a", b"b")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)
        assert worker.exitcode == 0
        worker.close()
    assert Counter(saved(engine).decode()) == {".": 1, "a": 2 * SAVES, "b": 2 * SAVES}


def test_a_save_overtaken_by_another_page_says_so(engine: Engine, dossier: SealedDossier) -> None:
    seen = find(engine, HERE)
    assert seen == dossier
    assert save(engine, b"fast")
    with writing(engine) as connection:
        assert not dossiers.replace(connection, a_row(HERE, revision=2), seen.revision)
    assert saved(engine) == b".fast"


@pytest.mark.postgres
def test_a_save_overtaken_halfway_is_made_anew_in_the_same_transaction(postgres: Engine) -> None:
    with writing(postgres) as slow:
        seen = dossiers.find(slow, HERE)
        assert seen is not None
        assert in_another_thread(lambda: save(postgres, b"fast"))
        assert not dossiers.replace(slow, a_row(HERE, revision=2), seen.revision)
        assert append(slow, b"slow")
    assert saved(postgres) == b".fastslow"


def test_on_sqlite_nobody_overtakes_halfway(sqlite_url: str, connect: Callable[[str], Engine]) -> None:
    engine = connect(sqlite_url)
    store(engine, a_row(HERE, sealed=b"."))
    with ThreadPoolExecutor(1) as threads:
        with writing(engine) as first:
            assert dossiers.find(first, HERE) is not None
            second = threads.submit(save, engine, b"second")
            assert append(first, b"first")
        assert second.result()
    assert saved(engine) == b".firstsecond"


def test_reading_goes_on_while_another_writes(engine: Engine, dossier: SealedDossier) -> None:
    with writing(engine) as connection:
        append(connection, b"not yet")
        assert in_another_thread(lambda: find(engine, HERE)) == dossier


def test_a_writer_waits_for_another_program(sqlite_url: str, connect: Callable[[str], Engine]) -> None:
    order = []
    program = connect(sqlite_url).raw_connection()
    program.cursor().execute("BEGIN IMMEDIATE")

    def write() -> None:
        with writing(connect(sqlite_url)) as connection:
            order.append("writer")
            dossiers.add(connection, a_row())

    with ThreadPoolExecutor(1) as threads:
        written = threads.submit(write)
        time.sleep(0.2)
        order.append("program")
        program.rollback()
        written.result()
    program.close()
    assert order == ["program", "writer"]


def test_a_transaction_knows_whether_it_may_write(engine: Engine) -> None:
    with engine.connect() as reading:
        assert not is_writing(reading)
        dossiers.count(reading)
        assert not is_writing(reading)
    with writing(engine) as connection:
        assert is_writing(connection)
    assert not is_writing(connection)


def test_one_intent_is_one_transaction(engine: Engine) -> None:
    with pytest.raises(RuntimeError, match="inside"), writing(engine), writing(engine):
        pass
    store(engine, a_row())  # and the turn was given back
    assert count(engine) == 1


def test_the_turn_is_given_back_when_the_database_stays_locked(
    sqlite_url: str, connect: Callable[[str], Engine]
) -> None:
    engine = connect(sqlite_url)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")  # of the one connection in the pool
    program = connect(sqlite_url).raw_connection()
    program.cursor().execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        store(engine, a_row())
    program.rollback()
    program.close()
    store(engine, a_row())
    assert count(engine) == 1


def test_nobody_waits_for_a_turn_for_ever(
    sqlite_url: str, connect: Callable[[str], Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = connect(sqlite_url)
    monkeypatch.setattr(transactions, "_TURN_SECONDS", 0.05)
    with writing(engine), pytest.raises(TimeoutError):
        in_another_thread(lambda: store(engine, a_row()))
    store(engine, a_row())
    assert count(engine) == 1


# --- patience


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(transactions, "time", clock)
    return clock


@pytest.fixture
def postgres(postgres_url: str, connect: Callable[[str], Engine]) -> Engine:
    engine = connect(postgres_url)
    store(engine, a_row(HERE, sealed=b"."))
    return engine


def refuse(engine: Engine, times: int) -> list[None]:
    """As a server that starts: the next connections fail. What comes back grows with every attempt."""
    attempts: list[None] = []

    @event.listens_for(engine, "do_connect")
    def answer(*_: object) -> None:
        attempts.append(None)
        if len(attempts) <= times:
            raise psycopg.OperationalError("connection refused")

    engine.dispose()
    return attempts


@pytest.mark.usefixtures("dossier")
@pytest.mark.parametrize("writes", [True, False])
def test_work_is_done_once_when_nothing_breaks(engine: Engine, writes: bool) -> None:
    calls: list[bool] = []

    def work(connection: Connection) -> int:
        calls.append(is_writing(connection))
        return dossiers.count(connection)

    assert retrying(engine, work, writes=writes) == 1
    assert calls == [writes]


def restart(connection: Connection) -> None:
    connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))


def idle_too_long(connection: Connection) -> None:
    connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 1"))
    for _ in range(100):  # until the server says so
        time.sleep(0.02)
        dossiers.count(connection)


@pytest.mark.postgres
@pytest.mark.parametrize("interrupt", [restart, idle_too_long])
def test_a_broken_connection_is_replaced_and_the_whole_work_repeated(
    postgres: Engine, interrupt: Callable[[Connection], None]
) -> None:
    calls: list[bool] = []

    def work(connection: Connection) -> bool:
        calls.append(append(connection, b"once"))
        if len(calls) == 1:
            interrupt(connection)
        return calls[-1]

    assert retrying(postgres, work, writes=True)
    assert calls == [True, True]
    assert saved(postgres) == b".once"


@pytest.mark.postgres
@pytest.mark.parametrize("writes", [True, False])
def test_a_connection_that_breaks_at_the_very_end_is_noticed_in_time(
    postgres: Engine, postgres_url: str, connect: Callable[[str], Engine], writes: bool
) -> None:
    processes: list[int] = []

    def work(connection: Connection) -> int:
        found = dossiers.count(connection)
        processes.append(connection.execute(text("SELECT pg_backend_pid()")).scalar_one())
        if len(processes) == 1:
            with connect(postgres_url).connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:process, 5000)"), {"process": processes[0]})
        return found

    assert retrying(postgres, work, writes=writes) == 1
    assert len(set(processes)) == 2
    assert postgres.pool.checkedout() == 0  # type: ignore[attr-defined]


@pytest.mark.postgres
@pytest.mark.parametrize("writes", [True, False])
def test_a_server_that_refuses_for_a_moment_is_asked_again(postgres: Engine, clock: Clock, writes: bool) -> None:
    attempts = refuse(postgres, times=3)
    assert retrying(postgres, dossiers.count, writes=writes) == 1
    assert len(attempts) == 4
    assert clock.now == pytest.approx(0.05 + 0.1 + 0.2)


@pytest.mark.postgres
def test_patience_ends_before_a_visitor_loses_his(postgres: Engine, clock: Clock) -> None:
    attempts = refuse(postgres, times=1000)
    with pytest.raises(OperationalError, match="refused"):
        retrying(postgres, dossiers.count, writes=True)
    assert len(attempts) > 5
    assert 2 < clock.now <= 4


@pytest.mark.postgres
@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    ("statement", "error"),
    [("SELECT nonsense", ProgrammingError), ("SET LOCAL statement_timeout = 20; SELECT pg_sleep(1)", OperationalError)],
)
def test_what_a_restart_does_not_explain_is_not_repeated(
    postgres: Engine, statement: str, error: type[Exception]
) -> None:
    calls: list[str] = []

    def work(connection: Connection) -> None:
        calls.append(statement)
        connection.execute(text(statement))

    with pytest.raises(error):
        retrying(postgres, work, writes=True)
    assert len(calls) == 1


@pytest.mark.usefixtures("clock")
def test_sqlite_has_nothing_to_restart(sqlite_url: str, connect: Callable[[str], Engine]) -> None:
    calls: list[int] = []

    def work(connection: Connection) -> None:
        calls.append(1)
        connection.execute(text("SELECT * FROM nowhere"))

    with pytest.raises(OperationalError, match="nowhere"):
        retrying(connect(sqlite_url), work, writes=True)
    assert calls == [1]
