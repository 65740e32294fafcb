"""What the file says about itself: title, language, dates, standards, colours."""

import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Final
from xml.sax.saxutils import escape

from PIL import ImageCms

from ev_scan.report.document.fonts import plain
from ev_scan.report.document.objects import text_string

_PRODUCER: Final = "EV-scan with ReportLab"


@dataclass(frozen=True, slots=True)
class Metadata:
    title: str
    lang: str
    created: datetime  # given, not taken from the clock: the same plan gives the same bytes
    author: str = ""
    subject: str = ""

    def __post_init__(self) -> None:
        if self.created.tzinfo is None:
            raise ValueError("the creation date needs a time zone")

    @property
    def pdf_date(self) -> str:
        return f"(D:{self.created.astimezone(UTC):%Y%m%d%H%M%S}Z)"

    def info(self) -> str:
        author = f"/Author{text_string(self.author)}" if plain(self.author) else ""
        subject = f"/Subject{text_string(self.subject)}" if plain(self.subject) else ""
        title = text_string(self.title)
        dates = f"/CreationDate{self.pdf_date}/ModDate{self.pdf_date}"
        return f"<</Title{title}{author}{subject}/Producer({_PRODUCER})/Creator({_PRODUCER}){dates}>>"

    def xmp(self) -> bytes:
        return _XMP.format(
            title=escape(plain(self.title)),
            lang=escape(plain(self.lang)),
            author=_optional("dc:creator", "Seq", self.author),
            subject=_optional("dc:description", "Alt", self.subject),
            date=f"{self.created.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            producer=_PRODUCER,
        ).encode()


def _optional(name: str, container: str, value: str) -> str:
    if not plain(value):
        return ""
    lang = ' xml:lang="x-default"' if container == "Alt" else ""
    return f"<{name}><rdf:{container}><rdf:li{lang}>{escape(plain(value))}</rdf:li></rdf:{container}></{name}>"


@cache
def srgb_profile() -> bytes:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = struct.pack(">6H", 2018, 1, 1, 0, 0, 0)  # LittleCMS writes the time of day here
    return bytes(profile)


# PDF/A knows no PDF/UA: its identifier has to be described before it may be used.
_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
{author}{subject}
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
