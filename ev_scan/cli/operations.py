"""Commands for operators."""

import gc
import logging
from datetime import UTC, date, datetime
from typing import Any

import click
from flask import Flask
from flask.cli import with_appcontext
from gunicorn.app.base import BaseApplication
from sqlalchemy.exc import SQLAlchemyError

from ev_scan.cli.server_log import ServerLog
from ev_scan.config import Settings
from ev_scan.content.loader import load
from ev_scan.domain.errors import EvScanError
from ev_scan.factory import create_app
from ev_scan.persistence.database import db
from ev_scan.persistence.schema import current_revision, head_revision, upgrade
from ev_scan.services.contributing import Folder, tidy
from ev_scan.services.live_count import count_waiting
from ev_scan.services.maintenance import make_keys, needed_months, purge
from ev_scan.vault.epochs import EpochKeys
from ev_scan.vault.passwords import StaffKey


def _today() -> date:
    return datetime.now(UTC).date()


@click.command()
def prepare() -> None:
    """Bring the database up to date and make the keys of the coming months."""
    settings = Settings.from_environ()
    settings.instance_path.mkdir(parents=True, exist_ok=True, mode=0o700)
    upgrade(settings.database_url)
    made = make_keys(EpochKeys(settings.keys_path), _today())
    StaffKey(settings.keys_path).ensure()
    click.echo(f"database at {current_revision(settings.database_url)}; new keys: {', '.join(made) or 'none'}")


class _Server(BaseApplication):
    """gunicorn with settings that suit many short requests on few cores."""

    def __init__(self, app: Flask, options: dict[str, Any]) -> None:
        self._app, self._options = app, options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self._app


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
def serve(host: str, port: int, workers: int) -> None:
    """Run the production server. Put a buffering reverse proxy with https in front when it faces the internet."""
    settings = Settings.from_environ()
    problem = _unready(settings)
    if problem:
        raise click.ClickException(f"{problem} Run 'ev-scan prepare' first.")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    options = {
        "bind": f"{'[' + host + ']' if ':' in host else host}:{port}",
        "workers": workers,
        "worker_class": "gthread",
        "threads": 2,
        "timeout": 30,
        "graceful_timeout": 20,
        "keepalive": 30,
        "max_requests": 20_000,
        "max_requests_jitter": 2_000,
        "limit_request_line": 4094,  # an organisation's sign-in comes back with long addresses
        "accesslog": None,  # its lines would hold addresses
        "logger_class": ServerLog,
        "control_socket_disable": True,  # it would lie outside the instance folder
    }
    _Server(production_app(settings), options).run()


def production_app(settings: Settings | None = None) -> Flask:
    """The application as `serve` runs it: what it loaded lives as long as it does, so no collection looks at it."""
    app = create_app(settings)
    gc.collect()
    gc.freeze()
    return app


def _unready(settings: Settings) -> str:
    """What is missing before the site can serve; empty when nothing is."""
    missing = EpochKeys(settings.keys_path).missing(needed_months(_today()))
    if missing:
        return f"EV_SCAN_KEYS_PATH: there is no key for {', '.join(missing)}."
    try:
        if current_revision(settings.database_url) != head_revision():
            return "EV_SCAN_DATABASE_URL: the database is not up to date."
    except SQLAlchemyError as error:
        return f"EV_SCAN_DATABASE_URL: the database does not answer ({type(error).__name__})."
    return ""


@click.command()
def health() -> None:
    """Check settings, database, keys and catalogue; exit 1 when something is wrong."""
    try:
        settings = Settings.from_environ()
        catalogue = load(settings.questionnaires)
    except EvScanError as error:
        raise click.ClickException(str(error)) from None
    problem = _unready(settings)
    click.echo(problem or f"ok: catalogue {catalogue.version} {catalogue.fingerprint[:12]}")
    if problem:
        raise click.exceptions.Exit(1)


@click.group()
def maintenance() -> None:
    """What a nightly job does."""


@maintenance.command("purge")
@with_appcontext
def purge_old() -> None:
    """Delete dossiers past their retention and the keys of those months; make the keys of the coming months.

    Contributions to the monitor that wait on this host are written anew in an order of chance; those of a frozen
    year go. Once a week it is noted how many wait, rounded down, for the pages of the monitor.
    """
    settings = Settings.from_environ()
    keys = EpochKeys(settings.keys_path)
    make_keys(keys, _today())
    done = purge(db.engine, keys, _today(), settings.retention_months)
    folder = Folder(settings.instance_path)
    tidy(folder)
    count_waiting(folder, _today())
    click.echo(f"deleted {done.dossiers} dossiers; destroyed keys: {', '.join(done.keys) or 'none'}")
