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
    if _is_for_all(audience):
        return
    if audience is Audience.ENTREPRENEUR:
        _require(context.visit(), NoDossierOpen)
    elif audience is Audience.DELEGATE:
        _require(context.visitor().helping, NoShareOpen)
    elif audience is Audience.SIGNING_IN:
        _require(context.visitor().signed_in, NotSignedIn)
    else:
        member = context.staff()
        _require(member, NotSignedIn)
        if member and audience in _ROLES and member.role is not _ROLES[audience]:
            raise OtherRole


def _is_for_all(audience: Audience) -> bool:
    if audience is Audience.MONITOR:
        return context.runtime().settings.monitor_public
    return audience is Audience.EVERYBODY


def _require(found: object, missing: type[EvScanError]) -> None:
    if found is None:
        raise missing


def open_to(audience: Audience) -> Callable[[View[P]], View[P]]:
    def declare(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            admit(audience)
            return view(*args, **kwargs)

        guarded.audience = audience  # type: ignore[attr-defined]
        return guarded

    return declare
