"""Who may call a view: every route says so, and a test refuses a route that does not."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import ParamSpec

from flask.typing import ResponseReturnValue

from ev_scan.domain.errors import EvScanError
from ev_scan.web import context

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]


class Audience(StrEnum):
    EVERYBODY = "everybody"
    ENTREPRENEUR = "entrepreneur"
    """Somebody whose browser has a dossier open."""


class NoDossierOpen(EvScanError):
    """A page of the scan was asked for without a dossier, or after the session ended."""


def open_to(audience: Audience) -> Callable[[View[P]], View[P]]:
    def declare(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            if audience is Audience.ENTREPRENEUR and context.visit() is None:
                raise NoDossierOpen
            return view(*args, **kwargs)

        guarded.audience = audience  # type: ignore[attr-defined]
        return guarded

    return declare
