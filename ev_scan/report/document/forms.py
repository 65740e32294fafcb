"""Check boxes to tick on screen; on paper they are boxes all the same."""

from typing import Final

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFStream, PDFZCompress

from ev_scan.report.document.canvas import TaggedCanvas, ink, rectangle
from ev_scan.report.document.objects import reference, register, text_string
from ev_scan.report.document.structure import Element
from ev_scan.report.document.styles import PINE, WHITE

BOX_SIZE: Final = 10.5


def draw_check_box(canvas: TaggedCanvas, form: Element, label: str, left: float, top: float, *, checked: bool) -> None:
    on, off = (_appearance(canvas.document, ticked=ticked) for ticked in (True, False))
    state = "/Yes" if checked else "/Off"
    box = (left, top - BOX_SIZE, left + BOX_SIZE, top)
    field = canvas.add_annotation(
        form,
        f"/Subtype/Widget/FT/Btn/T(box-{len(canvas.fields) + 1})/TU{text_string(label)}{rectangle(box)}"
        f"/V{state}/AS{state}/AP<</N<</Yes {on}/Off {off}>>>>",
    )
    canvas.fields.append(field)


def _appearance(document: PDFDocument, *, ticked: bool) -> str:
    """One drawing for all boxes in a state."""
    name = "BoxTicked" if ticked else "BoxEmpty"
    if name not in document.idToObject:
        stroke = ink(PINE).upper()
        edge = BOX_SIZE - 1
        code = [ink(WHITE), stroke, "0.9 w 1 j", f"0.5 0.5 {edge} {edge} re B"]
        if ticked:
            code.append("1.7 w 1 J 2.5 5.4 m 4.6 3.2 l 8.2 7.7 l S")
        entries = {"Type": "/XObject", "Subtype": "/Form", "BBox": f"[0 0 {BOX_SIZE} {BOX_SIZE}]", "Resources": "<<>>"}
        register(document, PDFStream(PDFDictionary(entries), "\n".join(code), [PDFZCompress]), name)
    return reference(document, name)
