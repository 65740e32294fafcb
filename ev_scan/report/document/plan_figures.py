"""What is drawn in the plan: the ground of the cover, ranks, lines to write on, scores as bars."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportlab.lib.colors import Color, HexColor

from ev_scan.report.document.canvas import TaggedCanvas
from ev_scan.report.document.emblems import draw_emblem, draw_shield, draw_tile, draw_word_mark
from ev_scan.report.document.figures import Paint, Sketch
from ev_scan.report.document.lines import break_lines
from ev_scan.report.document.styles import (
    AMBER,
    BODY_GREY,
    INK,
    PINE,
    PINE_TINT,
    RULE,
    SMALL,
    STRONG,
    WHITE,
    Face,
    TextStyle,
)

COVER_GROUND: Final = 560.0
_PINE_LIGHT: Final = HexColor("#216b61")
_RING: Final = HexColor("#1c5f58")
_LINE_STEP: Final = 25.0
_TILE: Final = 38.0
_RANK: Final = TextStyle(19, 24, WHITE, Face.SEMIBOLD)

_EMBLEM: Final = 30.0
_TRACK: Final = 9.0
_ROW: Final = 48.0
_KEY: Final = 20.0
_NUMBER: Final = replace(STRONG, size=14.5)


@dataclass(frozen=True, slots=True)
class ScoreBar:
    """A cluster on a scale from 0 to 100; without a score when too little is known."""

    theme: str
    title: str
    score: int | None
    high: int
    target: int | None
    note: str


@dataclass(frozen=True, slots=True)
class BarKey:
    """What the parts of a bar are called."""

    score: str
    range: str
    target: str
    whole: str
    """After the number: 'van 100'."""


def cover_sketch(canvas: TaggedCanvas, left: float, top: float, width: float, height: float) -> None:
    """A ground over the upper part of the page, with the mark and the shield behind rings of protection."""
    page = canvas.page
    canvas.saveState()
    edge = canvas.beginPath()
    edge.rect(0, page.height - COVER_GROUND, page.width, COVER_GROUND)
    canvas.clipPath(edge, stroke=0, fill=0)
    canvas.setFillColor(PINE)
    canvas.rect(0, 0, page.width, page.height, stroke=0, fill=1)
    size = 236.0
    x, y = page.width - page.right - size, page.height - 96
    canvas.setStrokeColor(_RING)
    for ring in range(1, 9):
        reach = ring * 34
        canvas.setLineWidth(1.4)
        canvas.circle(x + size / 2, y - size / 2, size * 0.62 + reach, stroke=1, fill=0)
    draw_shield(canvas, x, y, size, _PINE_LIGHT)
    canvas.restoreState()
    canvas.setFillColor(AMBER)
    canvas.rect(0, page.height - COVER_GROUND - 5, page.width, 5, stroke=0, fill=1)
    draw_word_mark(canvas, left, page.height - 54, 27)


def rank_sketch(theme: str, rank: int) -> Sketch:
    """The number of an action in the block of its theme."""

    def sketch(canvas: TaggedCanvas, left: float, top: float, width: float, height: float) -> None:
        draw_tile(canvas, theme, left, top, _TILE, PINE)
        with canvas.decoration():
            [line] = break_lines(str(rank), _RANK, _TILE)
            right = left + (_TILE + line.width) / 2
            canvas.draw_lines(None, [line], left, top - (_TILE - _RANK.leading) / 2, _RANK, right=right)

    return sketch


def emblem_sketch(theme: str) -> Sketch:
    def sketch(canvas: TaggedCanvas, left: float, top: float, width: float, height: float) -> None:
        draw_emblem(canvas, theme, left, top, height)

    return sketch


def writing_sketch(canvas: TaggedCanvas, left: float, top: float, width: float, height: float) -> None:
    """Lines to write on, as many as there is room for."""
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.7)
    for number in range(1, int(height / _LINE_STEP) + 1):
        y = top - number * _LINE_STEP
        canvas.line(left, y, left + width, y)


def blank_sketch(canvas: TaggedCanvas, left: float, top: float, width: float, height: float) -> None:
    """One line to write on, at the foot."""
    canvas.setStrokeColor(BODY_GREY)
    canvas.setLineWidth(0.7)
    canvas.line(left, top - height, left + width, top - height)


def no_sketch(canvas: TaggedCanvas, left: float, top: float, width: float, height: float) -> None:
    """Nothing but room."""


def score_bars(bars: Sequence[ScoreBar], key: BarKey) -> tuple[float, Paint]:
    """The height of the chart and the way to draw it."""

    def paint(canvas: TaggedCanvas, left: float, top: float, width: float) -> None:
        _paint_key(canvas, key, left, top)
        for number, bar in enumerate(bars):
            _paint_bar(canvas, bar, key, (left, top - _KEY - number * _ROW, width))

    return _KEY + len(bars) * _ROW - 8, paint


def _paint_key(canvas: TaggedCanvas, key: BarKey, left: float, top: float) -> None:
    swatches: list[tuple[str, Callable[[float], None]]] = [
        (key.score, lambda x: _solid(canvas, x, top - 3, 16, PINE)),
        (key.range, lambda x: _open(canvas, x, top - 3, 16)),
        (key.target, lambda x: _tick(canvas, x + 8, top - 3)),
    ]
    for words, draw in swatches:
        draw(left)
        lines = break_lines(words, SMALL, 200)
        canvas.draw_lines(None, lines, left + 21, top - 1.3, SMALL)
        left += 21 + max((line.width for line in lines), default=0) + 14


def _paint_bar(canvas: TaggedCanvas, bar: ScoreBar, key: BarKey, place: tuple[float, float, float]) -> None:
    left, top, width = place
    draw_emblem(canvas, bar.theme, left, top - 3, _EMBLEM)
    left, width = left + _EMBLEM + 11, width - _EMBLEM - 11
    canvas.draw_lines(None, break_lines(bar.title, STRONG, width * 0.66)[:1], left, top, STRONG)
    if bar.score is not None:
        whole = break_lines(key.whole, SMALL, 80)[:1]
        canvas.draw_lines(None, whole, left, top - 1.6, SMALL, right=left + width)
        number = break_lines(str(bar.score), _NUMBER, 60)
        right = left + width - sum(line.width for line in whole) - 3.5
        canvas.draw_lines(None, number, left, top, _NUMBER, right=right)
    track_top = top - 16.5
    _solid(canvas, left, track_top, width, PINE_TINT)
    if bar.score is not None:
        if bar.high > bar.score:
            _open(canvas, left + width * bar.score / 100, track_top, width * (bar.high - bar.score) / 100)
        if bar.score:
            _solid(canvas, left, track_top, width * bar.score / 100, PINE)
    if bar.target is not None:
        _tick(canvas, left + width * bar.target / 100, track_top)
    note = break_lines(bar.note, SMALL, width)[:1]
    canvas.draw_lines(None, note, left, track_top - _TRACK - 2.2, SMALL)


def _solid(canvas: TaggedCanvas, left: float, top: float, width: float, colour: Color) -> None:
    canvas.setFillColor(colour)
    canvas.roundRect(left, top - _TRACK, width, _TRACK, min(2, width / 2), stroke=0, fill=1)


def _open(canvas: TaggedCanvas, left: float, top: float, width: float) -> None:
    """A part that is not sure: an outline."""
    canvas.setFillColor(WHITE)
    canvas.setStrokeColor(PINE)
    canvas.setLineWidth(0.9)
    canvas.rect(left, top - _TRACK + 0.45, width - 0.45, _TRACK - 0.9, stroke=1, fill=1)


def _tick(canvas: TaggedCanvas, x: float, top: float) -> None:
    canvas.setFillColor(WHITE)
    canvas.rect(x - 2.4, top - _TRACK - 2, 4.8, _TRACK + 4, stroke=0, fill=1)
    canvas.setFillColor(INK)
    canvas.rect(x - 1.1, top - _TRACK - 3, 2.2, _TRACK + 6, stroke=0, fill=1)
