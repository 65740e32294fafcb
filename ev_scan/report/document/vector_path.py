"""Drawings in the path language of SVG, on a PDF page."""

import re
from collections.abc import Iterator
from functools import cache
from math import atan2, cos, pi, sin, sqrt, tan
from typing import Final

from ev_scan.report.document.canvas import TaggedCanvas

_TOKEN: Final = re.compile(r"[a-zA-Z]|-?\d*\.?\d+")
_ARGUMENTS: Final = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "A": 7, "Z": 0}
_QUARTER: Final = pi / 2

Point = tuple[float, float]


def draw_path(
    canvas: TaggedCanvas, path: str, left: float, top: float, scale: float, *, fill: bool = True, stroke: bool = False
) -> None:
    """Draw with the canvas' colours; `left` and `top` are where the drawing's own corner comes."""
    canvas.saveState()
    canvas.transform(scale, 0, 0, -scale, left, top)
    outline = canvas.beginPath()
    for operator, points in _outline(path):
        if operator == "M":
            outline.moveTo(*points[0])
        elif operator == "L":
            outline.lineTo(*points[0])
        elif operator == "C":
            outline.curveTo(*points[0], *points[1], *points[2])
        else:
            outline.close()
    canvas.drawPath(outline, stroke=int(stroke), fill=int(fill), fillMode=1)
    canvas.restoreState()


@cache
def _outline(path: str) -> tuple[tuple[str, tuple[Point, ...]], ...]:
    """Moves, lines, curves and closures at absolute places."""
    parts: list[tuple[str, tuple[Point, ...]]] = []
    x = y = start_x = start_y = 0.0
    for command, numbers in _commands(path):
        relative = command.islower()
        base_x, base_y = (x, y) if relative else (0.0, 0.0)
        kind = command.upper()
        if kind == "Z":
            x, y = start_x, start_y
            parts.append(("Z", ()))
            continue
        end_x = base_x + numbers[-2 if len(numbers) > 1 else 0] if kind != "V" else x
        end_y = base_y + numbers[-1] if kind != "H" else y
        end = (end_x, end_y)
        if kind == "C":
            controls = tuple((base_x + numbers[n], base_y + numbers[n + 1]) for n in (0, 2))
            parts.append(("C", (*controls, end)))
        elif kind == "A":
            parts += [("C", curve) for curve in _arc((x, y), numbers[0], (numbers[3], numbers[4]), end)]
        else:
            parts.append(("M" if kind == "M" else "L", (end,)))
        x, y = end
        if kind == "M":
            start_x, start_y = end
    return tuple(parts)


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    tokens = _TOKEN.findall(path)
    command, position = "", 0
    while position < len(tokens):
        if tokens[position].isalpha():
            command = tokens[position]
            position += 1
        elif command in "Mm":  # further pairs of a move are lines
            command = "L" if command == "M" else "l"
        count = _ARGUMENTS[command.upper()]
        yield command, [float(token) for token in tokens[position : position + count]]
        position += count


def _arc(begin: Point, radius: float, flags: tuple[float, float], end: Point) -> Iterator[tuple[Point, ...]]:
    """Curves along a circle, a quarter or less each; an ellipse is not needed here."""
    (x0, y0), (x1, y1) = begin, end
    half = sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2) / 2
    radius = max(radius, half)
    side = -1 if bool(flags[0]) == bool(flags[1]) else 1
    height = side * sqrt(radius**2 - half**2)
    centre_x = (x0 + x1) / 2 - height * (y1 - y0) / (2 * half)
    centre_y = (y0 + y1) / 2 + height * (x1 - x0) / (2 * half)
    first, last = (atan2(y - centre_y, x - centre_x) for x, y in (begin, end))
    if flags[1]:
        last += 2 * pi if last < first else 0
    else:
        last -= 2 * pi if last > first else 0
    count = max(1, round(abs(last - first) / _QUARTER + 0.49))
    step = (last - first) / count
    reach = radius * 4 / 3 * tan(step / 4)
    for number in range(count):
        a, b = first + number * step, first + (number + 1) * step
        yield (
            (centre_x + radius * cos(a) - reach * sin(a), centre_y + radius * sin(a) + reach * cos(a)),
            (centre_x + radius * cos(b) + reach * sin(b), centre_y + radius * sin(b) - reach * cos(b)),
            (centre_x + radius * cos(b), centre_y + radius * sin(b)),
        )
