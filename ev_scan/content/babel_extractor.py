"""Offers every phrase of the questionnaires to pybabel."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from ev_scan.content.phrases import phrases_of
from ev_scan.content.reading import model_of, read_sheet

Message = tuple[int, str, tuple[str, str], list[str]]


def extract(fileobj: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> Iterator[Message]:
    """Babel's extraction door: (line, "pgettext", (context, Dutch), [where it stands])."""
    path = Path(fileobj.name)
    model = model_of(path)
    if model is not None:
        for phrase in phrases_of(read_sheet(path, str(path), model)):
            yield phrase.place.line, "pgettext", (phrase.context, phrase.words), [phrase.field]
