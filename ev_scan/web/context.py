"""What a view may ask about this process and about this request."""

import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from typing import Any, cast

from flask import Request, current_app, g, request
from sqlalchemy import Engine
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from ev_scan.config import Settings
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.staff import StaffMember, Stage
from ev_scan.i18n import LOCALES, SOURCE_LOCALE, Localizer, localizer
from ev_scan.services import accounts, dossiers
from ev_scan.services.accounts import SignedIn
from ev_scan.services.elsewhere import Provider
from ev_scan.services.library import Library
from ev_scan.services.shelf import Shelf
from ev_scan.vault.codes import ResumeCode, ShareCode
from ev_scan.vault.daily import DailyKeys
from ev_scan.vault.epochs import EpochKeys, month_of
from ev_scan.vault.errors import Unreadable
from ev_scan.vault.passwords import StaffKey, known_mark
from ev_scan.vault.tokens import COLLEAGUE, StaffVisit, Visit, read_staff, read_visit
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
    engine: Engine
    epochs: EpochKeys
    days: DailyKeys
    staff_key: StaffKey
    organisation: Provider | None
    throttle: Throttle
    assets: Assets
    pages: FragmentStore
    library: Library
    shelf: Shelf


class Visitor:
    """One request: what it asks for, worked out once. Flask's proxies are slow, so they are asked once too."""

    def __init__(self) -> None:
        self.runtime = cast(Runtime, current_app.extensions[EXTENSION])
        self.request: Request = cast(Any, request)._get_current_object()
        self.now = int(time.time())
        self.visit_begun = self.visit_ended = self.visit_stale = False
        self.staff_begun = self.staff_ended = False
        self.helping_begun = self.helping_ended = False
        self.new_form_binding: str | None = None
        self.begun_elsewhere: str | None = None
        """The cookie of a sign-in at the organisation of staff; empty when it was used."""

    @cached_property
    def is_secure(self) -> bool:
        return self.request.is_secure

    def cookie_name(self, name: str) -> str:
        """Browsers keep a `__Host-` cookie over https only; on plain loopback http the bare name serves."""
        return f"__Host-{name}" if self.is_secure else name

    def cookie(self, name: str) -> str | None:
        return self.request.cookies.get(self.cookie_name(name))

    @cached_property
    def locale(self) -> str:
        """`?lang=`, else the cookie that it set, else what the browser asks for, else Dutch."""
        wanted = self.request.args.get("lang") or self.cookie("lang")
        if wanted in LOCALES:
            return wanted
        return _best_locale(self.request.headers.get("Accept-Language", ""))

    @cached_property
    def theme(self) -> str:
        wanted = self.request.args.get("theme") or self.cookie("theme")
        return wanted if wanted in THEMES else THEMES[0]

    @cached_property
    def visit(self) -> Visit | None:
        """The opened dossier of this browser, if its cookie is still good."""
        token = self.cookie("scan")
        return read_visit(token, self.now, self.runtime.days) if token else None

    @property
    def opened(self) -> Visit | None:
        """The same, if this request asked for it; looking anew could fail where nothing may fail any more."""
        return cast(Visit | None, self.__dict__.get("visit"))

    @cached_property
    def dossier(self) -> Dossier:
        """The opened dossier, read once a request. Raises Unreadable."""
        return dossiers.read(self.runtime.engine, self.runtime.epochs, self.code)

    @property
    def code(self) -> ResumeCode:
        """The code of the opened dossier. Raises Unreadable."""
        if self.visit is None:
            raise Unreadable
        return ResumeCode(self.visit.root)

    def enter(self, root: bytes) -> None:
        """Open a dossier in this browser, from a fresh or a typed code only."""
        self.visit = Visit.begin(root, self.now)
        self.visit_begun = True
        self.__dict__.pop("dossier", None)

    def leave(self) -> None:
        self.visit = None
        self.visit_ended = True

    @cached_property
    def helping(self) -> Visit | None:
        """The share with which a colleague answers in this browser, if its cookie is still good."""
        token = self.cookie("colleague")
        return read_visit(token, self.now, self.runtime.days, COLLEAGUE) if token else None

    def begin_helping(self, root: bytes) -> None:
        self.helping, self.helping_begun, self.helping_ended = Visit.begin(root, self.now), True, False

    def end_helping(self) -> None:
        self.helping, self.helping_begun, self.helping_ended = None, False, True

    @cached_property
    def staff_visit(self) -> StaffVisit | None:
        """What the cookie of staff says; whether that session still lasts is asked of the database, see `signed_in`."""
        cookie = self.cookie("staff")
        return read_staff(cookie, accounts.IDLE_SECONDS, self.now, self.runtime.days) if cookie else None

    @cached_property
    def signed_in(self) -> SignedIn | None:
        """The session of staff in this browser, at whatever stage of signing in."""
        if self.staff_visit is None:
            return None
        return accounts.session(self.runtime.engine, self.runtime.staff_key, self.staff_visit.token, self.now)

    def is_known(self, name: str) -> bool:
        """Whether this account signed in with this browser before."""
        mark = self.cookie("known") or ""
        return hmac.compare_digest(mark.encode(), known_mark(self.runtime.staff_key.secret(), name).encode())

    def sign_in(self, session: SignedIn) -> None:
        """Keep this session in the browser, from its first step on."""
        self.signed_in, self.staff_visit = session, StaffVisit(session.token, self.now)
        self.staff_begun, self.staff_ended = True, False

    def sign_out(self) -> None:
        self.signed_in = self.staff_visit = None
        self.staff_begun, self.staff_ended = False, True

    def forget(self) -> None:
        """The cookie opens nothing any more; that of forms stays, so that what was typed can still be sent."""
        self.visit = None
        self.visit_stale = self.cookie("scan") is not None


