"""The audit log is only ever added to, and shows what was done to it behind its back."""

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ev_scan.persistence.engines import new_engine
from ev_scan.persistence.transactions import writing
from ev_scan.services import audit
from ev_scan.services.audit import Event

NOW = 1_700_000_000


@pytest.fixture
def engine(url):
    engine = new_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def written(engine):
    for number in range(6):
        audit.note(engine, f"anna {number}", Event.CASE_OPENED, f"k{number}", NOW + 60 * number)
    return audit.entries(engine)


def test_entries_are_chained(written):
    assert [each.sequence for each in written] == [1, 2, 3, 4, 5, 6]
    assert audit.broken_at(written) is None
    assert audit.broken_at([]) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"actor": "bram"},
        {"event": "case_closed"},
        {"subject": "k9"},
        {"minute": 1},
        {"hash": bytes(32)},
        {"sequence": 9},
    ],
)
@pytest.mark.parametrize("place", [0, 3, 5])
def test_a_changed_entry_is_found(written, place, changed):
    written[place] = replace(written[place], **changed)
    assert audit.broken_at(written) == place + 1


@pytest.mark.parametrize("place", [0, 2, 4])
def test_a_missing_entry_is_found(written, place):
    del written[place]
    assert audit.broken_at(written) == place + 1


def test_swapped_entries_are_found(written):
    written[1], written[2] = written[2], written[1]
    assert audit.broken_at(written) == 2


def test_fields_do_not_run_into_each_other(engine):
    """The same characters, divided otherwise, give another hash."""
    audit.note(engine, "anna 1", Event.CASE_OPENED, "k", NOW)
    (entry,) = audit.entries(engine)
    assert audit.broken_at([replace(entry, actor="anna", subject="1k")]) == 1


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET actor = 'x'", "DELETE FROM audit_entry WHERE sequence = 6"]
)
def test_the_database_refuses_to_change_or_remove_an_entry(engine, written, statement):
    with pytest.raises(DBAPIError, match="only added to"), writing(engine) as own:
        own.execute(text(statement))
    assert audit.entries(engine) == written


def test_many_at_once_make_one_chain(engine):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: audit.note(engine, "anna", Event.SIGNED_IN, str(number), NOW), range(40)))
    entries = audit.entries(engine)
    assert len(entries) == 40
    assert audit.broken_at(entries) is None
    assert {each.subject for each in entries} == {str(number) for number in range(40)}


def test_a_period_and_an_actor_can_be_chosen(engine, written):
    assert [each.sequence for each in audit.entries(engine, NOW // 60 + 2, NOW // 60 + 4)] == [3, 4, 5]
    assert [each.sequence for each in audit.entries(engine, actor="anna 4")] == [5]


def test_the_exported_table_holds_no_formula(engine):
    audit.note(engine, "=cmd()", Event.CASE_OPENED, "@x", NOW)
    row = next(csv.DictReader(io.StringIO(audit.table(audit.entries(engine)).decode())))
    assert (row["actor"], row["subject"]) == ("'=cmd()", "'@x")
    assert row["minute_utc"] == "2023-11-14T22:13Z"
