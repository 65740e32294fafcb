"""The table of contents, filled in when all page numbers are known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ev_scan.report.document.blocks import Entry
from ev_scan.report.document.canvas import TaggedCanvas
from ev_scan.report.document.flow import Strip
from ev_scan.report.document.lines import Line, break_lines
from ev_scan.report.document.structure import Element, Role
from ev_scan.report.document.styles import BODY, RULE, Face
from ev_scan.report.document.text import Run

_STYLES: Final = {1: replace(BODY, face=Face.SEMIBOLD), 2: BODY}
_INDENT: Final = 14.0
_NUMBER_ROOM: Final = 40.0
_BEFORE: Final = {1: 7.0, 2: 1.0}
_LEADER_GAP: Final = 6.0
_BUTT: Final = 0
_ROUND: Final = 1  # makes dots of dashes without length


@dataclass(slots=True, eq=False)
class _EntryPart:
    element: Element
    entry: Entry
    lines: Sequence[Line]
    right: float
    pages: Mapping[str, int]

    def draw(self, canvas: TaggedCanvas, left: float, top: float, first: int, last: int) -> None:
        style = _STYLES[self.entry.level]
        number = break_lines(str(self.pages[self.entry.anchor]), style, _NUMBER_ROOM)
        canvas.draw_lines(self.element, self.lines, left, top, style, ends=False)
        bottom = top - len(self.lines) * style.leading
        canvas.draw_lines(self.element, number, left, bottom + style.leading, style, right=self.right)
        canvas.link(self.element, Run(self.entry.title, anchor=self.entry.anchor), (left, bottom, self.right, top))
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.9)
        canvas.setLineCap(_ROUND)
        canvas.setDash(0, 3.4)
        begin, end = left + self.lines[-1].width + _LEADER_GAP, self.right - number[0].width - _LEADER_GAP
        canvas.line(begin, bottom + 4.2, end, bottom + 4.2)
        canvas.setDash()
        canvas.setLineCap(_BUTT)


@dataclass(slots=True, eq=False)
class ContentsPart:
    """Holds the place of the table of contents."""

    element: Element
    left: float
    width: float
    levels: int

    def draw(self, canvas: TaggedCanvas, left: float, top: float, first: int, last: int) -> None:
        raise RuntimeError("the table of contents was never filled in")

    def fill(self, place: Strip, entries: Sequence[Entry], pages: Mapping[str, int]) -> list[Strip]:
        """The lines that come where `place` is; their page numbers are looked up when they are drawn."""
        strips: list[Strip] = []
        section = self.element
        for entry in entries:
            if entry.level > self.levels:
                continue
            if entry.level == 1:
                section = self.element
            elif section is self.element:
                section = self.element.child(Role.CONTENTS)
            item = section.child(Role.CONTENTS_ITEM)
            strips.append(self._line(item.child(Role.REFERENCE).child(Role.LINK), entry, pages))
            strips[-1].frames = place.frames
        if strips:
            strips[0].before, strips[0].needs = place.before, place.needs
            strips[-1].tie = place.tie
        return strips

    def _line(self, element: Element, entry: Entry, pages: Mapping[str, int]) -> Strip:
        style = _STYLES[entry.level]
        left = self.left + (entry.level - 1) * _INDENT
        right = self.left + self.width
        lines = break_lines(entry.title, style, right - left - _NUMBER_ROOM)
        part = _EntryPart(element, entry, lines, right, pages)
        before = _BEFORE[entry.level]
        return Strip(part, left, len(lines) * style.leading, before, last=len(lines))
