"""The structure tree: what assistive technology reads instead of the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

from ev_scan.report.document.objects import reference, register, text_string


class Role(StrEnum):
    DOCUMENT = "Document"
    PART = "Part"
    SECTION = "Sect"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    H4 = "H4"
    H5 = "H5"
    H6 = "H6"
    PARAGRAPH = "P"
    LIST = "L"
    ITEM = "LI"
    LABEL = "Lbl"
    ITEM_BODY = "LBody"
    TABLE = "Table"
    ROW = "TR"
    HEADER_CELL = "TH"
    CELL = "TD"
    CAPTION = "Caption"
    CONTENTS = "TOC"
    CONTENTS_ITEM = "TOCI"
    REFERENCE = "Reference"
    FIGURE = "Figure"
    LINK = "Link"
    FORM = "Form"
    SPAN = "Span"


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked-content sequence on a page."""

    page: str
    mcid: int


@dataclass(frozen=True, slots=True)
class AnnotationMark:
    page: str
    annotation: str


class Element(PDFObject):
    def __init__(
        self, role: Role, parent: "Element | None", *, lang: str = "", alt: str = "", attributes: str = ""
    ) -> None:
        self.role = role
        self.parent = parent
        self.lang = lang
        self.alt = alt
        self.attributes = attributes
        self.reference = ""  # in the file
        self.kids: list[Element | Mark | AnnotationMark] = []

    def child(self, role: Role, *, lang: str = "", alt: str = "", attributes: str = "") -> "Element":
        child = Element(role, self, lang=lang, alt=alt, attributes=attributes)
        self.kids.append(child)
        return child

    def prune(self) -> bool:
        """Drop what holds nothing, except cells, which a regular table needs; false when nothing is left."""
        self.kids = [kid for kid in self.kids if not isinstance(kid, Element) or kid.prune()]
        return bool(self.kids) or self.role in (Role.CELL, Role.HEADER_CELL)

    def walk(self) -> "Iterator[Element]":
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def format(self, document: PDFDocument) -> bytes:  # by hand: a thousand of these through PDFDictionary cost 15 ms
        page = next((kid.page for kid in self.kids if not isinstance(kid, Element)), None)
        kids = " ".join([_kid(kid, page, document) for kid in self.kids])
        parent = self.parent.reference if self.parent else reference(document, "StructTreeRoot")
        entries = [f"<</Type/StructElem/S/{self.role}/P {parent}/K[{kids}]"]
        if page:
            entries.append(f"/Pg {reference(document, page)}")
        if self.lang:
            entries.append(f"/Lang{text_string(self.lang)}")
        if self.alt:
            entries.append(f"/Alt{text_string(self.alt)}")
        if self.attributes:
            entries.append(f"/A<<{self.attributes}>>")
        return "".join([*entries, ">>"]).encode("ascii")


def _kid(kid: Element | Mark | AnnotationMark, page: str | None, document: PDFDocument) -> str:
    if isinstance(kid, Element):
        return kid.reference
    if isinstance(kid, Mark):
        if kid.page == page:
            return str(kid.mcid)
        return f"<</Type/MCR/Pg {reference(document, kid.page)}/MCID {kid.mcid}>>"
    return f"<</Type/OBJR/Pg {reference(document, kid.page)}/Obj {reference(document, kid.annotation)}>>"


class StructureTree(PDFObject):
    """The root, and the way back from each marked sequence and annotation to its element."""

    def __init__(self) -> None:
        self.root = Element(Role.DOCUMENT, None)
        self._owners: list[list[Element] | Element] = []
        self._pages: dict[str, tuple[int, list[Element]]] = {}

    def page_key(self, page: str) -> int:
        """The StructParents key of a page."""
        return self._page(page)[0]

    def _page(self, page: str) -> tuple[int, list[Element]]:
        if page not in self._pages:
            owners: list[Element] = []
            self._pages[page] = (len(self._owners), owners)
            self._owners.append(owners)
        return self._pages[page]

    def mark(self, element: Element, page: str) -> int:
        """The number of a new marked-content sequence of `element`."""
        owners = self._page(page)[1]
        element.kids.append(Mark(page, len(owners)))
        owners.append(element)
        return len(owners) - 1

    def annotate(self, element: Element) -> int:
        """A StructParent key for an annotation of `element`."""
        self._owners.append(element)
        return len(self._owners) - 1

    def register(self, document: PDFDocument) -> None:
        register(document, self, "StructTreeRoot")
        self.root.prune()
        for element in self.root.walk():
            register(document, element)
            element.reference = f"{document.objectcounter} 0 R"

    def format(self, document: PDFDocument) -> bytes:
        pairs = []
        for key, owners in enumerate(self._owners):
            if isinstance(owners, Element):
                pairs.append(f"{key} {owners.reference}")
            else:
                pairs.append(f"{key}[{' '.join([owner.reference for owner in owners])}]")
        parent_tree = f"<</Nums[{' '.join(pairs)}]>>"
        root = self.root.reference
        next_key = len(self._owners)
        return f"<</Type/StructTreeRoot/K[{root}]/ParentTree{parent_tree}/ParentTreeNextKey {next_key}>>".encode(
            "ascii"
        )
