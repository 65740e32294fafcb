"""Every key comes from here: a secret, and a label that says what the key is for."""

import hmac
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SCHEME: Final = "ev-scan/v1"  # a later scheme gets another label, so that no key of one ever opens the other


def labelled(purpose: str) -> bytes:
    return f"{SCHEME}/{purpose}".encode()


def derive(secret: bytes, purpose: str, *, salt: bytes | None = None, length: int = 32) -> bytes:
    """HKDF-SHA256."""
    return HKDF(SHA256(), length, salt, labelled(purpose)).derive(secret)


def subkey(key: bytes, purpose: str) -> bytes:
    """HKDF's second half, enough for a key that is itself 32 random bytes, in a third of the time."""
    return hmac.digest(key, labelled(purpose) + b"\x01", "sha256")


def lookup_of(root: bytes) -> bytes:
    """The primary key of the dossier that this root opens; the root cannot be found back from it."""
    return derive(root, "lookup", length=16)


def share_lookup_of(root: bytes) -> bytes:
    """The primary key of a share; another one than that of a dossier with the same root."""
    return derive(root, "share/lookup", length=16)


def consultation_lookup_of(data_key: bytes) -> bytes:
    """The primary key of the conversation about a dossier: from its data key, so that no column points at either."""
    return subkey(data_key, "consultation/lookup")[:16]


def holder_of(root: bytes, key: bytes) -> bytes:
    """Tells one holder of a share from another, and to nobody else who it is."""
    return derive(root, "share/holder", salt=key, length=16)
