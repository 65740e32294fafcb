"""A strict, small YAML: no tags, no aliases, unique keys, nothing read otherwise than it looks.

Built on the parser's events, because composing deeply nested input overflows the C stack of PyYAML.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from ev_scan.content.errors import BadContent, Finding, Place

Path = tuple[str | int, ...]

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 24

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+\Z")
_MISREAD = frozenset(["yes", "no", "on", "off", "y", "n"])
_LITERALS = {"true": True, "false": False, "null": None, "~": None, "": None}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Document:
    """A parsed file: its value, and for each path inside it the place where that value (or its key) stands."""

    file: str
    value: Any
    places: dict[Path, Place] = field(repr=False)

    def place(self, path: Path) -> Place:
        """Where `path` stands, or its nearest parent that has a place."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(self.file))


def parse(text: str | bytes, file: str) -> Document:
    """Read one document. Raises BadContent with the place of the first thing that is not allowed."""
    raw = text.encode() if isinstance(text, str) else text
    if len(raw) > MAX_BYTES:
        raise BadContent([Finding(Place(file), "too-large", f"Dit bestand is groter dan {MAX_BYTES // 2**20} MB.")])
    try:
        source = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        hint = "Sla het bestand op als UTF-8."
        raise BadContent([Finding(Place(file, line), "encoding", "Dit teken is geen UTF-8.", hint)]) from None
    builder = _Builder(file)
    try:
        return builder.build(yaml.parse(source, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        hint = "Kijk naar de inspringing, een vergeten aanhalingsteken of een dubbele punt in de tekst."
        raise BadContent([Finding(place, "syntax", f"Dit is geen geldige YAML: {error.problem}.", hint)]) from None
    except yaml.YAMLError:
        hint = "Er staat een teken in dat YAML niet toelaat, zoals een besturingsteken."
        raise BadContent([Finding(Place(file), "syntax", "Dit is geen geldige YAML.", hint)]) from None


class _Builder:
    def __init__(self, file: str) -> None:
        self.file = file
        self.places: dict[Path, Place] = {}

    def fail(self, event: yaml.Event, code: str, message: str, hint: str = "") -> BadContent:
        return BadContent([Finding(self.place(event), code, message, hint)])

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)

    def build(self, events: Iterator[yaml.Event]) -> Document:
        value: Any = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self.fail(event, "documents", "Een bestand bevat één document.", "Haal de regel '---' weg.")
                value = self.node(next(events), events, ())
        return Document(self.file, value, self.places)

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path) -> Any:
        self.refuse_tricks(event, path)
        self.places.setdefault(path, self.place(event))
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, path)
        return self.mapping(events, path)

    def refuse_tricks(self, event: yaml.Event, path: Path) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self.fail(event, "alias", "Ankers en verwijzingen (& en *) mogen niet.", "Schrijf de tekst voluit.")
        tag = getattr(event, "tag", None)
        if tag and tag != "!":  # the C parser marks a quoted scalar as '!'
            raise self.fail(event, "tag", f"Het label {tag} mag niet.", "Haal het label weg.")
        if len(path) > MAX_DEPTH:
            raise self.fail(event, "depth", f"Dieper dan {MAX_DEPTH} niveaus nesten mag niet.")

    def sequence(self, events: Iterator[yaml.Event], path: Path) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self.node(event, events, (*path, len(items))))
        return items

    def mapping(self, events: Iterator[yaml.Event], path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self.key(event, path)
            if key in result:
                first = self.places[(*path, key)].line
                raise self.fail(
                    event,
                    "duplicate-key",
                    f"De sleutel '{key}' staat hier twee keer.",
                    f"De eerste staat op regel {first}.",
                )
            self.places[(*path, key)] = self.place(event)
            result[key] = self.node(next(events), events, (*path, key))
        return result

    def key(self, event: yaml.Event, path: Path) -> str:
        self.refuse_tricks(event, path)
        if not isinstance(event, yaml.ScalarEvent):
            raise self.fail(event, "key", "Een sleutel is één woord.", "Kijk naar de inspringing.")
        value = self.scalar(event)
        return value if isinstance(value, str) else str(event.value)

    def scalar(self, event: yaml.ScalarEvent) -> Any:
        text: str = event.value
        if event.style or not event.implicit[0]:
            return text
        if text in _LITERALS:
            return _LITERALS[text]
        if _INTEGER.match(text):
            if len(text) > 18:
                raise self.fail(event, "number", "Dit getal is te groot.")
            return int(text)
        if _DECIMAL.match(text):
            number = float(text)
            if math.isinf(number):
                raise self.fail(event, "number", "Dit getal is te groot.")
            return number
        if text.lower() in _MISREAD or text.lower() in _LITERALS:
            message = f"'{text}' zonder aanhalingstekens leest YAML als waar of onwaar (ja/nee)."
            raise self.fail(event, "misread-word", message, f'Zet er aanhalingstekens om: "{text}".')
        return text
