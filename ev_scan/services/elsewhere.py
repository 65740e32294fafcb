"""What signing in at another place needs, without the packages that do it."""

import secrets
from dataclasses import dataclass, field
from typing import Protocol

from ev_scan.domain.errors import EvScanError
from ev_scan.domain.staff import Role


class NotReachable(EvScanError):
    """The provider does not answer, or not as a provider does; its text is for the log."""


class NotAccepted(EvScanError):
    """The provider answered, and what it says does not let somebody in."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What this browser has to bring back; none of it is of use without the code that the provider gives."""

    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)

    @classmethod
    def anew(cls) -> "Begun":
        return cls(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48))


@dataclass(frozen=True, slots=True)
class Stranger:
    """Who the provider says it is."""

    subject: bytes
    name: str
    role: Role


class Provider(Protocol):
    def address(self, begun: Begun, back: str, now: int) -> str:
        """Where to send the browser. Raises NotReachable."""

    def who(self, begun: Begun, back: str, code: str, now: int) -> Stranger:
        """Trade the code for an identity. Raises NotReachable and NotAccepted."""
