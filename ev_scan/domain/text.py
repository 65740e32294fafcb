"""Words that people read: Dutch at the source, translated only when shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A Dutch sentence and the id of its owner, which tells a translator where it stands."""

    source: str
    context: str

    def __str__(self) -> str:
        return self.source
