"""A site of its own for each test, as tests/pages makes it."""

from pages.site import _no_network, make_site, settings, visit, write_guard  # noqa: F401 - fixtures
