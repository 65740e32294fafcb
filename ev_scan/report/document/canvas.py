"""ReportLab's canvas, with tags: text is content, everything else is decoration unless said otherwise."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from itertools import groupby
from typing import Any, Final
from urllib.parse import quote

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDocument,
    PDFObject,
    PDFObjectReference,
    PDFPage,
    PDFStream,
    PDFZCompress,
)
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from ev_scan.report.document.fonts import FACES, GlyphCodes, plain
from ev_scan.report.document.lines import Line, Pen
from ev_scan.report.document.objects import Raw, reference, register, text_string
from ev_scan.report.document.structure import AnnotationMark, Element, Role, StructureTree
from ev_scan.report.document.styles import Face, PageStyle, TextStyle
from ev_scan.report.document.text import Run

_CAP_HEIGHT: Final = 0.66
_PRINTED: Final = 4  # annotation flag: without it links and boxes are not part of the printed page
_URL_CHARACTERS: Final = "%/:=&?~#+!$,;'@()*[]"


class UntaggedTextError(RuntimeError):
    """Text was drawn where no reader would ever meet it."""


class _Marked(str):
    """Operators within marked content; a page's other operators become artifacts."""

    __slots__ = ()


class TaggedCanvas(Canvas):
    _code: list[str]
    _bookmarkReference: Callable[[str | None], PDFObject]
    _doc: Any  # PDFDocument, whose type stubs know half of it

    def __init__(self, page: PageStyle) -> None:
        super().__init__(
            BytesIO(),
            pagesize=(page.width, page.height),
            pageCompression=1,
            pdfVersion=(1, 7),
            invariant=1,
            # An embedded font: else each page begins with an unembedded Helvetica in its resources.
            initialFontName=Face.REGULAR.value,  # type: ignore[arg-type]
        )
        self.page = page
        self.structure = StructureTree()
        self.fields: list[str] = []
        self._glyphs = {name: GlyphCodes(face, self._doc) for name, face in FACES.items()}
        self._enclosed = False
        self._open_page()

    @property
    def document(self) -> PDFDocument:
        document: PDFDocument = self._doc
        return document

    def _open_page(self) -> None:
        self._page_name = self._doc.thisPageName()
        self._annotations: list[PDFObjectReference] = []

    # Content and decoration

    @contextmanager
    def figure(self, element: Element, box: tuple[float, float, float, float]) -> Iterator[None]:
        """Everything drawn within, lines and text, is this one figure."""
        rectangle = " ".join(f"{corner:.2f}" for corner in box)
        element.attributes = f"/O/Layout/Placement/Block/BBox[{rectangle}]"
        with self._enclose(lambda: self.begin(element)):
            yield

    @contextmanager
    def page_furniture(self, subtype: str) -> Iterator[None]:
        """A `Header` or `Footer`, which readers skip."""
        with self._enclose(lambda: f"/Artifact<</Type/Pagination/Subtype/{subtype}>>BDC"):
            yield

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """Text that says nothing new, such as a table's header repeated on its next page."""
        with self._enclose(lambda: "/Artifact BMC"):
            yield

    @contextmanager
    def _enclose(self, begin: Callable[[], str]) -> Iterator[None]:
        if self._enclosed:
            raise UntaggedTextError("marked content does not nest")
        start = len(self._code)
        self._enclosed = True
        yield
        self._enclosed = False
        body = self._code[start:]
        del self._code[start:]
        self._code.append(_Marked("\n".join([begin(), *body, "EMC"])))

    def begin(self, element: Element) -> str:
        return f"/{element.role}<</MCID {self.structure.mark(element, self._page_name)}>>BDC"

    # Text

    def drawText(self, aTextObject: PDFTextObject) -> None:
        """ReportLab's own text, which only a figure or an artifact can hold."""
        if not self._enclosed:
            raise UntaggedTextError("draw text in a paragraph, a figure or an artifact")
        super().drawText(aTextObject)

    def draw_lines(
        self,
        element: Element | None,
        lines: Sequence[Line],
        left: float,
        top: float,
        style: TextStyle,
        *,
        right: float | None = None,
        inlines: dict[Pen, Element] | None = None,
        ends: bool = True,
    ) -> None:
        """Lines of one element, from `left` or flush with `right`; `ends` is false when more of its lines follow."""
        if element is None and not self._enclosed:
            raise UntaggedTextError("text needs an element")
        typesetter = _Typesetter(self, None if self._enclosed else element, style, {} if inlines is None else inlines)
        baseline = top - (style.leading + _CAP_HEIGHT * style.size) / 2
        for number, line in enumerate(lines, 1):
            space = " " if not line.ends_in_word and not (ends and number == len(lines)) else ""
            typesetter.set(line, left if right is None else right - line.width, baseline, space)
            baseline -= style.leading
        typesetter.finish()

    def add_text(self, text_object: str) -> None:
        self._code.append(text_object if self._enclosed else _Marked(text_object))

    def glyphs(self, pen: Pen) -> GlyphCodes:
        return self._glyphs[pen.name]

    # Navigation

    def heading_target(self, title: str, anchor: str, level: int, top: float) -> None:
        self.bookmarkPage(anchor, fit="XYZ", left=0, top=round(top, 2))
        self.addOutlineEntry(title, anchor, level)

    def add_annotation(self, element: Element, entries: str) -> str:
        key = self.structure.annotate(element)
        annotation = Raw(f"<</Type/Annot/F {_PRINTED}/StructParent {key}{entries}>>")
        name = register(self._doc, annotation)
        self._annotations.append(PDFObjectReference(name))
        element.kids.append(AnnotationMark(self._page_name, name))
        return reference(self._doc, name)

    def link(self, element: Element, run: Run, box: tuple[float, float, float, float]) -> None:
        contents = plain(run.text) or run.url or run.anchor or ""
        if run.url is not None:
            action = f"/A<</S/URI/URI{text_string(quote(run.url, safe=_URL_CHARACTERS))}>>"
        else:
            action = f"/Dest {reference(self._doc, self._bookmarkReference(run.anchor))}"
        entries = f"/Subtype/Link/Border[0 0 0]{rectangle(box)}/Contents{text_string(contents)}{action}"
        self.add_annotation(element, entries)

    # Pages

    def showPage(self) -> None:
        self._code = _with_artifacts(self._code)
        super().showPage()
        page: Any = self._doc.Pages.pages[-1]
        # ReportLab writes only the keys it knows, and by default wraps streams in ASCII85.
        page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = self.structure.page_key(self._page_name)
        page.Tabs = "/S"
        page.Annots = PDFArray(self._annotations) if self._annotations else None
        page.Contents = PDFStream(content=page.stream, filters=[PDFZCompress])
        self._open_page()


