"""All files of a release, made once from the protected figures; and reading them back."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from ev_scan.domain.release_names import ReleaseName
from ev_scan.monitor.errors import BadRelease
from ev_scan.monitor.formats.dcat import dcat
from ev_scan.monitor.formats.ods import ods
from ev_scan.monitor.formats.sheets import Explained
from ev_scan.monitor.formats.tables import (
    CODES,
    codes_csv,
    codes_table,
    column_names,
    csv_files,
    csvw,
    datapackage,
    sdmx_csv,
)
from ev_scan.monitor.formats.xlsx import xlsx
from ev_scan.monitor.observations import changes, observations, weighted
from ev_scan.monitor.population import Population
from ev_scan.monitor.reading import read_document
from ev_scan.monitor.release import Release, document
from ev_scan.monitor.words import GetText, caveats, labels, readme

MANIFEST: Final = "manifest.json"
CANONICAL: Final = "release.json"
MANIFEST_FORMAT: Final = "ev-scan/release-manifest@1"

Files = dict[str, bytes]
Languages = Mapping[str, GetText]
"""Dutch first."""


def files_of(
    release: Release,
    population: Population,
    before: Release | None,
    previous: Mapping[str, str] | None,
    words: Languages,
    names: Sequence[ReleaseName] = (),
    drawn: Mapping[str, bytes] = MappingProxyType({}),
) -> Files:
    """`before`: the release to compare with; `previous`: period and manifest hash of the release frozen last;
    `names`: what the codes stand for; `drawn`: files that were made elsewhere of the same figures.
    """
    lines = list(observations(release))
    texts = {language: readme(release, gettext) for language, gettext in words.items()}
    told = {language: caveats(gettext) for language, gettext in words.items()}
    notes = [line.lstrip("#- ") for language in texts.values() for line in language]
    called = [*column_names(words), *names]
    explained = Explained(notes, codes_table(called, words))
    files: Files = {CANONICAL: canonical(_described(release, population, before, words))}
    files |= csv_files(release, lines)
    files[CODES] = codes_csv(called, words)
    files["csv-metadata.json"] = csvw(release, told)
    files["datapackage.json"] = datapackage(release, told)
    files["release.xlsx"] = xlsx(release, lines, explained)
    files["release.ods"] = ods(release, lines, explained)
    files["release.sdmx.csv"] = sdmx_csv(release, lines)
    files |= drawn
    files["dcat.jsonld"] = dcat(release, list(files), told)
    files["README.md"] = "\n\n".join("\n\n".join(text) for text in texts.values()).encode() + b"\n"
    files[MANIFEST] = _manifest(release, files, previous)
    return files


def _described(release: Release, population: Population, before: Release | None, words: Languages) -> dict[str, Any]:
    return {
        **document(release),
        "weighted": weighted(release, population) if release.tables else None,
        "changes": changes(before, release) if before and release.tables else None,
        "labels": {language: labels(gettext) for language, gettext in words.items()},
        "caveats": {language: caveats(gettext) for language, gettext in words.items()},
    }


def canonical(found: dict[str, Any]) -> bytes:
    """Equal content gives equal bytes."""
    return json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _manifest(release: Release, files: Files, previous: Mapping[str, str] | None) -> bytes:
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    found = {
        "format": MANIFEST_FORMAT,
        "period": str(release.period),
        "files": hashes,
        "previous": dict(previous) if previous else None,
    }
    return json.dumps(found, indent=1).encode() + b"\n"


def read_release(files: Mapping[str, bytes]) -> Release:
    """The release in these files. Raises BadRelease."""
    try:
        return read_document(json.loads(files[CANONICAL]))
    except KeyError:
        raise BadRelease(f"{CANONICAL} is missing") from None
    except (ValueError, RecursionError):
        raise BadRelease(f"{CANONICAL} is not JSON") from None


def altered(files: Mapping[str, bytes], release: Release) -> list[str]:
    """What is wrong with the files as such: hashes that do not fit, tables that say something else."""
    hashes = _hashes(files)
    if hashes is None:
        problems = [f"{MANIFEST}: missing or unreadable"]
    else:
        problems = [
            f"{name}: not the file that {MANIFEST} describes"
            for name, expected in hashes.items()
            if hashlib.sha256(files.get(name, b"")).hexdigest() != expected
        ]
        problems += [f"{name}: {MANIFEST} does not describe it" for name in files if name not in (*hashes, MANIFEST)]
    lines = list(observations(release))
    wanted = {**csv_files(release, lines), "release.sdmx.csv": sdmx_csv(release, lines)}
    problems += [
        f"{name}: says something else than {CANONICAL}" for name, raw in wanted.items() if files.get(name) != raw
    ]
    return [printable(each) for each in dict.fromkeys(problems)]


def _hashes(files: Mapping[str, bytes]) -> dict[str, object] | None:
    found = read_manifest(files).get("files")
    return found if isinstance(found, dict) else None


def read_manifest(files: Mapping[str, bytes]) -> dict[str, Any]:
    """Empty when it cannot be read."""
    try:
        found = json.loads(files[MANIFEST])
    except (KeyError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def broken_chain(folders: Mapping[str, Mapping[str, bytes]]) -> list[str]:
    """Releases, by period, that name another one here as their previous, with another hash than it has."""
    problems = []
    for period, files in folders.items():
        previous = read_manifest(files).get("previous")
        before = folders.get(str(previous.get("period"))) if isinstance(previous, dict) else None
        if isinstance(previous, dict) and before is not None:
            actual = hashlib.sha256(before.get(MANIFEST, b"")).hexdigest()
            if previous.get("manifest_sha256") != actual:
                problems.append(
                    f"{period}: {printable(str(previous['period']))} is not the release that came before it"
                )
    return problems


def printable(words: str) -> str:
    """Names of files may hold anything."""
    return words[:300].encode("ascii", "backslashreplace").decode() if not words.isprintable() else words[:300]
