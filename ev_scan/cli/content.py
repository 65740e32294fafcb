"""Commands for content editors."""

import difflib
from datetime import UTC, date, datetime
from pathlib import Path

import click
import orjson

from ev_scan.cli.content_diff import diff_lines
from ev_scan.cli.revisions import NoSuchEdition, edition
from ev_scan.content import lock as ids_lock
from ev_scan.content.errors import BadContent, Finding, Severity
from ev_scan.content.json_schema import write_schemas
from ev_scan.content.loader import check as check_folder
from ev_scan.content.loader import load
from ev_scan.content.reading import read_folder
from ev_scan.content.stats import statistics
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.questionnaire import Topic
from ev_scan.i18n import LOCALES, localizer
from ev_scan.report.catalogue_export import catalogue_document
from ev_scan.report.topic_preview import TopicPreview
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
    findings, _ = check_folder(directory, _today())
    for finding in findings:
        click.echo(str(finding))
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    click.echo(_summary(findings, errors))
    if errors:
        raise click.exceptions.Exit(1)


def _today() -> date:
    return datetime.now(UTC).date()


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
    folder = read_folder(directory)
    findings, _ = check_folder(directory, _today())
    for line in statistics(folder, findings, [localizer(locale) for locale in LOCALES]):
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


@content.command()
@click.argument("old", metavar="REV|DIR")
@_folder
def diff(old: str, directory: Path) -> None:
    """Show which made-up companies get another plan than with the content of a revision or folder."""
    with edition(old, directory) as before:
        try:
            load(before)
        except BadContent as error:
            count = "1 melding" if len(error.findings) == 1 else f"{len(error.findings)} meldingen"
            message = f"De inhoud van '{old}' past niet bij dit programma ({count}). De eerste:"
            raise NoSuchEdition(f"{message}\n{error.findings[0]}") from None
        for line in diff_lines(before, directory):
            click.echo(line)


@content.command()
@click.argument("topic")
@click.option("--lang", type=click.Choice(LOCALES), default="nl")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write a page in HTML to this file.")
@_folder
def preview(topic: str, lang: str, out: Path | None, directory: Path) -> None:
    """Show a topic with its levels and measures on one page."""
    catalogue = load(directory)
    shown = TopicPreview(catalogue, _topic(catalogue, topic), localizer(lang))
    if out is None:
        click.echo(shown.text())
        return
    try:
        out.write_text(shown.page(), encoding="utf-8")
    except OSError as error:
        raise click.FileError(str(out), error.strerror) from None
    click.echo(str(out))


def _topic(catalogue: Catalogue, name: str) -> Topic:
    """By its id or its code."""
    topics = catalogue.questionnaire.topics
    found = next((topic for topic in topics if name in (topic.id, topic.code)), None)
    if found is None:
        near = difflib.get_close_matches(name, [topic.id for topic in topics], n=1)
        hint = (
            f" Bedoelt u '{near[0]}'?" if near else f" Bekend zijn onder meer: {', '.join(t.id for t in topics[:6])}."
        )
        raise click.UsageError(f"Het onderwerp '{name}' bestaat niet.{hint}")
    return found