class _Typesetter:
    """Writes one text object; sequences open and close inside it, which is what makes links within a line possible."""

    def __init__(
        self, canvas: TaggedCanvas, element: Element | None, style: TextStyle, inlines: dict[Pen, Element]
    ) -> None:
        self._canvas = canvas
        self._element = element
        self._style = style
        self._inlines = inlines
        self._code = ["BT"]
        self._owner: Element | None = None
        self._pen: Pen | None = None
        self._font = ""
        self._underlines: list[tuple[float, float, float, Color]] = []

    def set(self, line: Line, x: float, baseline: float, space: str) -> None:
        self._code.append(f"1 0 0 1 {x:.2f} {baseline:.2f} Tm")
        for fragment in line.fragments:
            pen = fragment.pen
            if pen is not self._pen or self._owner is None:
                self._take(pen)
            # A space ends the line, as ISO 32000-1 14.8.2.5 asks: without it readers join the words around the break.
            text = fragment.text + space if fragment is line.fragments[-1] else fragment.text
            for font, string in self._canvas.glyphs(pen).strings(text):
                if font != self._font:
                    self._font = font
                    self._code.append(f"{font} {self._style.size:g} Tf")
                self._code.append(f"({string})Tj")
            if pen.run.is_link and self._owner is not None:
                self._link(pen, x, baseline, pen.face.width(fragment.text.rstrip()) * self._style.size)
            x += fragment.width

    def _take(self, pen: Pen) -> None:
        owner = self._element and self._inline(pen, self._element)
        if owner is not self._owner:
            if self._owner is not None:
                self._code.append("EMC")
            if owner is not None:
                self._code.append(self._canvas.begin(owner))
            self._owner = owner
        if self._pen is None or pen.colour is not self._pen.colour:
            self._code.append(ink(pen.colour))
        self._pen = pen

    def _inline(self, pen: Pen, element: Element) -> Element:
        if not pen.is_inline_element:
            return element
        if pen not in self._inlines:
            role = Role.LINK if pen.run.is_link else Role.SPAN
            self._inlines[pen] = element.child(role, lang=pen.run.lang or "")
        return self._inlines[pen]

    def _link(self, pen: Pen, x: float, baseline: float, width: float) -> None:
        size = self._style.size
        self._canvas.link(self._inlines[pen], pen.run, (x, baseline - 0.25 * size, x + width, baseline + 0.8 * size))
        self._underlines.append((x, baseline - 0.14 * size, x + width, pen.colour))

    def finish(self) -> None:
        if self._owner is not None:
            self._code.append("EMC")
        self._code.append("ET")
        self._canvas.add_text("\n".join(self._code))
        for left, y, right, colour in self._underlines:
            self._canvas.setStrokeColor(colour)
            self._canvas.setLineWidth(0.6)
            self._canvas.line(left, y, right, y)


def ink(colour: Color) -> str:
    return f"{colour.red:.3g} {colour.green:.3g} {colour.blue:.3g} rg"


def rectangle(box: tuple[float, float, float, float]) -> str:
    return f"/Rect[{' '.join([f'{corner:.2f}' for corner in box])}]"


def _with_artifacts(code: list[str]) -> list[str]:
    tagged: list[str] = []
    for is_marked, group in groupby(code, key=lambda item: isinstance(item, _Marked)):
        operators = list(group)
        tagged += operators if is_marked else ["/Artifact BMC", *operators, "EMC"]
    return tagged
