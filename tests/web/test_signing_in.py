"""Signing in: a password, an own password, an app, and then only what the role is for."""

import pytest
from pages.colleague import PASSWORD, hire

from ev_scan.domain.staff import Role
from ev_scan.services import accounts
from ev_scan.web import context


@pytest.fixture
def colleague(app, visit, clock):
    return hire(app, visit)


@pytest.fixture
def signed_in(colleague):
    return colleague.sign_in()


def runtime(app):
    return app.extensions[context.EXTENSION]


def session_of(colleague):
    return colleague.visitor.cookies["staff"].value


def again(colleague, visit):
    """The same person in another browser."""
    colleague.visitor = visit()
    return colleague


def test_the_first_sign_in_asks_for_an_own_password_and_an_app(colleague):
    visitor = colleague.give_password().visitor
    assert visitor.page.h1 == "Kies uw eigen wachtwoord"
    visitor = colleague.choose(PASSWORD).visitor
    assert visitor.page.h1 == "Stel uw app in"
    visitor = colleague.enrol().visitor
    assert visitor.page.h1 == "Bewaar uw herstelcodes"
    assert len(set(colleague.recovery)) == 8
    assert visitor.click("Ik heb mijn herstelcodes bewaard").status == 200
    visitor.open("/team")
    assert visitor.page.h1 == "Mijn account"
    assert colleague.name in visitor.page.text


@pytest.mark.parametrize("path", ["/team", "/team/app"])
def test_no_page_of_staff_opens_between_the_steps(colleague, path):
    visitor = colleague.give_password().visitor
    assert visitor.open(path).page.h1 == "Kies uw eigen wachtwoord"
    colleague.choose(PASSWORD)
    assert visitor.open(path).page.h1 == "Stel uw app in"
    assert visitor.open("/team/code").page.h1 == "Stel uw app in"


def test_later_a_password_and_a_code_are_enough(signed_in, visit):
    assert again(signed_in, visit).give_password().visitor.page.h1 == "Vul de code van uw app in"
    assert signed_in.visitor.open("/team").page.h1 == "Vul de code van uw app in"
    signed_in.give_code(signed_in.code())
    assert signed_in.visitor.page.h1 == "Mijn zaken"


def test_a_code_works_once(signed_in, visit):
    used = signed_in.code()
    again(signed_in, visit).give_password().give_code(used)
    assert signed_in.visitor.page.h1 == "Mijn zaken"
    again(signed_in, visit).give_password().give_code(used)
    assert signed_in.visitor.status == 422
    assert "al gebruikt" in signed_in.visitor.page.text


@pytest.mark.parametrize("steps", [-20, -2, 2, 20])
def test_a_code_of_another_moment_is_refused(signed_in, visit, steps):
    again(signed_in, visit).give_password().give_code(signed_in.code(steps))
    assert signed_in.visitor.status == 422


@pytest.mark.parametrize("typed", ["", "12345", "٠٠٠٠٠٠", "abcdef", "x" * 2000, "-1"])
def test_what_is_no_code_is_refused(signed_in, visit, typed):
    again(signed_in, visit).give_password().give_code(typed)
    assert signed_in.visitor.status == 422


def test_a_recovery_code_works_once(signed_in, visit):
    spare = signed_in.recovery[3].lower().replace("-", " ")
    again(signed_in, visit).give_password().give_code(spare)
    assert signed_in.visitor.page.h1 == "Mijn zaken"
    assert "Herstelcodes die nog werken 7" in signed_in.visitor.open("/team").page.text
    again(signed_in, visit).give_password().give_code(spare)
    assert signed_in.visitor.status == 422


def test_another_app_replaces_the_first_with_its_recovery_codes(signed_in, visit):
    old_secret, old_spare = signed_in.secret, signed_in.recovery[0]
    signed_in.visitor.open("/team/app")
    signed_in.give_code(signed_in.code())
    assert signed_in.visitor.page.h1 == "Stel uw app in"
    signed_in.offset = -1
    signed_in.enrol()
    assert signed_in.secret != old_secret
    again(signed_in, visit).give_password().give_code(old_spare)
    assert signed_in.visitor.status == 422
    signed_in.give_code(signed_in.code())
    assert signed_in.visitor.page.h1 == "Mijn zaken"


