"""Source Sans Pro: what it can show, how wide words are, how characters stand in a content stream."""

import unicodedata
from itertools import groupby
from pathlib import Path
from typing import Final

import font_source_sans_pro
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

from ev_scan.report.document.styles import Face

MISSING: Final = "☐"  # the empty box, for what the font cannot show; a .notdef glyph would end PDF/UA conformance
SOFT_HYPHEN: Final = "\u00ad"
_NO_BREAK_SPACE: Final = "\u00a0"
_LOOK_ALIKE: Final = {
    "\u2007": _NO_BREAK_SPACE,
    "\u202f": _NO_BREAK_SPACE,
    "\u2010": "-",
    "\u2011": "-",
    "\u200b": SOFT_HYPHEN,
    "●": "•",
    "◦": "•",
    "▪": "•",
    "✔": "✓",
    "⇒": "→",
}
_WORDS_REMEMBERED: Final = 20_000
_LONGEST_REMEMBERED: Final = 64
_SPILLED: Final = 0xE000  # private characters stand for codes outside a font's first subset


def plain(text: str) -> str:
    """`text` for where no font counts (titles, alternative texts): valid Unicode without control characters."""
    if text.isprintable():
        return " ".join(text.split())
    valid = text.encode("utf-16-le", "replace").decode("utf-16-le")
    return " ".join("".join(" " if _is_control(character) else character for character in valid).split())


def _is_control(character: str) -> bool:
    return unicodedata.category(character) == "Cc" or character in "\ufffe\uffff"


class _Repertoire(dict[int, str]):
    """A table for str.translate: every character becomes something the face can show."""

    def __init__(self, glyphs: dict[int, int]) -> None:
        super().__init__()
        self._glyphs = {
            code for code, glyph in glyphs.items() if glyph and unicodedata.category(chr(code)) not in ("Cf", "Cn")
        }
        self.update({code: chr(code) for code in self._glyphs})
        self.update({ord(character): shown for character, shown in _LOOK_ALIKE.items()})
        self[ord(SOFT_HYPHEN)] = SOFT_HYPHEN

    def __missing__(self, code: int) -> str:  # not remembered: users could fill the memory with a million characters
        category = unicodedata.category(chr(code))
        if category in ("Cc", "Zs", "Zl", "Zp"):
            return " "
        if category in ("Cf", "Mn", "Me"):  # joiners, direction marks, selectors, accents that found no letter
            return ""
        plainer = unicodedata.normalize("NFKC", chr(code))
        return plainer if all(ord(character) in self._glyphs for character in plainer) else MISSING


class LoadedFace:
    def __init__(self, name: Face) -> None:
        path = Path(font_source_sans_pro.font_directory) / f"{name}.ttf"
        self.font = TTFont(name.value, str(path), asciiReadable=False)
        registerFont(self.font)
        self._repertoire = _Repertoire(self.font.face.charToGlyph)
        self._advances: dict[int, float] = self.font.face.charWidths
        self._widths: dict[str, float] = {}

    def show(self, text: str) -> str:
        """`text` with only characters of this face; white space is left as plain spaces."""
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        return text.translate(self._repertoire)

    def can_show(self, text: str) -> bool:
        return MISSING in text or MISSING not in self.show(text)

    def measure(self, text: str) -> float:
        """The width at size 1 of text that went through `show`."""
        advances = self._advances
        return sum([advances[ord(character)] for character in text]) / 1000

    def reach(self, text: str, room: float) -> int:
        """How many characters of `text` fit, soft hyphens aside."""
        for count, character in enumerate(text):
            if character != SOFT_HYPHEN:
                room -= self._advances[ord(character)] / 1000
            if room < 0:
                return count
        return len(text)

    def width(self, text: str) -> float:
        """The measure of a word, remembered."""
        width = self._widths.get(text)
        if width is None:
            width = self.measure(text)
            if len(text) > _LONGEST_REMEMBERED:
                return width
            if len(self._widths) >= _WORDS_REMEMBERED:
                self._widths.clear()
            self._widths[text] = width
        return width


FACES: Final = {name: LoadedFace(name) for name in Face}


class GlyphCodes(dict[int, str]):
    """A table for str.translate: characters as escaped bytes of one face's subset in one document."""

    def __init__(self, face: LoadedFace, document: PDFDocument) -> None:
        super().__init__()
        self._font = face.font
        self._document = document
        self._first = ""

    def __missing__(self, code: int) -> str:
        [(subset, [byte])] = self._font.splitString(chr(code), self._document)
        escaped = chr(_SPILLED + (subset << 8) + byte) if subset else _escaped(byte)
        self._first = self._first or self._resource(0)
        self[code] = escaped
        return escaped

    def strings(self, text: str) -> list[tuple[str, str]]:
        """Pairs of font resource and string; more than one only past 250 different characters in a document."""
        codes = text.translate(self)
        if codes.isascii():
            return [(self._first, codes)]
        parts = []
        for subset, characters in groupby(codes, key=_subset):
            part = "".join(c if c.isascii() else _escaped((ord(c) - _SPILLED) & 0xFF) for c in characters)
            parts.append((self._resource(subset), part))
        return parts

    def _resource(self, subset: int) -> str:
        return self._font.getSubsetInternalName(subset, self._document)


def _subset(character: str) -> int:
    return 0 if character.isascii() else (ord(character) - _SPILLED) >> 8


def _escaped(byte: int) -> str:
    if byte in b"()\\":
        return f"\\{chr(byte)}"
    return chr(byte) if 32 <= byte < 127 else f"\\{byte:03o}"
