"""A browser before the real site, as tests/pages makes it."""

from consulting import clock, enter, site  # noqa: F401 - fixtures
from pages.browser import browse, chromium, live_site, prepare  # noqa: F401 - fixtures
