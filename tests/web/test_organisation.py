"""Signing in at an organisation's own provider: a real one for what works, one that lies for what must not."""

import time
from base64 import urlsafe_b64encode
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from joserfc.jwk import RSAKey
from pages.providers import lying_provider, real_provider

from ev_scan.services import accounts
from ev_scan.web import context

BUTTON = "Verder"


@pytest.fixture(scope="module")
def provider():
    with real_provider() as address:
        yield address


@pytest.fixture
def liar():
    with lying_provider() as found:
        yield found


def configured(address):
    return {"oidc_issuer": address, "oidc_client_id": "ev-scan", "oidc_client_secret": "a secret of this site"}


@pytest.fixture
def site(make_site, catalogue, provider):
    return make_site(catalogue, **configured(provider))


@pytest.fixture
def lied_to(make_site, catalogue, liar):
    return make_site(catalogue, **configured(liar.address))


def begin(visitor, path="/team/organisatie"):
    """The address at the provider."""
    response = visitor.client.get(path)
    assert response.status_code == 303
    return response.location


def granted(address, sub):
    """What the provider sends the browser back with, after somebody signed in there."""
    response = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=10)
    parts = urlsplit(response.headers["Location"])
    assert f"{parts.scheme}://{parts.netloc}" == "http://localhost"
    return f"{parts.path}?{parts.query}"


def arrive(visitor, sub, path="/team/organisatie"):
    return visitor.open(granted(begin(visitor, path), sub))


@pytest.mark.parametrize(("sub", "name"), [("a-1", "Anna van Dijk"), ("m-1", "Mo b"), ("b-1", "Bea")])
def test_somebody_of_the_organisation_signs_in_with_one_button(site, visit, sub, name):
    visitor = visit(site=site)
    visitor.open("/team/inloggen")
    assert visitor.page.link("Inloggen bij uw organisatie") == "/team/organisatie"
    arrive(visitor, sub)
    assert visitor.page.h1 == "U bent bijna ingelogd"
    assert "staff" not in visitor.cookies
    visitor.press(BUTTON)
    assert visitor.status == 200
    assert name in visitor.open("/team").page.text
    assert "Wijzig mijn wachtwoord" not in visitor.page.text


def test_the_same_person_has_the_same_account_and_desk_key(site, visit):
    keys = []
    for _ in range(2):
        arrive(visit(site=site), "a-1").press(BUTTON)
        with site.app_context():
            runtime = site.extensions[context.EXTENSION]
            found = accounts.every(runtime.engine)
        keys.append((len(found), found[0].desk_key))
    assert keys[0] == keys[1]


def test_one_goes_where_one_was_going(site, visit):
    visitor = arrive(visit(site=site), "b-1", "/team/organisatie?next=/kennisbank")
    visitor.press(BUTTON)
    assert visitor.response.request.path == "/kennisbank"


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example"])
def test_nobody_is_sent_away_afterwards(site, visit, elsewhere):
    visitor = arrive(visit(site=site), "b-1", f"/team/organisatie?next={elsewhere}")
    assert visitor.press(BUTTON).response.request.path == "/beheer"


@pytest.mark.parametrize("sub", ["two", "none", "somebody new"])
def test_without_exactly_one_role_nobody_comes_in(site, visit, sub):
    visitor = arrive(visit(site=site), sub).press(BUTTON)
    assert visitor.status == 403
    assert visitor.page.h1 == "Inloggen bij uw organisatie lukt niet"
    assert visitor.open("/team").page.h1 == "Inloggen"


def test_an_account_that_is_disabled_here_stays_out(site, visit):
    visitor = arrive(visit(site=site), "a-1").press(BUTTON)
    with site.app_context():
        accounts.disable(site.extensions[context.EXTENSION].engine, "Anna van Dijk")
    assert visitor.open("/team").page.h1 == "Inloggen"
    assert arrive(visitor, "a-1").press(BUTTON).status == 403


def test_a_code_works_once_and_in_one_browser_only(site, visit):
    first, second = visit(site=site), visit(site=site)
    back = granted(begin(first), "a-1")
    begin(second)
    assert second.open(back).press(BUTTON).status == 403
    assert first.open(back).press(BUTTON).status == 200
    assert visit(site=site).open(back).press(BUTTON).status == 403
    assert second.open("/team").page.h1 == "Inloggen"


def test_another_site_cannot_press_the_button(site, visit):
    visitor = arrive(visit(site=site), "a-1")
    visitor.press(BUTTON, Sec_Fetch_Site="cross-site")
    assert visitor.status == 403
    assert visitor.open("/team").page.h1 == "Inloggen"


