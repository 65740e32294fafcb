"""The site and its visitors, as tests/pages makes them, and a trip through the tiny scan that has begun."""

import time
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from types import SimpleNamespace

import pytest
from pages.desk import DeskTrip, Owner
from pages.scan_trip import ScanTrip
from pages.site import (  # noqa: F401 - fixtures
    _no_network,
    app,
    make_site,
    published_site,
    settings,
    visit,
    visitor,
    write_guard,
)
from pages.staff import StaffAccount

from ev_scan.domain.staff import Role
from ev_scan.web import context


@pytest.fixture
def trip(visitor, catalogue) -> ScanTrip:  # noqa: F811
    return ScanTrip(visitor, catalogue).begin()


@pytest.fixture
def clock(monkeypatch):
    """Moves the time of the site: clock(hours)."""
    begin = time.time()
    shifted = SimpleNamespace(time=lambda: begin)
    monkeypatch.setattr(context, "time", shifted)

    def move(hours):
        now = shifted.time() + hours * 3600
        shifted.time = lambda: now

    return move


@pytest.fixture
def sign_in(visit, app):  # noqa: F811
    """A browser in which this adviser is signed in: sign_in("anna")."""

    this_test, known = token_hex(3), {}

    def make(name, role=Role.ADVISER, **how):
        account = known.setdefault(name, StaffAccount(app, f"{name} {this_test}", role))
        trip = DeskTrip(visit(**how), account)
        trip.stay()
        return trip

    return make


@pytest.fixture
def adviser(sign_in) -> DeskTrip:
    return sign_in("anna")


@pytest.fixture
def colleague(sign_in) -> DeskTrip:
    return sign_in("bram")


@pytest.fixture
def owner(visit, app, catalogue) -> Owner:  # noqa: F811
    """Somebody who filled in the tiny scan."""
    return Owner(ScanTrip(visit(), catalogue).begin().walk(), app)


@pytest.fixture
def today():
    """A day from now, as a form takes it: today(7)."""
    return lambda days=0: (datetime.now(UTC).date() + timedelta(days=days)).isoformat()
