"""Greedy breaking of runs into lines; words are divided only when nothing else helps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.colors import Color

from ev_scan.report.document.fonts import FACES, SOFT_HYPHEN, LoadedFace
from ev_scan.report.document.styles import Face, TextStyle
from ev_scan.report.document.text import Run, Text, as_runs

_URL_BREAKS: Final = frozenset("/?&=.@_:;,")
_VOWELS: Final = frozenset("aeiouyáàâäãåéèêëíìîïóòôöõúùûüýæøœ")
_INSEPARABLE: Final = frozenset({"ch", "th", "ph", "sh", "kh", "gh"})


class Pen:
    """How one run is drawn in one paragraph."""

    __slots__ = ("colour", "face", "name", "run")

    def __init__(self, run: Run, style: TextStyle) -> None:
        self.run = run
        self.name = _face_name(run, style)
        self.face: LoadedFace = FACES[self.name]
        self.colour: Color = style.link if run.is_link else style.colour

    @property
    def is_inline_element(self) -> bool:
        return self.run.is_link or self.run.lang is not None


def _face_name(run: Run, style: TextStyle) -> Face:
    if run.strong:
        return Face.SEMIBOLD
    # The italic lacks Greek and Cyrillic: emphasis is worth less than the letters.
    if run.emphasis and FACES[Face.ITALIC].can_show(run.text):
        return Face.ITALIC
    return style.face


@dataclass(slots=True)
class Fragment:
    pen: Pen
    text: str
    width: float


@dataclass(slots=True)
class Line:
    fragments: list[Fragment]
    width: float
    ends_in_word: bool


_Chunk = tuple[Pen, str]
_Word = list[_Chunk]


def break_lines(text: Text, style: TextStyle, width: float) -> list[Line]:
    """The lines of `text`; none when there is nothing to see."""
    room = min(width, style.measure) / style.size
    runs = as_runs(text)
    lines = _simple_lines(runs[0], style, room) if len(runs) == 1 else None
    if lines is None:
        lines = _mixed_lines(runs, style, room)
    return lines if any(fragment.text.strip() for line in lines for fragment in line.fragments) else []


def _simple_lines(run: Run, style: TextStyle, room: float) -> list[Line] | None:
    """Nearly all text is one run without a word that may have to be divided: four times as fast."""
    pen = Pen(run, style)
    shown = pen.face.show(run.text)
    if SOFT_HYPHEN in shown:
        return None
    lines: list[Line] = []
    current: list[str] = []
    x, space = 0.0, pen.face.width(" ")
    for word in shown.split(" "):
        if not word:
            continue
        advance = pen.face.width(word)
        if x + advance > room:
            if advance > room or "-" in word:
                return None
            lines.append(_line_of(pen, current, (x - space) * style.size))
            current, x = [], 0.0
        current.append(word)
        x += advance + space
    if current:
        lines.append(_line_of(pen, current, (x - space) * style.size))
    return lines


def _line_of(pen: Pen, words: list[str], width: float) -> Line:
    return Line([Fragment(pen, " ".join(words), width)], width, ends_in_word=False)


def _mixed_lines(runs: Sequence[Run], style: TextStyle, room: float) -> list[Line]:
    lines: list[Line] = []
    current: list[_Word] = []
    x = 0.0
    space = FACES[style.face].width(" ")
    for word in _words(runs, style):
        rest: _Word | None = word
        while rest:
            advance = _width(rest)
            gap = space if current else 0.0
            if x + gap + advance <= room:
                current.append([(pen, chunk.replace(SOFT_HYPHEN, "")) for pen, chunk in rest])
                x += gap + advance
                break
            head, rest = _split(rest, room - x - gap, forced=not current)
            if head:
                current.append(head)
            lines.append(_line(current, style.size, ends_in_word=bool(head)))
            current, x = [], 0.0
    if current:
        lines.append(_line(current, style.size, ends_in_word=False))
    return lines


def balanced_lines(text: Text, style: TextStyle, width: float) -> list[Line]:
    """As few lines as `break_lines` makes, but of about the same length: no heading ends in one lonely word."""
    lines = break_lines(text, style, width)
    if len(lines) < 2 or any(line.ends_in_word for line in lines):
        return lines
    narrow, wide = width / len(lines) / 2, width
    while wide - narrow > style.size / 2:
        middle = (narrow + wide) / 2
        attempt = break_lines(text, style, middle)
        if len(attempt) > len(lines) or any(line.ends_in_word for line in attempt):
            narrow = middle
        else:
            wide, lines = middle, attempt
    return lines


def _words(runs: Sequence[Run], style: TextStyle) -> list[_Word]:
    words: list[_Word] = []
    touching = False
    for run in runs:
        pen = Pen(run, style)
        shown = pen.face.show(run.text)
        if not shown:
            continue
        touching = touching and shown[0] != " "
        for raw in shown.split(" "):
            piece = raw.strip(SOFT_HYPHEN)
            if not piece:
                continue
            if touching:
                words[-1].append((pen, piece))
                touching = False
            else:
                words.append([(pen, piece)])
        touching = bool(words) and shown[-1] != " "
    return words


def _width(word: _Word) -> float:
    return sum([pen.face.width(text if text.isascii() else text.replace(SOFT_HYPHEN, "")) for pen, text in word])


def _line(words: list[_Word], size: float, *, ends_in_word: bool) -> Line:
    fragments: list[Fragment] = []
    for number, word in enumerate(words):
        for position, (pen, text) in enumerate(word):
            spaced = number > 0 and position == 0
            last = fragments[-1] if fragments else None
            if last and last.pen is pen:
                last.text += f" {text}" if spaced else text
            elif last and spaced and last.pen.is_inline_element:  # keep the space out of a link
                fragments.append(Fragment(pen, f" {text}", 0))
            else:
                if last and spaced:
                    last.text += " "
                fragments.append(Fragment(pen, text, 0))
    for fragment in fragments:
        fragment.width = fragment.pen.face.measure(fragment.text) * size
    return Line(fragments, sum(fragment.width for fragment in fragments), ends_in_word)


def _split(word: _Word, room: float, *, forced: bool) -> tuple[_Word, _Word]:
    """The part of a word that fits in `room`, possibly nothing, and the rest."""
    head: _Word = []
    for number, (pen, text) in enumerate(word):
        advance = _width([(pen, text)])
        if advance <= room:
            head.append((pen, text.replace(SOFT_HYPHEN, "")))
            room -= advance
            continue
        cut = _cut(text, pen.face, room, forced=forced, first=not head)
        if cut:
            rest = [(pen, cut[1])] if cut[1] else []
            return [*head, (pen, cut[0])], [*rest, *word[number + 1 :]]
        return (head, word[number:]) if forced else ([], word)
    return head, []


def _cut(text: str, face: LoadedFace, room: float, *, forced: bool, first: bool) -> tuple[str, str] | None:
    technical = _is_technical(text)
    near = text[: face.reach(text, room) + 3]  # without it, what somebody typed as one endless word takes minutes
    kinds = [] if technical else [_natural_breaks(near)]
    if forced:
        kinds.append(_url_breaks(near) if technical else _syllable_breaks(near))
        kinds.append(list(range(1, len(near))))
    for positions in kinds:
        for position in reversed(positions):
            head = _hyphenated(text, position)
            if face.width(head) <= room:
                return head, text[position:].lstrip(SOFT_HYPHEN)
    # Not even one character fits: draw it all the same, or this would never end.
    return (text[:1], text[1:]) if forced and first else None


def _hyphenated(text: str, position: int) -> str:
    """The head of a broken word; a soft hyphen is drawn as a hyphen, and readers know it is not part of the word."""
    head = text[:position].replace(SOFT_HYPHEN, "")
    between_letters = text[position - 1 : position + 1].replace(SOFT_HYPHEN, "").isalpha()
    return head + SOFT_HYPHEN if between_letters and not _is_technical(text) else head


def _is_technical(text: str) -> bool:
    """An address or a code, in which a hyphen at the end of a line would seem to belong."""
    return "/" in text or "@" in text or "_" in text or "www." in text


def _natural_breaks(text: str) -> list[int]:
    """After soft hyphens and after hyphens within a word (`MKB-ondernemer`)."""
    if SOFT_HYPHEN not in text and "-" not in text:
        return []
    return [
        position
        for position in range(2, len(text) - 1)
        if text[position - 1] == SOFT_HYPHEN
        or (text[position - 1] == "-" and text[position - 2 : position - 1].isalnum())
    ]


def _url_breaks(text: str) -> list[int]:
    return [position for position in range(4, len(text) - 2) if text[position - 1] in _URL_BREAKS]


def _syllable_breaks(text: str) -> list[int]:
    """Before a consonant that starts a syllable, which is where Dutch and English words mostly may break."""
    lower = text.lower()
    return [
        position
        for position in range(3, len(lower) - 2)
        if lower[position] not in _VOWELS
        and lower[position + 1] in _VOWELS
        and lower[position - 1 : position + 1].isalpha()
        and lower[position - 1 : position + 1] not in _INSEPARABLE
    ]
