"""Made-up companies beside the content, each with the outcome that an adviser would expect."""

import difflib
from collections.abc import Iterator
from pathlib import Path

from ev_scan.content.checks import ids_with_places
from ev_scan.content.errors import BadContent, Finding
from ev_scan.content.reading import Folder, Sheet, read_sheet, shown_path
from ev_scan.content.schema import PersonaFile

FOLDER = "personas"


def read_personas(directory: Path) -> tuple[PersonaFile, ...]:
    """Every persona of a questionnaires folder, by name. Raises BadContent."""
    return tuple(read_sheet(path, shown_path(path), PersonaFile).model for path in _files(directory))


def check_personas(folder: Folder, directory: Path) -> Iterator[Finding]:
    """What does not fit in the personas; their answers are judged when they are read as an answers file."""
    known: dict[str, set[str]] = {}
    for kind, name, _ in ids_with_places(folder):
        known.setdefault(kind, set()).add(name)
    for path in _files(directory):
        try:
            sheet = read_sheet(path, shown_path(path), PersonaFile)
        except BadContent as error:
            yield from error.findings
            continue
        if sheet.model.id != path.stem:
            hint = "Verander de id, of hernoem het bestand."
            yield Finding(
                sheet.place("id"), "file-name", f"De id hoort '{path.stem}' te zijn, zoals het bestand.", hint
            )
        yield from _unknown(sheet, known)


def _unknown(sheet: Sheet[PersonaFile], known: dict[str, set[str]]) -> Iterator[Finding]:
    expected = sheet.model.expect
    for kind, names, key in (
        ("band", [expected.band], "band"),
        ("measure", expected.first_six, "first_six"),
        ("cluster", list(expected.scores), "scores"),
        ("question", expected.find_out, "find_out"),
        ("regime", list(expected.regimes), "regimes"),
    ):
        for i, name in enumerate(names):
            if name not in known.get(kind, set()):
                near = difflib.get_close_matches(name, known.get(kind, set()), n=1)
                hint = f"Bedoelt u '{near[0]}'?" if near else "Zoek de id op in ids.lock."
                step = () if key == "band" else (name if key in ("scores", "regimes") else i,)
                place = sheet.place("expect", key, *step)
                yield Finding(place, "unknown-reference", f"De id '{name}' ({kind}) bestaat niet.", hint)


def _files(directory: Path) -> list[Path]:
    return sorted((directory / FOLDER).glob("*.yaml"))
