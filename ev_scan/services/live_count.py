"""The one live figure: how many contributions of this quarter wait, rounded down and looked at once a week.

A job notes it in a file, so that the pages need no permission on the store; see docs/adr/0026.
"""

import json
import os
import secrets
from datetime import date
from pathlib import Path
from typing import Final

from ev_scan.monitor.period import Period
from ev_scan.services.contributing import Folder
from ev_scan.services.shelf import COUNTED, COUNTED_FORMAT

STEP: Final = 25
LEAST: Final = 100


def count_waiting(folder: Folder, today: date) -> None:
    """Write the note anew in a new week or quarter; within the week it stays as it is, whatever arrives."""
    path = folder.path / COUNTED
    quarter = Period(today.year, (today.month + 2) // 3)
    year, week, _ = today.isocalendar()
    about = {"format": COUNTED_FORMAT, "period": str(quarter), "week": f"{year}-W{week:02}"}
    if not folder.path.is_dir() or about.items() <= _noted(path).items():
        return
    waiting = folder.spool.count(quarter.number)
    _replace(path, {**about, "at_least": waiting // STEP * STEP if waiting >= LEAST else None})


def _noted(path: Path) -> dict[str, object]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _replace(path: Path, content: dict[str, object]) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with draft.open("x", encoding="utf-8") as file:
            file.write(json.dumps(content, indent=1) + "\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
