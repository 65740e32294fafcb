"""Cookies, headers, and who may send a form: the same for every response."""

import secrets
from typing import Any

from flask import Flask, Request, Response, redirect
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import Forbidden, UnsupportedMediaType
from wtforms import Form
from wtforms.csrf.core import CSRF
from wtforms.fields import Field
from wtforms.form import BaseForm
from wtforms.meta import DefaultMeta
from wtforms.validators import ValidationError

from ev_scan.domain.staff import Stage
from ev_scan.vault.passwords import known_mark, token_hash
from ev_scan.vault.tokens import ABSOLUTE_SECONDS, COLLEAGUE, IDLE_SECONDS, sign, verify, write_staff, write_visit
from ev_scan.web import context
from ev_scan.web.fields import clean

_REFRESH_SECONDS = 300  # the cookie says when it was last seen; rewriting it at every page would be waste
_STAFF_REFRESH_SECONDS = 60
_ELSEWHERE_SECONDS = 600
_PREFERENCE_SECONDS = 180 * 24 * 3600
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
_FROM_HERE = frozenset({"same-origin", "none"})
_CSRF = "form"
_FOR_MACHINES = ("/healthz", "/readyz")  # a load balancer asks these over plain http, from inside

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
    here = context.visitor()
    if not here.is_secure and not _is_loopback(here.request) and here.request.path not in _FOR_MACHINES:
        return redirect(here.request.url.replace("http://", "https://", 1), 308)
    if here.request.method in _UNSAFE:
        _refuse_cross_site(here.request)
        if here.request.mimetype not in _FORMS:
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
    here, headers = context.visitor(), response.headers
    headers.extend(_HEADERS)
    if here.is_secure:
        headers["Strict-Transport-Security"] = _HSTS
    if "Cache-Control" in headers:  # a static file: caches on the way keep it, so it must carry no cookie
        return response
    headers["Cache-Control"] = "no-store"
    _keep_preferences(here, response)
    _keep_visit(here, response)
    _keep_helping(here, response)
    _keep_staff(here, response)
    return response


def _keep_preferences(here: context.Visitor, response: Response) -> None:
    asked = here.request.args
    if "lang" in asked and asked["lang"] == here.locale:
        _set_cookie(here, response, "lang", here.locale, _PREFERENCE_SECONDS)
    if "theme" in asked and asked["theme"] == here.theme:
        _set_cookie(here, response, "theme", here.theme, _PREFERENCE_SECONDS)


def _keep_visit(here: context.Visitor, response: Response) -> None:
    if here.visit_ended:
        for name in ("scan", _CSRF):
            _drop_cookie(here, response, name)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    elif here.visit_stale:
        _drop_cookie(here, response, "scan")
    elif here.opened and (here.visit_begun or here.now - here.opened.seen > _REFRESH_SECONDS):
        _set_cookie(here, response, "scan", write_visit(here.opened, here.now, here.runtime.days), None)
    if here.new_form_binding:
        _set_cookie(here, response, _CSRF, here.new_form_binding, None)


def _keep_helping(here: context.Visitor, response: Response) -> None:
    if here.helping_ended:
        _drop_cookie(here, response, COLLEAGUE)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return
    helping = here.__dict__.get("helping")
    if helping and (here.helping_begun or here.now - helping.seen > _REFRESH_SECONDS):
        value = write_visit(helping, here.now, here.runtime.days, COLLEAGUE)
        _set_cookie(here, response, COLLEAGUE, value, None)


def _keep_staff(here: context.Visitor, response: Response) -> None:
    if here.begun_elsewhere:
        # Lax, as it has to come back with a request that another site began.
        _set_cookie(here, response, "elsewhere", here.begun_elsewhere, _ELSEWHERE_SECONDS)
    elif here.begun_elsewhere is not None:
        _drop_cookie(here, response, "elsewhere")
    if here.staff_ended:
        _drop_cookie(here, response, "staff", "Strict")
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return
    if here.staff_begun and here.signed_in and here.signed_in.stage is Stage.FULL:
        mark = known_mark(here.runtime.staff_key.secret(), here.signed_in.member.name)
        _set_cookie(here, response, "known", mark, _PREFERENCE_SECONDS, "Strict")
    visit = here.__dict__.get("staff_visit")
    if visit and (here.staff_begun or here.now - visit.seen > _STAFF_REFRESH_SECONDS):
        _set_cookie(here, response, "staff", write_staff(visit.token, here.now, here.runtime.days), None, "Strict")


def _set_cookie(
    here: context.Visitor, response: Response, name: str, value: str, seconds: int | None, site: str = "Lax"
) -> None:
    response.set_cookie(
        here.cookie_name(name), value, max_age=seconds, secure=here.is_secure, httponly=True, samesite=site
    )


def _drop_cookie(here: context.Visitor, response: Response, name: str, site: str = "Lax") -> None:
    response.delete_cookie(here.cookie_name(name), secure=here.is_secure, httponly=True, samesite=site)


def _form_binding() -> bytes:
    """What a form of this browser is signed for: whatever is open in it, else a random cookie."""
    here = context.visitor()
    staff = token_hash(here.staff_visit.token) if here.staff_visit else b""
    visits = b"".join(visit.identity for visit in (here.visit, here.helping) if visit)
    if visits or staff:
        return visits + staff
    known = here.new_form_binding or here.cookie(_CSRF)
    if not known:
        known = here.new_form_binding = secrets.token_urlsafe(16)
    return known.encode()


def form_token() -> str:
    """The token that this browser's forms carry."""
    here = context.visitor()
    return sign(_form_binding(), _CSRF, here.now, here.runtime.days)


class _Token:
    """A form makes its token when it is made; most forms that were sent are never drawn, and then it is not signed."""

    def __str__(self) -> str:
        return form_token()


class VisitCSRF(CSRF):
    """Second layer: a signed token in each form, bound to the visit."""

    def generate_csrf_token(self, csrf_token_field: Field) -> Any:
        return _Token()

    def validate_csrf_token(self, form: BaseForm, field: Field) -> None:
        if not verify(field.data or "", _form_binding(), _CSRF, context.now(), context.runtime().days):
            raise ValidationError(
                context.localize().gettext(
                    "Deze pagina stond te lang open, of uw browser weigert cookies. Uw invoer staat er nog: "
                    "verstuur de pagina opnieuw."
                )
            )


def cleaned(sent: MultiDict[str, str]) -> MultiDict[str, str]:
    """What a browser sent, without characters that no page could show again."""
    return MultiDict([(clean(name), clean(value)) for name, value in sent.items(multi=True)])


class ScanForm(Form):
    """Base of every form on the site."""

    class Meta(DefaultMeta):  # noqa: D106 - WTForms' own name for settings
        csrf = True
        csrf_class = VisitCSRF

        def wrap_formdata(self, form: BaseForm, formdata: Any) -> Any:
            return super().wrap_formdata(form, cleaned(formdata) if formdata else formdata)


SESSION_HOURS = (IDLE_SECONDS // 3600, ABSOLUTE_SECONDS // 3600)
