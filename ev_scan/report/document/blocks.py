"""Text on the page: paragraphs, headings, list items, and the column they stand in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from ev_scan.report.document.canvas import TaggedCanvas
from ev_scan.report.document.flow import Frame, Part, Strip, Tie
from ev_scan.report.document.lines import Line, Pen, balanced_lines, break_lines
from ev_scan.report.document.structure import Element, Role
from ev_scan.report.document.styles import TextStyle
from ev_scan.report.document.text import Text

_UNDIVIDED: Final = 3  # lines; a longer paragraph keeps its first and its last two together


class Column:
    """Where blocks are put below each other."""

    def __init__(self, left: float, width: float, element: Element, frames: tuple[Frame, ...] = ()) -> None:
        self.left = left
        self.width = width
        self.element = element
        self.frames = frames
        self.strips: list[Strip] = []
        self._after = 0.0
        self._needs = 0.0
        self._started = False

    def add(self, strips: Sequence[Strip], before: float = 0, after: float = 0) -> None:
        """Of two spaces that meet, the larger one counts."""
        if not strips:
            return
        strips[0].before = max(before, self._after) if self._started else 0
        strips[0].needs = self._needs
        for strip in strips:
            strip.frames = self.frames + strip.frames
        self.strips += strips
        self._after, self._needs, self._started = after, 0, True

    def pad(self, height: float) -> None:
        """Fixed room at an edge, in which no spaces of blocks come."""
        if self.strips:
            self.strips[-1].tie = Tie.HARD
        self.strips.append(
            Strip(None, self.left, height, tie=Tie.FREE if self._started else Tie.HARD, frames=self.frames)
        )

    def space(self, height: float) -> None:
        self._after = max(self._after, height)

    def need(self, height: float) -> None:
        self._needs = max(self._needs, height)


@dataclass(slots=True, eq=False)
class TextPart:
    element: Element
    lines: Sequence[Line]
    style: TextStyle
    right: float | None = None
    inlines: dict[Pen, Element] = field(default_factory=dict)

    def draw(self, canvas: TaggedCanvas, left: float, top: float, first: int, last: int) -> None:
        lines, ends = self.lines[first:last], last == len(self.lines)
        canvas.draw_lines(self.element, lines, left, top, self.style, right=self.right, inlines=self.inlines, ends=ends)


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading as outline and table of contents show it."""

    level: int
    title: str
    anchor: str


@dataclass(slots=True, eq=False)
class HeadingPart:
    text: TextPart
    entry: Entry

    def draw(self, canvas: TaggedCanvas, left: float, top: float, first: int, last: int) -> None:
        canvas.heading_target(self.entry.title, self.entry.anchor, self.entry.level - 1, top)
        self.text.draw(canvas, left, top, first, last)


@dataclass(slots=True, eq=False)
class LabelledPart:
    """A part with something to its left on its first line: a bullet, a number, a check box."""

    label: Callable[[TaggedCanvas, float], None]
    body: Part

    def draw(self, canvas: TaggedCanvas, left: float, top: float, first: int, last: int) -> None:
        if first == 0:
            self.label(canvas, top)
        self.body.draw(canvas, left, top, first, last)


def line_strips(part: Part, count: int, left: float, leading: float) -> list[Strip]:
    """Strips of lines without widows and orphans."""
    if count <= _UNDIVIDED:
        return [Strip(part, left, count * leading, last=count)]
    cuts = [0, *range(2, count - 1), count]
    return [Strip(part, left, (last - first) * leading, first=first, last=last) for first, last in pairwise(cuts)]


def add_text(
    column: Column, role: Role, text: Text, style: TextStyle, *, lang: str = "", align_right: bool = False
) -> list[Strip]:
    """A paragraph; nothing at all when there is nothing to read, for an empty tag is a stumbling block."""
    lines = (balanced_lines if style.balanced else break_lines)(text, style, column.width)
    if not lines:
        return []
    right = column.left + column.width if align_right else None
    part = TextPart(column.element.child(role, lang=lang), lines, style, right)
    strips = line_strips(part, len(lines), column.left, style.leading)
    column.add(strips, style.before, style.after)
    return strips
