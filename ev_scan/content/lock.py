"""ids.lock: every id ever published, so that removing or renaming one is a conscious act."""

from collections.abc import Iterator
from pathlib import Path

from ev_scan.content.checks import ids_with_places
from ev_scan.content.errors import Finding, Place
from ev_scan.content.reading import Folder

LOCK = "ids.lock"
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
    for kind, name in sorted(locked.keys() - current(folder)):
        place = Place(shown, locked[kind, name])
        message = f"De id '{name}' ({kind}) is verdwenen, maar staat in bewaarde scans."
        yield Finding(place, "removed-id", message, "Zet hem terug, of haal de regel bewust uit ids.lock.")
    for kind, name, place in ids_with_places(folder):
        if (kind, name) not in locked:
            message = f"De id '{name}' ({kind}) staat nog niet in ids.lock."
            yield Finding(place, "unlocked-id", message, "Draai: ev-scan content lock")


def write_lock(folder: Folder, directory: Path) -> int:
    """Add what is new; what was ever published stays. Returns how many ids were added."""
    locked = set(published(directory))
    added = current(folder) - locked
    lines = [f"{kind} {name}" for kind, name in sorted(locked | added)]
    (directory / LOCK).write_text(_HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    return len(added)
