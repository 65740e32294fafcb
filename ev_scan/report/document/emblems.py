"""The word mark and the four blocks of the shield: the same drawings as templates/components/emblems.html."""

from typing import Final

from reportlab.lib.colors import Color

from ev_scan.report.document.canvas import TaggedCanvas
from ev_scan.report.document.lines import break_lines
from ev_scan.report.document.styles import AMBER, PINE, PINE_TINT, WHITE, Face, TextStyle
from ev_scan.report.document.vector_path import draw_path

GRID: Final = 48  # the drawings of themes stand on a square of this size

MARK: Final = "M4 0h9v15H0V4a4 4 0 0 1 4-4zM0 17h13v15C5 29 0 24 0 17zM15 17h13c0 7-5 12-13 15z"
MARK_ACCENT: Final = "M15 0h9a4 4 0 0 1 4 4v11H15z"
MARK_WIDTH: Final = 28
MARK_HEIGHT: Final = 32

TILES: Final = {
    "products": "M14 0h30a4 4 0 0 1 4 4v40a4 4 0 0 1-4 4H4a4 4 0 0 1-4-4V14A14 14 0 0 1 14 0z",
    "environment": "M4 0h30a14 14 0 0 1 14 14v30a4 4 0 0 1-4 4H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z",
    "partnerships": "M4 0h40a4 4 0 0 1 4 4v40a4 4 0 0 1-5 4C18 43 0 29 0 8V4a4 4 0 0 1 4-4z",
    "growth": "M4 0h40a4 4 0 0 1 4 4v4c0 21-18 35-43 40a4 4 0 0 1-5-4V4a4 4 0 0 1 4-4z",
    "profile": "M4 0h40a4 4 0 0 1 4 4v40a4 4 0 0 1-4 4H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z",
}
LINES: Final = {
    "products": "M24 10l14 14-14 14-14-14z",
    "environment": "M12 37V12h6v5h3v-5h6v5h3v-5h6v25z",
    "partnerships": "M31 20a9 9 0 1 1-18 0 9 9 0 1 1 18 0zM40 20a9 9 0 1 1-18 0 9 9 0 1 1 18 0z",
    "growth": "M9 31h6v-9H9zM18 31h6V15h-6z",
    "profile": "M14 38V10h20v28z",
}
CORES: Final = {
    "products": "M24 18l6 6-6 6-6-6z",
    "environment": "M20 37v-8a4 4 0 0 1 8 0v8z",
    "partnerships": "M26.5 12.2a9 9 0 0 1 0 15.6 9 9 0 0 1 0-15.6z",
    "growth": "M26 32.2h8V7h-8z",
    "profile": "M19 16h4v4h-4zM25 16h4v4h-4zM19 23h4v4h-4zM25 23h4v4h-4zM21 31h6v7h-6z",
}
SHIELD: Final = ("products", "environment", "partnerships", "growth")  # row by row
_SHIELD_STEP: Final = 52


def draw_word_mark(canvas: TaggedCanvas, left: float, top: float, height: float) -> None:
    """Mark and name on a pine ground, as decoration: the title of the document says what it is."""
    scale = height / MARK_HEIGHT
    canvas.setFillColor(WHITE)
    draw_path(canvas, MARK, left, top, scale)
    canvas.setFillColor(AMBER)
    draw_path(canvas, MARK_ACCENT, left, top, scale)
    style = TextStyle(height * 0.66, height, WHITE, Face.SEMIBOLD)
    with canvas.decoration():
        lines = break_lines("EV-scan", style, 20 * height)
        canvas.draw_lines(None, lines, left + (MARK_WIDTH + 10) * scale, top, style)


def draw_emblem(
    canvas: TaggedCanvas, theme: str, left: float, top: float, size: float, tile: Color = PINE_TINT, sign: Color = PINE
) -> None:
    """A theme's block; a theme without a drawing gets none."""
    if theme not in TILES:
        return
    scale = size / GRID
    draw_tile(canvas, theme, left, top, size, tile)
    canvas.setFillColor(AMBER)
    draw_path(canvas, CORES[theme], left, top, scale)
    canvas.setStrokeColor(sign)
    canvas.setLineWidth(2.5)  # in units of the drawing
    canvas.setLineJoin(1)
    draw_path(canvas, LINES[theme], left, top, scale, fill=False, stroke=True)


def draw_tile(canvas: TaggedCanvas, theme: str, left: float, top: float, size: float, colour: Color) -> None:
    canvas.setFillColor(colour)
    draw_path(canvas, TILES.get(theme, TILES["profile"]), left, top, size / GRID)


def draw_shield(canvas: TaggedCanvas, left: float, top: float, size: float, solid: Color) -> None:
    """The four blocks together; light and solid ones alternate."""
    scale = size / (GRID + _SHIELD_STEP)
    for number, theme in enumerate(SHIELD):
        row, column = divmod(number, 2)
        x, y = left + column * _SHIELD_STEP * scale, top - row * _SHIELD_STEP * scale
        colours = (PINE_TINT, PINE) if row != column else (solid, WHITE)
        draw_emblem(canvas, theme, x, y, GRID * scale, *colours)
