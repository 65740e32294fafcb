"""Terms with their description: beside each other with rules between, or the term above its description."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import Final

from ev_scan.report.document.blocks import Column, LabelledPart, TextPart, line_strips
from ev_scan.report.document.canvas import TaggedCanvas
from ev_scan.report.document.columns import add_columns, split_width
from ev_scan.report.document.flow import Strip, Tie
from ev_scan.report.document.fonts import plain
from ev_scan.report.document.lines import Line, break_lines
from ev_scan.report.document.lists import list_element
from ev_scan.report.document.structure import Element, Role
from ev_scan.report.document.styles import BODY, LABEL, RULE, SMALL, TERM
from ev_scan.report.document.text import Text, as_plain

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
    made: list[list[Strip]] = []
    for row, lines in readable:
        terms = break_lines(row.term, TERM, column.width * share - _TERM_GAP)
        entry = element.child(Role.ITEM)
        draw_term = partial(_draw_term, entry.child(Role.LABEL), terms, column)
        body = entry.child(Role.ITEM_BODY)
        text = TextPart(body.child(Role.PARAGRAPH) if row.notes else body, lines, BODY)
        strips = line_strips(LabelledPart(draw_term, text), len(lines), left, BODY.leading)
        for note in row.notes:
            strips += _note_strips(body, note, left, room, strips[-1])
        made.append([*strips, *_room_for(terms, strips, left)])
    for neighbour in (made[0], made[-2]) if len(made) > 1 else ():  # no single row below a heading or over the page
        neighbour[-1].tie = Tie.HARD
    for number, strips in enumerate(made):
        column.add(strips, _BETWEEN_ROWS if number else BODY.leading)
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
    _fill_facts([(column, row) for row in rows if is_readable(row)], column.element)
    column.space(BODY.after)


def add_facts_across(column: Column, rows: Iterable[Definition], gap: float, limit: float) -> None:
    """The same side by side, in columns as wide as what they hold asks for."""
    readable = [row for row in rows if is_readable(row)]
    widths = _shared([_natural_width(row) for row in readable], column.width - gap * (len(readable) - 1))
    parts = split_width(column, widths, gap) if readable else []
    _fill_facts(list(zip(parts, readable, strict=True)), column.element)
    add_columns(column, parts, limit)


def is_readable(row: Definition) -> bool:
    return bool(plain(as_plain(row.term)) and plain(as_plain(row.description)))


def _natural_width(row: Definition) -> float:
    """What it takes to be on one line."""
    term, description = break_lines(row.term, LABEL, inf), break_lines(row.description, BODY, inf)
    return max(line.width for line in (*term, *description))


def _shared(widths: list[float], room: float) -> list[float]:
    """Divide `room`: who wants little gets that, the others equally much; what is left over goes to all."""
    shares = [0.0] * len(widths)
    rest = room
    for place, (number, width) in enumerate(sorted(enumerate(widths), key=lambda pair: pair[1])):
        shares[number] = min(width + 0.1, rest / (len(widths) - place))
        rest -= shares[number]
    return [share + rest / len(widths) for share in shares]


def _fill_facts(places: Sequence[tuple[Column, Definition]], parent: Element) -> None:
    if not places:
        return
    element = list_element(parent, "None")
    for column, row in places:
        entry = element.child(Role.ITEM)
        strips: list[Strip] = []
        for role, text, style in ((Role.LABEL, row.term, LABEL), (Role.ITEM_BODY, row.description, BODY)):
            lines = break_lines(text, style, column.width)
            strips += line_strips(TextPart(entry.child(role), lines, style), len(lines), column.left, style.leading)
            strips[-1].tie = max(strips[-1].tie, Tie.HARD if role is Role.LABEL else Tie.FREE)
        column.add(strips, before=_BETWEEN_FACTS)
