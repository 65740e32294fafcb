"""Envelopes that only the monitor team can open, and the files that hold its keys."""

import json
from typing import Any, Final

from nacl import pwhash
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox
from nacl.utils import random

from ev_scan.monitor.codebook import RECORD_BYTES
from ev_scan.monitor.errors import WrongKey

PUBLIC_FORMAT: Final = "ev-scan/monitor-public-key@1"
PRIVATE_FORMAT: Final = "ev-scan/monitor-private-key@1"
ENVELOPE_BYTES: Final = RECORD_BYTES + 48
_OPS: Final = pwhash.argon2id.OPSLIMIT_MODERATE
_MEMORY: Final = pwhash.argon2id.MEMLIMIT_MODERATE
_MOST_OPS: Final = pwhash.argon2id.OPSLIMIT_SENSITIVE
_MOST_MEMORY: Final = pwhash.argon2id.MEMLIMIT_SENSITIVE


class Sealer:
    """Holds the public key: closes envelopes, opens none."""

    def __init__(self, public_file: bytes) -> None:
        """Raises WrongKey."""
        self._box = SealedBox(PublicKey(_hex(_document(public_file, PUBLIC_FORMAT), "key")))

    def seal(self, record: bytes) -> bytes:
        if len(record) != RECORD_BYTES:
            raise ValueError(f"a record is {RECORD_BYTES} bytes")
        return self._box.encrypt(record)


class Opener:
    """Holds the private key: exists only on the machine of the monitor team."""

    def __init__(self, private_file: bytes, passphrase: str | None) -> None:
        """Raises WrongKey."""
        self._box = SealedBox(PrivateKey(_private(private_file, passphrase)))

    def open(self, envelope: bytes) -> bytes:
        """Raises WrongKey."""
        try:
            return self._box.decrypt(envelope)
        except CryptoError:
            raise WrongKey("this key does not open the envelopes") from None


def new_key_pair(passphrase: str | None) -> tuple[bytes, bytes]:
    """The contents of the public and of the private file."""
    key = PrivateKey.generate()
    public = {"format": PUBLIC_FORMAT, "key": bytes(key.public_key).hex()}
    private: dict[str, Any] = {"format": PRIVATE_FORMAT, "protection": "none", "key": bytes(key).hex()}
    if passphrase is not None:
        salt = random(pwhash.argon2id.SALTBYTES)
        private |= {
            "protection": "argon2id",
            "salt": salt.hex(),
            "operations": _OPS,
            "memory": _MEMORY,
            "key": bytes(SecretBox(_stretch(passphrase, salt, _OPS, _MEMORY)).encrypt(bytes(key))).hex(),
        }
    return _file(public), _file(private)


def needs_passphrase(private_file: bytes) -> bool:
    """Raises WrongKey."""
    return _document(private_file, PRIVATE_FORMAT).get("protection") != "none"


def _private(raw: bytes, passphrase: str | None) -> bytes:
    document = _document(raw, PRIVATE_FORMAT)
    if document.get("protection") == "none":
        return _hex(document, "key")
    if passphrase is None:
        raise WrongKey("this private key needs its passphrase")
    operations, memory = _whole(document, "operations", 1, _MOST_OPS), _whole(document, "memory", 8192, _MOST_MEMORY)
    try:
        return SecretBox(_stretch(passphrase, _hex(document, "salt", 16), operations, memory)).decrypt(
            _hex(document, "key", 72)
        )
    except CryptoError:
        raise WrongKey("the passphrase is wrong") from None


def _stretch(passphrase: str, salt: bytes, operations: int, memory: int) -> bytes:
    return pwhash.argon2id.kdf(SecretBox.KEY_SIZE, passphrase.encode(), salt, operations, memory)


def _document(raw: bytes, wanted: str) -> dict[str, Any]:
    try:
        document = json.loads(raw)
    except ValueError:
        document = None
    if not isinstance(document, dict) or document.get("format") != wanted:
        raise WrongKey(f"this is no file of the format {wanted}")
    return document


def _whole(document: dict[str, Any], name: str, least: int, most: int) -> int:
    """Bounded, so that a planted file cannot keep the machine busy."""
    found = document.get(name)
    if type(found) is not int or not least <= found <= most:
        raise WrongKey(f"the {name} in this file is not a number from {least} to {most}")
    return found


def _hex(document: dict[str, Any], name: str, length: int = 32) -> bytes:
    try:
        found = bytes.fromhex(document[name])
    except (KeyError, TypeError, ValueError):
        found = b""
    if len(found) != length:
        raise WrongKey(f"the {name} in this file is not {length} bytes")
    return found


def _file(document: dict[str, Any]) -> bytes:
    return json.dumps(document, indent=2).encode() + b"\n"
