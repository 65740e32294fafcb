"""Begin, open, change and wipe the sealed dossier of a company; each is one transaction."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

import orjson
from sqlalchemy import Connection, Engine

from ev_scan.domain.dossier import Dossier
from ev_scan.persistence import dossiers, shares
from ev_scan.persistence.errors import AlreadyStored
from ev_scan.persistence.transactions import retrying
from ev_scan.services import consultations
from ev_scan.vault.codes import ResumeCode, ShareCode, new_code
from ev_scan.vault.epochs import EpochKeys
from ev_scan.vault.errors import EpochShredded, Unreadable
from ev_scan.vault.sealing import OpenedDossier, moved, open_sealed, reseal, seal_new
from ev_scan.vault.sharing import seal_share

_MOST_ATTEMPTS = 50

Result = TypeVar("Result")


class Overtaken(Exception):
    """The dossier was saved between our reading and our writing: all of it again."""


def begin(engine: Engine, keys: EpochKeys, dossier: Dossier, month: str) -> ResumeCode:
    """Store a new dossier; only the code that comes back will ever open it."""
    code = new_code()
    sealed = seal_new(code.root, pack(dossier), month, keys)
    with suppress(AlreadyStored):  # by ourselves: a code is never made twice, but a commit may succeed unheard
        retrying(engine, lambda own: dossiers.add(own, sealed), writes=True)
    return code


def read(engine: Engine, keys: EpochKeys, code: ResumeCode) -> Dossier:
    """Raises Unreadable when there is nothing that this code opens."""
    return unpack(retrying(engine, lambda own: opened_by(own, code, keys), writes=False).payload)


def change(
    engine: Engine, keys: EpochKeys, code: ResumeCode, month: str, alter: Callable[[Dossier], Dossier]
) -> Dossier:
    """Apply `alter` to what is stored at that moment, so that two pages never undo each other's saves.

    `alter` may run more than once. Raises Unreadable, and whatever `alter` raises; then nothing is changed.
    """

    def work(own: Connection) -> Dossier:
        opened = opened_by(own, code, keys)
        altered = alter(unpack(opened.payload))
        store(own, opened, altered, month, keys)
        return altered

    return whole(engine, work)


def whole(engine: Engine, work: Callable[[Connection], Result]) -> Result:
    """Does the work in one transaction that writes, anew when a dossier was saved by another page meanwhile."""
    for _ in range(_MOST_ATTEMPTS):
        try:
            return retrying(engine, work, writes=True)
        except Overtaken:
            continue
    raise TimeoutError("too many saves of one dossier at the same time")


def store(own: Connection, opened: OpenedDossier, dossier: Dossier, month: str, keys: EpochKeys) -> None:
    """The next revision. Raises Overtaken."""
    if not dossiers.replace(own, reseal(opened, pack(dossier), month, keys), opened.revision):
        raise Overtaken
    if opened.epoch != month:
        consultations.touch(own, opened.data_key, month)


def renew(engine: Engine, keys: EpochKeys, code: ResumeCode, month: str) -> ResumeCode:
    """The same dossier under a new code; the old one opens nothing any more. Shares stay good. Raises Unreadable."""
    fresh = new_code()

    def work(own: Connection) -> ResumeCode:
        opened = opened_by(own, code, keys)
        dossier = replace(unpack(opened.payload), begun_with="")
        move(own, opened, moved(opened, fresh.root), dossier, month, keys)
        return fresh

    return whole(engine, work)


def move(
    own: Connection, before: OpenedDossier, after: OpenedDossier, dossier: Dossier, month: str, keys: EpochKeys
) -> None:
    """Stores the dossier under another key, and takes its shares and its conversation along. Raises Overtaken."""
    if after.lookup == before.lookup:
        store(own, after, dossier, month, keys)
    elif dossiers.remove(own, before.lookup):
        dossiers.add(own, reseal(after, pack(dossier), month, keys))
    for share in dossier.shares:
        with suppress(EpochShredded):  # it ended so long ago that no key of its month is left
            sealed = seal_share(share, after.lookup, after.data_key, keys)
            shares.rewrap(own, sealed.lookup, sealed.payload)
    consultations.move(own, before.data_key, after.data_key, month)


def wipe(engine: Engine, keys: EpochKeys, code: ResumeCode) -> bool:
    """Remove a dossier for good, with its shares and its conversation; False when there was none."""

    def work(own: Connection) -> bool:
        with suppress(Unreadable):  # what can't be opened can still be removed
            opened = opened_by(own, code, keys)
            for share in unpack(opened.payload).shares:  # in the order of who writes with one: share, conversation
                shares.remove(own, ShareCode(share.secret).lookup)
            consultations.remove(own, opened.data_key)
        return dossiers.remove(own, code.lookup)

    return retrying(engine, work, writes=True)


def opened_by(own: Connection, code: ResumeCode, keys: EpochKeys) -> OpenedDossier:
    """Raises Unreadable."""
    sealed = dossiers.find(own, code.lookup)
    if sealed is None:
        raise Unreadable
    return open_sealed(sealed, code.root, keys)


def pack(dossier: Dossier) -> bytes:
    return orjson.dumps(dossier.to_document())


def unpack(payload: bytes) -> Dossier:
    return Dossier.from_document(orjson.loads(payload))
