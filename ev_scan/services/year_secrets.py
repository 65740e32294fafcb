"""What the machine of the monitor team has to remember until a year is frozen, and then forgets for good."""

import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from ev_scan.monitor.period import Period
from ev_scan.persistence.spool import ID_BYTES

KEY_BYTES: Final = 32


class YearSecrets:
    """The secret of the record keys of each year, and for each frozen quarter which envelopes it counted."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def key(self, year: int) -> bytes:
        """Made at its first use; the same one until the year is frozen."""
        path = self._key_path(year)
        if not path.exists():
            with suppress(FileExistsError):  # another process was first: then its key is the key
                self._put(path, secrets.token_bytes(KEY_BYTES), replace=False)
        return path.read_bytes()

    def counted(self, quarter: Period) -> frozenset[bytes] | None:
        """None when this machine does not know."""
        path = self._counted_path(quarter)
        if not path.exists():
            return None
        raw = path.read_bytes()
        return frozenset(raw[at : at + ID_BYTES] for at in range(0, len(raw), ID_BYTES))

    def note_counted(self, quarter: Period, names: Iterable[bytes]) -> None:
        self._put(self._counted_path(quarter), b"".join(sorted(names)), replace=True)

    def destroy(self, year: int) -> None:
        """Written over first, so that what the file system keeps of them is chance."""
        for path in (*map(self._counted_path, Period(year).quarters()), self._key_path(year)):
            if path.exists():
                with path.open("r+b") as file:
                    file.write(secrets.token_bytes(path.stat().st_size))
                    file.flush()
                    os.fsync(file.fileno())
                path.unlink()

    def _put(self, path: Path, content: bytes, *, replace: bool) -> None:
        """Whole or not at all; raises FileExistsError when it may not replace what is there."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = self.path / f".{secrets.token_hex(8)}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if replace:
                draft.replace(path)
            else:
                path.hardlink_to(draft)
        finally:
            draft.unlink(missing_ok=True)

    def _key_path(self, year: int) -> Path:
        return self.path / f"{year}.key"

    def _counted_path(self, quarter: Period) -> Path:
        return self.path / f"{quarter}.counted"
