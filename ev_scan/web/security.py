"""Cookies, headers, and who may send a form: the same for every response."""

import secrets
from typing import Any

from flask import Flask, Request, Response, g, redirect, request
from werkzeug.exceptions import Forbidden, UnsupportedMediaType
from wtforms import Form
from wtforms.csrf.core import CSRF
from wtforms.fields import Field
from wtforms.form import BaseForm
from wtforms.meta import DefaultMeta
from wtforms.validators import ValidationError

from ev_scan.vault.tokens import ABSOLUTE_SECONDS, IDLE_SECONDS, Visit, sign, verify, write_visit
from ev_scan.web import context

_REFRESH_SECONDS = 300  # the cookie says when it was last seen; rewriting it at every page would be waste
_PREFERENCE_SECONDS = 180 * 24 * 3600
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
_FROM_HERE = frozenset({"same-origin", "none"})
_CSRF = "form"

_HEADERS = {
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
_HSTS = "max-age=63072000; includeSubDomains; preload"


def install(app: Flask) -> None:
    app.before_request(refuse_or_redirect)
    app.after_request(finish)


def refuse_or_redirect() -> Any:
    """Plain http only on this machine itself; forms only from our own pages."""
    if not request.is_secure and not _is_loopback(request):
        return redirect(request.url.replace("http://", "https://", 1), 308)
    if request.method in _UNSAFE:
        _refuse_cross_site(request)
        if request.mimetype not in _FORMS:
            raise UnsupportedMediaType
    return None


def _is_loopback(asked: Request) -> bool:
    return asked.host.rpartition(":")[0] in _LOOPBACK or asked.host in _LOOPBACK


def _refuse_cross_site(asked: Request) -> None:
    """First layer against forged forms. Clients that send neither header are no browsers: the token decides there."""
    site, origin = asked.headers.get("Sec-Fetch-Site"), asked.headers.get("Origin")
    same_host = origin is None or origin.partition("://")[2] == asked.host
    if not (same_host if site is None else site in _FROM_HERE):
        raise Forbidden


def finish(response: Response) -> Response:
    headers = response.headers
    for name, value in _HEADERS.items():
        headers[name] = value
    if request.is_secure:
        headers["Strict-Transport-Security"] = _HSTS
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = "no-store"
    _keep_preferences(response)
    _keep_visit(response)
    return response


def _keep_preferences(response: Response) -> None:
    for name, chosen in (("lang", context.locale), ("theme", context.theme)):
        if name in request.args and request.args[name] == (value := chosen()):
            _set_cookie(response, name, value, _PREFERENCE_SECONDS)


def _keep_visit(response: Response) -> None:
    visit: Visit | None = g.get("visit")
    if g.pop("visit_ended", False):
        for name in ("scan", _CSRF):
            response.delete_cookie(context.cookie_name(name), secure=request.is_secure, httponly=True, samesite="Lax")
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    elif g.pop("visit_stale", False):
        response.delete_cookie(context.cookie_name("scan"), secure=request.is_secure, httponly=True, samesite="Lax")
    elif visit and (g.pop("visit_begun", False) or context.now() - visit.seen > _REFRESH_SECONDS):
        token = write_visit(visit, context.now(), context.runtime().days)
        _set_cookie(response, "scan", token, None)
    if new := g.get("new_form_binding"):
        _set_cookie(response, _CSRF, new, None)


def _set_cookie(response: Response, name: str, value: str, seconds: int | None) -> None:
    response.set_cookie(
        context.cookie_name(name), value, max_age=seconds, secure=request.is_secure, httponly=True, samesite="Lax"
    )


def begin_visit(root: bytes) -> None:
    """Open a dossier in this browser, from a fresh or a typed code only."""
    g.visit = Visit.begin(root, context.now())
    g.visit_begun = True
    g.pop("dossier", None)


def end_visit() -> None:
    g.visit = None
    g.visit_ended = True


def forget_visit() -> None:
    """The cookie opens nothing any more; that of forms stays, so that what was typed can still be sent."""
    g.visit = None
    g.visit_stale = context.cookie_name("scan") in request.cookies


def _form_binding() -> bytes:
    """What a form of this browser is signed for: its opened dossier, else a random cookie."""
    visit = context.visit()
    if visit is not None:
        return visit.identity
    known: str | None = g.get("new_form_binding") or request.cookies.get(context.cookie_name(_CSRF))
    if not known:
        known = g.new_form_binding = secrets.token_urlsafe(16)
    return known.encode()


def form_token() -> str:
    """The token that this browser's forms carry."""
    return sign(_form_binding(), _CSRF, context.now(), context.runtime().days)


class VisitCSRF(CSRF):
    """Second layer: a signed token in each form, bound to the visit."""

    def generate_csrf_token(self, csrf_token_field: Field) -> str:
        return form_token()

    def validate_csrf_token(self, form: BaseForm, field: Field) -> None:
        if not verify(field.data or "", _form_binding(), _CSRF, context.now(), context.runtime().days):
            raise ValidationError(
                context.localize().gettext(
                    "Deze pagina stond te lang open, of uw browser weigert cookies. Uw invoer staat er nog: "
                    "verstuur de pagina opnieuw."
                )
            )


class ScanForm(Form):
    """Base of every form on the site."""

    class Meta(DefaultMeta):  # noqa: D106 - WTForms' own name for settings
        csrf = True
        csrf_class = VisitCSRF


SESSION_HOURS = (IDLE_SECONDS // 3600, ABSOLUTE_SECONDS // 3600)
