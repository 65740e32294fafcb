"""A strict, small YAML: no tags, no aliases, unique keys, nothing read otherwise than it looks.

Built on the parser's events, because composing deeply nested input overflows the C stack of PyYAML.
"""

import codecs
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
_LONGEST_MISREAD = max(map(len, _MISREAD | {"false"}))
_LITERALS = {"true": True, "false": False, "null": None, "~": None, "": None}

Mark = Any  # of the C parser or of the Python one: they share no type
Marks = dict[str | int, tuple[Mark, "Marks | None"]] | None
"""The shape of a document: for each key or number where it stands, and the same of what is inside."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Document:
    """A parsed file: its value, and for each path inside it the place where that value (or its key) stands."""

    file: str
    value: Any
    marks: "Marks" = field(repr=False)

    def place(self, path: Path) -> Place:
        """Where `path` stands, or its nearest parent that has a place."""
        mark, inside = None, self.marks
        for step in path:
            if inside is None or step not in inside:
                break
            mark, inside = inside[step]
        return _place(self.file, mark)


def parse(raw: bytes, file: str) -> Document:
    """Read one document. Raises BadContent with the place of the first thing that is not allowed."""
    source = _decoded(raw, file)
    try:
        return _Builder(file, source).build(yaml.parse(source, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        if mark and source.startswith("\t", mark.index):
            message, hint = "Hier staat een tab.", "Spring in met spaties."
        else:
            message = f"Dit is geen geldige YAML: {error.problem}."
            hint = "Kijk naar de inspringing, een vergeten aanhalingsteken of een dubbele punt in de tekst."
        raise BadContent([Finding(_place(file, mark), "syntax", message, hint)]) from None
    except yaml.reader.ReaderError as error:
        before = source[: error.position]
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = "Hier staat een teken dat YAML niet toelaat."
        raise BadContent([Finding(place, "character", message, "Haal het onzichtbare teken weg.")]) from None


def _decoded(raw: bytes, file: str) -> str:
    if len(raw) > MAX_BYTES:
        message = f"Dit bestand is groter dan {MAX_BYTES // 2**20} MB."
        raise BadContent([Finding(Place(file), "too-large", message, "Verdeel de inhoud over meer bestanden.")])
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode()
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        hint = "Sla het bestand op als UTF-8."
        raise BadContent([Finding(place, "encoding", "Dit teken is geen UTF-8.", hint)]) from None


def _place(file: str, mark: Mark) -> Place:
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)


class _Builder:
    def __init__(self, file: str, source: str) -> None:
        self.file, self.source = file, source

    def fail(self, event: yaml.Event, code: str, message: str, hint: str = "") -> BadContent:
        return BadContent([Finding(_place(self.file, event.start_mark), code, message, hint)])

    def build(self, events: Iterator[yaml.Event]) -> Document:
        value, marks = None, None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self.fail(event, "documents", "Een bestand bevat één document.", "Haal de regel '---' weg.")
                value, marks = self.node(next(events), events, 0)
        return Document(self.file, value, marks)

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> tuple[Any, Marks]:
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event), None
        self.refuse_tricks(event)
        if depth > MAX_DEPTH:
            raise self.fail(event, "depth", f"Dieper dan {MAX_DEPTH} niveaus nesten mag niet.", "Maak het eenvoudiger.")
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, depth + 1)
        return self.mapping(events, depth + 1)

    def refuse_tricks(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise self.fail(event, "alias", "Ankers en verwijzingen (& en *) mogen niet.", "Schrijf de tekst voluit.")
        if event.tag and event.tag != "!":  # the C parser marks a quoted scalar as '!'
            raise self.fail(event, "tag", f"Het label {event.tag} mag niet.", "Haal het label weg.")

    def sequence(self, events: Iterator[yaml.Event], depth: int) -> tuple[list[Any], Marks]:
        items: list[Any] = []
        marks: dict[str | int, tuple[Mark, Marks]] = {}
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            value, inside = self.node(event, events, depth)
            marks[len(items)] = (event.start_mark, inside)
            items.append(value)
        return items, marks

    def mapping(self, events: Iterator[yaml.Event], depth: int) -> tuple[dict[str, Any], Marks]:
        result: dict[str, Any] = {}
        marks: dict[str | int, tuple[Mark, Marks]] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self.key(event)
            if key in result:
                hint = f"De eerste staat op regel {_place(self.file, marks[key][0]).line}."
                raise self.fail(event, "duplicate-key", f"De sleutel '{key}' staat hier twee keer.", hint)
            result[key], inside = self.node(next(events), events, depth)
            marks[key] = (event.start_mark, inside)
        return result, marks

    def key(self, event: yaml.Event) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise self.fail(event, "key", "Een sleutel is één woord.", "Kijk naar de inspringing.")
        self.refuse_tricks(event)
        return str(event.value)

    def scalar(self, event: yaml.ScalarEvent) -> Any:
        if event.anchor or event.tag:
            self.refuse_tricks(event)
        text: str = event.value
        if event.style or not event.implicit[0]:
            return text
        if " " in text:
            self.refuse_cut_off(event)
        if text in _LITERALS:
            return _LITERALS[text]
        if text[0] in "-0123456789":
            number = self.number(event, text)
            if number is not None:
                return number
        if len(text) <= _LONGEST_MISREAD and (text.lower() in _MISREAD or text.lower() in _LITERALS):
            message = f"'{text}' zonder aanhalingstekens leest YAML als waar of onwaar (ja/nee)."
            raise self.fail(event, "misread-word", message, f'Zet er aanhalingstekens om: "{text}".')
        return text

    def refuse_cut_off(self, event: yaml.ScalarEvent) -> None:
        """` #` inside a sentence silently begins a comment, and the rest of the sentence is gone."""
        end = event.end_mark.index if event.end_mark else len(self.source)
        behind = self.source[end : end + 200].partition("\n")[0].strip()
        if behind.startswith("#"):
            message = f"Hier begint een opmerking: '{behind[:40]}' hoort dan niet bij de tekst."
            raise self.fail(event, "cut-off", message, "Zet de tekst tussen aanhalingstekens, of de opmerking erboven.")

    def number(self, event: yaml.ScalarEvent, text: str) -> int | float | None:
        if _INTEGER.match(text):
            if len(text) > 18:
                raise self.fail(
                    event, "number", "Dit getal is te groot.", "Zet er aanhalingstekens om als het geen getal is."
                )
            return int(text)
        if not _DECIMAL.match(text):
            return None
        number = float(text)
        if math.isinf(number):
            raise self.fail(
                event, "number", "Dit getal is te groot.", "Zet er aanhalingstekens om als het geen getal is."
            )
        return number
