"""A form that did not come from our own page, sent by this visitor, is refused and changes nothing."""

import time
from types import SimpleNamespace

import pytest
from pages.scan_trip import ScanTrip

from ev_scan.web import context

ORIGINS = [
    {"Origin": "https://elders.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost.elders.example"},
    {"Origin": "http://localhost:8001"},
    {"Origin": ""},
]
SITES = ["cross-site", "same-site", "", "SAME-ORIGIN", "nonsense"]
PATHS = ["/start", "/hervat", "/afsluiten", "/wissen", "/scan/recipes/recipe_list", "/scan/recipes/controle", "/plan/x"]


@pytest.fixture
def sent(trip):
    """A valid answer of this visitor, as fields."""
    return {"csrf_token": trip.to("recipe_list").visitor.page.hidden("csrf_token"), "seen": "", "answer": "2"}


def answers(trip):
    return trip.to("recipe_list").visitor.page.chosen()


@pytest.mark.parametrize("headers", ORIGINS)
def test_another_origin_is_refused(trip, sent, headers):
    response = trip.visitor.client.post("/scan/recipes/recipe_list", data=sent, headers=headers)
    assert response.status_code == 403
    assert "Dit formulier kwam niet van onze site" in response.text
    assert answers(trip) == []


@pytest.mark.parametrize("site", SITES)
def test_another_site_is_refused_whatever_the_origin_says(trip, sent, site):
    headers = {"Sec-Fetch-Site": site, "Origin": "http://localhost"}
    response = trip.visitor.client.post("/scan/recipes/recipe_list", data=sent, headers=headers)
    assert response.status_code == 403
    assert answers(trip) == []


@pytest.mark.parametrize("path", PATHS)
def test_every_form_refuses_another_site(trip, sent, path):
    response = trip.visitor.client.post(path, data=sent, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert trip.visitor.open("/scan").page.h1 == "Uw scan"


def test_a_client_that_is_no_browser_needs_the_token_alone(trip, sent):
    assert trip.visitor.client.post("/scan/recipes/recipe_list", data=sent).status_code == 303


@pytest.mark.parametrize("token", ["", "x", "ééé", "A" * 48, "\ud800", "=" * 100, "A" * 30_000])
def test_a_wrong_token_is_refused_and_the_input_kept(trip, sent, token):
    data = sent | {"csrf_token": token.encode("utf-8", "surrogatepass"), "note": "blijft staan"}
    response = trip.visitor.client.post("/scan/recipes/recipe_list", data=data)
    assert response.status_code == 422
    assert "Deze pagina stond te lang open" in response.text
    assert "blijft staan" in response.text
    assert 'value="2"' in response.text.partition("checked")[0].rpartition("<input")[2]
    assert answers(trip) == []


def test_a_page_that_was_refused_can_be_sent_at_once(trip):
    trip.to("recipe_list").pick("2")
    for each in trip.visitor.page.root.iter("input"):
        if each.get("name") == "csrf_token":
            each.set("value", "old")
    trip.next()
    assert trip.visitor.page.title.startswith("Fout: ")
    assert trip.visitor.page.chosen() == ["Alle recepten staan in één boek"]
    trip.next()
    assert answers(trip) == ["Alle recepten staan in één boek"]


def test_no_token_at_all_is_refused(trip, sent):
    del sent["csrf_token"]
    assert trip.visitor.client.post("/scan/recipes/recipe_list", data=sent).status_code == 422
    assert answers(trip) == []


def test_the_token_of_another_visit_is_refused(trip, visit, catalogue):
    other = ScanTrip(visit(), catalogue).begin().to("recipe_list")
    data = {"csrf_token": other.visitor.page.hidden("csrf_token"), "answer": "2"}
    assert trip.visitor.client.post("/scan/recipes/recipe_list", data=data).status_code == 422
    assert answers(trip) == []


def test_the_token_of_another_visit_of_the_same_dossier_is_refused(trip, visit, catalogue, monkeypatch):
    code = trip.code
    trip.to("recipe_list")
    old = trip.visitor.page.hidden("csrf_token")
    trip.visitor.open("/opgeslagen").press("Sluit mijn scan op dit apparaat")
    later = time.time() + 2
    monkeypatch.setattr(context, "time", SimpleNamespace(time=lambda: later))
    trip.resume(code)
    assert (
        trip.visitor.client.post("/scan/recipes/recipe_list", data={"csrf_token": old, "answer": "2"}).status_code
        == 422
    )


def test_the_token_of_a_visitor_without_dossier_is_bound_to_its_browser(visit):
    first, second = visit().open("/start"), visit().open("/start")
    fields = {"csrf_token": first.page.hidden("csrf_token")}
    assert second.client.post("/start", data=fields).status_code == 422
    assert first.client.post("/start", data=fields).status_code == 303


@pytest.mark.parametrize("path", ["/start", "/hervat", "/wissen", "/plan/recount_recipes", "/scan/recipes/controle"])
def test_every_form_asks_for_its_token(trip, path):
    trip.answer("recipe_list", "0").answer("recipe_lock", "0")
    response = trip.visitor.client.post(path, data={"status": "done", "code": trip.code})
    assert response.status_code == 422
    assert "Deze pagina stond te lang open" in response.text


def test_leaving_without_a_token_leaves_nothing(trip):
    """Somebody else's page must not be able to log a visitor out."""
    trip.visitor.client.post("/afsluiten", data={})
    assert trip.visitor.open("/scan").page.h1 == "Uw scan"


def test_tokens_differ_each_time(trip):
    """A compressed page must not give a token away letter by letter."""
    tokens = {trip.to("recipe_list").visitor.page.hidden("csrf_token") for _ in range(5)}
    assert len(tokens) == 5
