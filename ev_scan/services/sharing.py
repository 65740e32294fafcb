"""Let somebody else into a dossier by a code of its own, for a while; the owner can end it at any moment.

Every intent is one transaction. What a share opens is looked up anew at each page, so that its end bites at once.
"""

import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine

from ev_scan.domain.answers import Answer
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import QuestionId, TopicId
from ev_scan.domain.sealed import SealedDossier
from ev_scan.domain.sharing import (
    ADVISING,
    ANSWERING,
    MOST_SHARES,
    Gone,
    Grant,
    Holder,
    NotAllowed,
    Opening,
    Share,
    ShareId,
    ShareRole,
    Terms,
    TooManyShares,
)
from ev_scan.persistence import dossiers, shares
from ev_scan.persistence.transactions import retrying
from ev_scan.services import consultations
from ev_scan.services.dossiers import Overtaken, move, opened_by, pack, store, unpack, whole
from ev_scan.vault.codes import ResumeCode, ShareCode, new_share_code
from ev_scan.vault.derivation import holder_of
from ev_scan.vault.epochs import EpochKeys
from ev_scan.vault.errors import Unreadable
from ev_scan.vault.sealing import open_shared, rekeyed, reseal_shared
from ev_scan.vault.sharing import SharedKey, open_share, seal_share

Said = Mapping[str, Any]
"""The document of `domain/consultation.py`; empty before anything was said."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What somebody with a share sees at this moment."""

    dossier: Dossier
    grant: Grant
    said: Said


@dataclass(frozen=True, slots=True)
class ShareState:
    """A share as its owner sees it."""

    share: Share
    uses_left: int
    openings: tuple[Opening, ...]

    def is_over(self, now: int) -> bool:
        return self.share.is_over(now) or not self.uses_left


def make(
    engine: Engine, keys: EpochKeys, code: ResumeCode, month: str, terms: Terms, now: int
) -> tuple[ShareId, ShareCode]:
    """Raises Unreadable, and TooManyShares when MOST_SHARES are still good."""
    made, secret = ShareId(secrets.token_hex(4)), new_share_code()
    share = Share(made, secret.root, terms)

    def work(own: Connection) -> None:
        opened = opened_by(own, code, keys)
        dossier = unpack(opened.payload)
        kept = tuple(each for each in dossier.shares if not each.is_over(now))
        if len(kept) >= MOST_SHARES:
            raise TooManyShares
        store(own, opened, dossier.with_shares((*kept, share)), month, keys)
        shares.add(own, seal_share(share, opened.lookup, opened.data_key, keys))

    whole(engine, work)
    return made, secret


def code_of(dossier: Dossier, share: ShareId) -> ShareCode | None:
    """For the owner, who may see a code again."""
    return next((ShareCode(each.secret) for each in dossier.shares if each.id == share), None)


def states(engine: Engine, keys: EpochKeys, code: ResumeCode) -> list[ShareState]:
    """All shares of the owner's dossier, the newest first, with who opened it. Raises Unreadable."""

    def work(own: Connection) -> list[ShareState]:
        opened = opened_by(own, code, keys)
        openings = consultations.openings(consultations.read(own, opened.data_key))
        found = []
        for share in reversed(unpack(opened.payload).shares):
            sealed = shares.find(own, ShareCode(share.secret).lookup)
            mine = tuple(each for each in openings if each.share == share.id)
            found.append(ShareState(share, sealed.uses_left if sealed else 0, mine))
        return found

    return retrying(engine, work, writes=False)


def revoke(engine: Engine, keys: EpochKeys, code: ResumeCode, month: str, share: ShareId) -> bool:
    """Ends a share; the dossier gets a new key, so that what its holder kept opens nothing that is saved from now on.

    False when there is no such share. Raises Unreadable.
    """

    def work(own: Connection) -> bool:
        opened = opened_by(own, code, keys)
        dossier = unpack(opened.payload)
        gone = [each for each in dossier.shares if each.id == share]
        for each in gone:
            shares.remove(own, ShareCode(each.secret).lookup)
        if gone:
            kept = tuple(each for each in dossier.shares if each.id != share)
            move(own, opened, rekeyed(opened), dossier.with_shares(kept), month, keys)
        return bool(gone)

    return whole(engine, work)


def claim(
    engine: Engine,
    keys: EpochKeys,
    code: ShareCode,
    holder: Holder,
    now: int,
    roles: Collection[ShareRole] = ADVISING,
) -> Grant:
    """Opens a share: counts one use and tells the owner who did so and when.

    Raises Gone, also for a share of another role; then nothing was counted or claimed.
    """

    def work(own: Connection) -> Grant:
        if not shares.claim(own, code.lookup, holder_of(code.root, holder.key), now):
            raise Gone
        key, sealed = _held(own, code, holder, keys, now, roles)
        opening = consultations.opening_at(key.grant.share, holder.name, now)
        consultations.change(
            own, key.data_key, sealed.epoch, lambda document: consultations.with_opening(document, opening)
        )
        return key.grant

    return retrying(engine, work, writes=True)


