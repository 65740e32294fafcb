"""Sealed dossiers are found, kept, replaced and removed alike in SQLite and in PostgreSQL."""

import traceback
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sealed_rows import a_row, count, find, store
from sqlalchemy import Connection, Engine

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


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sealed=rows)
def test_any_row_comes_back_as_it_was(engine: Engine, sealed: SealedDossier) -> None:
    store(engine, sealed)
    assert find(engine, sealed.lookup) == sealed
    with writing(engine) as connection:
        assert dossiers.remove(connection, sealed.lookup)
        assert dossiers.find(connection, sealed.lookup) is None


def test_what_was_never_stored_is_not_found(engine: Engine) -> None:
    assert find(engine, bytes(16)) is None


def test_others_see_it_after_the_commit_only(engine: Engine) -> None:
    sealed = a_row()
    with writing(engine) as connection:
        dossiers.add(connection, sealed)
        assert dossiers.find(connection, sealed.lookup) == sealed
        assert find(engine, sealed.lookup) is None
    assert find(engine, sealed.lookup) == sealed


def test_nothing_is_stored_of_a_transaction_that_failed(engine: Engine) -> None:
    def fail() -> None:
        with writing(engine) as connection:
            dossiers.add(connection, a_row())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert count(engine) == 0


def test_the_same_lookup_is_stored_once_and_the_error_does_not_show_it(engine: Engine) -> None:
    sealed = a_row(b"sixteen letters!")
    store(engine, sealed)
    with pytest.raises(AlreadyStored) as caught:
        store(engine, a_row(sealed.lookup))
    shown = "".join(traceback.format_exception(caught.value))
    for secret in ("sixteen", sealed.lookup.hex(), repr(sealed.wrapped_key)[2:12]):
        assert secret not in shown
    assert find(engine, sealed.lookup) == sealed


def test_a_newer_revision_takes_the_place_of_the_one_it_was_made_from(engine: Engine) -> None:
    first, bystander = a_row(), a_row()
    store(engine, first, bystander)
    second = a_row(first.lookup, epoch="2026-12", revision=2)
    with writing(engine) as connection:
        assert dossiers.replace(connection, second, expected_revision=1)
    assert find(engine, first.lookup) == second
    assert find(engine, bystander.lookup) == bystander


def test_a_revision_made_from_an_older_one_changes_nothing(engine: Engine) -> None:
    current = a_row(revision=5)
    store(engine, current)
    for expected in (4, 6):
        with writing(engine) as connection:
            assert not dossiers.replace(connection, a_row(current.lookup, revision=expected + 1), expected)
    assert find(engine, current.lookup) == current


def test_a_removed_dossier_cannot_come_back_by_a_late_save(engine: Engine) -> None:
    sealed, bystander = a_row(), a_row()
    store(engine, sealed, bystander)
    with writing(engine) as connection:
        assert dossiers.remove(connection, sealed.lookup)
        assert not dossiers.remove(connection, sealed.lookup)
        assert not dossiers.replace(connection, replace(sealed, revision=2), expected_revision=1)
    assert find(engine, sealed.lookup) is None
    assert find(engine, bystander.lookup) == bystander


def test_the_purge_takes_the_months_before(engine: Engine) -> None:
    kept = [a_row(epoch=epoch) for epoch in ("2026-11", "2026-12", "2027-01")]
    store(engine, *kept, *[a_row(epoch=epoch) for epoch in ("2025-12", "2026-10", "2026-10")])
    with writing(engine) as connection:
        assert dossiers.purge(connection, "2026-11") == 3
        assert dossiers.purge(connection, "2026-11") == 0
    assert all(find(engine, sealed.lookup) == sealed for sealed in kept)
    assert count(engine) == 3


SEALED = a_row()


@pytest.mark.parametrize(
    "change",
    [
        lambda connection: dossiers.add(connection, SEALED),
        lambda connection: dossiers.replace(connection, SEALED, SEALED.revision),
        lambda connection: dossiers.remove(connection, SEALED.lookup),
        lambda connection: dossiers.purge(connection, "2027-01"),
    ],
    ids=["add", "replace", "remove", "purge"],
)
def test_rows_are_changed_only_in_a_transaction_that_said_it_would_write(
    engine: Engine, change: Callable[[Connection], object]
) -> None:
    with writing(engine) as connection:
        late = connection
    with pytest.raises(RuntimeError, match="writing"):
        change(late)
    with engine.connect() as reading:
        with pytest.raises(RuntimeError, match="writing"):
            change(reading)
        dossiers.find(reading, SEALED.lookup)  # now its transaction has begun
        with pytest.raises(RuntimeError, match="writing"):
            change(reading)
