"""Brings a database to the shape that this program needs; wherever it is installed, without an alembic.ini."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL

from ev_scan.persistence.engines import WRITES, new_engine

MIGRATIONS: Final = Path(__file__).resolve().parent / "migrations"


def upgrade(url: str | URL, revision: str = "head") -> None:
    with _configured(url) as config:
        command.upgrade(config, revision)


def downgrade(url: str | URL, revision: str) -> None:
    with _configured(url) as config:
        command.downgrade(config, revision)


def current_revision(url: str | URL) -> str | None:
    engine = new_engine(url)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()


def head_revision() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


@contextmanager
def _configured(url: str | URL) -> Iterator[Config]:
    """Hands env.py a connection: a URL in the configuration would be a password in a place that gets printed."""
    engine = new_engine(url)
    try:
        with engine.connect().execution_options(**{WRITES: True}) as connection:
            config = _config()
            config.attributes["connection"] = connection
            yield config
    finally:
        engine.dispose()
