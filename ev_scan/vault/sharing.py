"""A share carries the random key of a dossier in an envelope of its own; a conversation is sealed under that key.

The code of the share and the secret of the month in which it expires make the key of the envelope. What it holds never
stands anywhere else: the database alone opens nothing, and after that month no backup does either.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from cryptography.exceptions import InvalidTag

from ev_scan.domain.sealed import SealedConsultation, SealedShare
from ev_scan.domain.sharing import Grant, Share, ShareId, ShareRole, scope_from
from ev_scan.vault.codes import ShareCode
from ev_scan.vault.derivation import consultation_lookup_of, derive, labelled, subkey
from ev_scan.vault.epochs import EpochKeys, month_of
from ev_scan.vault.errors import EpochShredded, Unreadable
from ev_scan.vault.sealing import decrypt, encrypt, pad, unpad

PAYLOAD_BUCKET: Final = 2048  # room for a scope of every topic: a share for a few topics is no shorter


@dataclass(frozen=True, slots=True)
class SharedKey:
    """What an opened share gives."""

    grant: Grant
    lookup: bytes = field(repr=False)
    """Where the dossier is."""
    data_key: bytes = field(repr=False)


def seal_share(share: Share, lookup: bytes, data_key: bytes, keys: EpochKeys) -> SealedShare:
    code, terms = ShareCode(share.secret), share.terms
    month = month_of(datetime.fromtimestamp(terms.expires, UTC).date())
    topics = terms.scope.topics
    plain = json.dumps(
        {
            "share": share.id,
            "role": terms.role.value,
            "topics": None if topics is None else sorted(topics),
            "expires": terms.expires,
            "lookup": lookup.hex(),
            "key": data_key.hex(),
        }
    ).encode()
    sealed = encrypt(_share_key(code, month, keys), pad(plain, PAYLOAD_BUCKET), _share_place(code))
    return SealedShare(code.lookup, month, terms.expires, terms.uses, None, sealed)


def open_share(sealed: SealedShare, code: ShareCode, keys: EpochKeys) -> SharedKey:
    """Raises Unreadable."""
    try:
        plain = decrypt(_share_key(code, sealed.epoch, keys), sealed.payload, _share_place(code))
    except (InvalidTag, EpochShredded, ValueError):
        raise Unreadable from None
    found: dict[str, Any] = json.loads(unpad(plain))
    grant = Grant(ShareId(found["share"]), ShareRole(found["role"]), scope_from(found["topics"]), found["expires"])
    return SharedKey(grant, bytes.fromhex(found["lookup"]), bytes.fromhex(found["key"]))


def _share_key(code: ShareCode, month: str, keys: EpochKeys) -> bytes:
    return derive(code.root, f"share/{month}", salt=keys.secret(month))


def _share_place(code: ShareCode) -> bytes:
    return labelled("share/payload|") + code.lookup


def seal_consultation(data_key: bytes, payload: bytes, epoch: str, revision: int) -> SealedConsultation:
    lookup = consultation_lookup_of(data_key)
    key = subkey(data_key, "consultation")
    return SealedConsultation(lookup, epoch, revision, encrypt(key, pad(payload), _talk_place(lookup, revision)))


def open_consultation(sealed: SealedConsultation, data_key: bytes) -> bytes:
    """Raises Unreadable."""
    try:
        return unpad(
            decrypt(subkey(data_key, "consultation"), sealed.sealed, _talk_place(sealed.lookup, sealed.revision))
        )
    except (InvalidTag, ValueError, OverflowError):
        raise Unreadable from None


def _talk_place(lookup: bytes, revision: int) -> bytes:
    return labelled("consultation|") + lookup + revision.to_bytes(8, "big")
