"""A case: what an adviser keeps of a company that shared its dossier. The dossier itself stays the company's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final, NewType

from ev_scan.domain.errors import EvScanError
from ev_scan.domain.ids import TopicId

CaseId = NewType("CaseId", bytes)

CASE_ID_BYTES: Final = 16
MOST_CASES: Final = 1000
LONGEST_REFERENCE: Final = 60
LONGEST_PRIVATE_NOTE: Final = 2000
OPEN_SECONDS: Final = 2 * 3600
"""How long an opening of the dossier lasts."""


def mark(stored: object) -> str:
    """Changes with what is stored, and tells nothing about it."""
    return sha256(repr(stored).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class CaseStatus(StrEnum):
    OPEN = "open"
    WAITING = "waiting"
    CLOSED = "closed"


class ReferenceTaken(EvScanError):
    """The adviser has another case with this reference."""


class DeskFull(EvScanError):
    """No more cases fit on this desk."""


class NoteChanged(EvScanError):
    """Another page changed this private note meanwhile; `stored` is what stands there now."""

    def __init__(self, stored: str) -> None:
        super().__init__()
        self.stored = stored


class DetailsChanged(EvScanError):
    """Another page changed reference, status or follow-up meanwhile; `stored` is the case as it is now."""

    def __init__(self, stored: "Case") -> None:
        super().__init__()
        self.stored = stored


@dataclass(frozen=True, slots=True)
class Details:
    """What an adviser fills in about a case."""

    reference: str
    status: "CaseStatus"
    follow_up: date | None


@dataclass(frozen=True, slots=True)
class Opening:
    """The dossier lies open on the desk: from when (seconds since 1970)."""

    since: int

    def is_over(self, now: int) -> bool:
        return not 0 <= now - self.since < OPEN_SECONDS


@dataclass(frozen=True, slots=True)
class Case:
    id: CaseId
    reference: str
    """The adviser's own words for this company; no name is needed."""
    begun: date
    last_activity: date
    status: CaseStatus = CaseStatus.OPEN
    follow_up: date | None = None
    share: bytes = field(default=b"", repr=False)
    """What the share code spells; empty once the case is closed."""
    opening: Opening | None = None
    counted: str = ""
    """The month in which a consultation of this case was last counted for the loket."""
    private_notes: Mapping[TopicId, str] = field(default_factory=dict, repr=False)
    """Those about no topic in particular stand under GENERAL, as in a consultation."""

    def is_open(self, now: int) -> bool:
        """Whether its dossier lies open now."""
        return bool(self.share and self.opening and not self.opening.is_over(now))

    def is_overdue(self, today: date) -> bool:
        return bool(self.follow_up and self.follow_up < today and self.status is not CaseStatus.CLOSED)

    def touched(self, today: date) -> "Case":
        return replace(self, last_activity=today)

    @property
    def details(self) -> Details:
        return Details(self.reference, self.status, self.follow_up)

    def described(self, told: Details, seen: str) -> "Case":
        """Closing gives up the code: who closes a case does not come back without the owner.

        `seen`: the mark of the details of which the page was made. Raises DetailsChanged.
        """
        if self.details != told and mark(self.details) != seen:
            raise DetailsChanged(self)
        changed = replace(self, reference=told.reference, status=told.status, follow_up=told.follow_up)
        return changed if told.status is not CaseStatus.CLOSED else replace(changed, share=b"", opening=None)

    def followed_up(self, day: date | None) -> "Case":
        return replace(self, follow_up=day)

    def with_share(self, share: bytes, now: int) -> "Case":
        """A code of the owner, under which the dossier now lies open."""
        status = CaseStatus.OPEN if self.status is CaseStatus.CLOSED else self.status
        return replace(self, share=share, opening=Opening(now), status=status)

    def opened(self, now: int) -> "Case":
        return replace(self, opening=Opening(now))

    def put_away(self) -> "Case":
        return replace(self, opening=None)

    def private_note(self, topic: TopicId) -> str:
        return self.private_notes.get(topic, "")

    def with_private_note(self, topic: TopicId, text: str, seen: str) -> "Case":
        """`seen`: the mark of what stood there when the page was made. Raises NoteChanged."""
        stored = self.private_note(topic)
        if stored != text and mark(stored) != seen:
            raise NoteChanged(stored)
        notes = {each: note for each, note in self.private_notes.items() if each != topic}
        return replace(self, private_notes=notes | {topic: text} if text else notes)

    def to_document(self) -> dict[str, Any]:
        """Plain values, for JSON; what is empty is left out."""
        values: dict[str, Any] = {
            "reference": self.reference,
            "begun": self.begun.isoformat(),
            "last_activity": self.last_activity.isoformat(),
            "status": self.status.value,
            "follow_up": self.follow_up.isoformat() if self.follow_up else None,
            "share": self.share.hex(),
            "open_since": self.opening.since if self.opening else None,
            "counted": self.counted,
            "private_notes": dict(sorted(self.private_notes.items())),
        }
        return {name: value for name, value in values.items() if value}


def case_from(case_id: CaseId, document: Mapping[str, Any]) -> Case:
    """The opposite of `Case.to_document`."""
    follow_up, since = document.get("follow_up"), document.get("open_since")
    return Case(
        id=case_id,
        reference=document["reference"],
        begun=date.fromisoformat(document["begun"]),
        last_activity=date.fromisoformat(document["last_activity"]),
        status=CaseStatus(document["status"]),
        follow_up=date.fromisoformat(follow_up) if follow_up else None,
        share=bytes.fromhex(document.get("share", "")),
        opening=Opening(since) if since else None,
        counted=document.get("counted", ""),
        private_notes={TopicId(topic): note for topic, note in document.get("private_notes", {}).items()},
    )


def in_order(cases: Iterable[Case]) -> tuple[Case, ...]:
    """Closed cases last; of the others the earliest follow-up first, then the latest activity."""
    return tuple(
        sorted(
            cases,
            key=lambda case: (
                case.status is CaseStatus.CLOSED,
                case.follow_up or date.max,
                -case.last_activity.toordinal(),
                case.reference.casefold(),
            ),
        )
    )


def matching(cases: Iterable[Case], words: str) -> tuple[Case, ...]:
    """The cases whose reference holds every one of these words."""
    wanted = words.casefold().split()
    return tuple(case for case in cases if all(word in case.reference.casefold() for word in wanted))


def refuse_if_taken(others: Iterable[Case], case: Case) -> None:
    """Raises ReferenceTaken, and DeskFull when there is no room for one more."""
    known = [each for each in others if each.id != case.id]
    if any(each.reference.casefold() == case.reference.casefold() for each in known):
        raise ReferenceTaken
    if len(known) >= MOST_CASES:
        raise DeskFull
