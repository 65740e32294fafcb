"""Who may call what: every route says so, and the documentation says the same."""

import pytest
from pages import site as pages
from routes_table import FOR_ALL, audience_of, rendered, written

from ev_scan.web.access import Audience, open_to

settings, make_site = pages.settings, pages.make_site


@pytest.fixture
def site(make_site, catalogue):
    return make_site(catalogue)


def undeclared(app):
    return [
        name for name in app.view_functions if name not in FOR_ALL and not isinstance(audience_of(app, name), Audience)
    ]


def test_every_route_says_who_may_call_it(site):
    assert undeclared(site) == []
    assert all(name in site.view_functions for name in FOR_ALL)


def test_a_route_that_does_not_say_so_is_noticed(site):
    site.add_url_rule("/nieuw", "public.new", lambda: "")
    assert undeclared(site) == ["public.new"]


def test_the_documentation_lists_the_routes(site):
    assert written() == rendered(site), "run `python tests/architecture/routes_table.py`"


def test_a_view_keeps_its_name_and_says_its_audience():
    @open_to(Audience.EVERYBODY)
    def view():
        return "open"

    assert view.__name__ == "view"
    assert view.audience is Audience.EVERYBODY
    assert view() == "open"
