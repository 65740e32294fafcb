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


def test_a_route_for_entrepreneurs_opens_to_nobody_else(site):
    """Without an opened dossier each of them leads to the page that asks for the code."""
    for rule in site.url_map.iter_rules():
        if audience_of(site, rule.endpoint) is not Audience.ENTREPRENEUR:
            continue
        path = (
            rule.rule.replace("<section_id>", "recipes")
            .replace("<question_id>", "recipe_list")
            .replace("<measure_id>", "x")
            .replace("<regime_id>", "bread_act")
            .replace("<asset_id>", "x")
            .replace("<method_id>", "M01")
            .replace("<input_id>", "x")
            .replace("<part>", "belang")
            .replace("<ending>", "csv")
            .replace("<action_id>", "x")
            .replace("<agreement_id>", "x")
            .replace("<share_id>", "x")
        )
        for method in sorted(rule.methods & {"GET", "HEAD", "POST"}):
            response = site.test_client().open(path, method=method, data={"a": "b"} if method == "POST" else None)
            if method == "POST":
                assert response.status_code == 403, path
                assert 'name="code"' in response.text
            else:
                assert response.location == f"/hervat?next={path}", path


def test_a_view_keeps_its_name_and_says_its_audience():
    @open_to(Audience.EVERYBODY)
    def view():
        return "open"

    assert view.__name__ == "view"
    assert view.audience is Audience.EVERYBODY
    assert view() == "open"
