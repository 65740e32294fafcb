"""Who shared what with whom, and what was said, can be read in no table, and nothing joins one table to another."""

from datetime import UTC, date, datetime
from itertools import combinations

import pytest
from persistence.conftest import (  # noqa: F401 - fixtures
    migrated_postgres,
    postgres_server,
    postgres_url,
    sqlite_url,
    url,
)
from sqlalchemy import select
from traces import traces

from ev_scan.domain.dossier import Dossier
from ev_scan.domain.sharing import Holder, Scope, ShareRole, Terms
from ev_scan.persistence.base import Base
from ev_scan.persistence.engines import new_engine
from ev_scan.services import delegates, desk, dossiers, sharing
from ev_scan.services.audit import Event, note
from ev_scan.vault.desk import Desk
from ev_scan.vault.epochs import EpochKeys

MONTH, TODAY = "2026-11", date(2026, 11, 25)
NOW = int(datetime(2026, 11, 25, 9, 30, 20, tzinfo=UTC).timestamp())
END = (NOW // 3600 + 24) * 3600
ANNA = Holder(b"account-of-anna-", "Anna van de Velde")
LABELS, SAID = ("Het loket in Zwolle", "Piet van de techniek"), "Wie heeft de sleutel van Zaandam?"
SIGHT = 8
"""Bytes in a row that two tables may not share: fewer are equal by chance."""


@pytest.fixture
def keys(tmp_path):
    made = EpochKeys(tmp_path / "keys")
    made.ensure(["2026-11", "2026-12", "2027-01"])
    return made


@pytest.fixture
def engine(url):  # noqa: F811
    made = new_engine(url)
    yield made
    made.dispose()


@pytest.fixture
def shared(engine, keys, catalogue):
    """Six owners, each with an adviser and a colleague who came, wrote and answered; what nobody may find."""
    anna = Desk(ANNA.key, bytes(range(32)))
    secrets = {*LABELS, SAID, ANNA.key}
    for number in range(6):
        code = dossiers.begin(engine, keys, Dossier("2026.1").answered("shop", ("city",)), MONTH)
        secrets |= {code.root, str(code)}
        made = []
        for role, label in zip((ShareRole.NOTE, ShareRole.ANSWER), LABELS, strict=True):
            terms = Terms(role, END, 3, label, Scope(frozenset({"oven_check", "spare_key"})))
            made.append(sharing.make(engine, keys, code, MONTH, terms, NOW)[1])
        adviser, colleague = made
        secrets |= {each.root for each in made} | {str(each) for each in made}
        sharing.claim(engine, keys, adviser, ANNA, NOW)
        case = desk.new_case(f"Bakkerij {number}", TODAY).with_share(adviser.root, NOW)
        desk.add(engine, anna, case)
        note(engine, ANNA.name, Event.CASE_CLAIMED, case.id.hex(), NOW)
        sharing.change_consultation(engine, keys, adviser, ANNA, NOW, lambda _: {"notes": [SAID]})
        delegates.enter(engine, keys, colleague, NOW)
        oven = catalogue.questionnaire.question("oven_check")
        delegates.answer(engine, keys, catalogue.questionnaire, colleague, NOW, oven, ("2",), ())
    return secrets


def rows(engine):
    """The columns of each table; its rows as tuples."""
    with engine.connect() as connection:
        return {table.name: connection.execute(select(table)).all() for table in Base.metadata.sorted_tables}


def written(row):
    """Each value of a row as bytes; a small number says nothing."""
    for value in row:
        data = value if isinstance(value, bytes) else str(value).encode()
        if len(data) >= SIGHT:
            yield data


def pieces(table):
    return {
        data[start : start + SIGHT] for row in table for data in written(row) for start in range(len(data) - SIGHT + 1)
    }


def joins(tables):
    """Pairs of tables that have something in common, but for those that say so."""
    of_companies = {"dossier", "share", "consultation"}
    found = {name: pieces(table) for name, table in tables.items() if table}
    return {
        (one, other)
        for one, other in combinations(found, 2)
        if of_companies & {one, other} and found[one] & found[other]
    }


def test_no_table_tells_who_shared_what_with_whom(engine, shared):
    found = {name: b"\n".join(data for row in table for data in written(row)) for name, table in rows(engine).items()}
    assert all(found[name] for name in ("dossier", "share", "consultation", "case_file", "audit_entry"))
    assert traces(shared, found) == {(ANNA.key, "case_file")}, "a case says whose it is, and nothing else does"


def test_no_table_joins_another(engine, shared):
    assert joins(rows(engine)) == set()


def test_a_value_in_two_tables_would_be_found(engine, shared):
    found = rows(engine)
    found["share"] = [(*found["share"][0], found["dossier"][0][0]), *found["share"][1:]]
    assert joins(found) == {("dossier", "share")}


def test_shares_and_conversations_differ_in_nothing_but_chance(engine, shared):
    """Same size, whatever the role and the label; holders of several shares have another mark in each."""
    found = rows(engine)
    shares, talks = found["share"], found["consultation"]
    assert len(shares) == 12
    assert {len(row.payload) for row in shares} == {len(shares[0].payload)}
    assert len({row.claimed_by for row in shares}) == 12
    assert len({row.payload[:60] for row in shares}) == len({row.lookup for row in shares}) == 12
    assert {len(row.sealed) for row in talks} == {len(talks[0].sealed)}
    assert {row.expires % 3600 for row in shares} == {0}
