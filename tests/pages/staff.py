"""Somebody of the staff: an account, a phone with an app that makes codes, and a session."""

from dataclasses import dataclass, field

import pyotp
from flask import Flask

from ev_scan.domain.staff import Role
from ev_scan.services import accounts
from ev_scan.services.accounts import ABSOLUTE_SECONDS, SignedIn
from ev_scan.vault.tokens import write_staff
from ev_scan.web import context

PASSWORD = "vier losse woorden samen"


@dataclass
class StaffAccount:
    """Signed in behind the pages, as often as its session ends."""

    app: Flask = field(repr=False)
    name: str
    role: Role = Role.ADVISER
    secret: str = field(default="", repr=False)
    """What the app on the phone knows."""
    session: SignedIn | None = field(default=None, repr=False)
    since: int = 0

    def cookie(self) -> str:
        """What a browser of this account has, used just now."""
        with self.app.test_request_context(method="POST"):
            here = context.visitor()
            if self.session is None or here.now - self.since > ABSOLUTE_SECONDS - 60:
                self.session, self.since = self._signed_in(here.now), here.now
            return write_staff(self.session.token, here.now, here.runtime.days)

    def code(self, now: int) -> str:
        return pyotp.TOTP(self.secret).at(now)

    def _signed_in(self, now: int) -> SignedIn:
        engine, key = context.engine(), context.runtime().staff_key
        first = "" if self.secret else accounts.add(engine, key, self.name, self.role)
        here = accounts.sign_in(engine, key, self.name, first or PASSWORD, now)
        assert here
        if first:
            here = accounts.change_password(engine, key, here, first, PASSWORD, now)
            self.secret = here.pending or ""
            enrolled = accounts.enrol(engine, key, here, self.code(now), now)
            assert enrolled
            return enrolled[0]
        given = accounts.give_code(engine, key, here, self.code(now), now)
        assert given
        return given[0]
