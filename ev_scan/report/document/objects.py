"""ReportLab's registry of PDF objects, and objects that are written by hand because there are so many of them."""

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

from ev_scan.report.document.fonts import plain


class Raw(PDFObject):
    """An object that is written as it stands."""

    def __init__(self, source: str) -> None:
        self.source = source

    def format(self, document: PDFDocument) -> bytes:
        return self.source.encode("ascii")


def register(document: Any, item: PDFObject, name: str | None = None) -> str:
    """The name under which `document` knows the object from now on."""
    registered: str = document.Reference(item, name).name
    return registered


def reference(document: PDFDocument, target: PDFObject | str) -> str:
    """An indirect reference to an object, or to what was registered under a name."""
    name = target if isinstance(target, str) else register(document, target)
    number, generation = document.idToObjectNumberAndVersion[name]
    return f"{number} {generation} R"


def text_string(text: str) -> str:
    text = plain(text)
    if text.isascii():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    return f"<feff{text.encode('utf-16-be').hex()}>"
