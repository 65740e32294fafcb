"""Columns side by side, which no page divides."""

from collections.abc import Sequence
from dataclasses import dataclass

from ev_scan.report.document.blocks import Column
from ev_scan.report.document.canvas import TaggedCanvas
from ev_scan.report.document.flow import Strip, paint, stack, stacked_height
from ev_scan.report.document.styles import BODY


@dataclass(slots=True, eq=False)
class ColumnsPart:
    columns: Sequence[Sequence[Strip]]

    def draw(self, canvas: TaggedCanvas, left: float, top: float, first: int, last: int) -> None:
        for strips in self.columns:
            paint(canvas, stack(strips), top)


def split_width(column: Column, weights: Sequence[float], gap: float) -> list[Column]:
    room = column.width - gap * (len(weights) - 1)
    parts: list[Column] = []
    left = column.left
    for weight in weights:
        width = room * weight / sum(weights)
        parts.append(Column(left, width, column.element))
        left += width + gap
    return parts


def add_columns(column: Column, parts: Sequence[Column], limit: float) -> None:
    """Side by side, or below each other when they are too tall for a page."""
    filled = [part.strips for part in parts if part.strips]
    if not filled:
        return
    tallest = max(stacked_height(strips) for strips in filled)
    if tallest > limit:
        for strips in filled:
            column.add(strips, before=BODY.leading, after=BODY.leading)
        return
    for strips in filled:
        if strips[-1].part is None and strips[-1].frames:  # the lower edge of a card: cards side by side end level
            strips[-1].height += tallest - stacked_height(strips)
    anchors = tuple(anchor for strips in filled for strip in strips for anchor in strip.anchors)
    column.add(
        [Strip(ColumnsPart(filled), column.left, tallest, anchors=anchors)], before=BODY.after, after=BODY.leading
    )
