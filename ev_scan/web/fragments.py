"""Question pages cut into pieces once: drawing a form anew for every visitor is what costs most.

The real template is rendered with marks where a visitor's own values go; a request only joins the pieces.
"""

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import escape

SLOTS: Final = ("token", "seen", "position", "back")
"""What differs between visitors, apart from which options are chosen."""

_OPEN, _CLOSE = "\ue000", "\ue001"  # private-use characters: no text of ours holds them
_MARK = re.compile(f"{_OPEN}([^{_CLOSE}]+){_CLOSE}")
_CONTROL = re.compile(r'(<input\b(?=[^>]*\bname="answer")[^>]*?\bvalue="([^"]*)"[^>]*?)(\s*/?>)')
_LISTED = re.compile(r'(<option\b[^>]*?\bvalue="([^"]*)"[^>]*?)(\s*/?>)')


def mark(slot: str) -> str:
    return f"{_OPEN}{slot}{_CLOSE}"


@dataclass(frozen=True, slots=True)
class Fragments:
    """Fixed text at even places; at odd places the name of a slot, or of an option as `=id`."""

    pieces: tuple[str, ...]
    checked: str

    @classmethod
    def cut(cls, page: str, control: str) -> "Fragments":
        pattern, checked = (_LISTED, " selected") if control == "select" else (_CONTROL, " checked")
        marked = pattern.sub(lambda found: f"{found[1]}{mark('=' + found[2])}{found[3]}", page)
        return cls(tuple(_MARK.split(marked)), checked)

    def fill(self, values: Mapping[str, str], chosen: Container[str]) -> str:
        """`values` has one text for each slot; they are escaped here."""
        return "".join(
            piece
            if not place % 2
            else (self.checked if piece[1:] in chosen else "")
            if piece[0] == "="
            else str(escape(values[piece]))
            for place, piece in enumerate(self.pieces)
        )


class FragmentStore:
    """Cut pages by key; one per process."""

    def __init__(self) -> None:
        self._pages: dict[tuple[str, ...], Fragments] = {}

    def page(self, key: tuple[str, ...], control: str, draw: Callable[[], str]) -> Fragments:
        found = self._pages.get(key)
        if found is None:
            found = self._pages[key] = Fragments.cut(draw(), control)
        return found
