"""Who of the staff did what and when, without any content; each entry is chained to the one before."""

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Final

from sqlalchemy import Engine

from ev_scan.persistence import audit
from ev_scan.persistence.audit import Entry
from ev_scan.persistence.transactions import retrying

COMMAND_LINE: Final = "(command line)"
NOBODY: Final = "(unknown)"
_NO_HASH: Final = bytes(32)


class Event(StrEnum):
    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of an event
    APP_ENROLLED = "app_enrolled"
    TOTP_RESET = "totp_reset"
    RECOVERY_CODE_USED = "recovery_code_used"
    ACCOUNT_ADDED = "account_added"
    ACCOUNT_DISABLED = "account_disabled"
    ACCOUNT_RESET = "account_reset"
    CASE_CLAIMED = "case_claimed"
    CASE_OPENED = "case_opened"
    CASE_CLOSED = "case_closed"
    CASE_REFUSED = "case_refused"
    CASE_HANDED_OVER = "case_handed_over"
    RELEASE_DOWNLOADED = "release_downloaded"
    AUDIT_EXPORTED = "audit_exported"


def note(engine: Engine, actor: str, event: Event, subject: str, now: int) -> None:
    """`now` in seconds since 1970. `subject` is a name of staff or a reference that says nothing by itself."""
    retrying(engine, lambda own: audit.add(own, lambda last: _next(last, actor, event, subject, now)), writes=True)


def _next(last: Entry | None, actor: str, event: Event, subject: str, now: int) -> Entry:
    sequence, minute = (last.sequence if last else 0) + 1, now // 60
    entry = Entry(sequence, minute, actor[:60], event.value, subject[:60], _NO_HASH)
    return Entry(*_fields(entry), _chained(last.hash if last else _NO_HASH, entry))


def _fields(entry: Entry) -> tuple[int, int, str, str, str]:
    return entry.sequence, entry.minute, entry.actor, entry.event, entry.subject


def _chained(before: bytes, entry: Entry) -> bytes:
    return sha256(before + "\x00".join(map(str, _fields(entry))).encode()).digest()


def entries(engine: Engine, since: int = 0, until: int | None = None, actor: str = "") -> list[Entry]:
    """`since` and `until` in minutes since 1970."""
    return retrying(engine, lambda own: audit.entries(own, since, until, actor), writes=False)


def broken_at(entries: Iterable[Entry]) -> int | None:
    """The number of the first entry that was altered, or before which one is missing; None when all is whole.

    Who can write in the database and knows this program can also make a new chain: an export elsewhere shows that.
    """
    before, expected = _NO_HASH, 1
    for entry in entries:
        if entry.sequence != expected or entry.hash != _chained(before, entry):
            return expected
        before, expected = entry.hash, expected + 1
    return None


def table(entries: Iterable[Entry]) -> bytes:
    """As CSV, for keeping elsewhere."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(["sequence", "minute_utc", "actor", "event", "subject", "sha256"])
    for each in entries:
        moment = datetime.fromtimestamp(each.minute * 60, UTC).strftime("%Y-%m-%dT%H:%MZ")
        writer.writerow([each.sequence, moment, _plain(each.actor), each.event, _plain(each.subject), each.hash.hex()])
    return written.getvalue().encode()


def _plain(words: str) -> str:
    """No formula for a spreadsheet."""
    return f"'{words}" if words[:1] in "=+-@\t\r" and words else words
