"""The main job without a browser: an answers file in, a plan out."""

import os
import sys
from pathlib import Path

import click
import orjson

from ev_scan.content.loader import load
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.questionnaire import Mode
from ev_scan.i18n import LOCALES, Localizer, localizer
from ev_scan.report.answers_template import answers_template
from ev_scan.report.machine import plan_document
from ev_scan.report.summary import summary_lines
from ev_scan.resources import QUESTIONNAIRES
from ev_scan.services import documents
from ev_scan.services.answers_file import BadAnswers, read_dossier
from ev_scan.services.plans import creation_time, plan_of

_lang = click.option("--lang", type=click.Choice(LOCALES), default="nl", help="Language of the output.")
_file = click.Path(dir_okay=False, path_type=Path)


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
@click.argument("source", metavar="ANSWERS", type=click.Path(allow_dash=True, dir_okay=False))
@_lang
@click.option("--pdf", type=_file, help="Write the plan as a tagged PDF.")
@click.option("--json", "json_file", type=_file, help="Write the plan as ev-scan/plan@1.")
def plan(source: str, lang: str, pdf: Path | None, json_file: Path | None) -> None:
    """Make the plan of a company from an answers file, a plan in JSON, or the PDF that carries it."""
    catalogue, localize = _catalogue(), localizer(lang)
    dossier = _dossier(source, catalogue, localize)
    created = creation_time(os.environ.get("SOURCE_DATE_EPOCH"))
    made = plan_of(dossier, catalogue)
    if json_file:
        document = plan_document(dossier, made, catalogue, localize, created)
        _write(json_file, orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n")
    if pdf:
        _write(pdf, documents.plan_pdf(dossier, catalogue, localize, created))
    if not pdf and not json_file:
        for line in summary_lines(made, catalogue, localize):
            click.echo(line)


def _dossier(source: str, catalogue: Catalogue, localize: Localizer) -> Dossier:
    try:
        raw = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise click.BadParameter(f"{source}: {error.strerror}", param_hint="ANSWERS") from None
    try:
        return read_dossier(raw, source, catalogue, localize)
    except BadAnswers as error:
        for fault in error.faults:
            click.echo(str(fault), err=True)
        raise click.exceptions.Exit(2) from None


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise click.FileError(str(path), error.strerror) from None
