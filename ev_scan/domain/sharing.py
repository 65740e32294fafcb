"""A share: a code with which the owner of a dossier lets somebody else in, for a while and for a purpose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, NewType

from ev_scan.domain.errors import EvScanError
from ev_scan.domain.ids import TopicId

ShareId = NewType("ShareId", str)

MOST_SHARES: Final = 20
MOST_USES: Final = 20
MOST_HOURS: Final = 30 * 24
LONGEST_LABEL: Final = 60
MOST_OPENINGS: Final = 200
"""The newest are kept."""


class ShareRole(StrEnum):
    READ = "read"
    NOTE = "note"
    """May read, and write in the conversation."""
    ANSWER = "answer"
    """May answer the questions of some topics, and see nothing else."""


ADVISING: Final = frozenset({ShareRole.READ, ShareRole.NOTE})
"""What somebody with an account holds."""
ANSWERING: Final = frozenset({ShareRole.ANSWER})


@dataclass(frozen=True, slots=True)
class Scope:
    """Which topics; None is all of them."""

    topics: frozenset[TopicId] | None = None

    def __contains__(self, topic: TopicId) -> bool:
        return self.topics is None or topic in self.topics


EVERYTHING: Final = Scope()


@dataclass(frozen=True, slots=True)
class Terms:
    """What the owner decides when making a share."""

    role: ShareRole
    expires: int
    """Seconds since 1970, on a whole hour."""
    uses: int
    label: str = ""
    scope: Scope = EVERYTHING


@dataclass(frozen=True, slots=True)
class Share:
    """As it stands in the sealed dossier of its owner: with its secret, so that the owner can re-wrap it."""

    id: ShareId
    secret: bytes = field(repr=False)
    terms: Terms

    def is_over(self, now: int) -> bool:
        return now >= self.terms.expires


@dataclass(frozen=True, slots=True)
class Holder:
    """Who uses a share: `key` tells one holder from another and is nothing that can be found back."""

    key: bytes = field(repr=False)
    name: str


@dataclass(frozen=True, slots=True)
class Grant:
    """What somebody who holds a share may do."""

    share: ShareId
    role: ShareRole
    scope: Scope
    expires: int

    @property
    def may_note(self) -> bool:
        return self.role is ShareRole.NOTE


@dataclass(frozen=True, slots=True)
class Opening:
    """Told to the owner: who opened the dossier, with which share, and when (to the minute, UTC)."""

    share: ShareId
    who: str
    at: datetime


class Gone(EvScanError):
    """An unknown, expired, revoked or used-up share, and one that somebody else holds: nobody can tell them apart."""

    def __init__(self) -> None:
        super().__init__("this share opens nothing")


class NotAllowed(EvScanError):
    """The share is good, but not for this."""

    def __init__(self) -> None:
        super().__init__("this share does not allow that")


class TooManyShares(EvScanError):
    """The owner has to revoke one first."""


def shares_document(shares: Iterable[Share]) -> list[dict[str, Any]]:
    return [
        {
            "id": share.id,
            "secret": share.secret.hex(),
            "role": share.terms.role.value,
            "expires": share.terms.expires,
            "uses": share.terms.uses,
            "label": share.terms.label,
            "topics": None if share.terms.scope.topics is None else sorted(share.terms.scope.topics),
        }
        for share in shares
    ]


def shares_from(documents: Iterable[Mapping[str, Any]]) -> tuple[Share, ...]:
    return tuple(
        Share(
            ShareId(found["id"]),
            bytes.fromhex(found["secret"]),
            Terms(
                ShareRole(found["role"]), found["expires"], found["uses"], found["label"], scope_from(found["topics"])
            ),
        )
        for found in documents
    )


def scope_from(topics: Iterable[str] | None) -> Scope:
    return EVERYTHING if topics is None else Scope(frozenset(map(TopicId, topics)))
