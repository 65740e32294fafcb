"""Every connection has its settings, errors do not carry values, and what was deleted is gone from the disk."""

import random
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sealed_rows import a_row, count, store
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import DBAPIError

from ev_scan.domain.sealed import SealedDossier
from ev_scan.persistence import database, dossiers
from ev_scan.persistence.engines import checkpoint, engine_options, new_engine, scrub
from ev_scan.persistence.transactions import retrying, writing

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "secure_delete": 1,
    "busy_timeout": 5000,
    "temp_store": 2,
    "foreign_keys": 1,
}


@pytest.mark.parametrize(("pragma", "value"), PRAGMAS.items())
def test_every_connection_to_sqlite_has_its_settings(
    sqlite_url: str, connect: Callable[[str], Engine], pragma: str, value: object
) -> None:
    engine = connect(sqlite_url)
    with engine.connect() as one, engine.connect() as two:
        assert [each.exec_driver_sql(f"PRAGMA {pragma}").scalar() for each in (one, two)] == [value, value]


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("setting", "value"), [("statement_timeout", "5s"), ("lock_timeout", "3s"), ("timezone", "UTC")]
)
def test_every_connection_to_postgres_has_its_settings(
    postgres_url: str, connect: Callable[[str], Engine], setting: str, value: str
) -> None:
    with connect(postgres_url).connect() as connection:
        assert connection.execute(text(f"SHOW {setting}")).scalar() == value


@pytest.mark.parametrize("url", ["postgresql+psycopg://u:p@host/name", "postgresql://u:p@host/name"])
def test_the_pool_of_postgres_is_small_and_impatient(url: str) -> None:
    options = engine_options(url)
    assert (options["pool_size"], options["max_overflow"], options["pool_timeout"]) == (2, 2, 3)
    assert options["pool_pre_ping"] is options["hide_parameters"] is True


