"""What a password is turned into, and the keys that hang on it.

Argon2id over the password gives one half to compare and one half to wrap the account's desk key with. Both are mixed
with a key of this server that stands outside the database, so that a stolen database can't even be guessed at.
"""

import hmac
import os
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag

from ev_scan.vault import keyfiles
from ev_scan.vault.derivation import derive, labelled, subkey
from ev_scan.vault.errors import KeysUnavailable, Unreadable
from ev_scan.vault.sealing import decrypt, encrypt

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
TOKEN_BYTES: Final = 32
RECOVERY_CODES: Final = 8
_MEMORY_KIB, _PASSES, _LANES = 19_456, 2, 1
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_AT_A_TIME: Final = BoundedSemaphore(2)  # each takes 19 MiB: a flood of attempts must not eat the memory


@dataclass(frozen=True, slots=True)
class Secret:
    """What is stored of a password."""

    salt: bytes
    verifier: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Proof:
    """What a typed password gives."""

    verifier: bytes = field(repr=False)
    key: bytes = field(repr=False)


class StaffKey:
    """The server's own key for staff: outside the database, made when the first account is."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / "staff.key"

    def ensure(self) -> None:
        keyfiles.create(self._path)

    def secret(self) -> bytes:
        """Raises KeysUnavailable."""
        found = keyfiles.read(self._path)
        if found is None:
            raise KeysUnavailable(f"the key of staff accounts is missing: {self._path}")
        return found


def prove(password: str, salt: bytes, server: bytes) -> Proof:
    """Slow on purpose: 20 ms and 19 MiB."""
    with _AT_A_TIME:
        raw = hash_secret_raw(password.encode(), salt, _PASSES, _MEMORY_KIB, _LANES, KEY_BYTES, Type.ID)
    return Proof(derive(raw, "password/verifier", salt=server), derive(raw, "password/desk", salt=server))


def new_secret(password: str, server: bytes) -> tuple[Secret, Proof]:
    salt = os.urandom(SALT_BYTES)
    proof = prove(password, salt, server)
    return Secret(salt, proof.verifier), proof


def matches(secret: Secret, proof: Proof) -> bool:
    return hmac.compare_digest(secret.verifier, proof.verifier)


def server_proof(server: bytes) -> bytes:
    """Wraps the desk key of somebody who signs in elsewhere and has no password here."""
    return subkey(server, "desk/elsewhere")


def new_desk_key() -> bytes:
    return os.urandom(KEY_BYTES)


def wrap(key: bytes, plain: bytes, purpose: str, owner: bytes) -> bytes:
    return encrypt(key, plain, labelled(f"staff/{purpose}|") + owner)


def unwrap(key: bytes, blob: bytes, purpose: str, owner: bytes) -> bytes:
    """Raises Unreadable."""
    try:
        return decrypt(key, blob, labelled(f"staff/{purpose}|") + owner)
    except (InvalidTag, ValueError):
        raise Unreadable from None


def new_token() -> bytes:
    return os.urandom(TOKEN_BYTES)


def token_hash(token: bytes) -> bytes:
    return sha256(token).digest()


def token_key(token: bytes) -> bytes:
    """What seals the desk key in the row of a session: only the browser has it."""
    return subkey(token, "session/desk")


def totp_key(server: bytes) -> bytes:
    return subkey(server, "totp")


def first_password() -> str:
    """100 bits in five groups of four, to be replaced at the first sign-in."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(5))


def recovery_code() -> str:
    """120 bits, so that a plain hash of it can be kept."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(6))


def recovery_hash(typed: str) -> bytes:
    plain = "".join(sign for sign in typed.upper() if sign in _ALPHABET)
    return sha256(labelled("recovery|") + plain.encode()).digest()


def known_mark(server: bytes, name: str) -> str:
    """What a browser keeps in which this account signed in before."""
    return hmac.digest(server, labelled("known|") + name.casefold().encode(), "sha256").hex()[:40]
