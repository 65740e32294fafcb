"""A case in, ciphertext out, for whoever holds the key of the adviser's desk."""

import secrets
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ev_scan.vault.derivation import labelled, subkey
from ev_scan.vault.errors import Unreadable
from ev_scan.vault.sealing import BUCKET

_VERSION: Final = b"\x01"
_NONCE_BYTES: Final = 12
_LENGTH_BYTES: Final = 4


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose it is, and what opens it; only while that adviser is signed in."""

    account_id: bytes
    key: bytes = field(repr=False)


def seal_case(desk: Desk, case_id: bytes, revision: int, payload: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    body = len(payload).to_bytes(_LENGTH_BYTES, "big") + payload
    padded = body + bytes(-len(body) % BUCKET)  # as with dossiers, sizes say something only in these steps
    return _VERSION + nonce + AESGCM(_key(desk)).encrypt(nonce, padded, _place(desk, case_id, revision))


def open_case(desk: Desk, case_id: bytes, revision: int, sealed: bytes) -> bytes:
    """Raises Unreadable for what another key, another row or another revision was sealed for."""
    version, nonce, rest = sealed[:1], sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    if version != _VERSION:
        raise Unreadable
    try:
        padded = AESGCM(_key(desk)).decrypt(nonce, rest, _place(desk, case_id, revision))
    except (InvalidTag, ValueError, OverflowError):
        raise Unreadable from None
    length = int.from_bytes(padded[:_LENGTH_BYTES], "big")
    return padded[_LENGTH_BYTES : _LENGTH_BYTES + length]


def _key(desk: Desk) -> bytes:
    return subkey(desk.key, "desk/case")


def _place(desk: Desk, case_id: bytes, revision: int) -> bytes:
    return labelled("desk/case|") + desk.account_id + b"|" + case_id + revision.to_bytes(8, "big")
