"""A whole site in a folder of its own: a SQLite file, keys, and the application; and who visits it."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from pages.guards import WriteGuard, no_writes_on_reading, only_this_machine
from pages.strict_client import StrictClient
from pages.visitor import Visitor

from ev_scan.config import Settings
from ev_scan.domain.catalogue import Catalogue
from ev_scan.factory import create_app
from ev_scan.persistence.database import db
from ev_scan.persistence.schema import upgrade
from ev_scan.services.maintenance import make_keys
from ev_scan.vault.epochs import EpochKeys
from ev_scan.vault.passwords import StaffKey

_ADDRESSES = (f"10.{a}.{b}.{c}" for a, b, c in itertools.product(range(256), repeat=3))


def new_settings(folder: Path) -> Settings:
    """Ready to serve: migrated, and with keys for this month and the next."""
    settings = Settings(
        instance_path=folder, database_url=f"sqlite:///{folder / 'ev-scan.db'}", keys_path=folder / "keys"
    )
    upgrade(settings.database_url)
    make_keys(EpochKeys(settings.keys_path), datetime.now(UTC).date())
    StaffKey(settings.keys_path).ensure()
    return settings


def close(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return new_settings(tmp_path)


@pytest.fixture
def make_site(settings: Settings) -> Iterator[Callable[..., Flask]]:
    """A site of its own for a test that changes settings or content: make_site(catalogue, hosts=("…",))."""
    made: list[Flask] = []

    def make(content: Catalogue, **changed: object) -> Flask:
        app = create_app(replace(settings, **changed), content)
        app.test_client_class = StrictClient
        made.append(app)
        return app

    yield make
    for app in made:
        close(app)


def _shared(tmp_path_factory: pytest.TempPathFactory, content: Catalogue) -> Iterator[Flask]:
    app = create_app(new_settings(tmp_path_factory.mktemp("site")), content)
    app.test_client_class = StrictClient
    yield app
    close(app)


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Iterator[Flask]:
    """One site with the tiny content for all tests that only visit it; every visitor comes from another address."""
    yield from _shared(tmp_path_factory, catalogue)


@pytest.fixture(scope="session")
def published_site(tmp_path_factory: pytest.TempPathFactory, published: Catalogue) -> Iterator[Flask]:
    """The same with the real content."""
    yield from _shared(tmp_path_factory, published)


@pytest.fixture(autouse=True)
def write_guard() -> Iterator[WriteGuard]:
    with no_writes_on_reading() as guard:
        yield guard


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    with only_this_machine():
        yield


def new_visitor(app: Flask, guard: WriteGuard | None = None, language: str = "nl", address: str = "") -> Visitor:
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = address or next(_ADDRESSES)
    client.guard = guard
    return Visitor(client, headers={"Accept-Language": language})


@pytest.fixture
def visit(request: pytest.FixtureRequest, write_guard: WriteGuard) -> Callable[..., Visitor]:
    """A new browser, from an address of its own: visit(), visit("en"), visit(site=other_app)."""

    def make(language: str = "nl", site: Flask | None = None, address: str = "") -> Visitor:
        return new_visitor(site or request.getfixturevalue("app"), write_guard, language, address)

    return make


@pytest.fixture
def visitor(visit: Callable[..., Visitor]) -> Visitor:
    return visit()
