"""On the machine of the monitor team: open the envelopes, count, protect, attack, freeze; then forget."""

import hmac
import os
import secrets
import shutil
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ev_scan.monitor.audit import made_safe
from ev_scan.monitor.codebook import RECORD_BYTES, Codebook
from ev_scan.monitor.counting import Counter, Cube
from ev_scan.monitor.errors import MonitorError, Unsafe
from ev_scan.monitor.items import Indicators, indicators
from ev_scan.monitor.package import MANIFEST, Files, Languages, files_of
from ev_scan.monitor.period import Period
from ev_scan.monitor.plan import preset_for
from ev_scan.monitor.population import Population
from ev_scan.monitor.protection import Protected, protect
from ev_scan.monitor.release import Release
from ev_scan.monitor.sealing import Opener
from ev_scan.services.contributing import Folder
from ev_scan.services.monitoring import Archive

LEAST_DIFFERENCE: Final = 30
"""Two releases of a row may differ by no company or by so many, else their difference is about a few."""


def make_release(
    folder: Folder, period: Period, opener: Callable[[], Opener], book: Codebook, words: Languages
) -> Files:
    """The frozen files of the period; made now if it is not frozen yet, and only then is the key asked for.

    Raises Unsafe, WrongKey or MonitorError.
    """
    frozen = folder.archive.files(period)
    if frozen is None:
        _refuse_after_year(period, folder.archive)
        frozen = _made(folder, period, opener(), book, words)
        _freeze(folder.archive, period, frozen)
    if period.is_year:
        _forget(folder, period)
    return frozen


def _refuse_after_year(period: Period, archive: Archive) -> None:
    if not period.is_year and Period(period.year) in archive.periods():
        raise MonitorError(f"{period.year} is frozen: there will be no more quarters of it")


def _made(folder: Folder, period: Period, opener: Opener, book: Codebook, words: Languages) -> Files:
    population, known = folder.business_population(), indicators(book)
    secret = _year_secret(folder, period.year)
    cubes = {quarter: _opened(folder, quarter, opener, secret, known, population) for quarter in period.quarters()}
    cube = sum(cubes.values(), Cube.empty(len(known.items), len(population.universe)))
    if not cube.contributions:
        raise MonitorError(f"{period}: there are no contributions")
    protected = protect(cube, preset_for(period, cube.contributions), period, known, population, book.catalogue)
    others = [each for each in folder.archive.releases() if each.period.year == period.year]
    candidate = _apart(protected, others, cubes, known, population)
    safe, done = made_safe(candidate, others, protected.exact)
    if done.findings:
        rows = "\n".join(f"  {where} {table} [{' × '.join(key) or 'nl'}]" for where, table, key in done.rows())
        raise Unsafe(f"{period}: nothing was written, because these rows could be worked out:\n{rows}")
    return files_of(safe, population, _year_before(folder.archive, period), _chain(folder.archive), words)


def _opened(
    folder: Folder, quarter: Period, opener: Opener, secret: bytes, known: Indicators, population: Population
) -> Cube:
    envelopes = folder.spool.of([quarter.number])
    opened = b"".join(opener.open(box) for _, _, box in envelopes)
    records = np.frombuffer(opened, dtype=np.uint8).reshape(-1, RECORD_BYTES)
    counter = Counter(known, population.lookup(), len(population.universe))
    counter.add(records, record_keys(secret, (name for _, name, _ in envelopes)))
    return counter.cube


def record_keys(secret: bytes, names: Iterable[bytes]) -> NDArray[np.uint32]:
    """Equal in every release of a year, unknown to everybody, and gone with the secret."""
    return np.frombuffer(b"".join(hmac.digest(secret, name, sha256)[:4] for name in names), dtype="<u4")


def _apart(
    protected: Protected, others: list[Release], cubes: dict[Period, Cube], known: Indicators, population: Population
) -> Release:
    """Withholds rows that differ from what was published before by only a few companies."""
    candidate = protected.release
    shown = [each for each in others if each.tables and each.period in cubes]
    exact = {
        each.period: protect(
            cubes[each.period],
            preset_for(each.period, cubes[each.period].contributions),
            each.period,
            known,
            population,
            "",
        ).exact
        for each in shown
    }
    for table in candidate.tables:
        for row in table.rows:
            place = (table.id, row.key)
            before = [exact[each.period][place] for each in shown if _is_shown(each, place)]
            apart = [protected.exact[place] - n for n in (*before, sum(before))] if before else []
            if row.n is not None and any(0 < each < LEAST_DIFFERENCE for each in apart):
                candidate = candidate.withhold(*place)
    return candidate


def _is_shown(release: Release, place: tuple[str, tuple[str, ...]]) -> bool:
    row = release.row(*place)
    return row is not None and row.n is not None


def _year_before(archive: Archive, period: Period) -> Release | None:
    return archive.release(Period(period.year - 1)) if period.is_year else None


def _chain(archive: Archive) -> dict[str, str] | None:
    last = archive.last()
    if last is None:
        return None
    files = archive.files(last) or {}
    return {"period": str(last), "manifest_sha256": sha256(files[MANIFEST]).hexdigest()}


def _year_secret(folder: Folder, year: int) -> bytes:
    path = _secret_path(folder, year)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(32))
            os.fsync(file.fileno())
    return path.read_bytes()


def _secret_path(folder: Folder, year: int) -> Path:
    return folder.secrets / f"{year}.key"


def _freeze(archive: Archive, period: Period, files: Files) -> None:
    """All at once: a folder that is half written never has its final name."""
    draft = archive.path / f".{secrets.token_hex(8)}"
    try:
        write_files(draft, files)
        for name in files:
            (draft / name).chmod(0o444)
        draft.rename(archive.path / str(period))
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def write_files(folder: Path, files: Files) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def _forget(folder: Folder, year: Period) -> None:
    """From now on the protected release is the only thing that exists."""
    folder.spool.remove(quarter.number for quarter in year.quarters())
    path = _secret_path(folder, year.year)
    if path.exists():
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(32))
            os.fsync(file.fileno())
        path.unlink()
