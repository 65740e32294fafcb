"""The file around the pages: PDF/UA-1 and PDF/A-3a at once, and the same bytes for the same document."""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import md5
from threading import Lock
from typing import Any, Final

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObject, PDFStream, PDFZCompress
from reportlab.pdfbase.pdfdoc import format as source_of

from ev_scan.report.document.canvas import TaggedCanvas
from ev_scan.report.document.metadata import Metadata, srgb_profile
from ev_scan.report.document.objects import Raw, reference, register, text_string

_OBJECTS_PER_STREAM: Final = 200
_CODES_PER_BLOCK: Final = 100  # more in one bfchar block breaks the CMap rules
_EMBEDDING: Final = Lock()  # ReportLab reads a font through one shared file position


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    content: bytes
    mime: str
    description: str


def write_file(canvas: TaggedCanvas, metadata: Metadata, attachments: Sequence[Attachment] = ()) -> bytes:
    document: Any = canvas.document
    _embed_fonts(document)
    canvas.structure.register(document)
    document.Outlines.prepare(document, canvas)
    files = [(attachment, _attach(document, attachment, metadata)) for attachment in attachments]
    register(document, Raw(metadata.info()), "Info")
    register(document, Raw(_catalog(canvas, metadata, files)), "Catalog")
    return _assemble(document)


def _embed_fonts(document: Any) -> None:
    with _EMBEDDING:
        for font in document.delayedFonts:
            subsets = font.state[document].subsets
            names = [font.getSubsetInternalName(number, document)[1:] for number in range(len(subsets))]
            font.addObjects(document)
            for name, subset in zip(names, subsets, strict=True):
                embedded = document.idToObject[name]
                document.idToObject[embedded.ToUnicode.name].content = _unicode_map(subset)


def _unicode_map(subset: Sequence[int]) -> str:
    """ReportLab's own map says that unused codes mean U+0000 or a space, and has too many codes in a block."""
    used = [(code, character) for code, character in enumerate(subset) if character and (character != 32 or code == 32)]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <00> <FF> endcodespacerange",
    ]
    for start in range(0, len(used), _CODES_PER_BLOCK):
        block = used[start : start + _CODES_PER_BLOCK]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code:02X}> <{chr(character).encode('utf-16-be').hex()}>" for code, character in block]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines)


def _attach(document: PDFDocument, attachment: Attachment, metadata: Metadata) -> str:
    stream = _stream(
        {
            "Type": "/EmbeddedFile",
            "Subtype": "/" + attachment.mime.replace("/", "#2F").replace("+", "#2B"),  # PDFName leaves the slash alone
            "Params": f"<</Size {len(attachment.content)}/ModDate{metadata.pdf_date}>>",
        },
        attachment.content,
    )
    content = reference(document, stream)
    name = text_string(attachment.name)
    description = f"/Desc{text_string(attachment.description)}/AFRelationship/Data"
    return reference(document, Raw(f"<</Type/Filespec/F{name}/UF{name}{description}/EF<</F {content}/UF {content}>>>>"))


def _stream(entries: dict[str, object], content: bytes, *, compressed: bool = True) -> PDFStream:
    return PDFStream(PDFDictionary(entries), content, [PDFZCompress] if compressed else None)


def _catalog(canvas: TaggedCanvas, metadata: Metadata, files: Sequence[tuple[Attachment, str]]) -> str:
    document: Any = canvas.document

    def add(part: PDFObject) -> str:
        return reference(document, part)

    colours = add(_stream({"N": 3}, srgb_profile()))
    intent = (
        f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile {colours}>>"
    )
    about = add(_stream({"Type": "/Metadata", "Subtype": "/XML"}, metadata.xmp(), compressed=False))
    entries = [
        f"/Pages {add(document.Pages)}/Lang{text_string(metadata.lang)}/MarkInfo<</Marked true>>",
        f"/StructTreeRoot {add(canvas.structure)}/Metadata {about}/OutputIntents[{intent}]",
        "/ViewerPreferences<</DisplayDocTitle true>>",
    ]
    if document.Outlines.ready >= 0:
        entries.append(f"/Outlines {add(document.Outlines)}/PageMode/UseOutlines")
    if canvas.fields:
        entries.append(f"/AcroForm<</Fields[{' '.join(canvas.fields)}]>>")
    if files:
        names = sorted((text_string(attachment.name), target) for attachment, target in files)
        entries.append(f"/AF[{' '.join(target for _, target in files)}]")
        entries.append(f"/Names<</EmbeddedFiles<</Names[{' '.join(name + target for name, target in names)}]>>>>")
    return f"<</Type/Catalog{''.join(entries)}>>"


def _assemble(document: PDFDocument) -> bytes:
    parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
    offset = len(parts[0])
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    packed: list[tuple[int, bytes]] = []

    def add(number: int, body: bytes) -> None:
        nonlocal offset
        places[number] = (1, offset, 0)
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        offset += len(parts[-1])

    number = 0
    while (number := number + 1) in document.numberToId:  # formatting one object may register the next
        body: bytes = source_of(document.idToObject[document.numberToId[number]], document, toplevel=True)
        if body.endswith(b"endstream\n"):  # written without the end of line PDF/A wants before the keyword
            add(number, _end_stream(body.removesuffix(b"endstream\n")))
        else:
            packed.append((number, body))
    for start in range(0, len(packed), _OBJECTS_PER_STREAM):
        batch = packed[start : start + _OBJECTS_PER_STREAM]
        for index, (member, _) in enumerate(batch):
            places[member] = (2, number, index)
        add(number, _object_stream(batch))
        number += 1
    places[number] = (1, offset, 0)
    digest = md5(b"".join(parts), usedforsecurity=False).hexdigest()
    parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, _cross_references(document, places, digest)))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % offset)
    return b"".join(parts)


def _object_stream(batch: Sequence[tuple[int, bytes]]) -> bytes:
    head, offset = [], 0
    for number, body in batch:
        head.append(f"{number} {offset}")
        offset += len(body) + 1
    index = f"{' '.join(head)}\n".encode("ascii")
    content = zlib.compress(index + b"\n".join(body for _, body in batch))
    entries = f"/Type/ObjStm/N {len(batch)}/First {len(index)}"
    return _raw_stream(entries, content)


def _cross_references(document: PDFDocument, places: dict[int, tuple[int, int, int]], digest: str) -> bytes:
    rows = b"".join([struct.pack(">BIH", *places[number]) for number in range(len(places))])
    root, info = reference(document, "Catalog"), reference(document, "Info")
    trailer = f"/Size {len(places)}/Root {root}/Info {info}/ID[<{digest}><{digest}>]"
    return _raw_stream(f"/Type/XRef/W[1 4 2]{trailer}", zlib.compress(rows))


def _raw_stream(entries: str, content: bytes) -> bytes:
    head = f"<<{entries}/Filter/FlateDecode/Length {len(content)}>>\nstream\n"
    return _end_stream(head.encode("ascii") + content)


def _end_stream(stream: bytes) -> bytes:
    """Data that end in a carriage return get a whole line end of their own, or theirs would be taken for part of it."""
    return stream + (b"\r\nendstream" if stream.endswith(b"\r") else b"\nendstream")
