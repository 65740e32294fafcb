"""Sealed dossiers are found, kept, replaced and removed alike in SQLite and in PostgreSQL."""

import traceback
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sealed_rows import a_row
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from ev_scan.domain.sealed import SealedDossier
from ev_scan.persistence import dossiers
from ev_scan.persistence.errors import AlreadyStored
from ev_scan.persistence.transactions import writing

rows = st.builds(
    SealedDossier,
    lookup=st.binary(min_size=16, max_size=16),
    epoch=st.sampled_from(["2026-11", "2027-01"]),
    revision=st.integers(1, 2**31 - 1),
    wrapped_key=st.binary(max_size=100),
    sealed=st.binary(max_size=20_000),
)


def stored(session: Session, *sealed: SealedDossier) -> None:
    with writing(session):
        for one in sealed:
            dossiers.add(session, one)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sealed=rows)
def test_any_row_comes_back_as_it_was(session: Session, sealed: SealedDossier) -> None:
    stored(session, sealed)
    assert dossiers.find(session, sealed.lookup) == sealed
    with writing(session):
        assert dossiers.remove(session, sealed.lookup)
        assert dossiers.find(session, sealed.lookup) is None


def test_what_was_never_stored_is_not_found(session: Session) -> None:
    assert dossiers.find(session, bytes(16)) is None


def test_another_session_sees_it_after_the_commit_only(session: Session, engine: Engine) -> None:
    sealed = a_row()
    with Session(engine) as other:
        with writing(session):
            dossiers.add(session, sealed)
            assert dossiers.find(other, sealed.lookup) is None
            other.rollback()
        assert dossiers.find(other, sealed.lookup) == sealed


def test_nothing_is_stored_of_a_transaction_that_failed(session: Session) -> None:
    def fail() -> None:
        with writing(session):
            dossiers.add(session, a_row())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert dossiers.count(session) == 0


def test_the_same_lookup_is_stored_once_and_the_error_does_not_show_it(session: Session) -> None:
    sealed = a_row(b"sixteen letters!")
    stored(session, sealed)
    with pytest.raises(AlreadyStored) as caught:
        stored(session, a_row(sealed.lookup))
    shown = "".join(traceback.format_exception(caught.value))
    for secret in ("sixteen", sealed.lookup.hex(), repr(sealed.wrapped_key)[2:12]):
        assert secret not in shown
    assert dossiers.find(session, sealed.lookup) == sealed


def test_a_newer_revision_takes_the_place_of_the_one_it_was_made_from(session: Session) -> None:
    first, bystander = a_row(), a_row()
    stored(session, first, bystander)
    second = a_row(first.lookup, epoch="2026-12", revision=2)
    with writing(session):
        assert dossiers.replace(session, second, expected_revision=1)
    assert dossiers.find(session, first.lookup) == second
    assert dossiers.find(session, bystander.lookup) == bystander


def test_a_revision_made_from_an_older_one_changes_nothing(session: Session) -> None:
    current = a_row(revision=5)
    stored(session, current)
    for expected in (4, 6):
        with writing(session):
            assert not dossiers.replace(session, a_row(current.lookup, revision=expected + 1), expected)
    assert dossiers.find(session, current.lookup) == current


def test_a_removed_dossier_cannot_come_back_by_a_late_save(session: Session) -> None:
    sealed = a_row()
    stored(session, sealed)
    with writing(session):
        assert dossiers.remove(session, sealed.lookup)
        assert not dossiers.remove(session, sealed.lookup)
        assert not dossiers.replace(session, replace(sealed, revision=2), expected_revision=1)
    assert dossiers.find(session, sealed.lookup) is None


def test_the_purge_takes_the_months_before(session: Session) -> None:
    kept = [a_row(epoch=epoch) for epoch in ("2026-11", "2026-12", "2027-01")]
    stored(session, *kept, *[a_row(epoch=epoch) for epoch in ("2025-12", "2026-10", "2026-10")])
    with writing(session):
        assert dossiers.purge(session, "2026-11") == 3
        assert dossiers.purge(session, "2026-11") == 0
    assert all(dossiers.find(session, sealed.lookup) == sealed for sealed in kept)
    assert dossiers.count(session) == 3


def test_rows_are_changed_only_in_a_transaction_that_said_it_would_write(session: Session) -> None:
    sealed = a_row()
    with pytest.raises(RuntimeError, match="writing"):
        dossiers.add(session, sealed)
    dossiers.find(session, sealed.lookup)  # now a reading transaction is open
    for change in (
        lambda: dossiers.add(session, sealed),
        lambda: dossiers.replace(session, sealed, 1),
        lambda: dossiers.remove(session, sealed.lookup),
        lambda: dossiers.purge(session, "2026-11"),
    ):
        with pytest.raises(RuntimeError, match="writing"):
            change()
