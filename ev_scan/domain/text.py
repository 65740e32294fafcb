"""Words that people read: Dutch at the source, translated only when shown."""

import re
from dataclasses import dataclass
from typing import Final

_NO_CHARACTERS: Final = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_UNSTORABLE: Final = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NO_CHARACTERS}]")
"""Control characters, lone surrogates, and code points that will never be a character."""


@dataclass(frozen=True, slots=True)
class Text:
    """A Dutch sentence and the id of its owner, which tells a translator where it stands."""

    source: str
    context: str

    def __str__(self) -> str:
        return self.source


def storable(value: str) -> str:
    """Without what PostgreSQL, PDF, XML or HTML refuses, and with line ends as one character."""
    return _UNSTORABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
