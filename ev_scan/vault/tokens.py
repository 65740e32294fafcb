"""What the browser keeps for us: the key of a visit, encrypted under the key of the day, and signatures on forms."""

import hmac
import os
from base64 import b64decode, urlsafe_b64encode
from dataclasses import dataclass, field, replace
from datetime import date
from struct import Struct
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ev_scan.vault.codes import ROOT_BYTES
from ev_scan.vault.daily import DailyKeys
from ev_scan.vault.derivation import subkey

IDLE_SECONDS: Final = 2 * 3600
ABSOLUTE_SECONDS: Final = 12 * 3600
SKEW_SECONDS: Final = 300  # how far the clocks of two machines may differ

_VISIT: Final = "visit"
COLLEAGUE: Final = "colleague"
"""The purpose of a cookie that holds a share code instead of the code of a dossier."""
_STAFF: Final = "staff"
_STAFF_PACKED: Final = Struct(">32sQ")
_EPOCH_ORDINAL: Final = date(1970, 1, 1).toordinal()
_PACKED: Final = Struct(f">{ROOT_BYTES}sQQ")
_NONCE_BYTES: Final = 12
_SALT_BYTES: Final = 12
_SIGNATURE_BYTES: Final = 24  # with the salt exactly 48 characters


@dataclass(frozen=True, slots=True)
class Visit:
    """An opened dossier, or a share that a colleague uses, in one browser; times in seconds since 1970."""

    root: bytes = field(repr=False)
    issued: int
    seen: int

    @classmethod
    def begin(cls, root: bytes, now: int) -> "Visit":
        return cls(root, now, now)

    @property
    def identity(self) -> bytes:
        """The same at every page of this visit and in no other: what a form is signed for."""
        return _PACKED.pack(self.root, self.issued, 0)

    def pack(self) -> bytes:
        return _PACKED.pack(self.root, self.issued, self.seen)

    @classmethod
    def unpack(cls, packed: bytes) -> "Visit":
        return cls(*_PACKED.unpack(packed))

    def is_over(self, now: int) -> bool:
        """Idle for too long, too old, or from a future that clock skew does not explain."""
        return (
            now - self.seen > IDLE_SECONDS
            or now - self.issued > ABSOLUTE_SECONDS
            or max(self.issued, self.seen) - now > SKEW_SECONDS
        )


def write_visit(visit: Visit, now: int, keys: DailyKeys, purpose: str = _VISIT) -> str:
    """The cookie that says: seen just now."""
    return seal_token(replace(visit, seen=now).pack(), purpose, now, keys)


def read_visit(token: str, now: int, keys: DailyKeys, purpose: str = _VISIT) -> Visit | None:
    packed = open_token(token, purpose, now, keys)
    if packed is None or len(packed) != _PACKED.size:
        return None
    visit = Visit.unpack(packed)
    return None if visit.is_over(now) else visit


@dataclass(frozen=True, slots=True)
class StaffVisit:
    """A session of staff in one browser; when it began and whether it still lasts is known to the database."""

    token: bytes = field(repr=False)
    seen: int


def write_staff(token: bytes, now: int, keys: DailyKeys) -> str:
    return seal_token(_STAFF_PACKED.pack(token, now), _STAFF, now, keys)


def read_staff(cookie: str, idle_seconds: int, now: int, keys: DailyKeys) -> StaffVisit | None:
    packed = open_token(cookie, _STAFF, now, keys)
    if packed is None or len(packed) != _STAFF_PACKED.size:
        return None
    visit = StaffVisit(*_STAFF_PACKED.unpack(packed))
    return visit if -SKEW_SECONDS <= now - visit.seen <= idle_seconds else None


def seal_token(payload: bytes, purpose: str, now: int, keys: DailyKeys) -> str:
    _, day_key = keys.current(_day_of(now))
    nonce = os.urandom(_NONCE_BYTES)
    return _encode(nonce + AESGCM(subkey(day_key, f"token/{purpose}")).encrypt(nonce, payload, None))


def open_token(token: str, purpose: str, now: int, keys: DailyKeys) -> bytes | None:
    """None for whatever was not sealed for this purpose today or yesterday."""
    blob = _decode(token)
    if len(blob) <= _NONCE_BYTES:
        return None
    nonce, sealed = blob[:_NONCE_BYTES], blob[_NONCE_BYTES:]
    for day_key in keys.ring(_day_of(now)).values():
        try:
            return AESGCM(subkey(day_key, f"token/{purpose}")).decrypt(nonce, sealed, None)
        except InvalidTag:
            continue
    return None


def sign(data: bytes, purpose: str, now: int, keys: DailyKeys) -> str:
    """Differs each time, so that a compressed page does not give away a signature byte by byte (BREACH)."""
    _, day_key = keys.current(_day_of(now))
    salt = os.urandom(_SALT_BYTES)
    return _encode(salt + _signature(day_key, purpose, salt, data))


def verify(signature: str, data: bytes, purpose: str, now: int, keys: DailyKeys) -> bool:
    """True for what was signed for this purpose today or yesterday."""
    blob = _decode(signature)
    salt, given = blob[:_SALT_BYTES], blob[_SALT_BYTES:]
    ring = keys.ring(_day_of(now))
    return any(hmac.compare_digest(_signature(key, purpose, salt, data), given) for key in ring.values())


def _signature(day_key: bytes, purpose: str, salt: bytes, data: bytes) -> bytes:
    return hmac.digest(subkey(day_key, f"signature/{purpose}"), salt + data, "sha256")[:_SIGNATURE_BYTES]


def _day_of(now: int) -> date:
    return date.fromordinal(_EPOCH_ORDINAL + now // 86_400)


def _encode(blob: bytes) -> str:
    return urlsafe_b64encode(blob).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    """Empty for what is not base64url: it opens nothing."""
    try:
        return b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return b""
