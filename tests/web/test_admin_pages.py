"""Admins see how the site does and who may sign in; never a secret, and never a company."""

import csv
import io
from dataclasses import replace

import pytest
from pages.colleague import hire
from pages.scan_trip import ScanTrip

from ev_scan.domain.staff import Role
from ev_scan.services import accounts, audit, upkeep
from ev_scan.services.audit import Event
from ev_scan.web import context


@pytest.fixture
def admin(app, visit, clock):
    return hire(app, visit, Role.ADMIN).sign_in()


@pytest.fixture
def site(make_site, catalogue):
    return make_site(catalogue)


def engine(app):
    return app.extensions[context.EXTENSION].engine


def test_the_first_page_says_how_the_site_does(admin):
    page = admin.visitor.open("/beheer").page
    assert page.h1 == "Hoe staat de site ervoor?"
    assert page.text.count("In orde") == 5
    assert page.text.count("Nog niet") == 2


def test_what_is_wrong_is_said(site, visit, settings, clock):
    admin = hire(site, visit, Role.ADMIN).sign_in()
    max(settings.keys_path.glob("2???-??.key")).unlink()
    max(settings.keys_path.glob("2???-??.key")).unlink()
    assert "Kijk dit na" in admin.visitor.open("/beheer").page.text


def test_settings_are_shown_without_secrets(make_site, visit, catalogue, clock):
    site = make_site(catalogue, throttle_url="memory://", contact_email="a@b.example")
    admin = hire(site, visit, Role.ADMIN).sign_in()
    page = admin.visitor.open("/beheer/instellingen").page
    assert "EV_SCAN_DATABASE_URL" in page.text
    assert "a@b.example" in page.text
    assert catalogue.fingerprint in page.text


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://ev:geheim@db.example/ev",
        "postgresql+psycopg://ev@db.example/ev?password=geheim&sslmode=require",
        "redis://:geheim@cache.example:6379/0",
        "rediss://ev:geheim:met:punten@cache.example",
    ],
)
def test_a_password_in_an_address_is_hidden(settings, url):
    shown = dict(upkeep.shown_settings(replace(settings, database_url=url, throttle_url=url)))
    assert "geheim" not in str(shown)
    assert "example" in shown["EV_SCAN_DATABASE_URL"]
    assert upkeep.HIDDEN in shown["EV_SCAN_THROTTLE_URL"]


def test_an_admin_makes_an_account_and_sees_its_password_once(admin, visit):
    visitor = admin.visitor.open("/beheer/accounts").click("Maak een account")
    visitor.write("Naam", "Samira de Wit").choose("AdviseurVoert gesprekken met ondernemers die een code delen.")
    visitor.press("Maak het account")
    password = next(each.text for each in visitor.page.root.iter("p") if each.get("class") == "ev-code")
    assert password not in visitor.open("/beheer/accounts").response.text
    other = visit()
    other.open("/team/inloggen").write("Naam", "samira  DE wit").write("Wachtwoord", password).press("Inloggen")
    assert other.page.h1 == "Kies uw eigen wachtwoord"


@pytest.mark.parametrize("name", ["", " ", "x" * 61, "a<b>", "=1+1", "b c;d"])
def test_what_is_no_name_is_refused_and_stays_in_the_form(admin, name):
    visitor = admin.visitor.open("/beheer/accounts/nieuw").write("Naam", name)
    visitor.choose("MonitorteamBekijkt de cijfers. Ziet geen bedrijven.").press("Maak het account")
    assert visitor.status == 422
    assert visitor.page.errors
    assert visitor.page.chosen() == ["MonitorteamBekijkt de cijfers. Ziet geen bedrijven."]


def test_a_role_has_to_be_chosen_and_a_name_is_used_once(admin):
    visitor = admin.visitor.open("/beheer/accounts/nieuw").write("Naam", "Nog iemand").press("Maak het account")
    assert visitor.page.errors == ["Kies een rol."]
    visitor.write("Naam", admin.name.upper()).choose(
        "BeheerderBeheert accounts en ziet het logboek. Ziet geen bedrijven."
    )
    assert visitor.press("Maak het account").page.errors == ["Er is al een account met deze naam."]


