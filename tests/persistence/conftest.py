"""Real databases: a SQLite file and a throw-away PostgreSQL database, empty or migrated.

EV_SCAN_TEST_POSTGRES names a server on which databases may be created, as a SQLAlchemy URL; without it the server of
this machine is tried. Without a server those tests are skipped, except where the environment says CI.
"""

import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from ev_scan.persistence import schema
from ev_scan.persistence.engines import new_engine
from ev_scan.persistence.models import Base

NEARBY = ("postgresql+psycopg://root@/postgres", "postgresql+psycopg://root@127.0.0.1/postgres")
BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Engine]:
    given = os.environ.get("EV_SCAN_TEST_POSTGRES")
    reasons = []
    for url in (given,) if given else NEARBY:
        server = create_engine(url, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 2})
        try:
            server.connect().close()
        except OperationalError as error:
            reasons.append(str(error.orig).strip())
            server.dispose()
            continue
        yield server
        server.dispose()
        return
    reason = f"no PostgreSQL: {'; '.join(reasons)}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def a_postgres_database(server: Engine) -> Iterator[str]:
    name = f"ev_scan_test_{secrets.token_hex(8)}"
    with server.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    try:
        yield server.url.set(database=name).render_as_string(hide_password=False)
    finally:
        with server.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: Engine) -> Iterator[str]:
    for url in a_postgres_database(postgres_server):
        schema.upgrade(url)
        yield url


@pytest.fixture
def empty_postgres(postgres_server: Engine) -> Iterator[str]:
    yield from a_postgres_database(postgres_server)


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return cast(str, request.getfixturevalue("empty_postgres"))


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'ev_scan.db'}"
    schema.upgrade(url)
    return url


@pytest.fixture
def postgres_url(migrated_postgres: str) -> str:
    engine = new_engine(migrated_postgres)
    with engine.begin() as connection:
        tables = ", ".join(table.name for table in Base.metadata.sorted_tables)
        connection.execute(text(f"TRUNCATE {tables}"))
    engine.dispose()
    return migrated_postgres


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest) -> str:
    """A database with tables and without rows."""
    return cast(str, request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))


@pytest.fixture
def connect() -> Iterator[Callable[[str], Engine]]:
    """Engines that are closed after the test."""
    engines: list[Engine] = []

    def connect(url: str) -> Engine:
        engines.append(new_engine(url))
        return engines[-1]

    yield connect
    for engine in engines:
        engine.dispose()


@pytest.fixture
def engine(url: str, connect: Callable[[str], Engine]) -> Engine:
    return connect(url)


@pytest.fixture
def is_postgres(url: str) -> bool:
    return make_url(url).get_backend_name() == "postgresql"
