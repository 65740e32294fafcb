"""Runs of text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_LINK_SCHEMES: Final = ("https://", "http://", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text, never parsed for markup: what users type stays text."""

    text: str
    strong: bool = False
    emphasis: bool = False
    lang: str | None = None
    url: str | None = None
    anchor: str | None = None

    def __post_init__(self) -> None:
        if self.url is not None and not self.url.lower().startswith(_LINK_SCHEMES):
            raise ValueError(f"not a link a document may carry: {self.url!r}")

    @property
    def is_link(self) -> bool:
        return self.url is not None or self.anchor is not None


Inline = str | Run
Text = Inline | Sequence[Inline]


def strong(text: str) -> Run:
    return Run(text, strong=True)


def emphasis(text: str) -> Run:
    return Run(text, emphasis=True)


def foreign(text: str, lang: str) -> Run:
    return Run(text, lang=lang)


def link(text: str, url: str) -> Run:
    return Run(text, url=url)


def reference(text: str, anchor: str) -> Run:
    """A link to a heading of this document."""
    return Run(text, anchor=anchor)


def as_runs(text: Text) -> list[Run]:
    inlines: Sequence[Inline] = [text] if isinstance(text, str | Run) else text
    return [Run(inline) if isinstance(inline, str) else inline for inline in inlines]


def as_plain(text: Text) -> str:
    return "".join(run.text for run in as_runs(text))
