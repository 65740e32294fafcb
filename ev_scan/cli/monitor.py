"""The business monitor: contributions in, protected releases out."""

import os
import sqlite3
from pathlib import Path

import click

from ev_scan.config import Settings
from ev_scan.content.loader import load
from ev_scan.domain.catalogue import Catalogue
from ev_scan.i18n import LOCALES, localizer
from ev_scan.monitor.errors import BadContribution, BadPopulation, MonitorError, Unsafe
from ev_scan.monitor.opening import Opener, needs_passphrase, new_key_pair
from ev_scan.monitor.period import Period
from ev_scan.monitor.population import read_population
from ev_scan.persistence.spool import Spool
from ev_scan.report.document.factsheet_document import factsheet_files
from ev_scan.report.release_names import release_names
from ev_scan.services.contributing import Folder, codebook_of, ingest, simulated
from ev_scan.services.factsheets import Pages
from ev_scan.services.freezing import write_files
from ev_scan.services.monitoring import audit_folder
from ev_scan.services.releasing import make_release
from ev_scan.services.survey import MOST_BYTES, take_in

_file = click.Path(dir_okay=False, path_type=Path)
_existing = click.Path(exists=True, dir_okay=False, path_type=Path)


def _folder() -> Folder:
    return Folder(Settings.from_environ().instance_path)


def _catalogue() -> Catalogue:
    return load(Settings.from_environ().questionnaires)


@click.group()
def monitor() -> None:
    """Contributions, releases and their audit."""


@monitor.command()
@click.option("--out", type=_file, help="Where the private key goes; keep it off the web host.")
@click.option("--no-passphrase", is_flag=True, help="Leave the private key unprotected.")
def keygen(out: Path | None, no_passphrase: bool) -> None:
    """Make the key pair of the monitor team: the public key into the instance, the private one into a file."""
    folder = _folder()
    private_path = out or folder.private_key
    for path in (folder.public_key, private_path):
        if path.exists():
            raise MonitorError(f"{path}: exists already; what was sealed for it could not be opened with another key")
    passphrase = None if no_passphrase else click.prompt("Passphrase", hide_input=True, confirmation_prompt=True)
    public, private = new_key_pair(passphrase)
    _write_new(private_path, private, 0o600)
    _write_new(folder.public_key, public, 0o644)
    click.echo(f"public key: {folder.public_key}\nprivate key: {private_path}")
    if out is None:
        click.echo("The private key is in the instance folder: that is for trying out only.", err=True)


def _write_new(path: Path, content: bytes, mode: int) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except OSError as error:
        raise click.FileError(str(path), error.strerror) from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)


@monitor.command("ingest")
@click.argument("source", metavar="FILE.jsonl", type=_existing)
def ingest_file(source: Path) -> None:
    """Seal the contributions of a file, one ev-scan/contribution@1 a line: all of them or none."""
    try:
        number = ingest(_folder(), source.read_bytes(), _catalogue())
    except BadContribution as error:
        raise BadContribution(f"{source.name}: {error}") from None
    click.echo(f"{number} contributions sealed")


@monitor.command("collect")
@click.argument("sources", metavar="SPOOL.db...", nargs=-1, required=True, type=_existing)
def collect_spools(sources: tuple[Path, ...]) -> None:
    """Take over the sealed contributions that each web host keeps; a second time adds nothing."""
    spool = _folder().spool
    for source in sources:
        try:
            click.echo(f"{source}: {spool.take_over(Spool(source))} new contributions")
        except sqlite3.Error as error:
            raise MonitorError(f"{source}: this is no spool of contributions ({error})") from None


@monitor.command()
@click.argument("period")
@click.option("--key", type=_existing, help="The private key; by default the one in the instance folder.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder to write to.")
@click.option("--strict", is_flag=True, help="Thresholds of 30 and 50 and rounding to 10, for a wide public.")
def release(period: str, key: Path | None, out: Path, strict: bool) -> None:
    """Make and freeze the protected release of a year or a quarter; a second time gives the frozen bytes."""
    wanted, folder = Period.parse(period), _folder()
    catalogue = _catalogue()
    book, pages = codebook_of(catalogue), release_pages(catalogue)
    try:
        files = make_release(folder, wanted, lambda: _opener(key or folder.private_key), book, pages, strict=strict)
    except Unsafe as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.FileError(str(error.filename or folder.path), error.strerror) from None
    try:
        write_files(out, files)
    except OSError as error:
        raise click.FileError(str(out), error.strerror) from None
    click.echo(f"{wanted}: {len(files)} files in {out}")


def _opener(path: Path) -> Opener:
    if not path.is_file():
        raise MonitorError(f"{path}: there is no private key; name it with --key")
    raw = path.read_bytes()
    return Opener(raw, click.prompt("Passphrase", hide_input=True) if needs_passphrase(raw) else None)


def release_pages(catalogue: Catalogue) -> Pages:
    """Words, names and drawings in every language of the program."""
    words = {locale: localizer(locale).gettext for locale in LOCALES}
    return Pages(words, release_names(catalogue, LOCALES), lambda sheet: factsheet_files(sheet, catalogue))


@monitor.command("audit")
@click.argument("directory", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
def audit_release(directory: Path) -> None:
    """Attack a written release, or a folder of them, with nothing but the files; exit 1 when something is found."""
    done, problems = audit_folder(directory)
    for line in (*problems, *map(str, done.findings)):
        click.echo(line)
    click.echo(
        f"{done.cells} protected cells attacked with {done.programs} linear programs: {len(done.findings)} found"
    )
    if problems or done.findings:
        raise click.exceptions.Exit(1)


@monitor.command("simulate")
@click.argument("number", type=click.IntRange(1, 20_000_000))
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option("--year", type=click.IntRange(2000, 2099), default=2026, show_default=True)
@click.option("--out", type=_file, required=True, help="File to write, one contribution a line.")
def simulate_contributions(number: int, seed: int, year: int, out: Path) -> None:
    """Write synthetic contributions of a skewed company population."""
    try:
        with out.open("wb") as file:
            file.writelines(simulated(_folder(), number, seed, year, _catalogue()))
    except OSError as error:
        raise click.FileError(str(out), error.strerror) from None
    click.echo(f"{number} contributions in {out}")


@monitor.command("population")
@click.argument("source", metavar="FILE.csv", type=_existing)
def replace_population(source: Path) -> None:
    """Replace the table of the business population, after checking every cell."""
    raw = source.read_bytes()
    found = read_population(raw, source.name)
    folder = _folder()
    if folder.spool.count():
        raise BadPopulation(
            "contributions were already made coarse with the present table; wait for the year's release"
        )
    write_files(folder.path, {folder.population.name: raw})
    click.echo(f"{int(found.counts.sum())} businesses, {found.sha256[:12]}")


@monitor.command("survey")
@click.argument("source", metavar="FILE.csv", type=_existing)
def replace_survey(source: Path) -> None:
    """Replace the figures of the yearly survey, after checking every cell."""
    with source.open("rb") as file:
        raw = file.read(MOST_BYTES + 1)
    folder = _folder().path
    try:
        survey = take_in(folder, raw, source.name)
    except OSError as error:
        raise click.FileError(str(folder), error.strerror) from None
    years = ", ".join(map(str, survey.years))
    click.echo(f"{len(survey.figures)} figures of {years} replace what was there")
