"""Headless Chromium before a running site; notes whatever a browser has to complain about."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from pages.monitor_trip import start_monitor
from pages.scan_trip import ScanTrip
from pages.site import close, new_settings, new_visitor
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from ev_scan.domain.catalogue import Catalogue
from ev_scan.factory import create_app

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AS_MEANT = (
    "Failed to load resource: the server responded",  # Chromium notes each page with an error status
    "Cleared data types:",  # and what it forgot when a scan was closed
    "net::ERR_ABORTED",  # a download is no page, and what a visitor left before it came was not missed
)


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"  # connections stay open, as behind a real server

    def log(self, *_: Any) -> None:
        pass


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The address of a server in a thread of this process."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Watch:
    """One browser context; `complaints` holds what no page may cause."""

    def __init__(self, context: BrowserContext, base_url: str) -> None:
        self.context, self.base_url = context, base_url
        self.complaints: list[str] = []
        self.status = 0
        """Of the page that was opened last."""
        context.on("request", self._requested)
        context.on("console", lambda message: self.complaints.append(f"console: {message.text}"))
        context.on("response", self._answered)
        context.on("weberror", lambda error: self.complaints.append(f"error: {error.error}"))
        context.on("requestfailed", lambda request: self.complaints.append(f"failed: {request.url} {request.failure}"))
        self.page = context.new_page()
        self.page.set_default_timeout(15_000)

    def _requested(self, request: Any) -> None:
        if not request.url.startswith((self.base_url + "/", "data:")):
            self.complaints.append(f"request to {request.url}")

    def _answered(self, response: Any) -> None:
        if response.request.is_navigation_request():
            self.status = response.status

    def open(self, path: str) -> Page:
        self.page.goto(self.base_url + path)
        return self.page

    def check(self) -> None:
        found = [each for each in self.complaints if not any(meant in each for meant in AS_MEANT)]
        self.complaints.clear()
        assert not found, found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("install chromium to test in a browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def live_site(tmp_path_factory: pytest.TempPathFactory, published: Catalogue) -> Iterator[tuple[Flask, str]]:
    """The application with the real content and a monitor team, and where it listens."""
    settings = new_settings(tmp_path_factory.mktemp("live"))
    start_monitor(settings)
    app = create_app(settings, published)
    with serving(app) as base_url:
        yield app, base_url
    close(app)


@pytest.fixture
def browse(chromium: Browser, live_site: tuple[Flask, str]) -> Iterator[Callable[..., Watch]]:
    """A new browser window: browse(locale="en", java_script_enabled=False); complaints fail the test."""
    opened: list[Watch] = []

    def make(**options: Any) -> Watch:
        watch = Watch(chromium.new_context(**{"locale": "nl", **options}), live_site[1])
        opened.append(watch)
        return watch

    yield make
    for watch in opened:
        watch.check()
        watch.context.close()


@pytest.fixture
def prepare(live_site: tuple[Flask, str], published: Catalogue) -> Callable[..., ScanTrip]:
    """A scan filled in behind the browser's back: prepare(), prepare("en")."""
    app, _ = live_site

    def make(language: str = "nl") -> ScanTrip:
        return ScanTrip(new_visitor(app, language=language), published, language).begin()

    return make