def account_of(app, name):
    return next(each.id.hex() for each in accounts.every(engine(app)) if each.name == name)


def test_an_admin_disables_and_resets_a_colleague(app, admin, visit):
    colleague = hire(app, visit).sign_in()
    path = f"/beheer/accounts/{account_of(app, colleague.name)}"
    admin.visitor.open(f"{path}/uitzetten").press("Ja, zet uit")
    assert colleague.visitor.open("/team").page.h1 == "Inloggen"
    visitor = admin.visitor.open(f"{path}/opnieuw")
    assert "De zaken gaan verloren" in visitor.page.text
    visitor.press("Ja, stel opnieuw in")
    colleague.password = next(each.text for each in visitor.page.root.iter("p") if each.get("class") == "ev-code")
    colleague.offset = -1
    colleague.visitor = visit()
    assert colleague.sign_in().visitor.status == 200
    seen = [(each.actor, each.event) for each in audit.entries(engine(app)) if each.subject == colleague.name]
    assert (admin.name, "account_disabled") in seen
    assert (admin.name, "account_reset") in seen


@pytest.mark.parametrize("what", ["uitzetten", "opnieuw"])
def test_an_admin_does_not_lock_the_own_account(app, admin, what):
    assert admin.visitor.open(f"/beheer/accounts/{account_of(app, admin.name)}/{what}").status == 404
    assert admin.visitor.open(f"/beheer/accounts/{'0' * 32}/{what}").status == 404


def test_the_log_says_who_did_what_and_can_be_searched(app, admin):
    audit.note(engine(app), "Iemand Anders", Event.CASE_OPENED, "k3", 1_700_000_000)
    page = admin.visitor.open("/beheer/logboek").page
    assert "Ingelogd" in page.text
    assert "Iemand Anders Zaak geopend k3" in page.text
    visitor = admin.visitor
    visitor.write("Vanaf (niet verplicht)", "2023-11-14").write("Tot en met (niet verplicht)", "2023-11-14").press(
        "Zoek"
    )
    assert "2023-11-14 22:13" in visitor.page.text
    assert "Ingelogd" not in visitor.page.text
    visitor.open("/beheer/logboek").write("Wie (niet verplicht)", admin.name).press("Zoek")
    assert "Iemand Anders" not in visitor.page.text
    assert "Ingelogd" in visitor.page.text


@pytest.mark.parametrize("written", ["gisteren", "2026-13-01", "99999-01-01", "-1", "2026"])
@pytest.mark.parametrize("field", ["Vanaf (niet verplicht)", "Tot en met (niet verplicht)"])
def test_a_wrong_date_is_said(admin, field, written):
    visitor = admin.visitor.open("/beheer/logboek").write(field, written).press("Zoek")
    assert visitor.status == 422
    assert visitor.page.errors == ["Schrijf een datum als 2026-11-25."]
    assert visitor.page.written(field) == written


@pytest.mark.parametrize("who", ["\0", "x" * 500, "';--", "\U0001f4a5"])
def test_any_name_can_be_searched_for(admin, who):
    assert admin.visitor.open("/beheer/logboek").write("Wie (niet verplicht)", who).press("Zoek").status == 200


def test_the_log_is_exported_whole_and_that_is_noted(app, admin):
    response = admin.visitor.open("/beheer/logboek").press("Download alles als CSV").response
    assert response.mimetype == "text/csv"
    assert response.headers["Content-Disposition"].startswith("attachment")
    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert rows[-1]["event"] == "audit_exported"
    assert [int(row["sequence"]) for row in rows] == list(range(1, len(rows) + 1))
    assert set(rows[0]) == {"sequence", "minute_utc", "actor", "event", "subject", "sha256"}


def test_nothing_of_a_company_is_in_the_log(app, admin, visit, catalogue):
    trip = ScanTrip(visit(), catalogue).begin()
    trip.to("recipe_list").pick("1").next()
    exported = admin.visitor.open("/beheer/logboek").press("Download alles als CSV").response.text
    assert str(trip.code) not in exported
    assert "recipe" not in exported
