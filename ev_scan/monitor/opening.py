"""The private key of the monitor team, which opens envelopes. Nothing that runs on the web host imports this."""

import json
from typing import Any, Final

from nacl import pwhash
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from nacl.secret import SecretBox
from nacl.utils import random

from ev_scan.monitor.errors import WrongKey
from ev_scan.monitor.sealing import PUBLIC_FORMAT, key_bytes, key_document

PRIVATE_FORMAT: Final = "ev-scan/monitor-private-key@1"
_OPS: Final = pwhash.argon2id.OPSLIMIT_MODERATE
_MEMORY: Final = pwhash.argon2id.MEMLIMIT_MODERATE
_MOST_OPS: Final = pwhash.argon2id.OPSLIMIT_SENSITIVE
_MOST_MEMORY: Final = pwhash.argon2id.MEMLIMIT_SENSITIVE


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
    return key_document(private_file, PRIVATE_FORMAT).get("protection") != "none"


def _private(raw: bytes, passphrase: str | None) -> bytes:
    document = key_document(raw, PRIVATE_FORMAT)
    if document.get("protection") == "none":
        return key_bytes(document, "key")
    if passphrase is None:
        raise WrongKey("this private key needs its passphrase")
    operations, memory = _whole(document, "operations", 1, _MOST_OPS), _whole(document, "memory", 8192, _MOST_MEMORY)
    try:
        return SecretBox(_stretch(passphrase, key_bytes(document, "salt", 16), operations, memory)).decrypt(
            key_bytes(document, "key", 72)
        )
    except CryptoError:
        raise WrongKey("the passphrase is wrong") from None


def _stretch(passphrase: str, salt: bytes, operations: int, memory: int) -> bytes:
    return pwhash.argon2id.kdf(SecretBox.KEY_SIZE, passphrase.encode(), salt, operations, memory)


def _whole(document: dict[str, Any], name: str, least: int, most: int) -> int:
    """Bounded, so that a planted file cannot keep the machine busy."""
    found = document.get(name)
    if type(found) is not int or not least <= found <= most:
        raise WrongKey(f"the {name} in this file is not a number from {least} to {most}")
    return found


def _file(document: dict[str, Any]) -> bytes:
    return json.dumps(document, indent=2).encode() + b"\n"
