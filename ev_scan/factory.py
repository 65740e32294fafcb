"""Puts the application together."""

import logging
from collections.abc import Callable
from importlib import import_module
from typing import Any

from flask import Blueprint, Flask
from flask_babel import Babel, Domain
from flask_compress import Compress
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from ev_scan.config import Settings
from ev_scan.content.loader import load
from ev_scan.domain.catalogue import Catalogue
from ev_scan.i18n import LOCALES, SOURCE_LOCALE, localizer
from ev_scan.persistence.database import connect
from ev_scan.resources import STATIC, TEMPLATES
from ev_scan.services.elsewhere import Provider
from ev_scan.services.library import Library
from ev_scan.services.shelf import Shelf
from ev_scan.vault.daily import DailyKeys
from ev_scan.vault.epochs import EpochKeys
from ev_scan.vault.passwords import StaffKey
from ev_scan.web import assets, context, errors, filters, security
from ev_scan.web.admin import log  # noqa: F401 - hangs its pages on the blueprint
from ev_scan.web.admin.views import bp as admin
from ev_scan.web.consultation.views import bp as consultation
from ev_scan.web.contribution.views import bp as contribution
from ev_scan.web.delegate.views import bp as delegate
from ev_scan.web.desk.views import bp as desk
from ev_scan.web.dossier.views import bp as dossier
from ev_scan.web.fragments import FragmentStore
from ev_scan.web.knowledge.views import bp as knowledge
from ev_scan.web.legal.views import bp as legal
from ev_scan.web.monitor.views import bp as monitor
from ev_scan.web.plan.views import bp as plan
from ev_scan.web.public.views import bp as public
from ev_scan.web.scan.views import bp as scan
from ev_scan.web.sharing.views import bp as sharing
from ev_scan.web.stappenplan.views import bp as stappenplan
from ev_scan.web.supply import files, views  # noqa: F401 - they hang their pages on the blueprint
from ev_scan.web.supply.stored import bp as supply
from ev_scan.web.team import account, organisation  # noqa: F401 - they hang their pages on the blueprint
from ev_scan.web.team.blueprint import bp as team
from ev_scan.web.throttle import Throttle

_LARGEST_BODY = 64 * 1024
_MOST_FIELDS = 300


def create_app(settings: Settings | None = None, catalogue: Catalogue | None = None) -> Flask:
    """The web application. Raises BadSetting or BadContent, so that a broken site does not start."""
    settings = settings or Settings.from_environ()
    app = _Site(
        "ev_scan", template_folder=str(TEMPLATES), static_folder=None, instance_path=str(settings.instance_path)
    )
    app.config.update(
        MAX_CONTENT_LENGTH=_LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=_LARGEST_BODY,
        MAX_FORM_PARTS=_MOST_FIELDS,
        TRUSTED_HOSTS=list(settings.hosts) or None,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_MIMETYPES=["text/html", "application/json", "text/plain"],
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=1, x_host=1)  # type: ignore[method-assign]
    settings.instance_path.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = connect(app, settings.database_url)
    catalogue = catalogue or load(settings.questionnaires)
    app.extensions[context.EXTENSION] = context.Runtime(
        settings=settings,
        catalogue=catalogue,
        engine=engine,
        epochs=EpochKeys(settings.keys_path),
        days=DailyKeys(settings.keys_path),
        staff_key=StaffKey(settings.keys_path),
        organisation=_provider(settings),
        throttle=Throttle(settings.throttle_url),
        assets=assets.Assets(STATIC),
        pages=FragmentStore(),
        library=Library(catalogue),
        shelf=Shelf(settings.instance_path),
    )
    _install(app)
    return app


def _provider(settings: Settings) -> Provider | None:
    """Its packages are an extra, and are loaded only for a site that has one."""
    if not settings.oidc_issuer:
        return None
    found: Provider = import_module("ev_scan.services.organisation").Organisation(settings)
    return found


def _install(app: Flask) -> None:
    for locale in LOCALES:
        localizer(locale)  # read now, so that the first visitor does not wait
    Babel(app, default_locale=SOURCE_LOCALE, locale_selector=context.locale, default_domain="messages")
    app.extensions["babel"].instance.domain_instance = _Frame()
    Compress(app)
    security.install(app)
    errors.install(app)
    filters.install(app)
    for blueprint in _blueprints():
        app.register_blueprint(blueprint)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # its request lines hold addresses


def _blueprints() -> tuple[Blueprint, ...]:
    return (
        assets.bp,
        public,
        dossier,
        scan,
        plan,
        legal,
        stappenplan,
        supply,
        knowledge,
        team,
        admin,
        consultation,
        sharing,
        delegate,
        contribution,
        desk,
        monitor,
    )


class _Site(Flask):
    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """No view or hook here is a coroutine; asking that of each of them at every request takes its time."""
        return func


class _Frame(Domain):  # type: ignore[misc]
    """Flask-Babel's words come from the catalogue that the rest of the program uses."""

    def get_translations(self) -> Any:
        return context.localize().frame
