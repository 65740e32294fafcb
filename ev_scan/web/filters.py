"""What templates may call besides the standard ones."""

from typing import Any, Final
from urllib.parse import quote, urlencode

from flask import Flask, request
from markupsafe import Markup, escape
from sqlalchemy.exc import SQLAlchemyError

from ev_scan.domain.staff import Role, StaffMember
from ev_scan.domain.text import Text
from ev_scan.vault.errors import KeysUnavailable
from ev_scan.web import context

_KEPT: Final = {"dossier.resume": ("next",), "dossier.start": ("mode",), "knowledge.home": ("q",)}
_OF_FIGURES: Final = ("periode", "sector", "grootte", "landsdeel", "cijfer")


def install(app: Flask) -> None:
    app.jinja_env.filters["t"] = translated
    app.jinja_env.globals["static_url"] = static_url
    app.context_processor(frame)


def static_url(name: str) -> str:
    return context.runtime().assets.url(name)


def translated(text: Text) -> Markup:
    """A sentence of the questionnaire; marked as Dutch where its translation is missing."""
    localize = context.localize()
    words, language = localize(text), localize.language_of(text)
    if language == localize.locale:
        return escape(words)
    return Markup('<span lang="{}">{}</span>').format(language, words)


def frame() -> dict[str, Any]:
    """What the layout of every page needs, error pages too: nothing here may fail."""
    return {
        "locale": context.locale(),
        "theme": context.theme(),
        "current_path": request.path,
        "here": _here,
        "scan_open": _scan_open(),
        "together": is_together(),
        "staff_member": _staff_member(),
        "monitor_public": context.runtime().settings.monitor_public,
    }


def _here(name: str, value: str) -> str:
    """The same page in another language or colour, with where to go on after resuming and what was asked for.

    Nothing else of an address is repeated: pages that are drawn once would show it to everybody.
    """
    kept = _OF_FIGURES if request.blueprint == "monitor" else _KEPT.get(request.endpoint or "", ())
    arguments = {each: request.args[each] for each in kept if each in request.args} | {name: value}
    return f"{quote(request.path)}?{urlencode(arguments)}"


def is_together() -> bool:
    """Whether an adviser fills in a scan with the company; nothing here may fail, as in frame()."""
    if not _scan_open():
        return False
    try:
        staff = context.staff() if context.visitor().staff_visit else None
    except (KeysUnavailable, OSError, SQLAlchemyError):
        return False
    return staff is not None and staff.role is Role.ADVISER


def _scan_open() -> bool:
    try:
        return context.visit() is not None
    except (KeysUnavailable, OSError):
        return False


def _staff_member() -> StaffMember | None:
    """Only if this page asked for it: an error page must not need the database."""
    return context.staff() if context.visitor().__dict__.get("signed_in") else None
