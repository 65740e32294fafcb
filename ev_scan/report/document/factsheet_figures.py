"""What is drawn in the factsheet: shares with their range, and the classes of a whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportlab.lib.colors import Color, HexColor

from ev_scan.report.document.canvas import TaggedCanvas
from ev_scan.report.document.figures import Paint
from ev_scan.report.document.lines import break_lines
from ev_scan.report.document.styles import CHART, INK, PINE, PINE_TINT, SMALL, WHITE, Face
from ev_scan.report.document.text import Text, strong

_BAR: Final = 8.0
_LIFT: Final = 1.6
_GAP: Final = 7.5
_LABEL_SHARE: Final = 0.42
_VALUE_ROOM: Final = 92.0
_CLASSES: Final = tuple(HexColor(code) for code in ("#d7e6e2", "#a3c9c1", "#5fa297", "#237067", "#083c38"))
"""From low to high; neighbours differ by more than their tint: a white line stands between them."""
_DARK_FROM: Final = 2
_STACK: Final = 17.0
_STACK_GAP: Final = 5.0
_ROOM_FOR_A_NUMBER: Final = 24.0
_KEY_ROW: Final = 22.0
_IN_BAR: Final = replace(SMALL, face=Face.SEMIBOLD)


@dataclass(frozen=True, slots=True)
class ShareBar:
    label: Text
    percent: int | None
    low: int
    high: int
    shown: str
    beside: str
    """The range in words."""


@dataclass(frozen=True, slots=True)
class Stack:
    label: Text
    percents: tuple[int, ...]
    """Empty when they are not told."""
    instead: str = ""


def share_bars(bars: Sequence[ShareBar], width: float) -> tuple[float, Paint]:
    """The height of the chart and the way to draw it: a bar for the share and a line for its range."""
    label_width = width * _LABEL_SHARE
    labels = [break_lines(bar.label, CHART, label_width - 12) for bar in bars]
    heights = [max(len(lines) * CHART.leading, _BAR) + _GAP for lines in labels]

    def paint(canvas: TaggedCanvas, left: float, top: float, width: float) -> None:
        for bar, lines, height in zip(bars, labels, heights, strict=True):
            canvas.draw_lines(None, lines, left, top, CHART)
            middle = top - len(lines) * CHART.leading / 2
            _paint_share(canvas, bar, (left + label_width, middle, width - label_width - _VALUE_ROOM))
            top -= height

    return sum(heights) - _GAP, paint


def _paint_share(canvas: TaggedCanvas, bar: ShareBar, place: tuple[float, float, float]) -> None:
    start, middle, track = place
    top = middle + CHART.leading / 2
    _rectangle(canvas, start, middle, track, PINE_TINT)
    if bar.percent is not None:
        _rectangle(canvas, start, middle, track * bar.percent / 100, PINE)
        _paint_range(canvas, start + track * bar.low / 100, start + track * bar.high / 100, middle)
    words = break_lines(strong(bar.shown), CHART, _VALUE_ROOM)[:1]
    canvas.draw_lines(None, words, start + track + 10, top, CHART)
    beside = break_lines(bar.beside, SMALL, _VALUE_ROOM)[:1]
    canvas.draw_lines(None, beside, start, top - 0.4, SMALL, right=start + track + _VALUE_ROOM)


def _rectangle(canvas: TaggedCanvas, left: float, middle: float, width: float, colour: Color) -> None:
    if width > 0:
        canvas.setFillColor(colour)
        canvas.rect(left, middle - _BAR / 2 + _LIFT, width, _BAR, stroke=0, fill=1)


def _paint_range(canvas: TaggedCanvas, low: float, high: float, middle: float) -> None:
    """Below the bar, so that it shows whatever the bar's length is."""
    y = middle - _BAR / 2 - 1.6
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.1)
    canvas.line(low, y, high, y)
    for x in (low, high):
        canvas.line(x, y - 1.8, x, y + 1.8)


def stacks(rows: Sequence[Stack], classes: Sequence[str], width: float) -> tuple[float, Paint]:
    """The height of the chart and the way to draw it: one whole a row, divided into classes from low to high."""
    label_width = width * 0.3
    labels = [break_lines(row.label, CHART, label_width - 12) for row in rows]
    heights = [max(len(lines) * CHART.leading, _STACK) + _STACK_GAP for lines in labels]

    def paint(canvas: TaggedCanvas, left: float, top: float, width: float) -> None:
        _paint_key(canvas, classes, left + label_width, top)
        top -= _KEY_ROW
        for row, lines, height in zip(rows, labels, heights, strict=True):
            middle = top - (height - _STACK_GAP) / 2
            canvas.draw_lines(None, lines, left, middle + len(lines) * CHART.leading / 2, CHART)
            _paint_stack(canvas, row, (left + label_width, middle, width - label_width))
            top -= height

    return _KEY_ROW + sum(heights) - _STACK_GAP, paint


def _paint_key(canvas: TaggedCanvas, classes: Sequence[str], left: float, top: float) -> None:
    for words, colour in zip(classes, _CLASSES, strict=True):
        canvas.setFillColor(colour)
        canvas.rect(left, top - 11, 10, 10, stroke=0, fill=1)
        lines = break_lines(words, SMALL, 90)[:1]
        canvas.draw_lines(None, lines, left + 14, top, SMALL)
        left += 14 + sum(line.width for line in lines) + 14


def _paint_stack(canvas: TaggedCanvas, row: Stack, place: tuple[float, float, float]) -> None:
    left, middle, width = place
    if not row.percents:
        lines = break_lines(row.instead, SMALL, width)[:1]
        canvas.draw_lines(None, lines, left, middle + SMALL.leading / 2, SMALL)
        return
    whole = sum(row.percents)
    for number, (percent, colour) in enumerate(zip(row.percents, _CLASSES, strict=True)):
        length = width * percent / whole
        canvas.setFillColor(colour)
        canvas.rect(left, middle - _STACK / 2, max(length - 0.9, 0), _STACK, stroke=0, fill=1)
        if length >= _ROOM_FOR_A_NUMBER:
            style = replace(_IN_BAR, colour=WHITE if number > _DARK_FROM else INK)
            lines = break_lines(str(percent), style, length)[:1]
            right = left + (length + sum(line.width for line in lines)) / 2
            canvas.draw_lines(None, lines, left, middle + style.leading / 2, style, right=right)
        left += length
