"""What is stored of a dossier, its shares and its conversation: nothing that can be read without a code."""

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


@dataclass(frozen=True, slots=True)
class SealedShare:
    lookup: bytes = field(repr=False)  # derived from the share code, one way
    epoch: str  # the month in which it expires: its secret is part of what opens the payload
    expires: int  # seconds since 1970, on a whole hour
    uses_left: int
    claimed_by: bytes | None = field(repr=False)  # derived from code and holder: equal for nobody else, back to nobody
    payload: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SealedConsultation:
    lookup: bytes = field(repr=False)  # derived from the data key of the dossier, one way
    epoch: str  # that of the dossier, which it never outlives
    revision: int
    sealed: bytes = field(repr=False)
