"""The server's own keys, one per UTC day: a cookie or form found later on a disk opens nothing."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Final

from ev_scan.vault import keyfiles
from ev_scan.vault.errors import KeysUnavailable

_NAME: Final = re.compile(r"day-([0-9]{4}-[0-9]{2}-[0-9]{2})\.key")


class DailyKeys:
    """Today's key and yesterday's; what is older is destroyed by whoever needs the new day's key first."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._turning = Lock()
        self._held: tuple[date, Mapping[str, bytes]] | None = None

    def current(self, today: date) -> tuple[str, bytes]:
        day = today.isoformat()
        return day, self.ring(today)[day]

    def ring(self, today: date) -> Mapping[str, bytes]:
        """By day, today first."""
        held = self._held
        if held and held[0] == today:
            return held[1]
        with self._turning:
            held = self._held
            if not held or held[0] != today:
                self._held = held = (today, self._ring_from_disk(today))
        return held[1]

    def _ring_from_disk(self, today: date) -> Mapping[str, bytes]:
        yesterday = today - timedelta(days=1)
        keyfiles.create(self._path(today))
        current = keyfiles.read(self._path(today))
        if current is None:
            raise KeysUnavailable(f"the key of {today} was destroyed while in use: do the clocks agree?")
        before = keyfiles.read(self._path(yesterday))
        self._destroy_before(yesterday)
        ring = {today.isoformat(): current}
        if before is not None:
            ring[yesterday.isoformat()] = before
        return MappingProxyType(ring)

    def _destroy_before(self, oldest: date) -> None:
        for path in self._directory.iterdir():
            name = _NAME.fullmatch(path.name)
            if name and name[1] < oldest.isoformat():
                keyfiles.destroy(path)

    def _path(self, day: date) -> Path:
        return self._directory / f"day-{day.isoformat()}.key"
