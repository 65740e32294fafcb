"""The questionnaires as they were in another folder, or in a revision of git."""

import io
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import click


class NoSuchEdition(click.ClickException):
    exit_code = 2


@contextmanager
def edition(name: str, directory: Path) -> Iterator[Path]:
    """A folder by its path, or `directory` as it stood in a revision. Raises NoSuchEdition."""
    if Path(name).is_dir():
        yield Path(name)
        return
    with tempfile.TemporaryDirectory() as folder:
        _unpack(_archive(name, directory), Path(folder))
        yield Path(folder)


def _archive(revision: str, directory: Path) -> bytes:
    inside = _git(directory, "rev-parse", "--is-inside-work-tree")
    if inside is None:
        message = f"'{revision}' is geen map, en {directory} staat niet in een kopie van git."
        raise NoSuchEdition(f"{message} Geef een map met de oude inhoud.")
    commit = _git(directory, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        raise NoSuchEdition(f"'{revision}' is geen map, en git kent die versie niet. Probeer HEAD of main.")
    prefix = _git(directory, "rev-parse", "--show-prefix") or b""
    top = _git(directory, "rev-parse", "--show-toplevel") or b"."
    tree = f"{commit.decode().strip()}:{prefix.decode().strip().rstrip('/')}"
    archive = _git(Path(top.decode().strip()), "archive", "--format=tar", tree)
    if archive is None:
        raise NoSuchEdition(f"In '{revision}' bestaat de map {directory} nog niet.")
    return archive


def _git(directory: Path, *arguments: str) -> bytes | None:
    """What git answers; None when it refuses, or when there is no git."""
    git = shutil.which("git")
    if git is None:
        return None
    # a hook of git sets variables that point to another folder than the one asked about
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run([git, *arguments], cwd=directory, env=environ, capture_output=True, check=False)  # noqa: S603 no shell; the revision stands behind --end-of-options
    return done.stdout if done.returncode == 0 else None


def _unpack(archive: bytes, folder: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            content = tar.extractfile(member) if member.isfile() else None
            if content is not None and ".." not in PurePosixPath(member.name).parts:
                target = folder / member.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read())
