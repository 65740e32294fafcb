"""Every phrase of a file that people read; the type of a field decides, not a list of paths."""

from collections.abc import Iterator
from dataclasses import dataclass

from ev_scan.content import schema
from ev_scan.content.errors import Place
from ev_scan.content.reading import Sheet
from ev_scan.content.texts import context_of

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    sheet: Sheet[schema.Node]
    path: Path
    context: str
    """The id of its owner, as in `topic.mfa`."""
    words: str
    field: str
    """What it is, as in `Question.hint`."""

    @property
    def place(self) -> Place:
        return self.sheet.place(*self.path)


def phrases_of(sheet: Sheet[schema.Node]) -> Iterator[Phrase]:
    yield from _phrases(sheet, sheet.model, (), "")


def _phrases(sheet: Sheet[schema.Node], node: schema.Node, path: Path, inherited: str) -> Iterator[Phrase]:
    context = context_of(node) if node.kind else inherited
    model = type(node)
    for name, field in model.model_fields.items():
        value = getattr(node, name)
        if value is None:
            continue
        key = (*path, field.alias or name)
        for offset, item in _items(value):
            if isinstance(item, schema.Node):
                yield from _phrases(sheet, item, (*key, *offset), context)
            elif isinstance(item, str) and _is_phrase(model, name):
                yield Phrase(sheet, (*key, *offset), context, item, f"{model.__name__.removesuffix('File')}.{name}")


def _items(value: object) -> Iterator[tuple[tuple[int, ...], object]]:
    if isinstance(value, list):
        yield from (((number,), item) for number, item in enumerate(value))
    else:
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
