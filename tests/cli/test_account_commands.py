"""Accounts of staff from the command line."""

import re

import pytest

PASSWORD = re.compile(r"^first password: ((?:[0-9A-Z]{4}-){4}[0-9A-Z]{4})$", re.MULTILINE)


@pytest.fixture
def prepared(ev_scan):
    ev_scan("prepare")
    return ev_scan


@pytest.mark.parametrize("role", ["adviser", "monitor", "admin"])
def test_an_account_is_made_with_a_password_that_is_told_once(prepared, role):
    made = prepared("account", "add", "Samira de Wit", "--role", role)
    assert made.code == 0
    password = PASSWORD.search(made.text)[1]
    listed = prepared("account", "list")
    assert listed.text == f"Samira de Wit\t{role}\twaiting for first sign-in\n"
    assert password not in listed.text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "Anna", "--role", "boss"), "boss"),
        (("add", "Anna"), "--role"),
        (("add", "<b>", "--role", "admin"), "a name has 1 to 60"),
        (("disable", "niemand"), "no account with this name"),
        (("reset", "niemand", "--yes"), "no account with this name"),
    ],
)
def test_bad_input_is_said_without_a_traceback(prepared, arguments, said):
    outcome = prepared("account", *arguments)
    assert outcome.code == 2
    assert said in outcome.err
    assert "Traceback" not in outcome.err


def test_a_name_is_used_once(prepared):
    prepared("account", "add", "Anna", "--role", "admin")
    again = prepared("account", "add", "ANNA", "--role", "admin")
    assert again.code == 2
    assert "with this name already" in again.err


def test_disable_and_reset(prepared):
    first = PASSWORD.search(prepared("account", "add", "Anna", "--role", "adviser").text)[1]
    assert prepared("account", "disable", "anna").code == 0
    assert prepared("account", "list").text == "Anna\tadviser\tdisabled\n"
    kept = prepared("account", "reset", "Anna", stdin="n\n")
    assert kept.code == 130
    assert "can't be read any more" in kept.text + kept.err
    second = PASSWORD.search(prepared("account", "reset", "Anna", stdin="y\n").text)[1]
    assert second != first
    assert "waiting" in prepared("account", "list").text


def test_a_secret_comes_from_a_file_and_a_bad_setting_stops_the_start(ev_scan, monkeypatch, tmp_path):
    file = tmp_path / "secret"
    monkeypatch.setenv("EV_SCAN_OIDC_ISSUER", "https://login.example")
    monkeypatch.setenv("EV_SCAN_OIDC_CLIENT_ID", "ev-scan")
    monkeypatch.setenv("EV_SCAN_OIDC_CLIENT_SECRET_FILE", str(file))
    assert ev_scan("prepare").err.startswith("EV_SCAN_OIDC_CLIENT_SECRET_FILE: ")
    file.write_text("\n")
    assert ev_scan("prepare").err.startswith("EV_SCAN_OIDC_CLIENT_SECRET_FILE: ")
    file.write_text("quiet\n")
    assert ev_scan("prepare").code == 0
    monkeypatch.setenv("EV_SCAN_OIDC_CLIENT_SECRET", "loud")
    both = ev_scan("prepare")
    assert both.err.startswith("EV_SCAN_OIDC_CLIENT_SECRET_FILE: ")
    assert "loud" not in both.err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EV_SCAN_OIDC_ISSUER", ""),
        ("EV_SCAN_OIDC_ISSUER", "http://login.example"),
        ("EV_SCAN_OIDC_ISSUER", "login.example"),
        ("EV_SCAN_OIDC_ISSUER", "https://login.example/?a=b"),
        ("EV_SCAN_OIDC_CLIENT_ID", ""),
        ("EV_SCAN_OIDC_CLIENT_SECRET", ""),
    ],
)
def test_each_setting_of_an_organisation_is_needed_and_checked(ev_scan, monkeypatch, name, value):
    for other in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET"):
        monkeypatch.setenv(f"EV_SCAN_OIDC_{other}", "https://login.example")
    monkeypatch.setenv(name, value)
    outcome = ev_scan("health")
    assert outcome.code != 0
    assert f"{name}: " in outcome.err
