"""What a company noted about an action as plain values, for JSON; what is not filled in is left out."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ev_scan.domain.plan import Progress, Status


def progress_document(progress: Progress) -> dict[str, str]:
    document = {"status": progress.status.value}
    if progress.owner:
        document["owner"] = progress.owner
    if progress.due:
        document["due"] = progress.due.isoformat()
    return document


def progress_from(document: Mapping[str, Any]) -> Progress:
    due = document.get("due")
    return Progress(Status(document["status"]), document.get("owner", ""), date.fromisoformat(due) if due else None)
