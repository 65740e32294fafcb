"""An adviser behind the desk, and an owner who shares; in the words of the pages."""

import re
from dataclasses import dataclass, field
from typing import Self

from flask import Flask
from pages.scan_trip import ScanTrip
from pages.staff import StaffAccount
from pages.visitor import Page, Visitor

from ev_scan.domain.sharing import ShareRole, Terms
from ev_scan.i18n import localizer
from ev_scan.services import dossiers, sharing
from ev_scan.vault.codes import parse_code
from ev_scan.web import context

CASES, CLAIM, TOGETHER, FIGURES = "/advies", "/advies/code", "/advies/samen", "/advies/cijfers"
_CASE = re.compile(r"/advies/zaken/[0-9a-f]{32}")
_HOUR = 3600


def share(
    app: Flask,
    code: str,
    role: ShareRole = ShareRole.NOTE,
    *,
    days: int = 30,
    uses: int = 20,
) -> str:
    """The code that an owner gives to an adviser."""
    with app.test_request_context(method="POST"):
        here = context.visitor()
        runtime, terms = here.runtime, Terms(role, (here.now // _HOUR + days * 24) * _HOUR, uses, "Loket")
        _, made = sharing.make(runtime.engine, runtime.epochs, parse_code(code), context.month(), terms, here.now)
    return str(made)


@dataclass
class DeskTrip:
    visitor: Visitor = field(repr=False)
    account: StaffAccount
    language: str = "nl"

    def stay(self) -> None:
        """Signed in, however the clock was moved."""
        self.visitor.client.set_cookie("staff", self.account.cookie())

    def say(self, dutch: str) -> str:
        return localizer(self.language).gettext(dutch)

    def optional(self, dutch: str) -> str:
        return f"{self.say(dutch)} {self.say('(niet verplicht)')}"

    @property
    def page(self) -> Page:
        return self.visitor.page

    @property
    def case(self) -> str:
        """The address of the case on whose page we are."""
        found = _CASE.match(self.page.path)
        assert found, f"{self.page.path} is no page of a case"
        return found[0]

    def open(self, path: str) -> Self:
        self.stay()
        self.visitor.open(path)
        return self

    def click(self, dutch: str) -> Self:
        self.stay()
        self.visitor.click(self.say(dutch))
        return self

    def press(self, dutch: str) -> Self:
        self.stay()
        self.visitor.press(self.say(dutch))
        return self

    def write(self, dutch: str, text: str) -> Self:
        label = self.say(dutch)
        self.visitor.write(label if label in self.page.labels() else self.optional(dutch), text)
        return self

    def claim(self, code: str, reference: str = "Bakker 12") -> Self:
        self.open(CLAIM).write("De deelcode van de ondernemer", code).write("Uw eigen kenmerk", reference)
        return self.press("Open de scan")

    def begin_together(self, reference: str = "Bakker 12") -> Self:
        self.open(TOGETHER).write("Uw eigen kenmerk", reference)
        return self.press("De ondernemer is akkoord, begin")

    def note(self, case: str, topic: str, text: str) -> Self:
        self.open(f"{case}/onderwerpen/{topic}").write("Notitie voor de ondernemer", text)
        return self.press("Bewaar voor de ondernemer")

    def keep(self, case: str, topic: str, text: str) -> Self:
        """A private note."""
        self.open(f"{case}/prive/{topic}").write("Eigen notitie", text)
        return self.press("Bewaar voor uzelf")

    def propose(self, case: str, what: str, who: str = "", due: str = "") -> Self:
        self.open(f"{case}/afspraken/nieuw").write("Wat spreekt u af?", what).write("Wie doet het?", who)
        return self.write("Wanneer is het klaar?", due).press("Stel zo voor")


@dataclass
class Owner:
    """A company with a filled-in scan."""

    trip: ScanTrip
    app: Flask = field(repr=False)

    @property
    def code(self) -> str:
        return self.trip.code

    def shares(self, role: ShareRole = ShareRole.NOTE, **how: int) -> str:
        return share(self.app, self.code, role, **how)

    def openings(self) -> list[str]:
        """Who opened it, the first one first."""
        return [each.who for state in reversed(self._states()) for each in state.openings]

    def revokes(self) -> None:
        """Everything that is shared."""
        for state in self._states():
            with self.app.test_request_context(method="POST"):
                runtime = context.runtime()
                code = parse_code(self.code)
                sharing.revoke(runtime.engine, runtime.epochs, code, context.month(), state.share.id)

    def renews(self) -> str:
        """Another resume code."""
        with self.app.test_request_context(method="POST"):
            runtime = context.runtime()
            return str(dossiers.renew(runtime.engine, runtime.epochs, parse_code(self.code), context.month()))

    def _states(self) -> list[sharing.ShareState]:
        with self.app.test_request_context(method="POST"):
            runtime = context.runtime()
            return sharing.states(runtime.engine, runtime.epochs, parse_code(self.code))
