"""From a dossier to a contribution: what would go along, and sending it once a year."""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Engine

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.errors import EvScanError
from ev_scan.domain.ids import QuestionId
from ev_scan.domain.monitor_block import by_field
from ev_scan.domain.register import Register
from ev_scan.domain.route import PROFILE
from ev_scan.domain.scoring import ScanResult, TopicState, percent
from ev_scan.monitor.classification import COUNTRY, PROVINCES, SECTIONS, SIZES
from ev_scan.monitor.codebook import EXPOSURES, NOT_APPLICABLE, SCORES, UNKNOWN
from ev_scan.monitor.contribution import FORMAT
from ev_scan.monitor.errors import MonitorError
from ev_scan.monitor.period import Period
from ev_scan.monitor.population import Profile
from ev_scan.services import dossiers
from ev_scan.services.contributing import Folder, contribute, counted_in
from ev_scan.services.plans import plan_of
from ev_scan.vault.codes import ResumeCode
from ev_scan.vault.epochs import EpochKeys

SECTOR: Final = QuestionId("sector")
SIZE: Final = QuestionId("size")
REGION: Final = QuestionId("province")
_ABROAD: Final = "outside_nl"
_SOLO: Final = "solo"
_BANDS: Final = 5
_WHOLE: Final = "overall"


class Standing(StrEnum):
    CLOSED = "closed"
    """There is no monitor team here, or this company is none that it counts."""
    TOO_EARLY = "too_early"
    LACKING = "lacking"
    """Sector or size is not known."""
    OPEN = "open"
    DONE = "done"
    """The dossier contributed this year."""


class ChangedMeanwhile(EvScanError):
    """What would go along is no longer what the company looked at."""


class AlreadyContributed(EvScanError):
    """The dossier contributed this year, perhaps in another tab."""


class NotSent(EvScanError):
    """The contribution could not be stored, and the dossier does not say that it was."""


@dataclass(frozen=True)
class Preview:
    """Exactly what would be sealed, but for the answer to the question whether it is the first this year."""

    document: dict[str, Any]
    period: Period
    profile: Profile
    """As coarse as it will be told."""

    @property
    def fingerprint(self) -> str:
        shown = [self.document, str(self.period), self.profile]
        return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:32]


def has_monitor(folder: Folder) -> bool:
    """Whether the monitor team's public key is here; without it nothing of the monitor is offered."""
    try:
        folder.sealer()
    except (MonitorError, OSError):
        return False
    return True


def may_ask_block(folder: Folder, dossier: Dossier) -> bool:
    """Only until the first answer: with the answers come explanations, and those change how one sees one's risks."""
    begun = dossier.answers.by_question or dossier.finished or dossier.register != Register()
    return not (begun or dossier.participation.declined) and has_monitor(folder)


def standing(folder: Folder, dossier: Dossier, year: int) -> Standing:
    answers = dossier.answers
    if answers.of(REGION) == (_ABROAD,) or not has_monitor(folder):
        return Standing.CLOSED
    if dossier.participation.contributed == year:
        return Standing.DONE
    if not any(name != PROFILE for name in dossier.finished):
        return Standing.TOO_EARLY
    return Standing.OPEN if sector_of(dossier) and size_of(dossier) else Standing.LACKING


def preview(folder: Folder, catalogue: Catalogue, dossier: Dossier, today: date) -> Preview:
    """For a dossier that is OPEN. Raises MonitorError when the monitor's files are not as they should be."""
    document = document_of(catalogue, dossier, today)
    period = counted_in(Period.parse(document["period"]), folder.archive)
    profile = folder.business_population().coarse(document["sector"], document["size"], document["region"])
    return Preview(document, period, profile)


