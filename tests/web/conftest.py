"""The site and its visitors, as tests/pages makes them."""

from pages.site import (  # noqa: F401 - fixtures
    _no_network,
    app,
    make_site,
    settings,
    shared_settings,
    visit,
    visitor,
    write_guard,
)
