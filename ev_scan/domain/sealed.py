"""What is stored of a dossier: nothing that can be read without its code."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SealedDossier:
    lookup: bytes = field(repr=False)  # derived from the code, one way: where the row is, not how it opens
    epoch: str  # the month of the last save, "2026-11": whose secret, once destroyed, shuts the dossier for good
    revision: int
    wrapped_key: bytes = field(repr=False)
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SealedCase:
    id: bytes
    account_id: bytes
    revision: int
    sealed: bytes = field(repr=False)
