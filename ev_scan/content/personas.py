"""Made-up companies beside the content, each with the outcome that an adviser would expect."""

from pathlib import Path

from ev_scan.content.reading import read_sheet
from ev_scan.content.schema import PersonaFile

FOLDER = "personas"


def read_personas(directory: Path) -> tuple[PersonaFile, ...]:
    """Every persona of a questionnaires folder, by name. Raises BadContent."""
    files = sorted((directory / FOLDER).glob("*.yaml"))
    return tuple(read_sheet(path, str(path), PersonaFile).model for path in files)
