"""Terms with their description: beside each other with rules between, or the term above its description."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from ev_scan.report.document.blocks import Column, LabelledPart, TextPart, line_strips
from ev_scan.report.document.canvas import TaggedCanvas
from ev_scan.report.document.flow import Strip, Tie
from ev_scan.report.document.lines import Line, break_lines
from ev_scan.report.document.lists import list_element
from ev_scan.report.document.structure import Element, Role
from ev_scan.report.document.styles import BODY, LABEL, RULE, SMALL, TERM
from ev_scan.report.document.text import Text

USUAL_SHARE: Final = 0.3
_TERM_GAP: Final = 12.0
_BETWEEN_ROWS: Final = 7.0
_BETWEEN_FACTS: Final = 9.0


@dataclass(frozen=True, slots=True)
class Definition:
    """A term with its description; notes stand below it, smaller."""

    term: Text
    description: Text
    notes: Sequence[Text] = ()


def add_definitions(column: Column, rows: Iterable[Definition], share: float) -> None:
    """Terms on the left, which take `share` of the width, with a rule above each row."""
    left = column.left + column.width * share
    room = column.width * (1 - share)
    readable = [(row, lines) for row in rows if (lines := break_lines(row.description, BODY, room))]
    if not readable:
        return
    element = list_element(column.element, "None")
    before = BODY.leading
    for row, lines in readable:
        terms = break_lines(row.term, TERM, column.width * share - _TERM_GAP)
        entry = element.child(Role.ITEM)
        draw_term = partial(_draw_term, entry.child(Role.LABEL), terms, column)
        body = entry.child(Role.ITEM_BODY)
        text = TextPart(body.child(Role.PARAGRAPH) if row.notes else body, lines, BODY)
        strips = line_strips(LabelledPart(draw_term, text), len(lines), left, BODY.leading)
        for note in row.notes:
            strips += _note_strips(body, note, left, room, strips[-1])
        column.add([*strips, *_room_for(terms, strips, left)], before)
        before = _BETWEEN_ROWS
    column.space(BODY.after)


def _note_strips(body: Element, note: Text, left: float, room: float, above: Strip) -> list[Strip]:
    lines = break_lines(note, SMALL, room)
    if not lines:
        return []
    above.tie = Tie.HARD
    return line_strips(TextPart(body.child(Role.PARAGRAPH), lines, SMALL), len(lines), left, SMALL.leading)


def _room_for(terms: Sequence[Line], strips: Sequence[Strip], left: float) -> list[Strip]:
    """Keeps a term on one page, and the next row below it."""
    needed, height = len(terms) * TERM.leading, 0.0
    for strip in strips:
        height += strip.height
        if height < needed:
            strip.tie = Tie.HARD
    return [Strip(None, left, needed - height)] if height < needed else []


def _draw_term(element: Element, lines: Sequence[Line], column: Column, canvas: TaggedCanvas, top: float) -> None:
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.6)
    y = top + _BETWEEN_ROWS / 2
    canvas.line(column.left, y, column.left + column.width, y)
    canvas.draw_lines(element, lines, column.left, top, TERM)


def add_facts(column: Column, rows: Iterable[Definition]) -> None:
    """Each term above its description: for narrow columns."""
    readable = [
        (terms, lines)
        for row in rows
        if (lines := break_lines(row.description, BODY, column.width))
        and (terms := break_lines(row.term, LABEL, column.width))
    ]
    if not readable:
        return
    element = list_element(column.element, "None")
    for terms, lines in readable:
        entry = element.child(Role.ITEM)
        term = TextPart(entry.child(Role.LABEL), terms, LABEL)
        above = line_strips(term, len(terms), column.left, LABEL.leading)
        above[-1].tie = Tie.HARD
        description = TextPart(entry.child(Role.ITEM_BODY), lines, BODY)
        column.add([*above, *line_strips(description, len(lines), column.left, BODY.leading)], before=_BETWEEN_FACTS)
    column.space(BODY.after)
