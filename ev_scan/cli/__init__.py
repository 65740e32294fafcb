"""`ev-scan`: everything that is done without a browser."""

import sys

import click
from flask import Flask
from flask.cli import FlaskGroup, NoAppException

from ev_scan.cli.account import account
from ev_scan.cli.answers import answers, plan
from ev_scan.cli.content import content
from ev_scan.cli.monitor import monitor
from ev_scan.cli.operations import health, maintenance, prepare, serve
from ev_scan.domain.errors import EvScanError
from ev_scan.factory import create_app

BAD_INPUT = 2


def _app() -> Flask:
    """For Flask's own commands, which know how to show this error; `ev-scan --help` works without any setting."""
    try:
        return create_app()
    except EvScanError as error:
        raise NoAppException(str(error)) from None


def _group() -> FlaskGroup:
    group = FlaskGroup(name="ev-scan", create_app=_app, help="EV-scan: economic security for small companies.")
    for command in (content, answers, plan, account, monitor, serve, prepare, maintenance, health):
        group.add_command(command)
    return group


def main() -> None:
    """The console script: what a user can mend is one clear message and no traceback."""
    try:
        sys.exit(_group().main(standalone_mode=False))  # click hands back the code of an Exit instead of raising it
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
    except EvScanError as error:
        click.echo(str(error), err=True)
        sys.exit(BAD_INPUT)
