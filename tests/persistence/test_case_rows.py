"""Cases and counts are kept alike in SQLite and in PostgreSQL, and nobody gets at another's case."""

import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import Connection, Engine

from ev_scan.domain.loket import Count
from ev_scan.domain.sealed import SealedCase
from ev_scan.persistence import cases
from ev_scan.persistence.errors import AlreadyStored
from ev_scan.persistence.transactions import retrying, writing

ANNA, BRAM = b"anna" * 4, b"bram" * 4


def a_row(account: bytes = ANNA, revision: int = 1) -> SealedCase:
    return SealedCase(secrets.token_bytes(16), account, revision, secrets.token_bytes(8221))


def store(engine: Engine, *rows: SealedCase) -> None:
    with writing(engine) as connection:
        for row in rows:
            cases.add(connection, row)


def find(engine: Engine, account: bytes, case_id: bytes) -> SealedCase | None:
    return retrying(engine, lambda own: cases.find(own, account, case_id), writes=False)


def test_a_case_is_found_by_its_own_account_only(engine: Engine) -> None:
    hers, his = a_row(ANNA), a_row(BRAM)
    store(engine, hers, his)
    assert find(engine, ANNA, hers.id) == hers
    assert find(engine, BRAM, hers.id) is None
    assert find(engine, ANNA, bytes(16)) is None
    assert retrying(engine, lambda own: cases.of_account(own, ANNA), writes=False) == [hers]


def test_the_same_id_is_stored_once(engine: Engine) -> None:
    row = a_row()
    store(engine, row)
    with pytest.raises(AlreadyStored) as caught:
        store(engine, replace(row, account_id=BRAM))
    assert caught.value.__cause__ is None
    assert find(engine, ANNA, row.id) == row


def test_a_case_is_replaced_only_from_the_revision_it_was_made_from_and_by_its_own_account(engine: Engine) -> None:
    row, bystander = a_row(), a_row()
    store(engine, row, bystander)
    newer = SealedCase(row.id, ANNA, 2, b"newer")
    with writing(engine) as connection:
        assert not cases.replace(connection, replace(newer, account_id=BRAM), 1)
        assert not cases.replace(connection, newer, 2)
        assert cases.replace(connection, newer, 1)
        assert not cases.replace(connection, newer, 1)
    assert find(engine, ANNA, row.id) == newer
    assert find(engine, ANNA, bystander.id) == bystander


def test_removing_takes_own_cases_only(engine: Engine) -> None:
    first, second, his = a_row(), a_row(), a_row(BRAM)
    store(engine, first, second, his)
    with writing(engine) as connection:
        assert cases.remove(connection, ANNA, [first.id, his.id]) == 1
        assert cases.remove(connection, ANNA, []) == 0
        assert cases.number(connection) == 2
        assert cases.remove_all(connection, BRAM) == 1
    assert find(engine, ANNA, second.id) == second


def test_counting_adds_up(engine: Engine) -> None:
    with writing(engine) as connection:
        for key in [("2030-01", "utrecht", ""), ("2030-01", "utrecht", "growth"), ("2030-01", "utrecht", "")]:
            cases.count(connection, *key)
    found = retrying(engine, cases.counts, writes=False)
    assert sorted(found, key=lambda each: each.theme) == [
        Count("2030-01", "utrecht", "", 2),
        Count("2030-01", "utrecht", "growth", 1),
    ]


def test_counts_of_several_advisers_at_once_are_all_kept(engine: Engine) -> None:
    def count(_: int) -> None:
        retrying(engine, lambda own: cases.count(own, "2030-02", "zeeland", ""), writes=True)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(count, range(20)))
    assert retrying(engine, cases.counts, writes=False) == [Count("2030-02", "zeeland", "", 20)]


@pytest.mark.parametrize(
    "change",
    [
        lambda own: cases.add(own, a_row()),
        lambda own: cases.replace(own, a_row(), 1),
        lambda own: cases.remove(own, ANNA, [b"x"]),
        lambda own: cases.count(own, "2030-01", "utrecht", ""),
    ],
    ids=["add", "replace", "remove", "count"],
)
def test_rows_are_changed_only_in_a_transaction_that_said_it_would_write(
    engine: Engine, change: Callable[[Connection], object]
) -> None:
    with engine.connect() as reading, pytest.raises(RuntimeError, match="writing"):
        change(reading)
