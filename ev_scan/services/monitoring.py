"""Frozen releases, read: the only thing that pages and exports of the monitor may see."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ev_scan.monitor.audit import Audit, audit
from ev_scan.monitor.errors import BadRelease
from ev_scan.monitor.package import CANONICAL, MANIFEST, Files, altered, broken_chain, printable, read_release
from ev_scan.monitor.period import Period
from ev_scan.monitor.release import Release


class Archive:
    """The folder of frozen releases, one folder per period."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def periods(self) -> list[Period]:
        found = self.path.glob("20*") if self.path.is_dir() else ()  # what is being written has another name
        return sorted(Period.parse(each.name) for each in found if (each / MANIFEST).is_file())

    def files(self, period: Period) -> Files | None:
        """The frozen bytes by name; None when the period is not frozen."""
        folder = self.path / str(period)
        return read_files(folder) if (folder / MANIFEST).is_file() else None

    def release(self, period: Period) -> Release | None:
        files = self.files(period)
        return read_release(files) if files else None

    def releases(self) -> list[Release]:
        return [release for period in self.periods() if (release := self.release(period))]

    def manifest(self, period: Period) -> Mapping[str, object]:
        found: Mapping[str, object] = json.loads((self.path / str(period) / MANIFEST).read_bytes())
        return found

    def last(self) -> Period | None:
        """The end of the chain: the release that no other one names as its previous."""
        named = set()
        for period in self.periods():
            previous = self.manifest(period)["previous"]
            if isinstance(previous, dict):
                named.add(previous["period"])
        return next((period for period in self.periods() if str(period) not in named), None)


def read_files(folder: Path) -> Files:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


_MOST_BYTES: Final = 50_000_000
"""Of one file that comes from elsewhere."""


def audit_folder(folder: Path) -> tuple[Audit, list[str]]:
    """Attack the release in this folder, or all releases in the folders within it, jointly; and what was altered.

    Raises BadRelease.
    """
    folders = (
        [folder]
        if (folder / CANONICAL).is_file()
        else sorted(path.parent for path in folder.glob(f"[!.]*/{CANONICAL}"))
    )
    if not folders:
        raise BadRelease(f"{folder}: there is no {CANONICAL} here")
    read: dict[str, Files] = {}
    releases, problems = [], []
    for each in folders:
        files = _foreign_files(each)
        try:
            release = read_release(files)
        except BadRelease as error:
            raise BadRelease(f"{printable(each.name)}: {error}") from None
        if str(release.period) in read:
            raise BadRelease(f"{printable(each.name)}: {release.period} stands here twice")
        read[str(release.period)] = files
        releases.append(release)
        problems += [f"{printable(each.name)}: {problem}" for problem in altered(files, release)]
    return audit(releases), problems + broken_chain(read)


def _foreign_files(folder: Path) -> Files:
    """Raises BadRelease when there is something that cannot or should not be read."""
    try:
        for path in folder.rglob("*"):
            if path.is_file() and path.stat().st_size > _MOST_BYTES:
                raise BadRelease(f"{folder.name}: holds a file larger than {_MOST_BYTES} bytes")
        return read_files(folder)
    except OSError as error:
        raise BadRelease(f"{folder.name}: cannot be read: {error.strerror}") from None
