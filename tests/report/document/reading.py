"""What people find in a PDF: heard by a reader, copied as text, followed as links."""

import subprocess
from collections import defaultdict
from io import BytesIO

import pdfplumber
import pikepdf
from tag_checks import Mark, Node, TaggedFile

from ev_scan.report.document.fonts import SOFT_HYPHEN

_SPOKEN = ("/P", "/H1", "/H2", "/H3", "/Lbl", "/LBody", "/TH", "/TD", "/Caption", "/Reference")


class Spoken:
    """A file and the words of each of its elements."""

    def __init__(self, pdf: bytes) -> None:
        self.tagged = TaggedFile(pdf)
        self._words: dict[Mark, str] = defaultdict(str)
        with pdfplumber.open(BytesIO(pdf)) as file:
            for page in file.pages:
                for character in page.chars:
                    if character["mcid"] is not None:
                        self._words[page.page_number - 1, character["mcid"]] += character["text"]

    def words(self, node: Node) -> str:
        return "".join(self._words[mark] for mark in node.reading_order()).replace(SOFT_HYPHEN, "")

    def all(self, *roles: str) -> list[str]:
        return [self.words(node) for node in self.tagged.tree.walk() if node.role in roles]

    def tables(self) -> list[list[list[str]]]:
        """The rows of each table, without its caption."""
        return [
            [[self.words(cell) for cell in row.children] for row in table.children if row.role == "/TR"]
            for table in self.tagged.nodes("/Table")
        ]

    def pages_of(self, node: Node) -> set[int]:
        return {page for page, _ in node.reading_order()}


def read_aloud(pdf: bytes) -> list[tuple[str, str]]:
    """Every element with text of its own, as a reader meets it."""
    spoken = Spoken(pdf)
    return [(node.role, spoken.words(node)) for node in spoken.tagged.tree.walk() if node.role in _SPOKEN]


def plain_text(pdf: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def flowing_text(pdf: bytes) -> str:
    """As copied, without the ends of lines: a phrase can be looked up whole, when `unbroken` as well."""
    return unbroken(plain_text(pdf).replace(SOFT_HYPHEN, ""))


def lines_of(pdf: bytes) -> list[tuple[str, float]]:
    """Each line of content and its width, from top to bottom."""
    with pdfplumber.open(BytesIO(pdf)) as file:
        contents = [page.filter(lambda item: item.get("mcid") is not None) for page in file.pages]
        return [
            (line["text"], line["x1"] - line["x0"]) for content in contents for line in content.extract_text_lines()
        ]


def unbroken(text: str) -> str:
    """Without hyphens: programs that copy text disagree on which of them break a word."""
    return " ".join(text.split()).replace("- ", "").replace("-", "")


def web_links(pdf: bytes, page: int | None = None) -> set[str]:
    """Where links that can be clicked lead to, on one page (counted from 0) or anywhere."""
    with pikepdf.open(BytesIO(pdf)) as file:
        pages = list(file.pages) if page is None else [file.pages[page]]
        annotations = [annotation for each in pages for annotation in each.obj.get("/Annots", [])]
        return {str(annotation.A.URI) for annotation in annotations if "/A" in annotation}
