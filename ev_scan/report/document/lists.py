"""Lists: bullets, numbers, check boxes, terms with their description."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from ev_scan.report.document.blocks import Column, LabelledPart, TextPart, line_strips
from ev_scan.report.document.canvas import TaggedCanvas
from ev_scan.report.document.flow import Tie
from ev_scan.report.document.forms import BOX_SIZE, draw_check_box
from ev_scan.report.document.lines import Line, break_lines
from ev_scan.report.document.structure import Element, Role
from ev_scan.report.document.styles import BODY, PINE, SMALL, Face, TextStyle
from ev_scan.report.document.text import Text, as_plain

_LABEL_FACE: Final = {"Disc": Face.REGULAR, "Decimal": Face.SEMIBOLD}
_LABEL_ROOM: Final = {"Disc": 13.0, "Decimal": 20.0}
_BETWEEN_ITEMS: Final = 3.5
BOX_ROOM: Final = 20.0


@dataclass(frozen=True, slots=True)
class Item:
    """A list item with items below it."""

    text: Text
    children: "Sequence[Item | Text]" = ()
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """A box to tick; the note stands below its text, smaller."""

    text: Text
    note: Text = ""
    checked: bool = False


def list_element(parent: Element, numbering: str) -> Element:
    return parent.child(Role.LIST, attributes=f"/O/List/ListNumbering/{numbering}")


@dataclass(frozen=True, slots=True)
class _Kind:
    numbering: str
    style: TextStyle

    @property
    def label_style(self) -> TextStyle:
        return replace(self.style, colour=PINE, face=_LABEL_FACE[self.numbering])


def add_list(
    column: Column, items: "Iterable[Item | Text]", *, numbered: bool, start: int = 1, style: TextStyle = BODY
) -> None:
    kind = _Kind("Decimal" if numbered else "Disc", style)
    _add_level(column, column.element, column.left, items, kind, start)
    column.space(BODY.after)


def _add_level(
    column: Column, parent: Element, left: float, items: "Iterable[Item | Text]", kind: _Kind, start: int
) -> None:
    body_left = left + _LABEL_ROOM[kind.numbering]
    room = column.left + column.width - body_left
    whole = [item if isinstance(item, Item) else Item(item) for item in items]
    readable = [(item, lines) for item in whole if (lines := break_lines(item.text, kind.style, room))]
    if not readable:
        return
    element = list_element(parent, kind.numbering)
    label_style, leading = kind.label_style, kind.style.leading
    for number, (item, lines) in enumerate(readable, start):
        entry = element.child(Role.ITEM)
        label = break_lines(f"{number}." if kind.numbering == "Decimal" else "•", label_style, room)
        draw_label = partial(_draw_label, entry.child(Role.LABEL), label, label_style, left)
        body = entry.child(Role.ITEM_BODY)
        text = TextPart(body.child(Role.PARAGRAPH) if item.children else body, lines, kind.style)
        strips = line_strips(LabelledPart(draw_label, text), len(lines), body_left, leading)
        column.add(strips, before=_BETWEEN_ITEMS * leading / BODY.leading)
        if item.children:
            strips[-1].tie = Tie.HARD
            below = _Kind("Decimal" if item.numbered else "Disc", kind.style)
            _add_level(column, body, body_left, item.children, below, 1)
            column.strips[-1].tie = Tie.FREE


def _draw_label(
    element: Element, lines: Sequence[Line], style: TextStyle, left: float, canvas: TaggedCanvas, top: float
) -> None:
    canvas.draw_lines(element, lines, left, top, style)


def add_checks(column: Column, checks: Iterable[Check]) -> None:
    left = column.left + BOX_ROOM
    room = column.width - BOX_ROOM
    readable = [(check, lines) for check in checks if (lines := break_lines(check.text, BODY, room))]
    if not readable:
        return
    element = list_element(column.element, "None")
    for check, lines in readable:
        body = element.child(Role.ITEM).child(Role.ITEM_BODY)
        draw_box = partial(_draw_box, body.child(Role.FORM), as_plain(check.text), check.checked, column.left)
        text = LabelledPart(draw_box, TextPart(body.child(Role.PARAGRAPH), lines, BODY))
        strips = line_strips(text, len(lines), left, BODY.leading)
        column.add(strips, before=_BETWEEN_ITEMS + 1.5)
        if note := break_lines(check.note, SMALL, room):
            strips[-1].tie = Tie.HARD
            part = TextPart(body.child(Role.PARAGRAPH), note, SMALL)
            column.add(line_strips(part, len(note), left, SMALL.leading))
    column.space(BODY.after)


def _draw_box(form: Element, label: str, checked: bool, left: float, canvas: TaggedCanvas, top: float) -> None:
    inset = (BODY.leading - BOX_SIZE) / 2
    draw_check_box(canvas, form, label, left, top - inset, checked=checked)


def put_box_beside(column: Column, inner: Column, label: str, *, checked: bool) -> None:
    """A box to tick on the first line of the blocks in `inner`."""
    if not inner.strips:
        return
    first = inner.strips[0].part
    if first is None:
        raise ValueError("a box stands beside text")
    draw_box = partial(_draw_box, inner.element.child(Role.FORM), label, checked, column.left)
    inner.element.kids.insert(0, inner.element.kids.pop())  # readers meet the box before what it is for
    labelled = LabelledPart(draw_box, first)
    for strip in inner.strips:
        if strip.part is first:
            strip.part = labelled
    column.add(inner.strips, before=_BETWEEN_ITEMS + 1.5, after=BODY.after)
