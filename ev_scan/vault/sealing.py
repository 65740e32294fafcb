"""A dossier in, ciphertext out, for whoever holds the code and only while the month's secret exists.

The root of the code and the secret of the month make a key that wraps the dossier's own random key; that one makes the
key that seals the answers. Both ciphertexts are bound to the scheme, to their kind and to the row; the answers also to
the revision. Who holds the random key by a share can thus write the answers anew without the code.
"""

import os
from dataclasses import dataclass, field, replace
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ev_scan.domain.sealed import SealedDossier
from ev_scan.vault.derivation import derive, labelled, lookup_of, subkey
from ev_scan.vault.epochs import EpochKeys
from ev_scan.vault.errors import EpochShredded, Unreadable

BUCKET: Final = 8192  # sizes are visible in the table: only in these steps do they say anything

_VERSION: Final = b"\x01"  # first byte of every ciphertext; goes together with derivation.SCHEME
_LASTING: Final = b"\x02"  # of a wrapped key that is not bound to a revision
_NONCE_BYTES: Final = 12
_LENGTH_BYTES: Final = 4


@dataclass(frozen=True, slots=True)
class OpenedDossier:
    lookup: bytes = field(repr=False)
    epoch: str
    revision: int
    payload: bytes = field(repr=False)
    root: bytes = field(repr=False)
    data_key: bytes = field(repr=False)


def seal_new(root: bytes, payload: bytes, month: str, keys: EpochKeys) -> SealedDossier:
    fresh = OpenedDossier(lookup_of(root), month, 0, payload, root, new_data_key())
    return reseal(fresh, payload, month, keys)


def new_data_key() -> bytes:
    return AESGCM.generate_key(256)


def rekeyed(opened: OpenedDossier) -> OpenedDossier:
    """The same under another random key: whoever kept the old one opens nothing that is saved from now on."""
    return replace(opened, data_key=new_data_key())


def moved(opened: OpenedDossier, root: bytes) -> OpenedDossier:
    """The same for another code and under another random key; to be stored as a new row."""
    return OpenedDossier(lookup_of(root), opened.epoch, 0, opened.payload, root, new_data_key())


def reseal(opened: OpenedDossier, payload: bytes, month: str, keys: EpochKeys) -> SealedDossier:
    """The next revision, wrapped under the given month: each save moves the end of the retention along."""
    lookup, revision = opened.lookup, opened.revision + 1
    wrapping_key = _wrapping_key(opened.root, month, keys)
    return SealedDossier(
        lookup=lookup,
        epoch=month,
        revision=revision,
        wrapped_key=encrypt(wrapping_key, opened.data_key, _place("key", lookup), _LASTING),
        sealed=_answers(opened.data_key, payload, lookup, revision),
    )


def reseal_shared(sealed: SealedDossier, data_key: bytes, payload: bytes) -> SealedDossier:
    """The next revision, by somebody who holds the random key but not the code; the retention does not move."""
    revision = sealed.revision + 1
    return replace(sealed, revision=revision, sealed=_answers(data_key, payload, sealed.lookup, revision))


def open_shared(sealed: SealedDossier, data_key: bytes) -> bytes:
    """What the dossier holds, for whoever has its random key. Raises Unreadable."""
    try:
        padded = decrypt(
            _answers_key(data_key), sealed.sealed, _place("answers", sealed.lookup, sealed.revision), _VERSION
        )
    except (InvalidTag, ValueError, OverflowError):
        raise Unreadable from None
    return unpad(padded)


def open_sealed(sealed: SealedDossier, root: bytes, keys: EpochKeys) -> OpenedDossier:
    lookup, revision = sealed.lookup, sealed.revision
    try:
        wrapping_key = _wrapping_key(root, sealed.epoch, keys)
        data_key = _unwrapped(wrapping_key, sealed)
        padded = decrypt(_answers_key(data_key), sealed.sealed, _place("answers", lookup, revision), _VERSION)
    except (InvalidTag, EpochShredded, ValueError, OverflowError):
        raise Unreadable from None  # the cause would tell an outsider which of them it was
    return OpenedDossier(lookup, sealed.epoch, revision, unpad(padded), root, data_key)


def _unwrapped(wrapping_key: bytes, sealed: SealedDossier) -> bytes:
    """Keys wrapped before there were shares are bound to their revision."""
    if sealed.wrapped_key[:1] == _VERSION:
        return decrypt(wrapping_key, sealed.wrapped_key, _place("key", sealed.lookup, sealed.revision), _VERSION)
    return decrypt(wrapping_key, sealed.wrapped_key, _place("key", sealed.lookup), _LASTING)


def _answers(data_key: bytes, payload: bytes, lookup: bytes, revision: int) -> bytes:
    return encrypt(_answers_key(data_key), pad(payload), _place("answers", lookup, revision), _VERSION)


def _wrapping_key(root: bytes, month: str, keys: EpochKeys) -> bytes:
    return derive(root, f"dossier/{month}", salt=keys.secret(month))


def _answers_key(data_key: bytes) -> bytes:
    return subkey(data_key, "answers")


def _place(kind: str, lookup: bytes, revision: int | None = None) -> bytes:
    """What a ciphertext is bound to, so that it opens nowhere else: not in another row, column or revision."""
    at = b"" if revision is None else revision.to_bytes(8, "big")
    return labelled(f"dossier/{kind}|") + lookup + at


def encrypt(key: bytes, plain: bytes, place: bytes, version: bytes = _VERSION) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return version + nonce + AESGCM(key).encrypt(nonce, plain, place)


def decrypt(key: bytes, blob: bytes, place: bytes, version: bytes = _VERSION) -> bytes:
    """Raises Unreadable, InvalidTag or ValueError."""
    found, nonce, sealed = blob[:1], blob[1 : 1 + _NONCE_BYTES], blob[1 + _NONCE_BYTES :]
    if found != version:
        raise Unreadable
    return AESGCM(key).decrypt(nonce, sealed, place)


def pad(payload: bytes, bucket: int = BUCKET) -> bytes:
    """To a multiple of the bucket, so that a size says little."""
    body = len(payload).to_bytes(_LENGTH_BYTES, "big") + payload
    return body + bytes(-len(body) % bucket)


def unpad(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:_LENGTH_BYTES], "big")
    return padded[_LENGTH_BYTES : _LENGTH_BYTES + length]
