"""Guessing is slow, and whoever guesses keeps nobody out."""

import itertools

import pytest
from pages.colleague import hire

from ev_scan.services import accounts
from ev_scan.web import context

ATTACKERS = (f"203.0.113.{number}" for number in itertools.count(1))


@pytest.fixture
def site(make_site, catalogue):
    return make_site(catalogue)


@pytest.fixture
def colleague(site, visit, clock):
    return hire(site, visit).sign_in()


def tries(visitor, name, password="x" * 20):
    visitor.open("/team/inloggen").write("Naam", name).write("Wachtwoord", password).press("Inloggen")
    return visitor.status


def refused(visitor, name, times):
    return [tries(visitor, name) for _ in range(times)].count(429)


def elsewhere(colleague, visit, site, address=""):
    """The same person in a browser that does not know this account."""
    colleague.visitor = visit(site=site, address=address)
    return colleague


def test_five_failures_and_then_one_attempt_per_half_minute(site, visit, colleague, clock):
    attacker = visit(site=site)
    assert refused(attacker, colleague.name, 5) == 0
    assert refused(attacker, colleague.name, 4) == 3
    assert "Wacht 30 seconden" in attacker.page.text
    assert attacker.response.headers["Retry-After"] == "30"
    assert attacker.page.written("Naam") == colleague.name


def test_a_name_that_does_not_exist_is_slowed_down_alike(site, visit, colleague):
    assert refused(visit(site=site), "niemand", 9) == refused(visit(site=site), colleague.name, 9)


def test_twenty_failures_from_one_address_and_then_no_more(site, visit, clock):
    attacker = visit(site=site)
    assert [tries(attacker, f"naam {number}") for number in range(25)] == [422] * 20 + [429] * 5
    assert "Wacht 60 minuten" in attacker.page.text


def test_who_hammers_a_name_from_everywhere_does_not_keep_its_owner_out(site, visit, colleague):
    for address in itertools.islice(ATTACKERS, 12):
        refused(visit(site=site, address=address), colleague.name, 6)
    assert elsewhere(colleague, visit, site).give_password().visitor.page.h1 == "Vul de code van uw app in"
    stranger = visit(site=site)
    assert [tries(stranger, colleague.name) for _ in range(2)] == [422, 429]


def test_a_browser_that_is_known_gets_in_from_behind_the_attackers_address(site, visit, colleague):
    here = colleague.visitor
    address = here.client.environ_base["REMOTE_ADDR"]
    attacker = visit(site=site, address=address)
    for number in range(25):
        tries(attacker, colleague.name if number % 2 else f"naam {number}")
    here.open("/team").press("Log uit")
    assert here.client.get_cookie("known")
    assert colleague.give_password().visitor.page.h1 == "Vul de code van uw app in"
    assert elsewhere(colleague, visit, site, address).give_password().visitor.status == 429


@pytest.mark.parametrize("mark", ["", "x", "0" * 40, "é"])
def test_a_made_up_mark_makes_no_browser_known(site, visit, colleague, mark):
    attacker = visit(site=site)
    attacker.client.set_cookie("known", mark, domain="localhost")
    for number in range(20):
        tries(attacker, f"naam {number}")
    assert tries(attacker, colleague.name) == 429


def test_a_known_browser_has_no_endless_attempts_either(site, visit, colleague):
    here = colleague.visitor
    here.open("/team").press("Log uit")
    assert refused(here, colleague.name, 9) == 3


def test_codes_cannot_be_guessed_either(site, visit, colleague):
    elsewhere(colleague, visit, site).give_password()
    statuses = []
    for _ in range(9):
        colleague.give_code("000000")
        statuses.append(colleague.visitor.status)
    assert statuses == [422] * 6 + [429] * 3


def test_after_many_wrong_codes_a_recovery_code_still_works(site, visit, colleague):
    """Somebody has the password and guesses codes from everywhere: an unknown browser needs what cannot be guessed."""
    for address in itertools.islice(ATTACKERS, 10):
        elsewhere(colleague, visit, site, address).give_password()
        for _ in range(6):
            colleague.give_code("000000")
    elsewhere(colleague, visit, site).give_password().give_code(colleague.code())
    assert colleague.visitor.status == 429
    assert "Gebruik een herstelcode" in colleague.visitor.page.text
    assert colleague.give_code(colleague.recovery[0]).visitor.page.h1 == "Mijn zaken"


def test_the_present_password_cannot_be_guessed_by_who_finds_an_open_session(colleague):
    statuses = []
    for _ in range(8):
        colleague.visitor.open("/team/wachtwoord").write("Wachtwoord van nu", "x" * 20)
        colleague.visitor.write("Nieuw wachtwoord", "nog vier andere losse woorden").press("Bewaar")
        statuses.append(colleague.visitor.status)
    assert statuses == [422] * 6 + [429] * 2


def test_the_wait_ends(site, visit, colleague, monkeypatch):
    runtime = site.extensions[context.EXTENSION]
    attacker = visit(site=site)
    refused(attacker, colleague.name, 9)
    monkeypatch.setattr("limits.storage.memory.time.time", lambda: 4_000_000_000.0)
    assert tries(attacker, colleague.name) == 422
    assert accounts.every(runtime.engine)
