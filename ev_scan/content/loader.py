"""Loads a questionnaires folder whole, or says exactly which lines are wrong."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from ev_scan.content.build import build_catalogue
from ev_scan.content.checks import check_folder
from ev_scan.content.editorial_checks import check_editing
from ev_scan.content.errors import BadContent, Finding, Severity
from ev_scan.content.lock import check_lock
from ev_scan.content.reading import Folder, read_folder
from ev_scan.domain.catalogue import Catalogue


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Nothing that reading makes is garbage: looking for it took a third of the time, and more in a larger folder."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@_without_collecting()
def load(directory: Path) -> Catalogue:
    """The catalogue of a folder. Raises BadContent when there is any error."""
    folder = read_folder(directory)
    errors = [finding for finding in check_folder(folder) if finding.severity is Severity.ERROR]
    if errors:
        raise BadContent(errors)
    return build_catalogue(folder)


@_without_collecting()
def check(directory: Path, today: date | None = None) -> tuple[tuple[Finding, ...], Folder | None]:
    """All findings in file order, warnings too, and the folder when it could be read.

    Without `today` nothing is overdue.
    """
    try:
        folder = read_folder(directory)
    except BadContent as error:
        return error.findings, None
    found = check_folder(folder) or list(check_editing(folder, directory, today))
    return BadContent([*found, *check_lock(folder, directory)]).findings, folder
