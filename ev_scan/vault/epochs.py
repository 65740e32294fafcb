"""One secret per month, kept outside the database: destroying it shuts every copy of the dossiers of that month."""

import os
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from ev_scan.vault import keyfiles
from ev_scan.vault.errors import EpochShredded, KeysUnavailable

_MONTH: Final = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_SUFFIX: Final = ".key"


def month_of(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"


def add_months(month: str, count: int) -> str:
    """Also backwards, with a negative count."""
    year, index = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + count, 12)
    return f"{year:04}-{index + 1:02}"


class _Known(NamedTuple):
    path: str
    identity: tuple[int, int]  # of the file: inode and time
    key: bytes


class EpochKeys:
    """Keys are made ahead by a job, never by a request: two machines that each make one would lose dossiers."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._known: dict[str, _Known] = {}

    def ensure(self, months: Iterable[str]) -> list[str]:
        """Makes what is missing; returns the months this call made a key for."""
        return [month for month in months if keyfiles.create(self._path(month))]

    def missing(self, months: Iterable[str]) -> list[str]:
        return [month for month in months if not self._path(month).is_file()]

    def months(self) -> list[str]:
        """The months that can still be opened, oldest first."""
        names = (path.name.removesuffix(_SUFFIX) for path in self._directory.glob(f"*{_SUFFIX}"))
        return sorted(name for name in names if _MONTH.fullmatch(name))

    def secret(self, month: str) -> bytes:
        """Looks at the file each time, if not into it: what another process destroyed must not live on in memory."""
        known = self._known.get(month)
        if known and known.identity == _identity(known.path):
            return known.key
        path = self._path(month)
        self._known.pop(month, None)
        identity, key = _identity(path), keyfiles.read(path)
        if key is None and not self.months():  # a volume that was not mounted must not look like destroyed keys
            raise KeysUnavailable(f"there is no key of any month in {self._directory}")
        if key is None:
            raise EpochShredded(month)
        if identity:
            self._known[month] = _Known(str(path), identity, key)
        return key

    def destroy(self, month: str) -> bool:
        self._known.pop(month, None)
        return keyfiles.destroy(self._path(month))

    def _path(self, month: str) -> Path:
        if not _MONTH.fullmatch(month):  # it may come from a row, and becomes part of a path
            raise ValueError("a month is written as 2026-11")
        return self._directory / f"{month}{_SUFFIX}"


def _identity(path: str | Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns
