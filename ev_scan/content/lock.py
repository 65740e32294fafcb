"""ids.lock: every id ever published, so that removing or renaming one is a conscious act.

The wording of the monitor block stands in it too, as a fingerprint per version: answers to another text cannot be
compared, so another text is another version.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from ev_scan.content.checks import ids_with_places
from ev_scan.content.errors import Finding, Place
from ev_scan.content.reading import Folder

LOCK = "ids.lock"
WORDING = "monitor_block"
_FINGERPRINT_SIGNS = 16
_HEADER = "# Elke id die ooit is gepubliceerd. Gemaakt met: ev-scan content lock\n"


def published(directory: Path) -> dict[tuple[str, str], int]:
    """The locked ids as (kind, id) with the line they stand on."""
    path = directory / LOCK
    if not path.exists():
        return {}
    lines = enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
    split = ((number, line.partition(" ")) for number, line in lines if line.strip() and not line.startswith("#"))
    return {(kind, name): number for number, (kind, _, name) in split}


def current(folder: Folder) -> set[tuple[str, str]]:
    return {(kind, name) for kind, name, _ in ids_with_places(folder)}


def check_lock(folder: Folder, directory: Path) -> Iterator[Finding]:
    locked, shown = published(directory), folder.catalogue.document.file.replace("catalogue.yaml", LOCK)
    yield from _check_wording(folder, locked)
    for kind, name in sorted(locked.keys() - current(folder)):
        if kind == WORDING:
            continue  # an earlier version, of which answers were published
        place = Place(shown, locked[kind, name])
        message = f"De id '{name}' ({kind}) is verdwenen, maar staat in bewaarde scans."
        yield Finding(place, "removed-id", message, "Zet hem terug, of haal de regel bewust uit ids.lock.")
    for kind, name, place in ids_with_places(folder):
        if (kind, name) not in locked:
            message = f"De id '{name}' ({kind}) staat nog niet in ids.lock."
            yield Finding(place, "unlocked-id", message, "Draai: ev-scan content lock")


def write_lock(folder: Folder, directory: Path) -> int:
    """Add what is new; what was ever published stays, also the wording of a version. Returns how many were added."""
    locked = set(published(directory))
    added = current(folder) - locked
    if not _locked_wordings(folder, locked):
        added.add(_wording(folder))
    lines = [f"{kind} {name}" for kind, name in sorted(locked | added)]
    (directory / LOCK).write_text(_HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    return len(added)


def _wording(folder: Folder) -> tuple[str, str]:
    """The version of the monitor block and the fingerprint of all its words, as they stand in ids.lock."""
    model = folder.monitor.model
    text = json.dumps(model.model_dump(mode="json", exclude={"block"}), sort_keys=True, ensure_ascii=False)
    fingerprint = hashlib.sha256(text.encode()).hexdigest()[:_FINGERPRINT_SIGNS]
    return WORDING, f"{model.block}:{fingerprint}"


def _locked_wordings(folder: Folder, locked: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """What was ever published under the version that the block has now."""
    version = f"{folder.monitor.model.block}:"
    return [(kind, name) for kind, name in locked if kind == WORDING and name.startswith(version)]


def _check_wording(folder: Folder, locked: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    place, version = folder.monitor.place("block"), folder.monitor.model.block
    before = _locked_wordings(folder, locked)
    if not before:
        message = f"De tekst van blok '{version}' staat nog niet in ids.lock."
        yield Finding(place, "unlocked-id", message, "Draai: ev-scan content lock")
    elif _wording(folder) not in before:
        message = f"De tekst is veranderd, maar 'block' is nog '{version}'."
        hint = "Geef 'block' een nieuw nummer, of zet de tekst terug: jaren zijn alleen zo te vergelijken."
        yield Finding(place, "changed-wording", message, hint)
