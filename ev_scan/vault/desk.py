"""A case in, ciphertext out, for whoever holds the key of the adviser's desk."""

from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag

from ev_scan.vault.derivation import labelled, subkey
from ev_scan.vault.errors import Unreadable
from ev_scan.vault.sealing import decrypt, encrypt, pad, unpad


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose it is, and what opens it; only while that adviser is signed in."""

    account_id: bytes
    key: bytes = field(repr=False)


def seal_case(desk: Desk, case_id: bytes, revision: int, payload: bytes) -> bytes:
    return encrypt(_key(desk), pad(payload), _place(desk, case_id, revision))


def open_case(desk: Desk, case_id: bytes, revision: int, sealed: bytes) -> bytes:
    """Raises Unreadable for what another key, another row or another revision was sealed for."""
    try:
        return unpad(decrypt(_key(desk), sealed, _place(desk, case_id, revision)))
    except (InvalidTag, ValueError, OverflowError):
        raise Unreadable from None


def _key(desk: Desk) -> bytes:
    return subkey(desk.key, "desk/case")


def _place(desk: Desk, case_id: bytes, revision: int) -> bytes:
    """What a case is bound to, so that it opens nowhere else."""
    return labelled("desk/case|") + desk.account_id + b"|" + case_id + revision.to_bytes(8, "big")
