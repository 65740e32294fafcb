"""What an operator's nightly job does: new month keys in time, old dossiers and their keys gone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import Connection, Engine

from ev_scan.persistence import accounts, consultations, dossiers, shares
from ev_scan.persistence.engines import scrub
from ev_scan.persistence.transactions import retrying
from ev_scan.services.accounts import ABSOLUTE_SECONDS as SESSION_SECONDS
from ev_scan.vault.epochs import EpochKeys, add_months, month_of

MONTHS_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Purged:
    dossiers: int
    keys: tuple[str, ...]
    """The months whose keys were destroyed, which shuts every backup of those months too."""


def needed_months(today: date) -> tuple[str, ...]:
    """The months a running site needs keys for: this one and the next."""
    return tuple(add_months(month_of(today), ahead) for ahead in range(2))


def make_keys(keys: EpochKeys, today: date) -> list[str]:
    """Make the keys of this month and of those ahead; returns the months that were new."""
    return keys.ensure(add_months(month_of(today), ahead) for ahead in range(MONTHS_AHEAD + 1))


def purge(engine: Engine, keys: EpochKeys, today: date, retention_months: int) -> Purged:
    """Delete shares that expired and dossiers past their retention, and destroy the keys of those months."""
    oldest_kept = add_months(month_of(today), -retention_months)
    now = int(datetime.combine(today, time(), UTC).timestamp())
    removed = retrying(engine, lambda own: _removed(own, oldest_kept, now), writes=True)
    destroyed = tuple(month for month in keys.months() if month < oldest_kept and keys.destroy(month))
    scrub(engine)
    return Purged(removed, destroyed)


def _removed(own: Connection, oldest_kept: str, now: int) -> int:
    accounts.purge_sessions(own, now - SESSION_SECONDS)
    shares.purge(own, now)
    consultations.purge(own, oldest_kept)
    return dossiers.purge(own, oldest_kept)
