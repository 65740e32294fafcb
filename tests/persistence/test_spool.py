"""The spool of one web host: rewritten at night, and carried to the monitor team."""

import os
import sqlite3
import stat

import pytest

from ev_scan.persistence.spool import Spool

PERIOD = 2026 * 4 + 3


@pytest.fixture
def spool(tmp_path) -> Spool:
    return Spool(tmp_path / "monitor" / "spool" / "spool.db")


def boxes(number: int) -> list[bytes]:
    return [os.urandom(176) for _ in range(number)]


def arrive(spool: Spool, sealed: list[bytes]) -> None:
    for box in sealed:
        assert spool.add([(PERIOD, box)]) == 1


def stored(spool: Spool) -> list[bytes]:
    return sorted(box for _, _, box in spool.of([PERIOD]))


def test_mixing_a_row_with_its_neighbours_loses_none(spool):
    sealed = boxes(130)
    arrive(spool, sealed)
    assert stored(spool) == sorted(sealed)
    assert spool.count() == 130


def test_the_night_changes_the_file_and_keeps_every_row(spool):
    sealed = boxes(60)
    arrive(spool, sealed)
    before = spool.path.read_bytes()
    spool.rewrite()
    assert spool.path.read_bytes() != before
    assert stored(spool) == sorted(sealed)


def test_nothing_to_rewrite_makes_no_file(spool):
    spool.rewrite()
    assert not spool.exists()


def test_the_folders_are_closed_to_others_and_show_no_time_of_day(spool):
    arrive(spool, boxes(1))
    assert stat.S_IMODE(spool.path.parent.stat().st_mode) == 0o700
    for path in (spool.path, spool.path.parent, spool.path.parent.parent):
        assert path.stat().st_mtime % 86_400 == 0


def test_the_spools_of_other_hosts_are_taken_over_once(spool, tmp_path):
    others = [Spool(tmp_path / name / "spool.db") for name in ("one", "two")]
    sealed = boxes(50)
    arrive(others[0], sealed[:20])
    arrive(others[1], sealed[20:45])
    arrive(spool, sealed[45:])
    assert [spool.take_over(each) for each in others] == [20, 25]
    assert [spool.take_over(each) for each in others] == [0, 0]
    assert stored(spool) == sorted(sealed)


def test_of_a_file_that_is_no_spool_nothing_is_taken(spool, tmp_path):
    other = Spool(tmp_path / "other.db")
    assert spool.take_over(other) == 0
    other.path.write_bytes(b"no database at all, but long enough to be looked at" * 20)
    with pytest.raises(sqlite3.Error):
        spool.take_over(other)
    assert not spool.exists()


def test_reading_another_spool_leaves_it_as_it_was(spool, tmp_path):
    other = Spool(tmp_path / "other" / "spool.db")
    arrive(other, boxes(5))
    before = other.path.read_bytes()
    spool.take_over(other)
    assert other.path.read_bytes() == before
    assert not list(tmp_path.rglob("*-wal"))


def test_where_the_clock_of_a_file_cannot_be_set_nothing_is_stored(spool, monkeypatch):
    """Else the company hears that it was not sent, sends it again, and is counted twice."""
    arrive(spool, boxes(1))

    def refuse(*_):
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr(os, "utime", refuse)
        with pytest.raises(PermissionError):
            arrive(spool, boxes(1))
    assert spool.count() == 1


def test_the_rows_of_one_quarter_can_be_counted(spool):
    assert spool.count(PERIOD) == 0
    arrive(spool, boxes(3))
    spool.add([(PERIOD + 1, boxes(1)[0])])
    assert [spool.count(), spool.count(PERIOD), spool.count(PERIOD + 1), spool.count(PERIOD + 2)] == [4, 3, 1, 0]
