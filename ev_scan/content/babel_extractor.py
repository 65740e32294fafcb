"""Offers every phrase of the questionnaires to pybabel; the type of a field decides, not a list of paths."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from ev_scan.content import schema
from ev_scan.content.build import context_of
from ev_scan.content.reading import Sheet, model_of, read_sheet

Message = tuple[int, str, tuple[str, str], list[str]]


def extract(fileobj: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> Iterator[Message]:
    """Babel's extraction door: (line, "pgettext", (context, Dutch), [where it stands])."""
    path = Path(fileobj.name)
    model = model_of(path)
    if model is not None:
        yield from messages(read_sheet(path, str(path), model))


def messages(sheet: Sheet[schema.Node]) -> Iterator[Message]:
    for path, context, words, field in _phrases(sheet.model, (), ""):
        yield sheet.place(*path).line, "pgettext", (context, words), [field]


def _phrases(
    node: schema.Node, path: tuple[str | int, ...], inherited: str
) -> Iterator[tuple[tuple[str | int, ...], str, str, str]]:
    context = context_of(node) if node.kind else inherited
    for name, field in type(node).model_fields.items():
        value = getattr(node, name)
        key = (*path, field.alias or name)
        place = f"{type(node).__name__.removesuffix('File')}.{name}"
        for offset, item in _items(value):
            if isinstance(item, schema.Node):
                yield from _phrases(item, (*key, *offset), context)
            elif isinstance(item, str) and _is_phrase(type(node), name):
                yield (*key, *offset), context, item, place


def _items(value: object) -> Iterator[tuple[tuple[int, ...], object]]:
    if isinstance(value, list):
        yield from (((number,), item) for number, item in enumerate(value))
    elif value is not None:
        yield (), value


_CACHE: dict[tuple[type[schema.Node], str], bool] = {}


def _is_phrase(model: type[schema.Node], name: str) -> bool:
    """Whether the annotation of a field carries the Words mark anywhere."""
    if (model, name) not in _CACHE:
        field = model.model_fields[name]
        _CACHE[model, name] = _carries_words((field.annotation, *field.metadata))
    return _CACHE[model, name]


def _carries_words(found: object) -> bool:
    if isinstance(found, schema.Words):
        return True
    parts = found if isinstance(found, tuple | list) else (*_arguments(found),)
    return any(_carries_words(part) for part in parts)


def _arguments(annotation: object) -> tuple[object, ...]:
    arguments = getattr(annotation, "__args__", ())
    metadata = getattr(annotation, "__metadata__", ())
    return (*arguments, *metadata)
