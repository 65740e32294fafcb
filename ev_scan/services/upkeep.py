"""What an admin may know of a running site: how it does and how it is set, without a secret."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from ev_scan.config import Settings
from ev_scan.domain.catalogue import Catalogue
from ev_scan.persistence.schema import current_revision, head_revision
from ev_scan.services import audit
from ev_scan.services.contributing import Folder
from ev_scan.services.maintenance import needed_months
from ev_scan.vault.epochs import EpochKeys
from ev_scan.vault.errors import KeysUnavailable
from ev_scan.vault.passwords import StaffKey

HIDDEN: Final = "•••"
_PASSWORD_IN_URL: Final = re.compile(
    r"(?<=://)([^/@\s]*?):[^/\s]*(?=@)|(?<=[?&;])(\w*(?:password|secret|key)\w*)=[^&;]*", re.I
)
_SECRET: Final = ("secret", "password", "token")


class Part(StrEnum):
    DATABASE = "database"
    MONTH_KEYS = "month_keys"
    STAFF_KEY = "staff_key"
    CATALOGUE = "catalogue"
    MONITOR_KEY = "monitor_key"
    RELEASE = "release"
    AUDIT_LOG = "audit_log"


@dataclass(frozen=True, slots=True)
class Check:
    part: Part
    ok: bool
    detail: str
    """A version, a month or a number; or the class of an error, never its text."""


def health(engine: Engine, settings: Settings, catalogue: Catalogue, today: date) -> list[Check]:
    return [
        _database(settings),
        *_keys(settings, today),
        Check(Part.CATALOGUE, True, f"{catalogue.version} · {catalogue.fingerprint[:12]}"),
        *_monitor(settings),
        _log(engine),
    ]


def _database(settings: Settings) -> Check:
    try:
        found = current_revision(settings.database_url)
    except SQLAlchemyError as error:
        return Check(Part.DATABASE, False, type(error).__name__)
    return Check(Part.DATABASE, found == head_revision(), str(found))


def _keys(settings: Settings, today: date) -> Iterator[Check]:
    keys = EpochKeys(settings.keys_path)
    missing = keys.missing(needed_months(today))
    yield Check(Part.MONTH_KEYS, not missing, ", ".join(missing or keys.months()[-1:]))
    try:
        StaffKey(settings.keys_path).secret()
    except KeysUnavailable as error:
        yield Check(Part.STAFF_KEY, False, type(error).__name__)
    else:
        yield Check(Part.STAFF_KEY, True, "")


def _monitor(settings: Settings) -> Iterator[Check]:
    folder = Folder(settings.instance_path)
    yield Check(Part.MONITOR_KEY, folder.public_key.is_file(), "")
    last = folder.archive.last()
    yield Check(Part.RELEASE, last is not None, str(last or ""))


def _log(engine: Engine) -> Check:
    entries = audit.entries(engine)
    broken = audit.broken_at(entries)
    return Check(Part.AUDIT_LOG, broken is None, str(len(entries) if broken is None else broken))


def shown_settings(settings: Settings) -> list[tuple[str, str]]:
    """By the name of the variable; what is secret is only said to be there."""
    return [
        (f"EV_SCAN_{each.name.upper()}", _shown(each.name, getattr(settings, each.name))) for each in fields(settings)
    ]


def _shown(name: str, value: object) -> str:
    if isinstance(value, tuple | list | frozenset):
        return ", ".join(_shown(name, each) for each in value)
    text = "" if value is None else str(value)
    if text and any(word in name for word in _SECRET):
        return HIDDEN
    return _PASSWORD_IN_URL.sub(
        lambda found: f"{found[1]}:{HIDDEN}" if found[2] is None else f"{found[2]}={HIDDEN}", text
    )
