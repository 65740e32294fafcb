"""A dossier in, ciphertext out, for whoever holds the code and only while the month's secret exists.

The root of the code and the secret of the month make a key that wraps the dossier's own random key; that one makes the
key that seals the answers. Both ciphertexts are bound to the scheme, to their kind, to the row and to the revision.
"""

import os
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ev_scan.domain.sealed import SealedDossier
from ev_scan.vault.derivation import derive, labelled, lookup_of, subkey
from ev_scan.vault.epochs import EpochKeys
from ev_scan.vault.errors import EpochShredded, Unreadable

BUCKET: Final = 8192  # sizes are visible in the table: only in these steps do they say anything

_VERSION: Final = b"\x01"  # first byte of both ciphertexts; goes together with derivation.SCHEME
_NONCE_BYTES: Final = 12
_LENGTH_BYTES: Final = 4


@dataclass(frozen=True, slots=True)
class OpenedDossier:
    lookup: bytes = field(repr=False)
    revision: int
    payload: bytes = field(repr=False)
    root: bytes = field(repr=False)
    data_key: bytes = field(repr=False)


def seal_new(root: bytes, payload: bytes, month: str, keys: EpochKeys) -> SealedDossier:
    fresh = OpenedDossier(lookup_of(root), 0, payload, root, AESGCM.generate_key(256))
    return reseal(fresh, payload, month, keys)


def reseal(opened: OpenedDossier, payload: bytes, month: str, keys: EpochKeys) -> SealedDossier:
    """The next revision, wrapped under the given month: each save moves the end of the retention along."""
    lookup, revision = opened.lookup, opened.revision + 1
    wrapping_key = _wrapping_key(opened.root, month, keys)
    return SealedDossier(
        lookup=lookup,
        epoch=month,
        revision=revision,
        wrapped_key=_encrypt(wrapping_key, opened.data_key, _place("key", lookup, revision)),
        sealed=_encrypt(_answers_key(opened.data_key), _pad(payload), _place("answers", lookup, revision)),
    )


def open_sealed(sealed: SealedDossier, root: bytes, keys: EpochKeys) -> OpenedDossier:
    lookup, revision = sealed.lookup, sealed.revision
    try:
        wrapping_key = _wrapping_key(root, sealed.epoch, keys)
        data_key = _decrypt(wrapping_key, sealed.wrapped_key, _place("key", lookup, revision))
        padded = _decrypt(_answers_key(data_key), sealed.sealed, _place("answers", lookup, revision))
    except (InvalidTag, EpochShredded, ValueError, OverflowError):
        raise Unreadable from None  # the cause would tell an outsider which of them it was
    return OpenedDossier(lookup, revision, _unpad(padded), root, data_key)


def _wrapping_key(root: bytes, month: str, keys: EpochKeys) -> bytes:
    return derive(root, f"dossier/{month}", salt=keys.secret(month))


def _answers_key(data_key: bytes) -> bytes:
    return subkey(data_key, "answers")


def _place(kind: str, lookup: bytes, revision: int) -> bytes:
    """What a ciphertext is bound to, so that it opens nowhere else: not in another row, column or revision."""
    return labelled(f"dossier/{kind}|") + lookup + revision.to_bytes(8, "big")


def _encrypt(key: bytes, plain: bytes, place: bytes) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, plain, place)


def _decrypt(key: bytes, blob: bytes, place: bytes) -> bytes:
    version, nonce, sealed = blob[:1], blob[1 : 1 + _NONCE_BYTES], blob[1 + _NONCE_BYTES :]
    if version != _VERSION:
        raise Unreadable
    return AESGCM(key).decrypt(nonce, sealed, place)


def _pad(payload: bytes) -> bytes:
    body = len(payload).to_bytes(_LENGTH_BYTES, "big") + payload
    return body + bytes(-len(body) % BUCKET)


def _unpad(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:_LENGTH_BYTES], "big")
    return padded[_LENGTH_BYTES : _LENGTH_BYTES + length]