def test_a_database_error_does_not_carry_the_values(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(DBAPIError) as caught:
        connection.execute(text("SELECT nowhere FROM dossier WHERE sealed = :value"), {"value": "our secret supplier"})
    assert "secret supplier" not in str(caught.value)


def test_the_app_gets_the_same_settings_and_opens_nothing_before_it_is_asked(url: str, is_postgres: bool) -> None:
    app = Flask("test")
    engine = database.connect(app, url)
    assert engine.pool.checkedin() == engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    with app.app_context():
        assert database.db.engine is engine
    store(engine, a_row())
    assert count(engine) == 1
    if not is_postgres:
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
    engine.dispose()


def test_a_checkpoint_empties_the_log_of_sqlite(
    sqlite_url: str, connect: Callable[[str], Engine], tmp_path: Path
) -> None:
    engine = connect(sqlite_url)
    store(engine, a_row())
    log = tmp_path / "ev_scan.db-wal"
    assert log.stat().st_size > 8192
    assert checkpoint(engine)
    assert log.stat().st_size == 0


def test_a_checkpoint_that_a_reader_stopped_says_so(sqlite_url: str, connect: Callable[[str], Engine]) -> None:
    engine = connect(sqlite_url)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=20")  # of the one connection in the pool
    reader = connect(sqlite_url).raw_connection()
    reader.cursor().execute("BEGIN")
    reader.cursor().execute("SELECT count(*) FROM dossier").fetchall()
    store(engine, a_row())
    assert not checkpoint(engine)
    reader.rollback()
    reader.close()
    assert checkpoint(engine)


def test_a_page_that_has_read_is_in_nobodys_way(
    sqlite_url: str, connect: Callable[[str], Engine], tmp_path: Path
) -> None:
    engine, sealed = connect(sqlite_url), a_row()
    store(engine, sealed)

    def page(reading: Connection) -> None:
        assert dossiers.find(reading, sealed.lookup) == sealed
        store(engine, a_row())
        assert checkpoint(engine)
        assert (tmp_path / "ev_scan.db-wal").stat().st_size == 0

    retrying(connect(sqlite_url), page, writes=False)


@pytest.mark.postgres
def test_postgres_needs_no_checkpoint(postgres_url: str, connect: Callable[[str], Engine]) -> None:
    assert checkpoint(connect(postgres_url))
    assert scrub(connect(postgres_url))


# --- leftovers


def found(directory: Path, secrets: list[bytes]) -> int:
    """How many of these are, even for 12 bytes, somewhere in the files."""
    everything = b"".join(path.read_bytes() for path in directory.glob("ev_scan.db*"))
    return sum(any(secret[at : at + 12] in everything for at in range(0, len(secret) - 11, 4)) for secret in secrets)


def ciphertext(rows: list[SealedDossier]) -> list[bytes]:
    """Its beginning is in the tree of the table, its middle and end on pages of their own."""
    return [part for row in rows for part in (row.wrapped_key, row.sealed[:64], row.sealed[100:164], row.sealed[-64:])]


def lookups(rows: list[SealedDossier]) -> list[bytes]:
    return [row.lookup for row in rows]


def lived_in(engine: Engine, sizes: list[int]) -> tuple[list[SealedDossier], list[SealedDossier], list[SealedDossier]]:
    """Stores, saves again and removes; returns what was kept, what was overwritten and what was removed."""

    def some_row(lookup: bytes = b"", revision: int = 1) -> SealedDossier:
        return a_row(lookup, revision=revision, sealed=secrets.token_bytes(secrets.choice(sizes)))

    chance = random.Random(20261121)  # noqa: S311 (repeatable)
    rows = {row.lookup: row for row in (some_row() for _ in range(60))}
    overwritten = []
    store(engine, *rows.values())
    for lookup in chance.sample(sorted(rows), 30):
        overwritten.append(rows[lookup])
        rows[lookup] = some_row(lookup, 2)
        with writing(engine) as connection:
            assert dossiers.replace(connection, rows[lookup], 1)
    removed = chance.sample(sorted(rows), 30)
    with writing(engine) as connection:
        for lookup in removed:
            assert dossiers.remove(connection, lookup)
    return [rows[each] for each in rows if each not in removed], overwritten, [rows[each] for each in removed]


@pytest.mark.parametrize(
    ("clean", "sizes"),
    [(checkpoint, [8221]), (scrub, [8221]), (scrub, [300, 1000, 8221, 16413])],
    ids=["checkpoint", "scrub", "scrub, sizes mixed"],
)
def test_after_cleaning_no_bytes_of_deleted_rows_remain(
    clean: Callable[[Engine], bool],
    sizes: list[int],
    sqlite_url: str,
    connect: Callable[[str], Engine],
    tmp_path: Path,
) -> None:
    engine = connect(sqlite_url)
    kept, overwritten, removed = lived_in(engine, sizes)
    assert clean(engine)
    assert found(tmp_path, lookups(removed) + ciphertext(removed)) == 0
    assert found(tmp_path, ciphertext(overwritten)) == 0
    assert found(tmp_path, lookups(kept) + ciphertext(kept)) == 5 * len(kept)  # what is searched for can be found


def test_scrubbing_writes_the_file_anew(sqlite_url: str, connect: Callable[[str], Engine], tmp_path: Path) -> None:
    engine, file = connect(sqlite_url), tmp_path / "ev_scan.db"
    lived_in(engine, [8221])
    assert checkpoint(engine)
    with_holes = file.stat().st_size
    assert scrub(engine)
    assert file.stat().st_size < with_holes * 0.7  # half of the dossiers were removed


def test_without_secure_delete_bytes_would_remain(sqlite_url: str, tmp_path: Path) -> None:
    engine = new_engine(sqlite_url)

    @event.listens_for(engine, "connect")
    def careless(connection: object, _record: object) -> None:
        connection.execute("PRAGMA secure_delete=OFF")  # type: ignore[attr-defined]

    _, _, removed = lived_in(engine, [8221])
    assert checkpoint(engine)
    engine.dispose()
    assert found(tmp_path, ciphertext(removed)) > 0


def test_without_the_checkpoint_bytes_would_remain(
    sqlite_url: str, connect: Callable[[str], Engine], tmp_path: Path
) -> None:
    _, _, removed = lived_in(connect(sqlite_url), [8221])
    assert found(tmp_path, ciphertext(removed)) > 0
