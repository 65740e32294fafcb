"""The site and its visitors, as tests/pages makes them, and a trip through the tiny scan that has begun."""

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


@pytest.fixture
def trip(visitor, catalogue) -> ScanTrip:  # noqa: F811
    return ScanTrip(visitor, catalogue).begin()