def test_another_app_needs_a_code_of_the_first(signed_in):
    signed_in.visitor.open("/team/app")
    signed_in.give_code("000000")
    assert signed_in.visitor.status == 422
    assert signed_in.visitor.open("/team").page.h1 == "Mijn account"


def test_every_step_gives_another_token_and_ends_the_one_before(app, colleague):
    seen = []
    for step in (
        colleague.give_password,
        lambda: colleague.choose(PASSWORD),
        colleague.enrol,
    ):
        step()
        seen.append(colleague.visitor.client.get_cookie("staff").value)
    assert len(set(seen)) == 3
    for old in seen[:2]:
        colleague.visitor.client.set_cookie("staff", old, domain="localhost")
        assert colleague.visitor.open("/team").page.h1 == "Inloggen"


def test_a_cookie_from_before_is_worth_nothing_after(colleague):
    """Whoever plants a session in somebody's browser does not get that person's."""
    colleague.visitor.client.set_cookie("staff", "x" * 80, domain="localhost")
    colleague.sign_in()
    assert colleague.visitor.client.get_cookie("staff").value != "x" * 80


def test_another_password_ends_every_other_session(signed_in, visit):
    here = signed_in.visitor
    elsewhere = again(signed_in, visit).sign_in().visitor
    assert elsewhere.open("/team").page.h1 == "Mijn account"
    signed_in.visitor = here
    here.open("/team/wachtwoord")
    signed_in.choose("nog vier andere losse woorden")
    assert here.page.h1 == "Mijn account"
    assert "Uw wachtwoord is gewijzigd" in here.page.text
    assert elsewhere.open("/team").page.h1 == "Inloggen"
    assert again(signed_in, visit).sign_in().visitor.page.h1 == "Mijn zaken"


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "kort",
        "wachtwoord wachtwoord",
        "123456789012345",
        "aaaaaaaaaaaaaaaa",
        "abcdefghijklmnop",
        "x" * 1001,
        PASSWORD,
    ],
)
def test_a_weak_password_is_refused(signed_in, weak):
    signed_in.visitor.open("/team/wachtwoord")
    signed_in.choose(weak)
    assert signed_in.visitor.status == 422
    assert signed_in.visitor.page.errors


@pytest.mark.parametrize("good", ["é" * 3 + " paard, accu & nietje ✓", "x1" * 3 + "paardenbloem " * 76])
def test_any_other_sign_may_be_in_a_password(signed_in, visit, good):
    signed_in.visitor.open("/team/wachtwoord")
    signed_in.choose(good[:1000])
    assert signed_in.visitor.page.h1 == "Mijn account"
    assert again(signed_in, visit).sign_in().visitor.page.h1 == "Mijn zaken"


def test_the_password_of_now_is_asked_for(signed_in):
    signed_in.visitor.open("/team/wachtwoord")
    signed_in.visitor.write("Wachtwoord van nu", "iets anders van lengte")
    signed_in.visitor.write("Nieuw wachtwoord", "nog vier andere losse woorden").press("Bewaar")
    assert signed_in.visitor.status == 422
    assert "Dit is niet uw wachtwoord van nu." in signed_in.visitor.page.text


def test_signing_out_ends_the_session_and_not_only_the_cookie(signed_in):
    kept = signed_in.visitor.client.get_cookie("staff").value
    signed_in.visitor.open("/team").press("Log uit")
    assert signed_in.visitor.client.get_cookie("staff") is None
    signed_in.visitor.client.set_cookie("staff", kept, domain="localhost")
    assert signed_in.visitor.open("/team").page.h1 == "Inloggen"


def test_disabling_ends_every_session_at_once(app, signed_in, visit):
    accounts.disable(runtime(app).engine, signed_in.name)
    assert signed_in.visitor.open("/team").page.h1 == "Inloggen"
    again(signed_in, visit).give_password()
    assert signed_in.visitor.status == 422
    assert "De naam of het wachtwoord klopt niet." in signed_in.visitor.page.text


def test_a_reset_begins_anew(app, signed_in, visit):
    first = accounts.reset(runtime(app).engine, runtime(app).staff_key, signed_in.name)
    assert signed_in.visitor.open("/team").page.h1 == "Inloggen"
    again(signed_in, visit).password = first
    signed_in.offset = -1
    assert signed_in.give_password().visitor.page.h1 == "Kies uw eigen wachtwoord"


