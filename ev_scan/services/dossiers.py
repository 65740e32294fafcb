"""Begin, open, change and wipe the sealed dossier of a company; each is one transaction."""

from collections.abc import Callable
from contextlib import suppress

import orjson
from sqlalchemy import Connection, Engine

from ev_scan.domain.dossier import Dossier
from ev_scan.domain.sealed import SealedDossier
from ev_scan.persistence import dossiers
from ev_scan.persistence.errors import AlreadyStored
from ev_scan.persistence.transactions import retrying
from ev_scan.vault.codes import ResumeCode, new_code
from ev_scan.vault.epochs import EpochKeys
from ev_scan.vault.errors import Unreadable
from ev_scan.vault.sealing import OpenedDossier, open_sealed, reseal, seal_new

_MOST_ATTEMPTS = 50


def begin(engine: Engine, keys: EpochKeys, dossier: Dossier, month: str) -> ResumeCode:
    """Store a new dossier; only the code that comes back will ever open it."""
    code = new_code()
    sealed = seal_new(code.root, _pack(dossier), month, keys)
    with suppress(AlreadyStored):  # by ourselves: a code is never made twice, but a commit may succeed unheard
        retrying(engine, lambda own: dossiers.add(own, sealed), writes=True)
    return code


def read(engine: Engine, keys: EpochKeys, code: ResumeCode) -> Dossier:
    """Raises Unreadable when there is nothing that this code opens."""
    sealed = retrying(engine, lambda own: dossiers.find(own, code.lookup), writes=False)
    return _unpack(_opened(sealed, code, keys))


def change(
    engine: Engine, keys: EpochKeys, code: ResumeCode, month: str, alter: Callable[[Dossier], Dossier]
) -> Dossier:
    """Apply `alter` to what is stored at that moment, so that two pages never undo each other's saves.

    `alter` may run more than once. Raises Unreadable, and whatever `alter` raises; then nothing is changed.
    """

    def work(own: Connection) -> Dossier:
        for _ in range(_MOST_ATTEMPTS):
            opened = _opened(dossiers.find(own, code.lookup), code, keys)
            altered = alter(_unpack(opened))
            if dossiers.replace(own, reseal(opened, _pack(altered), month, keys), opened.revision):
                return altered
        raise TimeoutError("too many saves of one dossier at the same time")

    return retrying(engine, work, writes=True)


def wipe(engine: Engine, code: ResumeCode) -> bool:
    """Remove a dossier for good; False when there was none."""
    return retrying(engine, lambda own: dossiers.remove(own, code.lookup), writes=True)


def _opened(sealed: SealedDossier | None, code: ResumeCode, keys: EpochKeys) -> OpenedDossier:
    if sealed is None:
        raise Unreadable
    return open_sealed(sealed, code.root, keys)


def _pack(dossier: Dossier) -> bytes:
    return orjson.dumps(dossier.to_document())


def _unpack(opened: OpenedDossier) -> Dossier:
    return Dossier.from_document(orjson.loads(opened.payload))
