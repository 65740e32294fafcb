"""Frozen releases of simulated years, as the monitor team would have made them; the attack of the gate is left out."""

import functools
import hashlib
import json
from pathlib import Path

import numpy as np

from ev_scan.domain.catalogue import Catalogue
from ev_scan.i18n import LOCALES, localizer
from ev_scan.monitor.contribution import read_contribution, record
from ev_scan.monitor.counting import Counter, Cube
from ev_scan.monitor.items import indicators
from ev_scan.monitor.package import MANIFEST, Files, files_of, read_release
from ev_scan.monitor.period import Period
from ev_scan.monitor.plan import preset_for
from ev_scan.monitor.population import Population, read_population
from ev_scan.monitor.protection import protect
from ev_scan.monitor.simulation import simulate
from ev_scan.services.contributing import SHIPPED, codebook_of
from ev_scan.services.freezing import freeze
from ev_scan.services.monitoring import Archive
from ev_scan.services.shelf import MONITOR, RELEASES
from ev_scan.services.survey import take_in

BEFORE, YEAR, QUARTER, EMPTY = Period(2025), Period(2026), Period(2027, 1), Period(2027, 2)
NUMBERS = {BEFORE: 2300, YEAR: 3000, QUARTER: 300, EMPTY: 40}
"""First contributions in each: the full plan twice, the small one, and fewer than are published."""

SURVEY = b"""year,indicator,part,size,percent,n,precision,source
2025,unfamiliar,,,47,90,about,Clingendael 2025
2025,cbs,two_factor,,31,,exact,CBS 86119NED
2025,cbs,encryption,,35.4,,exact,CBS 86119NED
2025,cbs,two_factor,small,44,,exact,CBS 86119NED
"""


@functools.cache
def population() -> Population:
    return read_population(SHIPPED.read_bytes(), SHIPPED.name)


def _cube(catalogue: Catalogue, period: Period, number: int) -> Cube:
    book, businesses = codebook_of(catalogue), population()
    known = indicators(book)
    found = []
    for document in simulate(2 * number + 200, period.year, period.year, businesses, book):
        if document["first_this_year"] and len(found) < number:
            made = read_contribution(json.loads(json.dumps(document)), book)
            found.append(record(made, businesses.coarse(*made.profile), made.period, book))
    records = np.frombuffer(b"".join(found), np.uint8).reshape(number, -1)
    counter = Counter(known, businesses.lookup(), len(businesses.universe))
    counter.add(records, np.random.default_rng(period.year).integers(0, 2**32, number, dtype=np.uint32))
    return counter.cube


_kept: dict[tuple[str, Period], Files] = {}


def frozen_files(catalogue: Catalogue, period: Period) -> Files:
    """Made once in a run of tests: that takes seconds."""
    key = catalogue.fingerprint, period
    if key not in _kept:
        _kept[key] = _made(catalogue, period)
    return _kept[key]


def _made(catalogue: Catalogue, period: Period) -> Files:
    book, number = codebook_of(catalogue), NUMBERS[period]
    cube = _cube(catalogue, period, number)
    release = protect(cube, preset_for(period, number), period, indicators(book), population(), book).release
    order = list(NUMBERS)
    previous = order[order.index(period) - 1] if period != order[0] else None
    files = frozen_files(catalogue, previous) if previous else {}
    before = read_release(files) if previous and previous.is_year and period.is_year else None
    chain = {"period": str(previous), "manifest_sha256": hashlib.sha256(files.get(MANIFEST, b"")).hexdigest()}
    words = {locale: localizer(locale).gettext for locale in LOCALES}
    return files_of(release, population(), before, chain if previous else None, words)


def freeze_releases(instance: Path, catalogue: Catalogue, *periods: Period, survey: bool = False) -> Archive:
    archive = Archive(instance / MONITOR / RELEASES)
    archive.path.mkdir(parents=True, exist_ok=True)
    for period in periods:
        freeze(archive, period, frozen_files(catalogue, period))
    if survey:
        take_in(instance / MONITOR, SURVEY, "survey.csv")
    return archive
