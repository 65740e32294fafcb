"""Strips of content, and how they are divided over pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby
from typing import Final, Protocol

from ev_scan.report.document.canvas import TaggedCanvas

_WORTH_SPLITTING: Final = 0.28  # rather than leave more of a page empty than this, divide what had better stay together
_WORTH_STARTING: Final = 0.12  # what exceeds a page anyway begins on the current one when this much is left
_ROUNDING: Final = 0.01
_REMNANT: Final = 0.15  # of a page
_SQUEEZABLE: Final = 0.6  # of the room between strips may be taken to keep them on one page


class Tie(IntEnum):
    """How strongly a strip holds on to the next one."""

    FREE = 0
    SOFT = 1  # together, unless that leaves too much of a page empty
    HARD = 2  # together, unless they exceed a page: a heading and what it announces


class Part(Protocol):
    def draw(self, canvas: TaggedCanvas, left: float, top: float, first: int, last: int) -> None:
        """Draw the pieces from `first` up to, not including, `last`."""


@dataclass(frozen=True, slots=True)
class Broken:
    """On which sides a frame goes on over a page."""

    above: bool
    below: bool


class Frame(Protocol):
    """Something behind or around strips, drawn on each page they reach."""

    @property
    def repeated(self) -> float:
        """Room it needs above its strips on a next page."""

    def draw(self, canvas: TaggedCanvas, top: float, bottom: float, broken: Broken) -> None: ...


@dataclass(slots=True, eq=False)
class Strip:
    """The least of a block that a page can take: its part from piece `first` up to `last`."""

    part: Part | None
    left: float
    height: float
    before: float = 0  # dropped at the top of a page
    tie: Tie = Tie.FREE
    frames: tuple[Frame, ...] = ()
    first: int = 0
    last: int = 1
    needs: float = 0  # begins a page unless this much is left
    anchors: tuple[str, ...] = ()
    grows: bool = False  # takes what its page has left


@dataclass(slots=True, eq=False)
class Placed:
    strip: Strip
    top: float  # measured downwards

    @property
    def bottom(self) -> float:
        return self.top + self.strip.height


Page = Sequence[Placed]


def tie_together(strips: Sequence[Strip], tie: Tie) -> None:
    for strip in strips[:-1]:
        strip.tie = max(strip.tie, tie)


def stacked_height(strips: Iterable[Strip]) -> float:
    return sum(strip.before + strip.height for strip in strips)


def squeeze(strips: Sequence[Strip], height: float) -> bool:
    """Take room from between strips that together are a little too tall; false when that is not enough."""
    excess = stacked_height(strips) - strips[0].before - height if strips else 0
    between = sum(strip.before for strip in strips[1:]) + sum(strip.height for strip in strips if strip.part is None)
    if excess <= 0:
        return True
    if excess > between * _SQUEEZABLE:
        return False
    factor = 1 - (excess + _ROUNDING) / between
    for strip in strips[1:]:
        strip.before *= factor
    for strip in strips:
        if strip.part is None:
            strip.height *= factor
    return True


def stack(strips: Iterable[Strip]) -> Page:
    """Strips below each other where no page can end."""
    placed: list[Placed] = []
    y = 0.0
    for strip in strips:
        placed.append(Placed(strip, y + strip.before))
        y = placed[-1].bottom
    return placed


def paginate(strips: Sequence[Strip], height: float) -> list[list[Placed]]:
    pages: list[list[Placed]] = [[]]
    for group in _groups(strips):
        if pages[-1] and group[0].needs > height - pages[-1][-1].bottom:
            pages.append([])
        pending: Sequence[Strip] = group
        while pending:
            placed = _place(pending, pages)
            fitting = sum(1 for item in placed if item.bottom <= height + _ROUNDING)
            taken = len(pending) if fitting == len(pending) else _best_cut(pending, fitting, pages[-1], height)
            pages[-1] += placed[:taken]
            pending = pending[taken:]
            if pending:
                pages.append([])
    _absorb_remnants(pages, height)
    for page in pages:
        _stretch(page, height)
    return pages


def _absorb_remnants(pages: list[list[Placed]], height: float) -> None:
    """A few lines before a page break get no page of their own when the page before can move up for them."""
    for number in range(len(pages) - 1, 0, -1):
        earlier, page = pages[number - 1 : number + 1]
        followed = number + 1 < len(pages) and not pages[number + 1][0].strip.needs
        if not page or followed or page[0].strip.needs or page[-1].bottom > height * _REMNANT:
            continue
        strips, y = [placed.strip for placed in (*earlier, *page)], earlier[0].top
        if squeeze(strips, height - y):
            pages[number - 1] = [Placed(placed.strip, y + placed.top - strips[0].before) for placed in stack(strips)]
            del pages[number]


def _stretch(page: Page, height: float) -> None:
    growing = next((number for number, placed in enumerate(page) if placed.strip.grows), None)
    if growing is None:
        return
    slack = max(0, height - page[-1].bottom)
    page[growing].strip.height += slack
    for placed in page[growing + 1 :]:
        placed.top += slack


def _groups(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    group: list[Strip] = []
    for strip in strips:
        if group and (not group[-1].tie or strip.needs):
            yield group
            group = []
        group.append(strip)
    if group:
        yield group


def _place(strips: Sequence[Strip], pages: Sequence[Page]) -> list[Placed]:
    """Where strips would come on the last page if it were long enough."""
    placed: list[Placed] = []
    for strip in strips:
        if placed or pages[-1]:
            top = (placed or pages[-1])[-1].bottom + strip.before
        else:
            earlier = pages[-2][-1].strip.frames if len(pages) > 1 else ()
            top = sum(frame.repeated for frame in strip.frames if frame in earlier)
        placed.append(Placed(strip, top))
    return placed


def _best_cut(strips: Sequence[Strip], fitting: int, page: Page, height: float) -> int:
    """How many of the strips, which do not all fit, had better stay on this page."""
    room = height - (page[-1].bottom if page else 0)
    exceeds_a_page = stacked_height(strips) > height
    if page and room < height * (_WORTH_STARTING if exceeds_a_page else _WORTH_SPLITTING):
        return 0
    for cut in range(fitting, 0, -1):
        if strips[cut - 1].tie is not Tie.HARD:
            return cut
    return 0 if page else max(fitting, 1)


@dataclass(slots=True)
class _Span:
    depth: int
    begin: float
    end: float = 0


def paint(canvas: TaggedCanvas, page: Page, top: float, earlier: Page = (), later: Page = ()) -> None:
    """Draw a page between its neighbours."""
    spans: dict[Frame, _Span] = {}
    for placed in page:
        begin, frames = placed.top, placed.strip.frames
        for depth in reversed(range(len(frames))):
            frame = frames[depth]
            spans.setdefault(frame, _Span(depth, begin)).end = placed.bottom
            if _reaches(frame, earlier, -1):  # what it repeats stands within the frames around it
                begin -= frame.repeated
    for frame, span in sorted(spans.items(), key=lambda item: item[1].depth):
        broken = Broken(above=_reaches(frame, earlier, -1), below=_reaches(frame, later, 0))
        frame.draw(canvas, top - span.begin, top - span.end, broken)
    # Neighbouring strips of one part are drawn at once, so that its text is one marked sequence in reading order.
    for _, group in groupby(page, key=lambda placed: id(placed.strip.part)):
        members = list(group)
        first, last = members[0].strip, members[-1].strip
        if first.part is not None:
            first.part.draw(canvas, first.left, top - members[0].top, first.first, last.last)


def _reaches(frame: Frame, page: Page, edge: int) -> bool:
    return bool(page) and frame in page[edge].strip.frames
