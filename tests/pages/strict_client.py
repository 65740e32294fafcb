"""A test client that refuses a response which breaks a rule that holds for all of them."""

from typing import Any
from xml.etree.ElementTree import Element

from flask.testing import FlaskClient
from pages.page_checks import BadPage, check_page
from werkzeug.test import TestResponse

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_OF_STAFF = ("staff", "known", "once")
HSTS = "max-age=63072000; includeSubDomains; preload"


class StrictClient(FlaskClient):
    """Every response is checked. `guard` is asked afterwards what went wrong behind the page."""

    guard: Any = None

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        if self.guard:
            self.guard.check()
        check_response(response)
        return response


def check_response(response: TestResponse) -> Element | None:
    """The tree of the page, when it is one. Raises BadPage."""
    problems = [*_headers(response), *_cookies(response)]
    if problems:
        raise BadPage(f"{response.request.method} {response.request.path}: " + "; ".join(problems))
    is_page = response.mimetype == "text/html" and "Location" not in response.headers and not response.content_encoding
    is_shown = response.request.method not in ("HEAD", "OPTIONS")
    return check_page(response.text, response.status_code) if is_page and is_shown else None


def _headers(response: TestResponse) -> list[str]:
    secure = response.request.scheme == "https"
    expected = HEADERS | ({"Strict-Transport-Security": HSTS} if secure else {})
    problems = [
        f"{name}: {response.headers.get(name)!r}"
        for name, value in expected.items()
        if response.headers.getlist(name) != [value]
    ]
    if not secure and "Strict-Transport-Security" in response.headers:
        problems.append("HSTS over plain http")
    for_ever = response.request.path.startswith("/s/") and response.status_code == 200
    caching = "public, max-age=31536000, immutable" if for_ever else "no-store"
    if response.headers.get("Cache-Control") != caching:
        problems.append(f"Cache-Control: {response.headers.get('Cache-Control')!r}")
    if for_ever and "Set-Cookie" in response.headers:
        problems.append("a cookie on a response that caches keep")
    problems += [f"{name} tells what runs here" for name in ("Server", "X-Powered-By") if name in response.headers]
    if response.mimetype.startswith("text/") and response.content_type.lower().find("charset=utf-8") < 0:
        problems.append(f"Content-Type: {response.content_type!r}")
    return problems


def _cookies(response: TestResponse) -> list[str]:
    secure = response.request.scheme == "https"
    problems = []
    for cookie in response.headers.getlist("Set-Cookie"):
        name, *attributes = cookie.split("; ")
        site = "Strict" if name.partition("=")[0].removeprefix("__Host-") in _OF_STAFF else "Lax"
        for wanted in ("HttpOnly", f"SameSite={site}", "Path=/"):
            if wanted not in attributes:
                problems.append(f"cookie without {wanted}: {name[:20]}")
        if ("Secure" in attributes, name.startswith("__Host-")) != (secure, secure):
            problems.append(f"cookie {name[:20]} over {response.request.scheme}")
        if any(each.startswith("Domain") for each in attributes):
            problems.append(f"cookie with a domain: {name[:20]}")
    return problems
