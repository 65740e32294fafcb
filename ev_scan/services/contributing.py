"""A contribution goes in: made coarse, sealed for the monitor team and put among the others. Nothing comes out here."""

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from ev_scan.domain.catalogue import Catalogue
from ev_scan.monitor.codebook import Codebook, codebook
from ev_scan.monitor.contribution import Contribution, read_contribution, read_lines, record
from ev_scan.monitor.errors import MonitorError
from ev_scan.monitor.period import Period
from ev_scan.monitor.population import Population, read_population
from ev_scan.monitor.sealing import Sealer
from ev_scan.monitor.simulation import simulate
from ev_scan.persistence.spool import Spool
from ev_scan.services.monitoring import Archive
from ev_scan.services.year_secrets import YearSecrets

SHIPPED: Final = Path(__file__).parents[1] / "monitor" / "data" / "population.csv"


class Folder:
    """Where the monitor keeps its files, within the instance."""

    def __init__(self, instance: Path) -> None:
        self.path = instance / "monitor"
        self.public_key = self.path / "public-key.json"
        self.private_key = self.path / "private-key.json"
        self.population = self.path / "population.csv"
        self.secrets = YearSecrets(self.path / "secrets")
        self.spool = Spool(self.path / "spool" / "spool.db")
        self.archive = Archive(self.path / "releases")

    def sealer(self) -> Sealer:
        """Raises MonitorError when there is no public key, and WrongKey when it is no key."""
        if not self.public_key.is_file():
            raise MonitorError(f"{self.public_key}: there is no public key; run 'ev-scan monitor keygen' first")
        return Sealer(self.public_key.read_bytes())

    def business_population(self) -> Population:
        """The uploaded table, else the shipped one. Raises BadPopulation."""
        path = self.population if self.population.is_file() else SHIPPED
        return _population(path.read_bytes(), path.name)


@lru_cache(maxsize=2)
def _population(raw: bytes, name: str) -> Population:
    """Worked out once for each content of the file: that takes 20 ms."""
    return read_population(raw, name)


def codebook_of(catalogue: Catalogue) -> Codebook:
    clusters = {cluster.id: place for place, cluster in enumerate(catalogue.questionnaire.clusters)}
    topics = (
        (str(topic.id), topic.code, clusters[topic.cluster], topic.quick) for topic in catalogue.questionnaire.topics
    )
    return codebook(topics, catalogue.version, catalogue.monitor.version)


def counted_in(period: Period, archive: Archive) -> Period:
    """What is late goes to the next quarter that is not frozen: nothing that was published is changed."""
    frozen = set(archive.periods())
    while period in frozen or Period(period.year) in frozen:
        period = period.next_quarter()
    return period


def tidy(folder: Folder) -> None:
    """Every night, on every machine: what a frozen year counted goes, and what waits is written anew."""
    years = [period for period in folder.archive.periods() if period.is_year]
    folder.spool.remove(quarter.number for year in years for quarter in year.quarters())


def contribute(folder: Folder, document: dict[str, Any], catalogue: Catalogue) -> None:
    """One contribution, as the website makes it. Raises BadContribution."""
    book = codebook_of(catalogue)
    _put(folder, [read_contribution(document, book)], book)


def ingest(folder: Folder, raw: bytes, catalogue: Catalogue) -> int:
    """All lines or none; returns how many. Raises BadContribution with the number of the line."""
    book = codebook_of(catalogue)
    return _put(folder, list(read_lines(raw, book)), book)


def _put(folder: Folder, contributions: Iterable[Contribution], book: Codebook) -> int:
    sealer, population = folder.sealer(), folder.business_population()
    counted: dict[Period, Period] = {}
    envelopes = []
    for each in contributions:
        period = counted.setdefault(each.period, counted_in(each.period, folder.archive))
        sealed = sealer.seal(record(each, population.coarse(*each.profile), period, book))
        envelopes.append((period.number, sealed))
    return folder.spool.add(envelopes)


def simulated(folder: Folder, number: int, seed: int, year: int, catalogue: Catalogue) -> Iterable[bytes]:
    """Lines for `ingest`."""
    book = codebook_of(catalogue)
    for document in simulate(number, seed, year, folder.business_population(), book):
        yield json.dumps(document, separators=(",", ":")).encode() + b"\n"
