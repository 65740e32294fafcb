"""The site and its visitors, as tests/pages makes them, and a trip through the tiny scan that has begun."""

import time
from types import SimpleNamespace

import pytest
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
