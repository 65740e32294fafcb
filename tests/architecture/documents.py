"""The documents of the repository as text: their code, links and headings."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_FENCED = re.compile(r"^```[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
_INLINE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
_ROW = re.compile(r"^\| *`([^`]+)` *\|(.*)\|$", re.MULTILINE)


@dataclass(frozen=True)
class Document:
    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def prose(self) -> str:
        """Without fenced code."""
        return _FENCED.sub("", self.text)

    @property
    def code(self) -> list[str]:
        """Fenced blocks, and words between backticks."""
        return [*_FENCED.findall(self.text), *_INLINE.findall(self.prose)]

    @property
    def links(self) -> list[str]:
        """To other files, and to places in this one."""
        targets = _LINK.findall(self.prose)
        return [target for target in targets if not target.startswith(("https://", "http://", "mailto:"))]

    @property
    def headings(self) -> list[str]:
        return _HEADING.findall(self.prose)

    @property
    def anchors(self) -> set[str]:
        return {_slug(heading) for heading in self.headings}

    def section(self, heading: str) -> str:
        """What stands under a heading, up to the next one of any level."""
        found = re.split(rf"^#+ {re.escape(heading)}$", self.prose, flags=re.MULTILINE)
        assert len(found) == 2, f"{self.name}: the heading '{heading}' stands there {len(found) - 1} times"
        return re.split(r"^#+ ", found[1], maxsplit=1, flags=re.MULTILINE)[0]


def rows(text: str) -> dict[str, list[str]]:
    """The rows of tables whose first cell is one word of code: that word, and the other cells."""
    return {word: [cell.strip() for cell in cells.split("|")] for word, cells in _ROW.findall(text)}


def document(name: str) -> Document:
    return Document(ROOT / name)


def all_documents() -> list[Document]:
    paths = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "questionnaires").glob("*.md")]
    return [Document(path) for path in sorted(paths)]


def decisions() -> list[Document]:
    return [Document(path) for path in sorted((ROOT / "docs" / "adr").glob("*.md"))]


def _slug(heading: str) -> str:
    """As the place where the repository is hosted makes it."""
    plain = re.sub(r"[^\w\- ]", "", heading.lower())
    return plain.strip().replace(" ", "-")
