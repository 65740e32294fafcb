"""Commands for content editors."""

from pathlib import Path

import click
import orjson

from ev_scan.content import lock as ids_lock
from ev_scan.content.errors import Finding, Severity
from ev_scan.content.json_schema import write_schemas
from ev_scan.content.loader import check as check_folder
from ev_scan.content.loader import load
from ev_scan.content.reading import read_folder
from ev_scan.content.stats import statistics
from ev_scan.i18n import LOCALES, localizer
from ev_scan.report.catalogue_export import catalogue_document
from ev_scan.resources import QUESTIONNAIRES

_folder = click.argument(
    "directory",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=QUESTIONNAIRES,
    envvar="EV_SCAN_QUESTIONNAIRES",
)


@click.group()
def content() -> None:
    """Check and export the questionnaires."""


@content.command()
@_folder
def check(directory: Path) -> None:
    """Print every finding as path:line:column; exit 1 when there is an error."""
    findings, _ = check_folder(directory)
    for finding in findings:
        click.echo(str(finding))
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    click.echo(_summary(findings, errors))
    if errors:
        raise click.exceptions.Exit(1)


def _summary(findings: tuple[Finding, ...], errors: int) -> str:
    warnings = len(findings) - errors
    mistakes, remarks = "fout" if errors == 1 else "fouten", "waarschuwing" if warnings == 1 else "waarschuwingen"
    return f"{errors} {mistakes}, {warnings} {remarks}"


@content.command()
@click.option("--lang", type=click.Choice(LOCALES), default="nl")
@_folder
def export(lang: str, directory: Path) -> None:
    """Write the whole catalogue as JSON to standard output."""
    document = catalogue_document(load(directory), localizer(lang))
    click.echo(orjson.dumps(document, option=orjson.OPT_INDENT_2))


@content.command()
@_folder
def stats(directory: Path) -> None:
    """Count questions, measures, words, readability and translations."""
    for line in statistics(read_folder(directory), [localizer(locale) for locale in LOCALES]):
        click.echo(line)


@content.command("lock")
@_folder
def lock_ids(directory: Path) -> None:
    """Add new ids to ids.lock."""
    click.echo(f"{ids_lock.write_lock(read_folder(directory), directory)} id's toegevoegd")


@content.command()
@click.option("--out", type=click.Path(path_type=Path), default=QUESTIONNAIRES / "schema")
def schema(out: Path) -> None:
    """Write the JSON Schema of each kind of file, for completion in an editor."""
    for path in write_schemas(out):
        click.echo(str(path))