def look(
    engine: Engine,
    keys: EpochKeys,
    code: ShareCode,
    holder: Holder,
    now: int,
    roles: Collection[ShareRole] = ADVISING,
) -> Opened:
    """What a claimed share opens at this moment; counts nothing. Raises Gone, also for a share of another role."""

    def work(own: Connection) -> Opened:
        key, sealed = _held(own, code, holder, keys, now, roles)
        said = consultations.said(consultations.read(own, key.data_key))
        return Opened(_dossier(key, sealed).with_shares(()), key.grant, said)

    return retrying(engine, work, writes=False)


def answer(
    engine: Engine,
    keys: EpochKeys,
    code: ShareCode,
    holder: Holder,
    now: int,
    question: QuestionId,
    topic: TopicId,
    decide: Callable[[Dossier], Answer],
) -> Opened:
    """An answer by somebody who may give those of some topics; `decide` sees the dossier, perhaps more than once.

    Raises Gone, NotAllowed for any other topic, and whatever `decide` raises; then nothing is changed.
    """

    def work(own: Connection) -> Opened:
        key, sealed = _held(own, code, holder, keys, now)
        if key.grant.role not in ANSWERING or topic not in key.grant.scope:
            raise NotAllowed
        stored = _dossier(key, sealed)
        dossier = stored.answered(question, decide(stored))
        if not dossiers.replace(own, reseal_shared(sealed, key.data_key, pack(dossier)), sealed.revision):
            raise Overtaken
        return Opened(dossier.with_shares(()), key.grant, {})

    return whole(engine, work)


def change_consultation(
    engine: Engine, keys: EpochKeys, code: ShareCode, holder: Holder, now: int, alter: Callable[[Said], Said]
) -> Said:
    """By somebody with a share; `alter` may run more than once, and what it raises changes nothing.

    Raises Gone, and NotAllowed for a share that only reads.
    """

    def work(own: Connection) -> Said:
        key, sealed = _held(own, code, holder, keys, now, lock=True)
        if not key.grant.may_note:
            raise NotAllowed
        changed = consultations.change(own, key.data_key, sealed.epoch, consultations.saying(alter))
        return consultations.said(changed)

    return retrying(engine, work, writes=True)


def read_consultation(engine: Engine, keys: EpochKeys, code: ResumeCode) -> tuple[Said, tuple[Opening, ...]]:
    """For the owner: what was said, and who came to look. Raises Unreadable."""

    def work(own: Connection) -> tuple[Said, tuple[Opening, ...]]:
        document = consultations.read(own, opened_by(own, code, keys).data_key)
        return consultations.said(document), consultations.openings(document)

    return retrying(engine, work, writes=False)


def change_by_owner(
    engine: Engine,
    keys: EpochKeys,
    code: ResumeCode,
    month: str,
    alter: Callable[[Said, Dossier], tuple[Said, Dossier]],
) -> tuple[Said, Dossier]:
    """The owner answers in the conversation; it and the dossier change together or not at all.

    `alter` may run more than once. Raises Unreadable and whatever `alter` raises.
    """

    def work(own: Connection) -> tuple[Said, Dossier]:
        opened = opened_by(own, code, keys)
        dossier = unpack(opened.payload)
        before = consultations.said(consultations.read(own, opened.data_key))
        said, altered = alter(before, dossier)
        if altered != dossier or said != before:
            store(own, opened, altered, month, keys)  # locks the dossier, so that nobody moves the conversation away
        consultations.change(own, opened.data_key, opened.epoch, _unless_changed(before, said))
        return said, altered

    return whole(engine, work)


def _unless_changed(before: Said, said: Said) -> Callable[[Said], Said]:
    def alter(document: Said) -> Said:
        if consultations.said(document) != before:
            raise Overtaken
        return {**document, "said": said} if said != before else document

    return alter


def _held(
    own: Connection,
    code: ShareCode,
    holder: Holder,
    keys: EpochKeys,
    now: int,
    roles: Collection[ShareRole] = frozenset(ShareRole),
    *,
    lock: bool = False,
) -> tuple[SharedKey, SealedDossier]:
    """A share that this holder claimed and that still lasts, and the dossier it opens. Raises Gone."""
    share = shares.find(own, code.lookup, lock=lock)
    if share is None or now >= share.expires or share.claimed_by != holder_of(code.root, holder.key):
        raise Gone
    try:
        key = open_share(share, code, keys)
    except Unreadable:
        raise Gone from None
    dossier = dossiers.find(own, key.lookup)
    if dossier is None or key.grant.role not in roles:
        raise Gone
    return key, dossier


def _dossier(key: SharedKey, sealed: SealedDossier) -> Dossier:
    try:
        return unpack(open_shared(sealed, key.data_key))
    except Unreadable:  # it got another key since
        raise Gone from None
