"""Tables whose header comes back on every page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from reportlab.lib.colors import Color

from ev_scan.report.document.blocks import Column, add_text
from ev_scan.report.document.canvas import TaggedCanvas
from ev_scan.report.document.flow import Broken, Strip, Tie
from ev_scan.report.document.lines import Line, Pen, break_lines
from ev_scan.report.document.structure import Element, Role
from ev_scan.report.document.styles import (
    BODY,
    CAPTION,
    CELL,
    CELL_HEAD,
    PAPER_TINT,
    PINE,
    PINE_TINT,
    RULE,
    Face,
    TextStyle,
)
from ev_scan.report.document.text import Text

_ROW_HEAD: Final = replace(CELL, face=Face.SEMIBOLD)
_PAD_X: Final = 6.0
_PAD_Y: Final = 5.5
_DOT: Final = 7.0
_DOT_ROOM: Final = 12.0
_UNDIVIDED: Final = 8  # lines of a row; a longer one may go on over the page
_SCOPE_COLUMN: Final = "/O/Table/Scope/Column"
_SCOPE_ROW: Final = "/O/Table/Scope/Row"


@dataclass(frozen=True, slots=True)
class TableColumn:
    title: Text
    weight: float = 1
    align_right: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with more than text; a dot only repeats in colour what the text says."""

    text: Text
    span: int = 1
    dot: Color | None = None
    strong: bool = False
    fill: Color | None = None  # likewise


@dataclass(frozen=True, slots=True)
class Table:
    columns: Sequence[TableColumn]
    rows: Sequence[Sequence[Text | Cell]]
    caption: Text = ""
    row_headers: bool = True  # the first cell of each row says what the row is about
    zebra: bool = False
    row_height: float = 0  # at least


@dataclass(slots=True)
class _Box:
    """A cell's text and its place."""

    left: float
    right: float
    lines: Sequence[Line]
    style: TextStyle
    align_right: bool
    dot: Color | None
    fill: Color | None
    element: Element
    inlines: dict[Pen, Element] = field(default_factory=dict)

    def draw(self, canvas: TaggedCanvas, top: float, first: int, last: int) -> None:
        left = self.left + _PAD_X
        if self.dot is not None:
            if first == 0:
                canvas.setFillColor(self.dot)
                canvas.circle(left + _DOT / 2, top - self.style.leading / 2, _DOT / 2, stroke=0, fill=1)
            left += _DOT_ROOM
        lines = self.lines[first:last]
        if lines:
            right = self.right - _PAD_X if self.align_right else None
            ends = last >= len(self.lines)
            canvas.draw_lines(self.element, lines, left, top, self.style, right=right, inlines=self.inlines, ends=ends)


@dataclass(slots=True, eq=False)
class _Row:
    boxes: Sequence[_Box]
    left: float
    width: float
    count: int
    leading: float
    fill: Color | None = None
    rule: Color | None = None
    spare: float = 0  # room below the text, in a table to write in

    @property
    def height(self) -> float:
        return self.count * self.leading + 2 * _PAD_Y + self.spare

    def draw(self, canvas: TaggedCanvas, left: float, top: float, first: int, last: int) -> None:
        bottom = top - (last - first) * self.leading
        text_top = top
        if first == 0:
            text_top, bottom = text_top - _PAD_Y, bottom - _PAD_Y
        if last == self.count:
            bottom -= _PAD_Y + self.spare
        if self.fill is not None:
            canvas.setFillColor(self.fill)
            canvas.rect(left, bottom, self.width, top - bottom, stroke=0, fill=1)
        for box in self.boxes:
            if box.fill is not None:
                canvas.setFillColor(box.fill)
                canvas.rect(box.left, bottom, box.right - box.left, top - bottom, stroke=0, fill=1)
        if self.rule is not None:
            canvas.setStrokeColor(self.rule)
            canvas.setLineWidth(0.6)
            canvas.line(left, bottom, left + self.width, bottom)
        for box in self.boxes:
            box.draw(canvas, text_top, first, last)

    def strips(self) -> list[Strip]:
        whole = self.count <= _UNDIVIDED
        cuts = [0, self.count] if whole else [0, *range(2, self.count - 1), self.count]
        strips = []
        for first, last in pairwise(cuts):
            edges = (first == 0) + (last == self.count)
            height = (last - first) * self.leading + edges * _PAD_Y
            strips.append(Strip(self, self.left, height, first=first, last=last, tie=Tie.SOFT))
        strips[-1].height += self.spare
        strips[-1].tie = Tie.FREE
        return strips


