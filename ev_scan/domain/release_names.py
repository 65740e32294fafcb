"""What the codes in the files of a release stand for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

PEOPLE: Final = ("n", "all")
"""Item and code of the line that says how many companies a row has."""


@dataclass(frozen=True, slots=True)
class ReleaseName:
    column: str
    """Where the code stands: a dimension, `item` or `code`."""
    item: str
    """For a code: the items that have it, such as `gap.*`."""
    code: str
    words: Mapping[str, str]
    """By language."""