@pytest.mark.parametrize("hours", [0.55, 24])
def test_a_session_ends_when_nothing_happens(signed_in, clock, hours):
    clock(hours)
    assert signed_in.visitor.open("/team").page.h1 == "Inloggen"


def test_a_session_lasts_while_somebody_works_and_ends_after_eight_hours(signed_in, clock):
    for _ in range(19):
        clock(0.42)
        assert signed_in.visitor.open("/team").page.h1 == "Mijn account"
    clock(0.42)
    assert signed_in.visitor.open("/team").page.h1 == "Inloggen"


@pytest.mark.parametrize("role", list(Role))
def test_after_signing_in_one_goes_where_one_was_going(app, visit, role):
    colleague = hire(app, visit, role).sign_in("/team/inloggen?next=/kennisbank")
    assert colleague.visitor.click("Ik heb mijn herstelcodes bewaard").page.root is not None
    assert colleague.visitor.response.request.path == "/kennisbank"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/%2fevil.example",
        "/team//evil",
        "javascript:x",
        "/?x",
        f"/{'a' * 60}!",  # takes years for a pattern that can match it in many ways
    ],
)
def test_nobody_is_sent_away_from_the_site(signed_in, visit, elsewhere):
    visitor = again(signed_in, visit).visitor
    visitor.open("/team/inloggen")
    token = visitor.page.hidden("csrf_token")
    fields = {"csrf_token": token, "next": elsewhere, "carried": "", "name": signed_in.name, "password": PASSWORD}
    response = visitor.client.post("/team/inloggen", data=fields)
    assert response.status_code == 303
    assert response.location == "/team/code"


def test_a_name_that_does_not_exist_and_a_wrong_password_look_the_same(signed_in, visit):
    pages = []
    for name in (signed_in.name, "niemand zo genaamd"):
        visitor = visit()
        visitor.open("/team/inloggen").write("Naam", name).write("Wachtwoord", "x" * 20).press("Inloggen")
        pages.append((visitor.status, visitor.page.text.replace(name, "")))
    assert pages[0] == pages[1]


@pytest.mark.parametrize("name", ["", "x\0y", "x" * 5000, "' OR 1=1 --", "\ud800", "𝕬", "=cmd()"])
def test_no_name_breaks_the_page(visitor, name):
    visitor.open("/team/inloggen")
    fields = {"csrf_token": visitor.page.hidden("csrf_token"), "name": name.encode("utf-8", "replace"), "password": "x"}
    assert visitor.client.post("/team/inloggen", data=fields).status_code == 422


@pytest.mark.parametrize("password", ["", "x" * 60_000, "\0" * 20])
def test_no_password_breaks_the_page(visitor, password):
    visitor.open("/team/inloggen").write("Naam", "iemand").write("Wachtwoord", password).press("Inloggen")
    assert visitor.status == 422
    assert password[:20] not in visitor.response.text or not password


@pytest.mark.parametrize("path", ["/team/inloggen", "/team/code", "/team/instellen", "/team/wachtwoord", "/team/app"])
def test_a_forged_form_changes_nothing(signed_in, path):
    before = signed_in.visitor.client.get_cookie("staff").value
    response = signed_in.visitor.client.post(path, data={"name": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert signed_in.visitor.client.get_cookie("staff").value == before


def test_a_form_of_somebody_else_is_refused(app, visit, signed_in):
    other = hire(app, visit).sign_in()
    token = other.visitor.open("/team/wachtwoord").page.hidden("csrf_token")
    fields = {"csrf_token": token, "present": PASSWORD, "wanted": "nog vier andere losse woorden"}
    assert signed_in.visitor.client.post("/team/wachtwoord", data=fields).status_code == 422


def test_cookies_of_staff_are_strict_on_https(app, visit, signed_in):
    visitor = visit()
    visitor.base_url = "https://localhost"
    signed_in.visitor = visitor
    signed_in.sign_in()
    assert {"__Host-staff", "__Host-known"} <= set(visitor.cookies)
    assert visitor.cookies["__Host-staff"].secure


def test_what_was_sent_after_the_session_had_ended_is_carried_along(app, visit, signed_in):
    """All the steps long, and in the end it waits for one press of a button."""
    signed_in.visitor.client.delete_cookie("staff")
    visitor = signed_in.visitor
    visitor.send("/team/app", [("code", "123456")])
    assert visitor.status == 403
    assert visitor.page.h1 == "Inloggen"