@dataclass(slots=True, eq=False)
class _HeaderFrame:
    header: _Row

    @property
    def repeated(self) -> float:
        return self.header.height

    def draw(self, canvas: TaggedCanvas, top: float, bottom: float, broken: Broken) -> None:
        if broken.above:
            with canvas.decoration():
                self.header.draw(canvas, self.header.left, top + self.header.height, 0, self.header.count)


def add_table(column: Column, table: Table) -> None:
    element = column.element.child(Role.TABLE)
    if table.caption:
        _add_caption(column, element, table.caption)
    total = sum(part.weight for part in table.columns)
    edges = [column.left]
    for part in table.columns:
        edges.append(edges[-1] + column.width * part.weight / total)
    titles = [Cell(part.title) for part in table.columns]
    header = _row(element, table, titles, edges, header=True)
    rows = [header]
    for number, cells in enumerate(table.rows):
        whole = [cell if isinstance(cell, Cell) else Cell(cell) for cell in cells]
        rows.append(_row(element, table, whole, edges, header=False))
        rows[-1].spare = max(table.row_height - rows[-1].height, 0)
        if not table.zebra:
            rows[-1].rule = RULE
        elif number % 2 == 0:
            rows[-1].fill = PAPER_TINT
    strips = [strip for row in rows for strip in row.strips()]
    strips[0].tie = Tie.HARD
    if len(strips) > 2:  # no header with a single row under it, no single row at the top of a page
        strips[1].tie = strips[-2].tie = Tie.HARD
    frame = _HeaderFrame(header)
    for strip in strips:
        strip.frames = (frame,)
    column.add(strips, before=4, after=BODY.leading)


def _add_caption(column: Column, element: Element, caption: Text) -> None:
    outside, column.element = column.element, element
    for strip in add_text(column, Role.CAPTION, caption, CAPTION):
        strip.tie = Tie.HARD
    column.element = outside


def _row(element: Element, table: Table, cells: Iterable[Cell], edges: Sequence[float], *, header: bool) -> _Row:
    row_element = element.child(Role.ROW)
    boxes: list[_Box] = []
    position = 0
    for cell in cells:
        part = table.columns[position]
        heads_row = table.row_headers and position == 0 and not header
        style = CELL_HEAD if header else _ROW_HEAD if heads_row or cell.strong else CELL
        left, right = edges[position], edges[position + cell.span]
        room = right - left - 2 * _PAD_X - (_DOT_ROOM if cell.dot is not None else 0)
        scope = _SCOPE_COLUMN if header else _SCOPE_ROW if heads_row else ""
        span = f"{'' if scope else '/O/Table'}/ColSpan {cell.span}" if cell.span > 1 else ""
        cell_element = row_element.child(Role.HEADER_CELL if scope else Role.CELL, attributes=scope + span)
        lines = break_lines(cell.text, style, room)
        boxes.append(_Box(left, right, lines, style, part.align_right, cell.dot, cell.fill, cell_element))
        position += cell.span
    if position != len(table.columns):
        raise ValueError(f"a row fills {position} of {len(table.columns)} columns")
    count = max(1, *(len(box.lines) for box in boxes))
    leading = CELL_HEAD.leading if header else CELL.leading
    fill, rule = (PINE_TINT, PINE) if header else (None, None)
    return _Row(boxes, edges[0], edges[-1] - edges[0], count, leading, fill, rule)
