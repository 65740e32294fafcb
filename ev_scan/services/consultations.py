"""The conversation about a dossier, within the transaction of somebody who holds the dossier's key.

Its document has two halves: who opened the dossier, and what was said.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

import orjson
from sqlalchemy import Connection

from ev_scan.domain.sharing import MOST_OPENINGS, Opening, ShareId
from ev_scan.persistence import consultations
from ev_scan.vault.derivation import consultation_lookup_of
from ev_scan.vault.sharing import open_consultation, seal_consultation

Document = Mapping[str, Any]
Alter = Callable[[Document], Document]

_MOST_ATTEMPTS: Final = 50


def read(own: Connection, data_key: bytes) -> Document:
    """Empty when nothing was said and nobody came. Raises Unreadable."""
    sealed = consultations.find(own, consultation_lookup_of(data_key))
    return _unpack(open_consultation(sealed, data_key)) if sealed else {}


def change(own: Connection, data_key: bytes, epoch: str, alter: Alter) -> Document:
    """Alters what is stored at this moment; `alter` may run more than once."""
    for _ in range(_MOST_ATTEMPTS):
        sealed = consultations.find(own, consultation_lookup_of(data_key))
        before = _unpack(open_consultation(sealed, data_key)) if sealed else {}
        after, revision = alter(before), sealed.revision if sealed else 0
        if after == before:
            return before
        if consultations.keep(own, seal_consultation(data_key, orjson.dumps(after), epoch, revision + 1)):
            return after
    raise TimeoutError("too many changes of one conversation at the same time")


def move(own: Connection, before: bytes, after: bytes, epoch: str) -> None:
    """Takes the conversation along to another data key."""
    document = read(own, before)
    if document:
        consultations.remove(own, consultation_lookup_of(before))
        consultations.keep(own, seal_consultation(after, orjson.dumps(document), epoch, 1))


def remove(own: Connection, data_key: bytes) -> None:
    consultations.remove(own, consultation_lookup_of(data_key))


def touch(own: Connection, data_key: bytes, epoch: str) -> None:
    """Lasts as long as the dossier, which was saved in this month."""
    consultations.touch(own, consultation_lookup_of(data_key), epoch)


def said(document: Document) -> Document:
    found: Document = document.get("said", {})
    return found


def saying(alter: Alter) -> Alter:
    """From a change of what was said to one of the whole document."""
    return lambda document: {**document, "said": alter(said(document))}


def openings(document: Document) -> tuple[Opening, ...]:
    return tuple(
        Opening(ShareId(each["share"]), each["who"], datetime.fromisoformat(each["at"]))
        for each in document.get("openings", ())
    )


def with_opening(document: Document, opening: Opening) -> Document:
    new = {"share": opening.share, "who": opening.who, "at": opening.at.isoformat()}
    return {**document, "openings": [*document.get("openings", ()), new][-MOST_OPENINGS:]}


def opening_at(share: ShareId, who: str, now: int) -> Opening:
    """To the minute."""
    return Opening(share, who, datetime.fromtimestamp(now // 60 * 60, UTC))


def _unpack(payload: bytes) -> Document:
    found: Document = orjson.loads(payload)
    return found
