"""Figures: bar charts, QR codes and whatever a caller draws, each with an alternative text."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

import segno
from reportlab.lib.colors import Color

from ev_scan.report.document.canvas import TaggedCanvas
from ev_scan.report.document.flow import Strip
from ev_scan.report.document.lines import Line, break_lines
from ev_scan.report.document.structure import Element
from ev_scan.report.document.styles import CHART, INK, PINE, PINE_TINT, WHITE
from ev_scan.report.document.text import strong

Paint = Callable[[TaggedCanvas, float, float, float], None]
"""Draw with the left edge, the top edge and the width of the figure."""

_NON_ZERO: Final = 1  # ReportLab's FILL_NON_ZERO: with its default, overlapping modules would cancel out
_QUIET_ZONE: Final = 3  # modules of white around a code
_BAR_HEIGHT: Final = 9.0
_BAR_GAP: Final = 9.0
_LABEL_SHARE: Final = 0.36
_VALUE_ROOM: Final = 64.0


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: float
    shown: str
    colour: Color = PINE


Sketch = Callable[[TaggedCanvas, float, float, float, float], None]
"""Draw decoration with the left edge, the top edge, the width and the height."""


@dataclass(slots=True, eq=False)
class DrawingPart:
    """What only pleases the eye; readers skip it."""

    width: float
    sketch: Sketch
    strip: Strip = field(init=False)  # its height may grow

    def draw(self, canvas: TaggedCanvas, left: float, top: float, first: int, last: int) -> None:
        self.sketch(canvas, left, top, self.width, self.strip.height)


@dataclass(slots=True, eq=False)
class FigurePart:
    element: Element
    width: float
    height: float
    paint: Paint

    def draw(self, canvas: TaggedCanvas, left: float, top: float, first: int, last: int) -> None:
        with canvas.figure(self.element, (left, top - self.height, left + self.width, top)):
            self.paint(canvas, left, top, self.width)


def bars_figure(bars: Sequence[Bar], longest: float, width: float) -> tuple[float, Paint]:
    """The height of a bar chart and the way to draw it."""
    label_width = width * _LABEL_SHARE
    labels = [break_lines(bar.label, CHART, label_width - 10) for bar in bars]
    heights = [max(len(lines) * CHART.leading, _BAR_HEIGHT) + _BAR_GAP for lines in labels]

    def paint(canvas: TaggedCanvas, left: float, top: float, width: float) -> None:
        track = width - label_width - _VALUE_ROOM
        for bar, lines, height in zip(bars, labels, heights, strict=True):
            _paint_bar(canvas, bar, lines, (left, top, left + label_width, track, longest))
            top -= height

    return sum(heights) - _BAR_GAP, paint


def _paint_bar(
    canvas: TaggedCanvas, bar: Bar, lines: Sequence[Line], place: tuple[float, float, float, float, float]
) -> None:
    left, top, start, track, longest = place
    canvas.draw_lines(None, lines, left, top, CHART)
    middle = top - len(lines) * CHART.leading / 2
    bottom = middle - _BAR_HEIGHT / 2
    canvas.setFillColor(PINE_TINT)
    canvas.roundRect(start, bottom, track, _BAR_HEIGHT, _BAR_HEIGHT / 2, stroke=0, fill=1)
    length = track * min(max(bar.value / longest, 0), 1)
    if length > 0:
        canvas.setFillColor(bar.colour)
        canvas.roundRect(start, bottom, max(length, _BAR_HEIGHT), _BAR_HEIGHT, _BAR_HEIGHT / 2, stroke=0, fill=1)
    shown = break_lines(strong(bar.shown), CHART, _VALUE_ROOM - 8)[:1]
    canvas.draw_lines(None, shown, start, middle + CHART.leading / 2, CHART, right=start + track + _VALUE_ROOM)


def qr_paint(content: str) -> Paint:
    """A code as one vector path; nothing of it is remembered, for it may open a dossier."""
    matrix = segno.make(content, error="m", micro=False).matrix

    def paint(canvas: TaggedCanvas, left: float, top: float, width: float) -> None:
        module = width / (len(matrix) + 2 * _QUIET_ZONE)
        canvas.setFillColor(WHITE)
        canvas.rect(left, top - width, width, width, stroke=0, fill=1)
        canvas.setFillColor(INK)
        path = canvas.beginPath()
        for row, modules in enumerate(matrix, _QUIET_ZONE + 1):
            for start, end in _dark_runs(modules):
                x = left + (start + _QUIET_ZONE) * module
                path.rect(x, top - row * module, (end - start) * module, module * 1.02)  # rows overlap: no white seams
        canvas.drawPath(path, stroke=0, fill=1, fillMode=_NON_ZERO)

    return paint


def _dark_runs(modules: bytearray) -> Iterator[tuple[int, int]]:
    start = 0
    for dark, run in groupby(modules):
        end = start + len(list(run))
        if dark:
            yield start, end
        start = end
