"""Writing a release so that it is there whole or not at all, and never changes again."""

import os
import secrets
import shutil
from pathlib import Path

from ev_scan.monitor.package import Files
from ev_scan.monitor.period import Period
from ev_scan.services.monitoring import Archive


def freeze(archive: Archive, period: Period, files: Files) -> None:
    """All at once: a folder that is half written never has its final name, and never gets it."""
    _clear_drafts(archive)
    draft = archive.path / f".{secrets.token_hex(8)}"
    try:
        write_files(draft, files)
        for name in files:
            (draft / name).chmod(0o444)
        for folder in {(draft / name).parent for name in files} | {draft}:
            _settle(folder)
        draft.rename(archive.path / str(period))
        _settle(archive.path)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _clear_drafts(archive: Archive) -> None:
    """Left behind by a machine that lost its power."""
    for left in archive.path.glob(".*") if archive.path.is_dir() else ():
        shutil.rmtree(left, ignore_errors=True)


def _settle(folder: Path) -> None:
    """The names in a folder survive a loss of power as well."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_files(folder: Path, files: Files) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
