"""Slows down who guesses, without ever keeping a colleague out.

Somebody who hammers a name must not lock out the person it belongs to. So failures are counted for a name from one
address; what is counted for a name from all addresses only makes each unknown address wait between attempts; and a
browser in which this account signed in before has a count of its own, which nobody else can fill.
"""

from flask import request
from limits import RateLimitItem

from ev_scan.domain.staff import name_key
from ev_scan.web import context
from ev_scan.web.throttle import CODES_A_DAY, SIGN_IN, SIGN_IN_ACCOUNT, SIGN_IN_ADDRESS, SIGN_IN_STEP


class Attempt:
    """One try at the password or at the code of an account."""

    def __init__(self, kind: str, name: str) -> None:
        self._kind, self._name = kind, name_key(name)
        self._address = request.remote_addr or ""
        self._known = context.visitor().is_known(name)

    @property
    def wait(self) -> int:
        """Seconds until another attempt is looked at; 0 when this one may go on. Counts a step that it grants."""
        if not self._known and self._is_full(SIGN_IN_ADDRESS, "", self._address):
            return SIGN_IN_ADDRESS.get_expiry()
        crowded = not self._known and self._is_full(SIGN_IN_ACCOUNT, self._name, "")
        if (crowded or self._is_full(SIGN_IN, *self._own)) and not self._allows(SIGN_IN_STEP, *self._own):
            return SIGN_IN_STEP.get_expiry()
        return 0

    @property
    def only_recovery(self) -> bool:
        """After many wrong codes in a day an unknown browser needs a recovery code, which cannot be guessed."""
        return not self._known and self._is_full(CODES_A_DAY, self._name, "")

    def failed(self) -> None:
        self._allows(SIGN_IN, *self._own)
        if not self._known:
            self._allows(SIGN_IN_ADDRESS, "", self._address)
            self._allows(SIGN_IN_ACCOUNT, self._name, "")
            self._allows(CODES_A_DAY, self._name, "")

    @property
    def _own(self) -> tuple[str, str]:
        return (self._name, "known" if self._known else self._address)

    def _is_full(self, limit: RateLimitItem, name: str, address: str) -> bool:
        return context.runtime().throttle.is_full(limit, address, _day_key(), self._about(limit, name))

    def _allows(self, limit: RateLimitItem, name: str, address: str) -> bool:
        return context.runtime().throttle.allows(limit, address, _day_key(), self._about(limit, name))

    def _about(self, limit: RateLimitItem, name: str) -> str:
        """Failures from one address count together, whatever the step and the name."""
        return "staff" if limit is SIGN_IN_ADDRESS else f"staff {self._kind} {name}"


def _day_key() -> bytes:
    return context.runtime().days.current(context.today())[1]
