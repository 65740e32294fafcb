"""An owner and an adviser, each in a browser of their own, before a site whose clock can be moved.

In Dutch without JavaScript; in English with it, because axe needs it to look at every page.
"""

import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pyotp
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from pages.browser import Watch, serving
from pages.site import close, new_settings
from pages.staff import PASSWORD
from playwright.sync_api import expect
from test_every_page import RULES
from test_whole_trips import CODE, Journey

from ev_scan.domain.staff import Role
from ev_scan.factory import create_app
from ev_scan.services import accounts
from ev_scan.services.maintenance import make_keys
from ev_scan.web import context

SHOWN_SECRET = re.compile(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}")


@pytest.fixture
def site(tmp_path, published) -> Iterator[tuple]:
    """A site of its own: its clock is moved."""
    app = create_app(new_settings(tmp_path), published)
    with serving(app) as base_url:
        yield app, base_url
    close(app)


@pytest.fixture
def clock(site, monkeypatch) -> Callable[[int], None]:
    """Moves the time of the site by days, and does what the nightly job does meanwhile."""
    app, _ = site
    moved = SimpleNamespace(days=0)
    real = time.time
    monkeypatch.setattr(context, "time", SimpleNamespace(time=lambda: real() + moved.days * 86_400))

    def move(days: int) -> None:
        moved.days += days
        make_keys(app.extensions[context.EXTENSION].epochs, (datetime.now(UTC) + timedelta(days=moved.days)).date())

    return move


class Somebody(Journey):
    """What an owner or an adviser sees and presses; with scripts, every page that comes is looked at for barriers."""

    def __init__(self, watch: Watch, catalogue, language: str, scripts: bool) -> None:
        super().__init__(watch.page, catalogue, language)
        self.watch, self.scripts = watch, scripts
        watch.open("/")

    def link(self, dutch: str) -> None:
        super().link(dutch)
        self.look()

    def press(self, dutch: str) -> None:
        super().press(dutch)
        self.look()

    def look(self) -> None:
        if not self.scripts:
            return
        if self.page.evaluate("typeof axe") == "undefined":
            self.page.evaluate(AXE_SCRIPT)
        found = self.page.evaluate("async rules => (await axe.run(document, rules)).violations", RULES)
        assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found] == [], self.page.url

    def open(self, path: str) -> None:
        self.watch.open(path)
        self.look()

    def write(self, dutch: str, text: str) -> None:
        label = re.compile(rf"^{re.escape(self.say(dutch))}( {re.escape(self.say('(niet verplicht)'))})?$")
        self.page.get_by_label(label).fill(text)

    def sees(self, text: str) -> None:
        expect(self.page.get_by_role("main")).to_contain_text(text)

    def sees_not(self, text: str) -> None:
        expect(self.page.get_by_role("main")).not_to_contain_text(text)

    def code(self) -> str:
        found = CODE.search(self.page.inner_text("main"))
        assert found, self.page.url
        return found[0]

    def resume(self, code: str) -> None:
        self.open("/hervat")
        self.write("Uw code", code)
        self.press("Verder")

    def shares(self) -> str:
        self.open("/scan")
        self.link("Delen met een adviseur")
        self.link("Maak een deelcode")
        self.press("Maak de deelcode")
        return self.code()

    def signs_in_first(self, name: str, first: str) -> str:
        """With the password of an administrator, an own one, and an app; returns what the app knows."""
        self.open("/advies")
        self.headed("Inloggen")
        self.write("Naam", name)
        self.write("Wachtwoord", first)
        self.press("Inloggen")
        self.write("Wachtwoord van nu", first)
        self.write("Nieuw wachtwoord", PASSWORD)
        self.press("Bewaar")
        self.page.get_by_text(self.say("Kunt u niet scannen?")).click()
        secret = SHOWN_SECRET.search(self.page.inner_text("main"))[0].replace(" ", "")
        self.write("Code van uw app", pyotp.TOTP(secret).at(context.time.time()))
        self.press("Verder")
        self.headed("Bewaar uw herstelcodes")
        self.link("Ik heb mijn herstelcodes bewaard")
        self.headed("Mijn zaken")
        return secret

    def signs_in(self, name: str, secret: str) -> None:
        self.open("/advies")
        self.write("Naam", name)
        self.write("Wachtwoord", PASSWORD)
        self.press("Inloggen")
        self.write("Code van uw app", pyotp.TOTP(secret).at(context.time.time()))
        self.press("Verder")
        self.headed("Mijn zaken")

    def claims(self, code: str, reference: str) -> None:
        self.link("Voer een deelcode in")
        self.write("De deelcode van de ondernemer", code)
        self.write("Uw eigen kenmerk", reference)
        self.press("Open de scan")
        expect(self.page.get_by_role("heading", level=1)).to_have_text(reference)


@pytest.fixture
def enter(chromium, site, published, clock) -> Iterator[Callable[..., Somebody]]:
    """A new browser: enter("en")."""
    opened: list[Watch] = []

    def make(language: str) -> Somebody:
        scripts = language == "en"
        options = {"locale": language, "java_script_enabled": scripts, "viewport": {"width": 390, "height": 800}}
        opened.append(Watch(chromium.new_context(**options), site[1]))
        return Somebody(opened[-1], published, language, scripts)

    yield make
    for watch in opened:
        watch.check()
        watch.context.close()


def add_account(app, name: str) -> str:
    """As `ev-scan account add` does; returns the first password."""
    with app.app_context():
        runtime = app.extensions[context.EXTENSION]
        return accounts.add(runtime.engine, runtime.staff_key, name, Role.ADVISER)


def day(days: int) -> str:
    return (datetime.fromtimestamp(context.time.time(), UTC) + timedelta(days=days)).date().isoformat()
