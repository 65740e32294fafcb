"""Sealed contributions in a file of their own, which tells neither order nor time nor whom they came from."""

import os
import random
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

ID_BYTES: Final = 16
_REACH: Final = 40
"""More rows than a page holds, to either side."""

_TABLE: Final = "CREATE TABLE IF NOT EXISTS {} (id BLOB PRIMARY KEY, period INT, box BLOB) WITHOUT ROWID"
_PRAGMAS: Final = (
    "busy_timeout=10000",
    "journal_mode=TRUNCATE",  # a write-ahead log would keep the order of arrival
    "synchronous=FULL",
    "secure_delete=ON",
    "temp_store=MEMORY",
)
_DAY: Final = 86_400
_AROUND: Final = (
    "SELECT id, period, box FROM spool WHERE id < ? ORDER BY id DESC LIMIT ?",
    "SELECT id, period, box FROM spool WHERE id > ? ORDER BY id LIMIT ?",
)

Envelope = tuple[bytes, bytes]
"""Random id and sealed box."""


class Spool:
    """A row has a random key and no row number, so that its place in the file says nothing."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def exists(self) -> bool:
        return self.path.exists()

    def add(self, envelopes: Iterable[tuple[int, bytes]]) -> int:
        """All of them (period, box) or none; returns how many."""
        rows = [(secrets.token_bytes(ID_BYTES), period, box) for period, box in envelopes]
        added = len(rows)
        random.SystemRandom().shuffle(rows)
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._hide_time()  # where that is refused, nothing is stored: else it would be sent, and counted, again
        with self._writing() as connection:
            connection.execute(_TABLE.format("spool"))
            if len(rows) == 1:
                rows += _taken_out(connection, rows[0][0])
                random.SystemRandom().shuffle(rows)
            connection.executemany("INSERT INTO spool VALUES (?, ?, ?)", rows)
        self._hide_time()
        return added

    def of(self, periods: Iterable[int]) -> list[tuple[int, bytes, bytes]]:
        """Period, id and box of everything that arrived for these."""
        if not self.exists():
            return []
        with self._connected() as connection:
            found = [
                connection.execute("SELECT period, id, box FROM spool WHERE period = ?", (period,)).fetchall()
                for period in periods
            ]
        return [row for rows in found for row in rows]

    def count(self, period: int | None = None) -> int:
        """Of all periods together when none is named."""
        if not self.exists():
            return 0
        where, values = ("", ()) if period is None else (" WHERE period = ?", (period,))
        with self._connected() as connection:
            return int(connection.execute(f"SELECT count(*) FROM spool{where}", values).fetchone()[0])  # noqa: S608

    def take_over(self, other: "Spool") -> int:
        """The rows of a spool of another host, in an order of chance; those that are here already once. How many new.

        Raises sqlite3.Error when the other file is no spool.
        """
        if not other.exists():
            return 0
        with closing(sqlite3.connect(f"{other.path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            rows = connection.execute("SELECT id, period, box FROM spool").fetchall()
        random.SystemRandom().shuffle(rows)
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._writing() as connection:
            connection.execute(_TABLE.format("spool"))
            added = connection.executemany("INSERT OR IGNORE INTO spool VALUES (?, ?, ?)", rows).rowcount
        self._hide_time()
        return added

    def move(self, names: Iterable[bytes], period: int) -> None:
        """To a later period, which will count them."""
        with self._writing() as connection:
            connection.executemany("UPDATE spool SET period = ? WHERE id = ?", [(period, name) for name in names])
        self._hide_time()

    def remove(self, periods: Iterable[int]) -> int:
        """Nothing of them stays in the file."""
        if not self.exists():
            return 0
        with self._writing() as connection:
            gone = sum(
                connection.execute("DELETE FROM spool WHERE period = ?", (period,)).rowcount for period in periods
            )
        self.rewrite()
        return gone

    def rewrite(self) -> None:
        """For every night: the rows anew, in an order of chance, under new keys' pages; then the file anew."""
        if not self.exists():
            return
        with self._writing() as connection:
            rows = connection.execute("SELECT id, period, box FROM spool").fetchall()
            random.SystemRandom().shuffle(rows)
            connection.execute(_TABLE.format("shuffled"))
            connection.executemany("INSERT INTO shuffled VALUES (?, ?, ?)", rows)
            connection.execute("DROP TABLE spool")
            connection.execute("ALTER TABLE shuffled RENAME TO spool")
        with self._connected() as connection:
            connection.execute("VACUUM")
        self._hide_time()

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._connected() as connection:
            self.path.chmod(0o600)
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def _hide_time(self) -> None:
        """The clock of the file system shall tell the day at most."""
        journal = self.path.with_name(f"{self.path.name}-journal")
        for path in (self.path, journal, self.path.parent, self.path.parent.parent):
            if path.exists():
                midnight = path.stat().st_mtime // _DAY * _DAY
                os.utime(path, (midnight, midnight))


def _taken_out(connection: sqlite3.Connection, key: bytes) -> list[tuple[bytes, int, bytes]]:
    """The rows around this key, to be written anew with it in an order of chance.

    Else the newest row would lie lowest in its page until the night: in one page of five, measured over 400 arrivals.
    """
    found: list[tuple[bytes, int, bytes]] = []
    for nearby in _AROUND:
        found += connection.execute(nearby, (key, _REACH))
    connection.executemany("DELETE FROM spool WHERE id = ?", [(row[0],) for row in found])
    return found
