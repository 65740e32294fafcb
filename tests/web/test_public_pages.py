"""What everybody may read, and that no link of the whole site leads nowhere."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from pages.scan_trip import ScanTrip

BOTH = pytest.mark.parametrize("language", ["nl", "en"])
PUBLIC = ["/", "/start", "/hervat", "/privacy", "/toegankelijkheid", "/contact", "/afgesloten", "/gewist"]


@BOTH
@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_needs_nothing(visit, path, language):
    page = visit(language).open(path).page
    assert (page.status, page.path, page.language) == (200, path, language)


@BOTH
def test_no_link_of_the_site_leads_nowhere(visit, catalogue, language):
    """From the front page with a finished scan: every page that a link leads to, once."""
    trip = ScanTrip(visit(language), catalogue, language).begin().walk({"oven_check": ("unknown",)})
    found, waiting = set(), ["/", "/hervat", "/plan"]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        trip.visitor.open(path)
        assert trip.visitor.status == 200, path
        if trip.visitor.response.mimetype != "text/html":
            continue
        for href in trip.visitor.page.links().values():
            target = urlsplit(href)
            if not target.scheme and not target.query and target.path:
                waiting.append(target.path)
    assert {"/privacy", "/plan", "/plan.pdf", "/plan.json", "/wissen", "/scan/recipes/controle"} <= found
    assert len(found) > 25


def test_the_front_page_counts_the_questions(visitor, catalogue):
    text = visitor.open("/").page.text
    assert f"{len(catalogue.questionnaire.profile)} vragen over uw bedrijf" in text


def test_the_front_page_leads_on_when_a_scan_is_open(trip):
    assert trip.visitor.open("/").page.link("Ga verder met uw scan") == "/scan"


def test_the_privacy_page_says_how_long_we_keep_what(make_site, catalogue, visit):
    visitor = visit(site=make_site(catalogue, retention_months=1))
    assert "1 maand na uw laatste wijziging" in visitor.open("/privacy").page.text
    assert "na 2 uur zonder gebruik" in visitor.page.text


@pytest.mark.parametrize("email", ["", "scan@example.nl"])
def test_security_txt_says_whom_to_tell(make_site, catalogue, visit, email):
    visitor = visit(site=make_site(catalogue, contact_email=email))
    visitor.base_url = "https://scan.example.nl"
    text = visitor.open("/.well-known/security.txt").response.text
    fields = dict(line.split(": ", 1) for line in text.strip().split("\n"))
    assert fields["Contact"] == (f"mailto:{email}" if email else "https://scan.example.nl/contact")
    assert fields["Canonical"] == "https://scan.example.nl/.well-known/security.txt"
    expires = datetime.fromisoformat(fields["Expires"])
    assert timedelta(days=30) < expires - datetime.now(UTC) < timedelta(days=365)


def test_the_contact_page_names_the_address_of_this_site(make_site, catalogue, visit):
    page = visit(site=make_site(catalogue, contact_email="scan@example.nl")).open("/contact").page
    assert page.link("scan@example.nl") == "mailto:scan@example.nl"


def test_search_engines_are_kept_out_of_the_scan(visitor):
    rules = visitor.open("/robots.txt").response.text.splitlines()
    assert {"Disallow: /scan", "Disallow: /plan", "Disallow: /hervat"} <= set(rules)


def test_health_and_readiness(visitor):
    for path in ("/healthz", "/readyz"):
        assert visitor.open(path).response.text == "ok\n"