@lru_cache(maxsize=512)
def _best_locale(accepted: str) -> str:
    return parse_accept_header(accepted, LanguageAccept).best_match(LOCALES, SOURCE_LOCALE) or SOURCE_LOCALE


def visitor() -> Visitor:
    found: Visitor | None = g.get("visitor")
    if found is None:
        found = g.visitor = Visitor()
    return found


def runtime() -> Runtime:
    return visitor().runtime


def catalogue() -> Catalogue:
    return visitor().runtime.catalogue


def engine() -> Engine:
    return visitor().runtime.engine


def shelf() -> Shelf:
    """The frozen releases of the monitor."""
    return visitor().runtime.shelf


def now() -> int:
    """Seconds since 1970, the same during one request."""
    return visitor().now


def today() -> date:
    return datetime.fromtimestamp(now(), UTC).date()


def month() -> str:
    return month_of(today())


def locale() -> str:
    return visitor().locale


def localize() -> Localizer:
    return localizer(visitor().locale)


def theme() -> str:
    return visitor().theme


def visit() -> Visit | None:
    return visitor().visit


def code() -> ResumeCode:
    return visitor().code


def share_code() -> ShareCode:
    """The code with which a colleague answers here. Raises Unreadable."""
    found = visitor().helping
    if found is None:
        raise Unreadable
    return ShareCode(found.root)


def staff() -> StaffMember | None:
    """Who has signed in, with all steps done."""
    found = visitor().signed_in
    return found.member if found and found.stage is Stage.FULL else None


def staff_desk_key() -> bytes:
    """What seals the cases of the adviser who has signed in."""
    found = visitor().signed_in
    if found is None or found.stage is not Stage.FULL:
        raise Unreadable
    return found.desk_key


def dossier() -> Dossier:
    return visitor().dossier


def has_dossier() -> bool:
    """Whether this browser has a dossier open that still exists."""
    here = visitor()
    if here.visit is None:
        return False
    try:
        return bool(here.dossier)
    except Unreadable:
        here.visit = None
        return False


def change_dossier(alter: Callable[[Dossier], Dossier]) -> Dossier:
    """Save a change of the opened dossier. Raises Unreadable and what `alter` raises."""
    here = visitor()
    changed = dossiers.change(here.runtime.engine, here.runtime.epochs, here.code, month(), alter)
    here.__dict__["dossier"] = changed
    return changed
