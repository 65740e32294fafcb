"""An adviser's own cases, sealed under the key of the desk, beside those of a colleague."""

import secrets
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from ev_scan.domain.cases import Case, CaseStatus, Details, ReferenceTaken, mark
from ev_scan.domain.consultation import GENERAL
from ev_scan.domain.ids import TopicId
from ev_scan.domain.loket import Count
from ev_scan.persistence import cases, schema
from ev_scan.persistence.engines import checkpoint, new_engine
from ev_scan.persistence.transactions import retrying
from ev_scan.services import desk as desks
from ev_scan.services import loket
from ev_scan.services.desk import NoSuchCase
from ev_scan.vault.desk import Desk

TODAY = date(2030, 5, 1)
TOMORROW = TODAY + timedelta(days=1)
LOCKS = TopicId("locks")


def a_desk(name: str) -> Desk:
    return Desk(name.encode().ljust(16, b"-"), secrets.token_bytes(32))


ANNA, BRAM = a_desk("anna"), a_desk("bram")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


@pytest.fixture
def engine(file: Path) -> Iterator[Engine]:
    schema.upgrade(f"sqlite:///{file}")
    engine = new_engine(f"sqlite:///{file}")
    yield engine
    engine.dispose()


def keep(engine: Engine, desk: Desk, reference: str, **changed: object) -> Case:
    case = replace(desks.new_case(reference, TODAY), **changed)
    desks.add(engine, desk, case)
    return case


def counts(engine: Engine) -> list[Count]:
    return retrying(engine, cases.counts, writes=False)


def test_cases_are_kept_and_listed_for_their_own_adviser(engine):
    case = keep(engine, ANNA, "Bakker 12")
    keep(engine, BRAM, "Bakker 12")
    assert desks.find(engine, ANNA, case.id) == case
    assert desks.own_cases(engine, ANNA).cases == (case,)
    with pytest.raises(NoSuchCase):
        desks.find(engine, BRAM, case.id)


def test_a_colleague_cannot_change_or_remove_a_case(engine):
    case = keep(engine, ANNA, "Bakker 12")
    with pytest.raises(NoSuchCase):
        desks.change(engine, BRAM, case.id, TODAY, lambda stored: stored)
    with pytest.raises(NoSuchCase):
        desks.put_away(engine, BRAM, case.id, TODAY)
    assert desks.remove(engine, BRAM, [case.id]) == 0
    assert desks.find(engine, ANNA, case.id) == case


def test_with_the_right_account_and_another_key_nothing_opens_and_the_case_is_called_lost(engine):
    case = keep(engine, ANNA, "Bakker 12")
    after_reset = replace(ANNA, key=secrets.token_bytes(32))
    with pytest.raises(NoSuchCase):
        desks.find(engine, after_reset, case.id)
    assert desks.own_cases(engine, after_reset) == desks.OwnCases((), (case.id,))
    assert desks.remove(engine, after_reset, desks.own_cases(engine, after_reset).lost) == 1


def test_a_reference_is_used_once_also_after_a_change(engine):
    keep(engine, ANNA, "Bakker 12")
    other = keep(engine, ANNA, "Slager")
    with pytest.raises(ReferenceTaken):
        keep(engine, ANNA, "bakker 12")
    with pytest.raises(ReferenceTaken):
        desks.check(engine, ANNA, desks.new_case("bakker 12", TODAY))
    with pytest.raises(ReferenceTaken):
        desks.change(engine, ANNA, other.id, TODAY, lambda stored: replace(stored, reference="BAKKER 12"))
    assert desks.find(engine, ANNA, other.id) == other


def test_a_change_moves_the_last_activity(engine):
    case = keep(engine, ANNA, "Bakker 12")
    changed = desks.change(
        engine,
        ANNA,
        case.id,
        TOMORROW,
        lambda stored: stored.described(Details("Bakker 13", CaseStatus.WAITING, TODAY), mark(case.details)),
    )
    assert changed == replace(
        case, reference="Bakker 13", status=CaseStatus.WAITING, follow_up=TODAY, last_activity=TOMORROW
    )
    assert desks.find(engine, ANNA, case.id) == changed


def test_many_pages_at_once_lose_nothing(engine):
    case = keep(engine, ANNA, "Bakker 12")

    def note(number: int) -> None:
        topic = TopicId(f"topic_{number}")
        desks.change(
            engine, ANNA, case.id, TODAY, lambda stored: stored.with_private_note(topic, str(number), mark(""))
        )

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(note, range(30)))
    assert desks.find(engine, ANNA, case.id).private_notes == {f"topic_{n}": str(n) for n in range(30)}


def test_putting_away_counts_a_case_once_a_month(engine):
    case = keep(engine, ANNA, "Bakker 12").with_share(b"code", now=1)
    desks.change(engine, ANNA, case.id, TODAY, lambda stored: stored.with_share(b"code", now=1))
    away = desks.put_away(engine, ANNA, case.id, TODAY, ("utrecht", ["growth"]))
    assert (away.opening, away.counted, away.share) == (None, "2030-05", b"code")
    desks.put_away(engine, ANNA, case.id, TODAY, ("utrecht", ["growth"]))
    desks.put_away(engine, ANNA, case.id, TODAY)
    assert {(each.month, each.theme): each.number for each in counts(engine)} == {
        ("2030-05", ""): 1,
        ("2030-05", "growth"): 1,
    }
    desks.put_away(engine, ANNA, case.id, date(2030, 6, 3), ("utrecht", []))
    assert sum(each.number for each in counts(engine) if not each.theme) == 2


def test_a_thief_of_the_database_reads_no_reference_and_no_note(engine, file):
    marks = ["Referentie-van-Anna", "moeilijk-gesprek", "locks-topic"]
    case = keep(engine, ANNA, marks[0], share=b"share-secret-abc")
    desks.change(
        engine, ANNA, case.id, TODAY, lambda stored: stored.with_private_note(TopicId(marks[2]), marks[1], mark(""))
    )
    desks.change(engine, ANNA, case.id, TODAY, lambda stored: stored.with_private_note(GENERAL, marks[1], mark("")))
    checkpoint(engine)
    stolen = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert case.id in stolen, "else this looks in the wrong place"
    for secret in (*map(str.encode, marks), b"share-secret-abc", b"share-secret-abc".hex().encode()):
        assert secret not in stolen


def test_the_counts_know_no_case_and_no_adviser(engine, file):
    case = keep(engine, ANNA, "Bakker 12")
    desks.put_away(engine, ANNA, case.id, TODAY, ("utrecht", ["growth"]))
    checkpoint(engine)
    with sqlite3.connect(file) as connection:
        rows = connection.execute("SELECT * FROM loket_count").fetchall()
    connection.close()
    assert sorted(rows) == [("2030-05", "utrecht", "", 1), ("2030-05", "utrecht", "growth", 1)]


def test_a_consultation_is_shown_in_the_figures_when_there_are_five_and_the_quarter_is_over(engine):
    for number in range(5):
        case = keep(engine, ANNA if number % 2 else BRAM, f"Zaak {number}")
        desks.put_away(engine, ANNA if number % 2 else BRAM, case.id, TODAY, ("utrecht", ["growth"]))
    assert loket.figures(engine, TODAY) == ()
    (quarter,) = loket.figures(engine, date(2030, 7, 1))
    assert (quarter.total, quarter.regions[0].number, quarter.themes[0].number) == (5, 5, 5)
