"""What differs between two editions of the content: ids, topics and measures."""

from collections.abc import Mapping
from dataclasses import dataclass

from ev_scan.content.lock import current
from ev_scan.content.reading import Folder
from ev_scan.content.schema import Node


@dataclass(frozen=True, slots=True)
class Changes:
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    topics: Changes
    measures: Changes
    ids_added: tuple[tuple[str, str], ...]
    """Kind and id."""
    ids_removed: tuple[tuple[str, str], ...]


def compare(old: Folder, new: Folder) -> Comparison:
    before, after = current(old), current(new)
    return Comparison(
        topics=_changes(_topics(old), _topics(new)),
        measures=_changes(_measures(old), _measures(new)),
        ids_added=tuple(sorted(after - before)),
        ids_removed=tuple(sorted(before - after)),
    )


def _changes(old: Mapping[str, Node], new: Mapping[str, Node]) -> Changes:
    return Changes(
        added=tuple(name for name in new if name not in old),
        changed=tuple(name for name in new if name in old and new[name] != old[name]),
        removed=tuple(name for name in old if name not in new),
    )


def _topics(folder: Folder) -> dict[str, Node]:
    return {topic.id: topic for sheet in folder.scans for topic in sheet.model.topics}


def _measures(folder: Folder) -> dict[str, Node]:
    return {measure.id: measure for sheet in folder.measures for measure in sheet.model.measures}
