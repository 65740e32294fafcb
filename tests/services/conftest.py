"""Real databases, as the tests of persistence have them."""

from persistence.conftest import (  # noqa: F401 - fixtures
    migrated_postgres,
    postgres_server,
    postgres_url,
    sqlite_url,
    url,
)
