"""Words of a file with the id of their owner, under which a translator finds them."""

from collections.abc import Iterable

from ev_scan.content.schema import Node
from ev_scan.domain.text import Text


def context_of(node: Node) -> str:
    """The id under which a translator finds the phrases of this node."""
    node_id = getattr(node, "id", None)
    return f"{node.kind}.{node_id}" if node_id else node.kind


def text_of(owner: Node, words: str) -> Text:
    return Text(words, context_of(owner))


def maybe_text(owner: Node, words: str | None) -> Text | None:
    return text_of(owner, words) if words else None


def texts_of(owner: Node, lines: Iterable[str]) -> tuple[Text, ...]:
    return tuple(text_of(owner, words) for words in lines)
