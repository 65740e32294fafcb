"""What stands behind blocks: cards and banners."""

from dataclasses import dataclass
from typing import Final

from reportlab.lib.colors import Color

from ev_scan.report.document.canvas import TaggedCanvas
from ev_scan.report.document.flow import Broken

_BAR: Final = 3.5
_RADIUS: Final = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """A box; what goes on over a page gets another box there."""

    left: float
    width: float
    padding: float
    fill: Color | None = None
    edge: Color | None = None
    bar: Color | None = None

    @property
    def repeated(self) -> float:
        return self.padding

    def draw(self, canvas: TaggedCanvas, top: float, bottom: float, broken: Broken) -> None:
        if broken.above:
            top += self.padding
        if broken.below:
            bottom -= self.padding / 2
        height = top - bottom
        if self.edge is not None:
            canvas.setStrokeColor(self.edge)
            canvas.setLineWidth(0.7)
        if self.fill is not None:
            canvas.setFillColor(self.fill)
        if self.fill is not None or self.edge is not None:
            painted = {"stroke": int(self.edge is not None), "fill": int(self.fill is not None)}
            radius = _RADIUS if self.bar is None else 0
            canvas.roundRect(self.left, bottom, self.width, height, radius, **painted)
        if self.bar is not None:
            canvas.setFillColor(self.bar)
            canvas.rect(self.left, bottom, _BAR, height, stroke=0, fill=1)


@dataclass(frozen=True, slots=True, eq=False)
class Banner:
    """A ground from edge to edge, and up to the edge when it begins the page."""

    fill: Color
    accent: Color

    @property
    def repeated(self) -> float:
        return 0

    def draw(self, canvas: TaggedCanvas, top: float, bottom: float, broken: Broken) -> None:
        page = canvas.page
        begins_page = broken.above or top > page.height - page.top - 1
        ceiling = page.height if begins_page else top
        canvas.setFillColor(self.fill)
        canvas.rect(0, bottom, page.width, ceiling - bottom, stroke=0, fill=1)
        canvas.setFillColor(self.accent)
        canvas.rect(0, bottom - 4, page.width, 4, stroke=0, fill=1)
