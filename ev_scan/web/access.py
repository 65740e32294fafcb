"""Who may call a view: every route says so, and a test refuses a route that does not."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import ParamSpec

from flask.typing import ResponseReturnValue

from ev_scan.domain.errors import EvScanError
from ev_scan.domain.staff import Role
from ev_scan.web import context

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]


class Audience(StrEnum):
    EVERYBODY = "everybody"
    ENTREPRENEUR = "entrepreneur"
    """Somebody whose browser has a dossier open."""
    DELEGATE = "delegate"
    """Somebody whose browser holds a code with which a colleague answers some topics."""
    SIGNING_IN = "signing in"
    """Somebody of the staff between the first and the last step."""
    STAFF = "staff"
    """Somebody who has signed in, whatever the role."""
    ADVISER = "adviser"
    MONITOR = "monitor"
    """The monitor team; everybody, once EV_SCAN_MONITOR_PUBLIC says so: it sees nothing but what is published."""
    ADMIN = "admin"


class NoDossierOpen(EvScanError):
    """A page of the scan was asked for without a dossier, or after the session ended."""


class NoShareOpen(EvScanError):
    """A page for colleagues was asked for without a code, or after the session ended."""


class NotSignedIn(EvScanError):
    """A page of staff was asked for without having signed in, or after the session ended."""


class OtherRole(EvScanError):
    """Signed in, but not for this."""


_ROLES = {Audience.ADVISER: Role.ADVISER, Audience.MONITOR: Role.MONITOR, Audience.ADMIN: Role.ADMIN}


def admit(audience: Audience) -> None:
    """Raises NoDossierOpen, NoShareOpen, NotSignedIn or OtherRole."""
    if audience is Audience.EVERYBODY:
        return
    if audience is Audience.ENTREPRENEUR:
        if context.visit() is None:
            raise NoDossierOpen
        return
    if audience is Audience.DELEGATE:
        if context.visitor().helping is None:
            raise NoShareOpen
        return
    if audience is Audience.SIGNING_IN:
        if context.visitor().signed_in is None:
            raise NotSignedIn
        return
    if audience is Audience.MONITOR and context.runtime().settings.monitor_public:
        return
    member = context.staff()
    if member is None:
        raise NotSignedIn
    if audience in _ROLES and member.role is not _ROLES[audience]:
        raise OtherRole


def open_to(audience: Audience) -> Callable[[View[P]], View[P]]:
    def declare(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            admit(audience)
            return view(*args, **kwargs)

        guarded.audience = audience  # type: ignore[attr-defined]
        return guarded

    return declare