def document_of(catalogue: Catalogue, dossier: Dossier, today: date) -> dict[str, Any]:
    """An `ev-scan/contribution@1`, whose profile the monitor makes coarser before it seals it."""
    result = plan_of(dossier, catalogue).result
    told = dossier.participation.counted_for(catalogue.monitor.version, today.year)
    exposure = result.exposure.band.id
    return {
        "format": FORMAT,
        "period": str(Period(today.year, (today.month + 2) // 3)),
        "catalogue": catalogue.version,
        "sector": sector_of(dossier),
        "size": size_of(dossier),
        "region": _region(dossier),
        "levels": _levels(result),
        "scores": score_bands(result),
        **({"exposure": exposure} if exposure in EXPOSURES else {}),
        **by_field(told),
    }


@dataclass(frozen=True)
class Place:
    """Where a dossier is, and how it opens."""

    engine: Engine
    keys: EpochKeys
    code: ResumeCode
    month: str


def take_part(
    folder: Folder, catalogue: Catalogue, place: Place, today: date, looked_at: str, first_this_year: bool
) -> None:
    """Seal what the company looked at, at most once a year.

    The dossier is marked first: two tabs then send one contribution, and a failure in between sends none.
    Raises ChangedMeanwhile, AlreadyContributed, NotSent, and Unreadable.
    """
    made: dict[str, Any] = {}

    def mark(stored: Dossier) -> Dossier:
        if stored.participation.contributed == today.year:
            raise AlreadyContributed
        now = preview(folder, catalogue, stored, today)
        if standing(folder, stored, today.year) is not Standing.OPEN or now.fingerprint != looked_at:
            raise ChangedMeanwhile
        made.update(now.document, first_this_year=first_this_year)
        return _decided(stored, contributed=today.year, refused=None)

    dossiers.change(place.engine, place.keys, place.code, place.month, mark)
    try:
        contribute(folder, made, catalogue)
    except (sqlite3.Error, OSError, MonitorError) as error:
        _change(place, lambda stored: _decided(stored, contributed=None, refused=None))
        raise NotSent from error


def refuse(place: Place, today: date) -> None:
    """A no is saved like a yes, so that the database does not tell the one from the other."""
    _change(place, lambda stored: _decided(stored, stored.participation.contributed, today.year))


def _change(place: Place, alter: Callable[[Dossier], Dossier]) -> None:
    dossiers.change(place.engine, place.keys, place.code, place.month, alter)


def _decided(stored: Dossier, contributed: int | None, refused: int | None) -> Dossier:
    return stored.with_participation(replace(stored.participation, contributed=contributed, refused=refused))


def sector_of(dossier: Dossier) -> str | None:
    """The section of the SBI: the letter of the branch that was chosen."""
    section = "".join(dossier.answers.of(SECTOR))[:1]
    return section if section in SECTIONS and len(dossier.answers.of(SECTOR)) == 1 else None


def size_of(dossier: Dossier) -> str | None:
    chosen = "".join(dossier.answers.of(SIZE))
    size = "micro" if chosen == _SOLO else chosen
    return size if size in SIZES else None


def _region(dossier: Dossier) -> str:
    chosen = "".join(dossier.answers.of(REGION))
    return chosen if chosen in PROVINCES else COUNTRY


def _levels(result: ScanResult) -> dict[str, int | str]:
    found: dict[str, int | str] = {}
    for each in result.topics:
        if each.state is TopicState.ANSWERED and each.answered_level is not None:
            found[each.topic] = each.answered_level
        elif each.state in (TopicState.UNKNOWN, TopicState.NOT_APPLICABLE):
            found[each.topic] = UNKNOWN if each.state is TopicState.UNKNOWN else NOT_APPLICABLE
    return found


def score_bands(result: ScanResult) -> dict[str, int]:
    """Bands of twenty points; the whole only when every cluster has a score. One theme says too little of a cluster."""
    scored = [each for each in result.clusters if each.score is not None and not result.mode.is_deep_dive]
    found = {str(each.cluster): _band(each.low) for each in scored if each.cluster in SCORES}
    if len(found) == len(SCORES) - 1:
        found[_WHOLE] = _band(percent(sum(each.earned for each in scored), sum(each.possible for each in scored)))
    return found


def _band(score: int) -> int:
    return min(score * _BANDS // 100, _BANDS - 1) + 1
