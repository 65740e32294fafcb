"""Finds every phrase that a catalogue shows, and every phrase that is offered to translators."""

import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path

from ev_scan.content.babel_extractor import extract
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.text import Text

Phrase = tuple[str, str]
"""Context and Dutch words."""


def shown(catalogue: Catalogue) -> set[Phrase]:
    return {(text.context, text.source) for text in texts_in(catalogue)}


def texts_in(found: object) -> Iterator[Text]:
    if isinstance(found, Text):
        yield found
    elif dataclasses.is_dataclass(found):
        for field in dataclasses.fields(found):
            yield from texts_in(getattr(found, field.name))
    elif isinstance(found, Mapping):
        yield from texts_in(tuple(found.values()))
    elif isinstance(found, tuple):
        for item in found:
            yield from texts_in(item)


def offered(directory: Path) -> set[Phrase]:
    found: set[Phrase] = set()
    for path in directory.rglob("*.yaml"):
        with path.open("rb") as source:
            found |= {phrase for _, _, phrase, _ in extract(source, (), (), {})}
    return found
