"""What a view may ask about this process and about this request."""

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import cast

from flask import current_app, g, request
from sqlalchemy.orm import Session

from ev_scan.config import Settings
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.dossier import Dossier
from ev_scan.i18n import LOCALES, SOURCE_LOCALE, Localizer, localizer
from ev_scan.persistence.database import db
from ev_scan.services import dossiers
from ev_scan.vault.codes import ResumeCode
from ev_scan.vault.daily import DailyKeys
from ev_scan.vault.epochs import EpochKeys, month_of
from ev_scan.vault.errors import Unreadable
from ev_scan.vault.tokens import Visit, read_visit
from ev_scan.web.assets import Assets
from ev_scan.web.fragments import FragmentStore
from ev_scan.web.throttle import Throttle

THEMES = ("auto", "light", "dark")
EXTENSION = "ev_scan"


@dataclass(frozen=True)
class Runtime:
    """What the factory loaded once for this process."""

    settings: Settings
    catalogue: Catalogue
    epochs: EpochKeys
    days: DailyKeys
    throttle: Throttle
    assets: Assets
    pages: FragmentStore


def runtime() -> Runtime:
    return cast(Runtime, current_app.extensions[EXTENSION])


def catalogue() -> Catalogue:
    return runtime().catalogue


def session() -> Session:
    return db.session()


def now() -> int:
    """Seconds since 1970, the same during one request."""
    if "now" not in g:
        g.now = int(time.time())
    return cast(int, g.now)


def today() -> date:
    return datetime.fromtimestamp(now(), UTC).date()


def month() -> str:
    return month_of(today())


def locale() -> str:
    """`?lang=`, else the cookie that it set, else what the browser asks for, else Dutch."""
    if "locale" not in g:
        wanted = request.args.get("lang") or request.cookies.get(cookie_name("lang"))
        if wanted not in LOCALES:
            wanted = request.accept_languages.best_match(LOCALES, SOURCE_LOCALE)
        g.locale = wanted
    return cast(str, g.locale)


def localize() -> Localizer:
    return localizer(locale())


def theme() -> str:
    wanted = request.args.get("theme") or request.cookies.get(cookie_name("theme"))
    return wanted if wanted in THEMES else "auto"


def cookie_name(name: str) -> str:
    """Browsers keep a `__Host-` cookie over https only; on plain loopback http the bare name serves."""
    return f"__Host-{name}" if request.is_secure else name


def visit() -> Visit | None:
    """The opened dossier of this browser, if its cookie is still good."""
    if "visit" not in g:
        token = request.cookies.get(cookie_name("scan"))
        g.visit = read_visit(token, now(), runtime().days) if token else None
    return cast(Visit | None, g.visit)


def code() -> ResumeCode:
    """The code of the opened dossier; only inside views for entrepreneurs."""
    opened = visit()
    if opened is None:
        raise Unreadable
    return ResumeCode(opened.root)


def dossier() -> Dossier:
    """The opened dossier, read once a request. Raises Unreadable."""
    if "dossier" not in g:
        g.dossier = dossiers.read(session(), runtime().epochs, code())
    return cast(Dossier, g.dossier)


def has_dossier() -> bool:
    """Whether this browser has a dossier open that still exists."""
    if visit() is None:
        return False
    try:
        dossier()
    except Unreadable:
        g.visit = None
        return False
    return True
