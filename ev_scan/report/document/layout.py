"""A document as a sequence of calls: headings, paragraphs, cards, tables, and out comes a PDF."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from math import inf

from reportlab.lib.colors import Color

from ev_scan.report.document.blocks import Column, Entry, HeadingPart, TextPart, add_text
from ev_scan.report.document.canvas import TaggedCanvas
from ev_scan.report.document.columns import add_columns, split_width
from ev_scan.report.document.contents import ContentsPart
from ev_scan.report.document.definitions import USUAL_SHARE, Definition, add_definitions, add_facts, add_facts_across
from ev_scan.report.document.figures import Bar, DrawingPart, FigurePart, Paint, Sketch, bars_figure, qr_paint
from ev_scan.report.document.file import Attachment, write_file
from ev_scan.report.document.flow import Strip, Tie, paginate, paint, squeeze, tie_together
from ev_scan.report.document.fonts import plain
from ev_scan.report.document.frames import Banner, Card
from ev_scan.report.document.lines import balanced_lines, break_lines
from ev_scan.report.document.lists import (
    BOX_ROOM,
    Check,
    Item,
    add_checks,
    add_list,
    list_element,
    put_box_beside,
)
from ev_scan.report.document.metadata import Metadata
from ev_scan.report.document.structure import Element, Role
from ev_scan.report.document.styles import (
    AMBER,
    BODY,
    FURNITURE,
    HEADINGS,
    LABEL,
    PAGE,
    PAPER_TINT,
    PINE,
    RULE,
    PageStyle,
    TextStyle,
)
from ev_scan.report.document.tables import Table, add_table
from ev_scan.report.document.text import Text, as_plain, as_runs


@dataclass(frozen=True, slots=True)
class Furniture:
    """What every page carries; readers skip it."""

    header: str
    footer: str
    page_label: Callable[[int, int], str]  # (3, 12) -> "Pagina 3 van 12"


class Document:
    def __init__(self, metadata: Metadata, furniture: Furniture, page: PageStyle = PAGE) -> None:
        self._metadata = metadata
        self._furniture = furniture
        self._page = page
        self._canvas = TaggedCanvas(page)
        self._column = Column(page.left, page.body_width, self._canvas.structure.root)
        self._entries: list[Entry] = []
        self._headings = 0
        self._level = 0
        self._attachments: list[Attachment] = []

    # Text

    def heading(
        self,
        level: int,
        text: Text,
        *,
        eyebrow: Text = "",
        style: TextStyle | None = None,
        anchor: str = "",
        listed: bool = True,
    ) -> None:
        """A heading with its bookmark, and its line in the table of contents when `listed`; the eyebrow comes above."""
        style = style or HEADINGS[level]
        lines = balanced_lines(text, style, self._column.width)
        if not lines:
            return
        if level > self._level + 1:
            raise ValueError(f"a heading of level {level} cannot follow one of level {self._level}")
        self._level = level
        self._headings += 1
        entry = Entry(level, plain(as_plain(text)), anchor or f"heading-{self._headings}")
        if listed:
            self._entries.append(entry)
        above = add_text(self._column, Role.PARAGRAPH, eyebrow, replace(LABEL, before=style.before))
        if above:
            above[-1].tie = Tie.HARD
        part = HeadingPart(TextPart(self._column.element.child(Role[f"H{level}"]), lines, style), entry)
        strip = Strip(part, self._column.left, len(lines) * style.leading, tie=Tie.HARD, last=len(lines))
        strip.anchors = (entry.anchor,)
        self._column.add([strip], LABEL.after if above else style.before, style.after)

    def paragraph(
        self, *text: Text, style: TextStyle = BODY, lang: str = "", align_right: bool = False, introduces: bool = False
    ) -> None:
        """A paragraph of runs; one that `introduces` stays on the page with what it announces."""
        runs = [run for part in text for run in as_runs(part)]
        strips = add_text(self._column, Role.PARAGRAPH, runs, style, lang=lang, align_right=align_right)
        if strips and introduces:
            strips[-1].tie = Tie.HARD

    def free_text(self, text: str, *, style: TextStyle = BODY) -> None:
        """What somebody typed in a text area: a paragraph per line."""
        for line in text.splitlines():
            self.paragraph(line, style=style)

    # Lists and tables

    def bullets(self, items: Iterable[Item | Text], *, style: TextStyle = BODY) -> None:
        add_list(self._column, items, numbered=False, style=style)

    def numbered(self, items: Iterable[Item | Text], *, start: int = 1) -> None:
        add_list(self._column, items, numbered=True, start=start)

    def checklist(self, checks: Iterable[Check]) -> None:
        add_checks(self._column, checks)

    def definitions(self, rows: Iterable[Definition], *, share: float = USUAL_SHARE) -> None:
        add_definitions(self._column, rows, share)

    def facts(self, rows: Iterable[Definition], *, across: bool = False, gap: float = 18) -> None:
        """Terms above their descriptions; `across` puts them side by side."""
        if across:
            add_facts_across(self._column, rows, gap, self._page.body_height)
        else:
            add_facts(self._column, rows)

    def table(self, table: Table) -> None:
        add_table(self._column, table)

    # Figures

    def figure(
        self, alt: str, height: float, paint_figure: Paint, *, width: float | None = None, align_right: bool = False
    ) -> None:
        if not plain(alt):
            raise ValueError("a figure needs an alternative text")
        column = self._column
        width = min(width or column.width, column.width)
        part = FigurePart(column.element.child(Role.FIGURE, alt=alt), width, height, paint_figure)
        left = column.left + (column.width - width if align_right else 0)
        column.add([Strip(part, left, height)], before=BODY.leading - 3, after=BODY.leading)

    def bars(self, bars: Iterable[Bar], *, longest: float, alt: str) -> None:
        height, paint_bars = bars_figure(list(bars), longest, self._column.width)
        self.figure(alt, height, paint_bars)

    def qr_code(self, content: str, *, alt: str, size: float = 92, align_right: bool = False) -> None:
        self.figure(alt, size, qr_paint(content), width=size, align_right=align_right)

    def drawing(self, height: float, sketch: Sketch, *, grows: bool = False) -> None:
        """Decoration, which readers skip; one that `grows` takes what its page has left."""
        part = DrawingPart(self._column.width, sketch)
        part.strip = Strip(part, self._column.left, height, grows=grows)
        self._column.add([part.strip])

    # Composition

    @contextmanager
    def items(self) -> Iterator[None]:
        """A list whose items are made with `item` or `box`."""
        with self._tagged(list_element(self._column.element, "None")):
            yield

    @contextmanager
    def item(self) -> Iterator[None]:
        """Blocks that are one item of a list."""
        with self._tagged(self._column.element.child(Role.ITEM).child(Role.ITEM_BODY)):
            yield

    @contextmanager
    def box(self, label: str, *, checked: bool = False) -> Iterator[None]:
        """Blocks beside a box to tick; `label` is what readers say of it."""
        outer, element = self._column, self._column.element
        in_list = element.role is Role.LIST
        element = element.child(Role.ITEM).child(Role.ITEM_BODY) if in_list else element.child(Role.SECTION)
        inner = Column(outer.left + BOX_ROOM, outer.width - BOX_ROOM, element)
        with self._inside(inner):
            yield
        put_box_beside(outer, inner, label, checked=checked)

    @contextmanager
    def section(self) -> Iterator[None]:
        """Blocks that belong together for readers; nothing to see."""
        with self._tagged(self._column.element.child(Role.SECTION)):
            yield

    @contextmanager
    def _tagged(self, element: Element) -> Iterator[None]:
        outside, self._column.element = self._column.element, element
        yield
        self._column.element = outside

    @contextmanager
    def keep_together(self, *, firmly: bool = False) -> Iterator[None]:
        """Not divided over pages, unless that would leave much of a page empty; `firmly`: unless it exceeds a page."""
        start = len(self._column.strips)
        yield
        tie_together(self._column.strips[start:], Tie.HARD if firmly else Tie.SOFT)

    @contextmanager
    def page_of_its_own(self) -> Iterator[None]:
        """Blocks that begin a page, and move closer together when they nearly fit on it."""
        self.page_break()
        start = len(self._column.strips)
        yield
        squeeze(self._column.strips[start:], self._page.body_height)
        self.page_break()

    @contextmanager
    def card(
        self,
        *,
        fill: Color | None = PAPER_TINT,
        edge: Color | None = None,
        bar: Color | None = None,
        padding: float = 14,
    ) -> Iterator[None]:
        """A box around blocks, with or without a bar on its left."""
        outer = self._column
        indent = padding + (4 if bar is not None else 0)
        card = Card(outer.left, outer.width, padding, fill, edge, bar)
        element = outer.element.child(Role.SECTION)
        inner = Column(outer.left + indent, outer.width - indent - padding, element, (card,))
        with self._framed(inner, padding, padding):
            yield

    @contextmanager
    def banner(self, *, fill: Color = PINE, accent: Color = AMBER, padding: float = 26) -> Iterator[None]:
        """Blocks on a ground from edge to edge; use the inverse styles on it."""
        outer = self._column
        inner = Column(outer.left, outer.width, outer.element, (Banner(fill, accent),))
        with self._framed(inner, 0, padding):
            yield
        outer.space(padding)

    @contextmanager
    def _framed(self, inner: Column, above: float, below: float) -> Iterator[None]:
        outer = self._column
        inner.pad(above)
        self._column = inner
        yield
        self._column = outer
        if len(inner.strips) > 1:
            inner.pad(below)
            tie_together(inner.strips, Tie.SOFT)
            outer.add(inner.strips, before=BODY.after, after=BODY.leading)

    @contextmanager
    def columns(self, *weights: float, gap: float = 18) -> Iterator[Sequence[AbstractContextManager[None]]]:
        """Columns side by side: `with document.columns(2, 1) as (wide, narrow):`, then `with wide:`."""
        outer = self._column
        parts = split_width(outer, weights, gap)
        yield [self._inside(part) for part in parts]
        add_columns(outer, parts, self._page.body_height)

    @contextmanager
    def _inside(self, column: Column) -> Iterator[None]:
        outer, self._column = self._column, column
        yield
        self._column = outer

    def space(self, height: float) -> None:
        self._column.space(height)

    def page_break(self, *, unless_room_for: float = inf) -> None:
        """Begin a new page, or do so only when less than this height is left."""
        self._column.need(unless_room_for)

    def contents(self, *, levels: int = 2) -> None:
        """The table of contents of the whole document."""
        column = self._column
        part = ContentsPart(column.element.child(Role.CONTENTS), column.left, column.width, levels)
        column.add([Strip(part, column.left, 0)], after=BODY.leading)

    def attach(self, attachment: Attachment) -> None:
        self._attachments.append(attachment)

    # The result

    def render(self) -> bytes:
        page_of: dict[str, int] = {}
        strips: list[Strip] = []
        for strip in self._column.strips:
            strips += (
                strip.part.fill(strip, self._entries, page_of) if isinstance(strip.part, ContentsPart) else [strip]
            )
        pages = paginate(strips, self._page.body_height)
        for number, page in enumerate(pages, 1):
            page_of.update((anchor, number) for placed in page for anchor in placed.strip.anchors)
        around = [[], *pages, []]
        for number, page in enumerate(pages, 1):
            paint(self._canvas, page, self._page.height - self._page.top, around[number - 1], around[number + 1])
            self._draw_furniture(number, len(pages))
            self._canvas.showPage()
        return write_file(self._canvas, self._metadata, self._attachments)

    def _draw_furniture(self, number: int, total: int) -> None:
        page, canvas = self._page, self._canvas
        right = page.width - page.right
        with canvas.page_furniture("Footer"):
            self._draw_label(self._furniture.footer, page.bottom - 26)
            self._draw_label(self._furniture.page_label(number, total), page.bottom - 26, right)
        if number > 1:
            with canvas.page_furniture("Header"):
                self._draw_label(self._furniture.header, page.height - 38)
                canvas.setStrokeColor(RULE)
                canvas.setLineWidth(0.6)
                canvas.line(page.left, page.height - 54, right, page.height - 54)

    def _draw_label(self, text: str, top: float, right: float | None = None) -> None:
        lines = break_lines(text, FURNITURE, self._page.body_width * 0.7)[:1]
        self._canvas.draw_lines(None, lines, self._page.left, top, FURNITURE, right=right)
