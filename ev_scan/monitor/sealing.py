"""Envelopes that only the monitor team can open: what the web host needs to close them."""

import json
from typing import Any, Final

from nacl.public import PublicKey, SealedBox

from ev_scan.monitor.codebook import RECORD_BYTES
from ev_scan.monitor.errors import WrongKey

PUBLIC_FORMAT: Final = "ev-scan/monitor-public-key@1"
ENVELOPE_BYTES: Final = RECORD_BYTES + 48


class Sealer:
    """Holds the public key: closes envelopes, opens none."""

    def __init__(self, public_file: bytes) -> None:
        """Raises WrongKey."""
        self._box = SealedBox(PublicKey(key_bytes(key_document(public_file, PUBLIC_FORMAT), "key")))

    def seal(self, record: bytes) -> bytes:
        if len(record) != RECORD_BYTES:
            raise ValueError(f"a record is {RECORD_BYTES} bytes")
        return self._box.encrypt(record)


def key_document(raw: bytes, wanted: str) -> dict[str, Any]:
    """Raises WrongKey."""
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict) or document.get("format") != wanted:
        raise WrongKey(f"this is no file of the format {wanted}")
    return document


def key_bytes(document: dict[str, Any], name: str, length: int = 32) -> bytes:
    """Raises WrongKey."""
    try:
        found = bytes.fromhex(document[name])
    except (KeyError, TypeError, ValueError):
        found = b""
    if len(found) != length:
        raise WrongKey(f"the {name} in this file is not {length} bytes")
    return found
