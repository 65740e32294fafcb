"""Somebody of the staff with a phone: knows a password, and makes codes with an app."""

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pyotp
from flask import Flask
from pages.visitor import Visitor

from ev_scan.domain.staff import Role
from ev_scan.services import accounts
from ev_scan.web import context

PASSWORD = "vier losse woorden is goed"
_NUMBERS = itertools.count(1)


@dataclass
class Colleague:
    """`visitor` is the browser; codes are used in order, because each works once."""

    visitor: Visitor
    name: str
    password: str
    secret: str = ""
    recovery: list[str] = field(default_factory=list)
    offset: int = -1

    def sign_in(self, path: str = "/team/inloggen") -> "Colleague":
        """Through every step that this account has to take."""
        self.give_password(path)
        if self.visitor.page.h1 == "Kies uw eigen wachtwoord":
            self.choose(PASSWORD)
        if self.visitor.page.h1 == "Stel uw app in":
            self.enrol()
        elif self.visitor.page.h1 == "Vul de code van uw app in":
            self.give_code(self.code())
        return self

    def give_password(self, path: str = "/team/inloggen") -> "Colleague":
        self.visitor.open(path)
        self.visitor.write("Naam", self.name).write("Wachtwoord", self.password).press("Inloggen")
        return self

    def choose(self, password: str) -> "Colleague":
        self.visitor.write("Wachtwoord van nu", self.password).write("Nieuw wachtwoord", password).press("Bewaar")
        if self.visitor.status == 200:
            self.password = password
        return self

    def enrol(self) -> "Colleague":
        self.secret = self.visitor.page.root.find(".//code").text.replace(" ", "")
        self.give_code(self.code())
        self.recovery = [each.text for each in self.visitor.page.root.iter("code")]
        return self

    def give_code(self, code: str) -> "Colleague":
        self.visitor.write("Code van uw app", code).press("Verder")
        return self

    def code(self, steps: int | None = None) -> str:
        """The next code that was not used yet, or that of so many half minutes from now."""
        if steps is None:
            steps, self.offset = self.offset, self.offset + 1
        return pyotp.TOTP(self.secret).at(int(context.time.time()) + 30 * steps)


def hire(app: Flask, visit: Callable[..., Visitor], role: Role = Role.ADVISER, name: str = "") -> Colleague:
    """An account that was just made, in a browser of its own; not signed in yet."""
    name = name or f"{role.value} {next(_NUMBERS)} {time.monotonic_ns()}"
    with app.app_context():
        runtime = app.extensions[context.EXTENSION]
        password = accounts.add(runtime.engine, runtime.staff_key, name, role)
    return Colleague(visit(site=app), name, password)
