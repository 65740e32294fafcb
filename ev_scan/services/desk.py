"""An adviser's own cases: kept, found, changed and given up; each is one transaction.

Everything here asks for the desk, which exists only while its adviser is signed in. A case of somebody else is not
found, like one that never was.
"""

import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

import orjson
from sqlalchemy import Connection, Engine

from ev_scan.domain.cases import CASE_ID_BYTES, Case, CaseId, case_from, in_order, refuse_if_taken
from ev_scan.domain.errors import EvScanError
from ev_scan.domain.loket import counts_of
from ev_scan.domain.sealed import SealedCase
from ev_scan.persistence import cases
from ev_scan.persistence.errors import AlreadyStored
from ev_scan.persistence.transactions import retrying
from ev_scan.vault.desk import Desk, open_case, seal_case
from ev_scan.vault.epochs import month_of
from ev_scan.vault.errors import Unreadable

_MOST_ATTEMPTS = 50


class NoSuchCase(EvScanError):
    """On this desk there is no such case."""


@dataclass(frozen=True, slots=True)
class OwnCases:
    cases: tuple[Case, ...]
    lost: tuple[CaseId, ...] = ()
    """Sealed under a key that this account no longer has, since it was reset."""


def own_cases(engine: Engine, desk: Desk) -> OwnCases:
    return _opened_all(retrying(engine, lambda own: cases.of_account(own, desk.account_id), writes=False), desk)


def find(engine: Engine, desk: Desk, case_id: CaseId) -> Case:
    """Raises NoSuchCase."""
    sealed = retrying(engine, lambda own: cases.find(own, desk.account_id, case_id), writes=False)
    return _opened(sealed, desk)


def new_case(reference: str, today: date) -> Case:
    """Not stored yet."""
    return Case(CaseId(secrets.token_bytes(CASE_ID_BYTES)), reference, begun=today, last_activity=today)


def check(engine: Engine, desk: Desk, case: Case) -> None:
    """Raises ReferenceTaken and DeskFull: to ask before a use of the owner's code is spent."""
    refuse_if_taken(own_cases(engine, desk).cases, case)


def add(engine: Engine, desk: Desk, case: Case) -> None:
    """Raises ReferenceTaken and DeskFull."""

    def work(own: Connection) -> None:
        refuse_if_taken(_opened_all(cases.of_account(own, desk.account_id), desk).cases, case)
        cases.add(own, _sealed(case, desk, 1))

    with suppress(AlreadyStored):  # by ourselves: a commit may succeed unheard
        retrying(engine, work, writes=True)


def change(engine: Engine, desk: Desk, case_id: CaseId, today: date, alter: Callable[[Case], Case]) -> Case:
    """Apply `alter` to what is stored at that moment; it may run more than once.

    Raises NoSuchCase, ReferenceTaken, and whatever `alter` raises; then nothing is changed.
    """
    return retrying(engine, lambda own: _changed(own, desk, case_id, today, alter)[1], writes=True)


def remove(engine: Engine, desk: Desk, case_ids: Iterable[CaseId]) -> int:
    """For good, with all that was noted; says how many there were."""
    gone = tuple(case_ids)
    return retrying(engine, lambda own: cases.remove(own, desk.account_id, gone), writes=True)


def put_away(
    engine: Engine, desk: Desk, case_id: CaseId, today: date, counted: tuple[str, Iterable[str]] | None = None
) -> Case:
    """The conversation is over. `counted`: its region and themes, for the loket, once a month for one case.

    Raises NoSuchCase.
    """
    month = month_of(today)

    def away(stored: Case) -> Case:
        return replace(stored.put_away(), counted=month if counted else stored.counted)

    def work(own: Connection) -> Case:
        before, after = _changed(own, desk, case_id, today, away)
        if counted and before.counted != month:
            for key in counts_of(month, *counted):
                cases.count(own, *key)
        return after

    return retrying(engine, work, writes=True)


def _changed(
    own: Connection, desk: Desk, case_id: CaseId, today: date, alter: Callable[[Case], Case]
) -> tuple[Case, Case]:
    """The case before and after."""
    for _ in range(_MOST_ATTEMPTS):
        sealed = cases.find(own, desk.account_id, case_id)
        stored = _opened(sealed, desk)
        altered = alter(stored).touched(today)
        if altered.reference != stored.reference:
            refuse_if_taken(_opened_all(cases.of_account(own, desk.account_id), desk).cases, altered)
        before = sealed.revision if sealed else 0
        if cases.replace(own, _sealed(altered, desk, before + 1), before):
            return stored, altered
    raise TimeoutError("too many saves of one case at the same time")


def _opened_all(rows: Iterable[SealedCase], desk: Desk) -> OwnCases:
    found, lost = [], []
    for row in rows:
        try:
            found.append(_opened(row, desk))
        except NoSuchCase:
            lost.append(CaseId(row.id))
    return OwnCases(in_order(found), tuple(lost))


def _opened(sealed: SealedCase | None, desk: Desk) -> Case:
    if sealed is None:
        raise NoSuchCase
    try:
        payload = open_case(desk, sealed.id, sealed.revision, sealed.sealed)
    except Unreadable:
        raise NoSuchCase from None
    return case_from(CaseId(sealed.id), orjson.loads(payload))


def _sealed(case: Case, desk: Desk, revision: int) -> SealedCase:
    return SealedCase(
        case.id, desk.account_id, revision, seal_case(desk, case.id, revision, orjson.dumps(case.to_document()))
    )
