"""What goes over the wire with every page: https, cookies, headers and files that caches may keep."""

import gzip
import re

import brotli
import pytest
from pages.scan_trip import ScanTrip
from pages.strict_client import HSTS

SECURE = {"base_url": "https://scan.example.nl"}


@pytest.mark.parametrize(
    "host", ["scan.example.nl", "192.0.2.1", "192.0.2.1:8000", "localhost.example.nl", "127.0.0.2"]
)
@pytest.mark.parametrize("path", ["/", "/hervat?next=/plan", "/nothing", "/s/x.css"])
def test_plain_http_leads_to_https(visitor, host, path):
    response = visitor.client.get(path, base_url=f"http://{host}")
    assert (response.status_code, response.location) == (308, f"https://{host}{path}")


def test_a_form_over_plain_http_is_not_read(visitor):
    response = visitor.client.post("/start", base_url="http://scan.example.nl")
    assert response.status_code == 308
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1", "127.0.0.1:8000", "[::1]", "[::1]:8000"])
def test_trying_it_out_on_this_machine_works_over_plain_http(visitor, host):
    assert visitor.client.get("/", base_url=f"http://{host}").status_code == 200


def cookies_of(trip):
    return {name: cookie for name, cookie in trip.visitor.cookies.items() if "scan" in name or "form" in name}


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_load_balancer_may_ask_over_plain_http(visitor, path):
    assert visitor.client.get(path, base_url="http://10.0.0.7:8000").status_code == 200


def test_cookies_over_https_belong_to_this_host_alone(visit, catalogue):
    visitor = visit()
    visitor.base_url = SECURE["base_url"]
    trip = ScanTrip(visitor, catalogue).begin()
    found = cookies_of(trip)
    assert found.keys() == {"__Host-scan", "__Host-form"}
    for cookie in found.values():
        assert (cookie.secure, cookie.http_only, cookie.same_site, cookie.path) == (True, True, "Lax", "/")
        assert cookie.origin_only
        assert cookie.max_age is None, "gone when the browser closes"
    assert trip.visitor.response.headers["Strict-Transport-Security"] == HSTS


def test_cookies_on_this_machine_have_plain_names(trip):
    found = cookies_of(trip)
    assert found.keys() == {"scan", "form"}
    assert all(cookie.http_only and not cookie.secure for cookie in found.values())


def test_a_plain_cookie_is_worth_nothing_over_https(trip, visit):
    value = trip.visitor.cookies["scan"].value
    other = visit()
    other.base_url = SECURE["base_url"]
    other.client.set_cookie("scan", value, domain="scan.example.nl")
    assert other.open("/scan").page.path == "/hervat"


def test_the_cookie_shows_nothing_of_the_code(trip):
    assert trip.code.replace("-", "") not in trip.visitor.cookies["scan"].value
    again = ScanTrip(trip.visitor, trip.catalogue).resume(trip.code)
    assert again.visitor.status == 200


def test_the_cookie_is_not_rewritten_at_every_page(trip):
    assert "Set-Cookie" not in trip.visitor.open("/scan").response.headers


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/nothing", 404),
        ("DELETE", "/start", 405),
        ("DELETE", "/nothing", 404),
        ("HEAD", "/start", 200),
        ("OPTIONS", "/start", 200),
        ("GET", "/scan", 303),
        ("POST", "/start", 415),
        ("GET", "/healthz", 200),
        ("GET", "/readyz", 200),
        ("GET", "/robots.txt", 200),
        ("GET", "/.well-known/security.txt", 200),
    ],
)
@pytest.mark.parametrize("base_url", ["http://localhost", SECURE["base_url"]])
def test_every_response_carries_the_headers(visitor, method, path, status, base_url):
    """The strict client checks them; here are the responses that no trip meets."""
    kind = "application/x-www-form-urlencoded" if method == "DELETE" else None
    response = visitor.client.open(path, method=method, base_url=base_url, content_type=kind)
    assert response.status_code == status


# Files


def files_of(page):
    return sorted({each.get("src") or each.get("href") for each in page.root.iter() if each.tag in ("link", "script")})


def test_static_files_are_named_after_their_content_and_kept_for_ever(visitor):
    files = files_of(visitor.open("/hervat").page)
    assert [re.sub(r"\.[0-9a-f]{10}\.", ".", name) for name in files] == [
        "/s/css/ev.css",
        "/s/img/icon.svg",
        "/s/js/resume.js",
    ]
    for name in files:
        response = visitor.client.get(name)
        assert response.status_code == 200
        assert response.headers["Vary"] == "Accept-Encoding"
        assert len(response.data) > 100


@pytest.mark.parametrize(("encoding", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_static_files_and_pages_are_compressed_for_who_asks(visitor, encoding, decode):
    for path in (files_of(visitor.open("/").page)[0], "/"):
        plain = visitor.client.get(path)
        packed = visitor.client.get(path, headers={"Accept-Encoding": encoding})
        assert packed.content_encoding == encoding
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert len(packed.data) < len(plain.data) / 2
        if path != "/":
            assert decode(packed.data) == plain.data


def test_no_cookie_comes_with_what_caches_keep(trip, clock):
    """Not even when the session's own cookie is due to be renewed, or a language was asked for."""
    file = files_of(trip.visitor.page)[0]
    clock(0.2)
    for query in ("", "?lang=en&theme=dark"):
        assert "Set-Cookie" not in trip.visitor.client.get(file + query).headers
    assert "scan=" in trip.visitor.open("/scan").response.headers["Set-Cookie"]


def test_a_static_file_is_found_under_its_own_name_only(visitor):
    file = files_of(visitor.open("/").page)[0]
    for wrong in (
        re.sub(r"\.[0-9a-f]{10}\.", ".", file),
        file.upper(),
        file + "/",
        "/s/",
        "/s/css/",
        "/static/css/ev.css",
    ):
        assert visitor.client.get(wrong).status_code in (404, 308), wrong
