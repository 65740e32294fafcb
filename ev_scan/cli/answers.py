"""The main job without a browser: an answers file in, a plan out."""

import os
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from ev_scan.content.loader import load
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.plan_changes import plan_changes
from ev_scan.domain.questionnaire import Mode
from ev_scan.i18n import LOCALES, Localizer, localizer
from ev_scan.report.answers_template import answers_template
from ev_scan.report.comparison import comparison_lines
from ev_scan.report.summary import summary_lines
from ev_scan.resources import QUESTIONNAIRES
from ev_scan.services import documents
from ev_scan.services.answers_file import BadAnswers, read_dossier
from ev_scan.services.plans import creation_time, plan_of

_lang = click.option("--lang", type=click.Choice(LOCALES), default="nl", help="Language of the output.")
_file = click.Path(dir_okay=False, path_type=Path)
_source = click.Path(allow_dash=True, dir_okay=False)
_MAKERS: Final[Mapping[str, Callable[[Dossier, Catalogue, Localizer, datetime], bytes]]] = {
    "pdf": documents.plan_pdf,
    "json": documents.plan_json,
    "xlsx": documents.plan_xlsx,
    "csv": documents.plan_csv,
    "ics": documents.plan_ics,
}


def _catalogue() -> Catalogue:
    return load(Path(os.environ.get("EV_SCAN_QUESTIONNAIRES") or QUESTIONNAIRES))


@click.group()
def answers() -> None:
    """Work with answers files."""


@answers.command()
@click.option("--mode", type=click.Choice([mode.value for mode in Mode]), default=Mode.QUICK.value)
@_lang
def template(mode: str, lang: str) -> None:
    """Write an empty answers file with every question to standard output."""
    click.echo(answers_template(_catalogue(), Mode(mode), localizer(lang)), nl=False)


@click.command()
@click.argument("source", metavar="ANSWERS", type=_source, required=False)
@_lang
@click.option("--pdf", type=_file, help="Write the plan as a tagged PDF.")
@click.option("--json", type=_file, help="Write the plan as ev-scan/plan@1.")
@click.option("--xlsx", type=_file, help="Write actions, register, inputs and scores as a workbook.")
@click.option("--csv", type=_file, help="Write the actions as comma-separated text.")
@click.option("--ics", type=_file, help="Write the dates for a calendar.")
@click.option("--compare", type=(_source, _source), metavar="OLD NEW", help="Say what changed between two.")
def plan(source: str | None, lang: str, compare: tuple[str, str] | None, **targets: Path | None) -> None:
    """Make the plan of a company from an answers file, a plan in JSON, or the PDF that carries it."""
    catalogue, localize = _catalogue(), localizer(lang)
    wanted = {kind: path for kind, path in targets.items() if path}
    if compare:
        if source or wanted:
            raise click.UsageError("--compare takes two files and goes with --lang only.")
        _compare(*compare, catalogue, localize)
        return
    if source is None:
        raise click.UsageError("Missing argument 'ANSWERS'.")
    dossier = _dossier(source, catalogue, localize)
    created = creation_time(os.environ.get("SOURCE_DATE_EPOCH"))
    for kind, path in wanted.items():
        _write(path, _MAKERS[kind](dossier, catalogue, localize, created))
    if not wanted:
        for line in summary_lines(plan_of(dossier, catalogue), catalogue, localize):
            click.echo(line)


def _compare(old: str, new: str, catalogue: Catalogue, localize: Localizer) -> None:
    """Both with the questionnaire of today, so that a difference is one in the company."""
    if old == new == "-":
        raise click.UsageError("Only one of the two can come from standard input.")
    plans = [plan_of(_dossier(source, catalogue, localize, named=True), catalogue) for source in (old, new)]
    for line in comparison_lines(plan_changes(*plans), catalogue, localize):
        click.echo(line)


def _dossier(source: str, catalogue: Catalogue, localize: Localizer, *, named: bool = False) -> Dossier:
    """`named`: say in which file a fault is."""
    try:
        raw = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise click.BadParameter(f"{source}: {error.strerror}", param_hint="ANSWERS") from None
    try:
        return read_dossier(raw, source, catalogue, localize)
    except BadAnswers as error:
        for fault in error.faults:
            click.echo(f"{source}: {fault}" if named else str(fault), err=True)
        raise click.exceptions.Exit(2) from None


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise click.FileError(str(path), error.strerror) from None
