"""On the machine of the monitor team: open the envelopes, count, protect, attack, freeze; then forget."""

import hmac
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ev_scan.monitor.audit import made_safe
from ev_scan.monitor.codebook import RECORD_BYTES, Codebook
from ev_scan.monitor.counting import Counter, Cube
from ev_scan.monitor.differences import apart
from ev_scan.monitor.errors import MonitorError, Unsafe
from ev_scan.monitor.items import Indicators, indicators
from ev_scan.monitor.opening import Opener
from ev_scan.monitor.package import MANIFEST, Files, files_of
from ev_scan.monitor.period import Period
from ev_scan.monitor.plan import preset_for
from ev_scan.monitor.population import Population
from ev_scan.monitor.protection import Place, Protected, people, protect
from ev_scan.monitor.release import Release
from ev_scan.services.contributing import Folder, counted_in, tidy
from ev_scan.services.factsheets import Pages, factsheet
from ev_scan.services.freezing import freeze
from ev_scan.services.monitoring import Archive
from ev_scan.services.survey import survey_figures

_Names = list[bytes]
_KEY_BYTES: Final = 4


def make_release(
    folder: Folder,
    period: Period,
    opener: Callable[[], Opener],
    book: Codebook,
    pages: Pages,
    *,
    strict: bool = False,
) -> Files:
    """The frozen files of the period; made now if it is not frozen yet, and only then is the key asked for.

    Raises Unsafe, WrongKey or MonitorError.
    """
    if folder.archive.files(period) is None:
        _refuse_after_year(period, folder.archive)
        freeze(folder.archive, period, _made(folder, period, opener(), book, strict, pages))
    if period.is_year:
        _forget(folder, period)
    return folder.archive.files(period) or {}


def _refuse_after_year(period: Period, archive: Archive) -> None:
    if not period.is_year and Period(period.year) in archive.periods():
        raise MonitorError(f"{period.year} is frozen: there will be no more quarters of it")


def _made(folder: Folder, period: Period, opener: Opener, book: Codebook, strict: bool, pages: Pages) -> Files:
    survey = survey_figures(folder.path)
    _postpone_late(folder, period)
    population, known = folder.business_population(), indicators(book)
    opened = {quarter: _opened(folder, quarter, opener, known, population) for quarter in period.quarters()}
    cubes = {quarter: cube for quarter, (cube, _) in opened.items()}
    cube = sum(cubes.values(), Cube.empty(len(known.items), len(population.universe)))
    if not cube.contributions:
        raise MonitorError(f"{period}: there are no contributions")
    preset = preset_for(period, cube.contributions, strict=strict)
    protected = protect(cube, preset, period, known, population, book)
    safe = _safe(folder.archive, protected, cubes, population)
    if not period.is_year:
        folder.secrets.note_counted(period, opened[period][1])
    year_before = _year_before(folder.archive, period)
    drawn = pages.draw(factsheet(safe, population, year_before, survey, pages.words))
    return files_of(safe, population, year_before, _chain(folder.archive), pages.words, pages.names, drawn)


def _safe(archive: Archive, protected: Protected, cubes: dict[Period, Cube], population: Population) -> Release:
    """Raises Unsafe."""
    period = protected.release.period
    others = [each for each in archive.releases() if each.period.year == period.year]
    sized = [(each, _people(each.period, cubes[each.period], population)) for each in others if each.period in cubes]
    exact = {(each.period, place): n for each, sizes in sized for place, n in sizes.items()}
    exact |= {(period, place): n for place, n in protected.exact.items()}
    safe, done = made_safe(apart(protected, [_shown(each, sizes) for each, sizes in sized]), others, exact)
    if done.findings:
        first = {each.where: each for each in reversed(done.findings)}
        rows = "\n".join(f"  {each.where}: {each.why}" for each in reversed(first.values()))
        raise Unsafe(f"{period}: nothing was written, because these rows could be worked out:\n{rows}")
    return safe


def _postpone_late(folder: Folder, period: Period) -> None:
    """What came for a quarter after it was frozen counts in the next one: a frozen quarter stays what it was."""
    for quarter in (each for each in Period(period.year).quarters() if each in folder.archive.periods()):
        counted = folder.secrets.counted(quarter)
        if counted is None and period.is_year:
            raise MonitorError(f"{quarter} is frozen, but this machine does not know whom it counted")
        if counted is not None:
            present = {name for _, name, _ in folder.spool.of([quarter.number])}
            if not counted <= present:
                raise MonitorError(f"{quarter} is frozen, but envelopes that it counted are gone")
            if late := present - counted:
                folder.spool.move(late, counted_in(quarter, folder.archive).number)


def _opened(
    folder: Folder, quarter: Period, opener: Opener, known: Indicators, population: Population
) -> tuple[Cube, _Names]:
    envelopes = folder.spool.of([quarter.number])
    names = [name for _, name, _ in envelopes]
    records = np.frombuffer(b"".join(opener.open(box) for _, _, box in envelopes), np.uint8).reshape(-1, RECORD_BYTES)
    counter = Counter(known, population.lookup(), len(population.universe))
    counter.add(records, record_keys(folder.secrets.key(quarter.year), names))
    return counter.cube, names


def record_keys(secret: bytes, names: Iterable[bytes]) -> NDArray[np.uint32]:
    """Equal in every release of a year, unknown to everybody, and gone with the secret."""
    return np.frombuffer(b"".join(hmac.digest(secret, name, sha256)[:_KEY_BYTES] for name in names), dtype="<u4")


def _people(period: Period, cube: Cube, population: Population) -> dict[Place, int]:
    return people(cube, preset_for(period, cube.contributions), population)


def _shown(frozen: Release, sizes: dict[Place, int]) -> dict[Place, int]:
    """The contributions in the rows that this release shows."""
    return {
        (table.id, row.key): sizes[table.id, row.key]
        for table in frozen.tables
        for row in table.rows
        if row.n is not None
    }


def _year_before(archive: Archive, period: Period) -> Release | None:
    return archive.release(Period(period.year - 1)) if period.is_year else None


def _chain(archive: Archive) -> dict[str, str] | None:
    last = archive.last()
    if last is None:
        return None
    files = archive.files(last) or {}
    return {"period": str(last), "manifest_sha256": sha256(files[MANIFEST]).hexdigest()}


def _forget(folder: Folder, year: Period) -> None:
    """From now on the protected release is the only thing that exists."""
    tidy(folder)
    folder.secrets.destroy(year.year)