def test_who_refuses_there_comes_back_to_words(site, visit):
    visitor = visit(site=site).open("/team/organisatie/terug?error=access_denied&error_description=<script>")
    assert visitor.status == 403
    assert "script>" not in visitor.page.text


@pytest.mark.parametrize("path", ["/team/organisatie", "/team/organisatie/terug?code=x&state=y"])
def test_without_settings_there_is_no_such_page(visitor, path):
    assert visitor.open(path).status == 404
    assert "Inloggen bij uw organisatie" not in visitor.open("/team/inloggen").page.links()


def test_the_provider_gets_a_challenge_and_later_what_solves_it(lied_to, liar, visit):
    visitor = visit(site=lied_to)
    asked = parse_qs(urlsplit(begin(visitor)).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    tell(liar, asked, roles="adviser")
    assert back(visitor, asked).status == 200
    solved = sha256(liar.asked[0]["code_verifier"][0].encode()).digest()
    assert urlsafe_b64encode(solved).rstrip(b"=").decode() == asked["code_challenge"][0]


def tell(liar, asked, **changed):
    now = int(time.time())
    liar.claims = {
        "iss": liar.address,
        "sub": "x",
        "aud": "ev-scan",
        "iat": now,
        "exp": now + 300,
        "nonce": asked["nonce"][0],
        "roles": "adviser",
    } | changed
    liar.claims = {name: value for name, value in liar.claims.items() if value is not None}


def back(visitor, asked):
    visitor.open(f"/team/organisatie/terug?code=x&state={asked['state'][0]}")
    return visitor.press(BUTTON)


LIES = {
    "another issuer": {"iss": "https://elsewhere.example"},
    "no issuer": {"iss": None},
    "for another site": {"aud": "another"},
    "for another site too": {"aud": ["ev-scan", "another"]},
    "another party": {"azp": "another"},
    "another nonce": {"nonce": "x"},
    "no nonce": {"nonce": None},
    "expired": {"exp": 1_700_000_000},
    "no end": {"exp": None},
    "from the future": {"iat": 9_700_000_000},
    "nobody": {"sub": None},
    "no role": {"roles": None},
    "a role in an object": {"roles": {"admin": True}},
    "another word": {"roles": "Admin"},
    "a number": {"roles": [1]},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_token_that_is_not_for_this_sign_in_is_refused(lied_to, liar, visit, lie):
    visitor = visit(site=lied_to)
    asked = parse_qs(urlsplit(begin(visitor)).query)
    tell(liar, asked, **lie)
    assert back(visitor, asked).status == 403
    assert visitor.open("/team").page.h1 == "Inloggen"


@pytest.mark.parametrize("forger", ["unsigned", "secret", "other key"])
def test_a_forged_signature_is_refused(lied_to, liar, visit, forger):
    visitor = visit(site=lied_to)
    asked = parse_qs(urlsplit(begin(visitor)).query)
    tell(liar, asked)
    if forger == "unsigned":
        liar.header = {"alg": "none"}
    elif forger == "secret":
        liar.shared_secret("a secret of this site")
    else:
        liar.signed_with = RSAKey.generate_key(2048, parameters={"kid": "one"})
    assert back(visitor, asked).status == 403


@pytest.mark.parametrize(
    "metadata",
    [{"issuer": "https://elsewhere.example"}, {"token_endpoint": "http://elsewhere.example"}, {"jwks_uri": None}],
)
def test_a_provider_that_says_odd_things_is_not_used(lied_to, liar, visit, metadata):
    liar.metadata = metadata
    visitor = visit(site=lied_to).open("/team/organisatie")
    assert visitor.status == 503
    assert visitor.page.h1 == "Inloggen bij uw organisatie lukt niet"


def test_a_provider_that_does_not_answer_is_said(make_site, catalogue, visit):
    site = make_site(catalogue, **configured("http://127.0.0.1:9"))
    assert visit(site=site).open("/team/organisatie").status == 503


def test_an_issuer_is_asked_for_nothing_before_somebody_signs_in_there(lied_to, liar, visit):
    liar.metadata = {"issuer": "https://elsewhere.example"}
    assert visit(site=lied_to).open("/").status == 200
    assert visit(site=lied_to).open("/team/inloggen").status == 200


def test_another_role_there_is_another_role_here(lied_to, liar, visit):
    visitor, roles = visit(site=lied_to), []
    for role in ("monitor", "admin"):
        asked = parse_qs(urlsplit(begin(visitor)).query)
        tell(liar, asked, roles=[role])
        back(visitor, asked)
        roles.append(visitor.open("/beheer").status)
    assert roles == [403, 200]
