"""Month and day keys: made once whoever races, never half, and gone when destroyed."""

import multiprocessing
import os
import stat
from collections.abc import Callable
from datetime import date
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ev_scan.vault import keyfiles
from ev_scan.vault.daily import DailyKeys
from ev_scan.vault.epochs import EpochKeys, add_months, month_of
from ev_scan.vault.errors import EpochShredded, KeysUnavailable

TODAY = date(2026, 11, 21)
YESTERDAY = date(2026, 11, 20)
PROCESSES = 4


def test_a_month_is_written_with_two_digits() -> None:
    assert month_of(date(2027, 1, 31)) == "2027-01"


@pytest.mark.parametrize(
    ("month", "count", "expected"),
    [
        ("2026-11", 0, "2026-11"),
        ("2026-11", 2, "2027-01"),
        ("2026-12", 1, "2027-01"),
        ("2026-01", -1, "2025-12"),
        ("2026-11", -12, "2025-11"),
    ],
)
def test_months_are_added(month: str, count: int, expected: str) -> None:
    assert add_months(month, count) == expected


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(3000, 1, 1)), st.integers(-600, 600))
def test_adding_months_can_be_undone_and_keeps_order(day: date, count: int) -> None:
    month = month_of(day)
    moved = add_months(month, count)
    assert add_months(moved, -count) == month
    assert (moved > month) == (count > 0)


def test_keys_are_made_for_their_owner_alone(epoch_keys: EpochKeys, key_directory: Path) -> None:
    assert stat.S_IMODE(key_directory.stat().st_mode) == 0o700
    for path in key_directory.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o400
        assert path.stat().st_size == 32


def test_nothing_but_keys_is_left_behind(epoch_keys: EpochKeys, key_directory: Path) -> None:
    assert sorted(path.name for path in key_directory.iterdir()) == ["2026-11.key", "2026-12.key"]


def test_a_key_that_exists_is_kept(epoch_keys: EpochKeys) -> None:
    before = epoch_keys.secret("2026-11")
    assert epoch_keys.ensure(["2026-11", "2027-01"]) == ["2027-01"]
    assert epoch_keys.secret("2026-11") == before


def test_months_have_different_secrets(epoch_keys: EpochKeys) -> None:
    assert epoch_keys.secret("2026-11") != epoch_keys.secret("2026-12")


def test_missing_and_present_months_are_told(epoch_keys: EpochKeys) -> None:
    assert epoch_keys.missing(["2026-10", "2026-11", "2027-01"]) == ["2026-10", "2027-01"]
    assert epoch_keys.months() == ["2026-11", "2026-12"]


def test_before_the_first_key_all_months_are_missing(tmp_path: Path) -> None:
    keys = EpochKeys(tmp_path / "nowhere")
    assert keys.months() == []
    assert keys.missing(["2026-11"]) == ["2026-11"]


def test_a_destroyed_month_is_gone(epoch_keys: EpochKeys) -> None:
    epoch_keys.secret("2026-11")
    assert epoch_keys.destroy("2026-11")
    with pytest.raises(EpochShredded):
        epoch_keys.secret("2026-11")
    assert not epoch_keys.destroy("2026-11")
    assert epoch_keys.secret("2026-12")


def test_a_month_destroyed_by_another_process_does_not_live_on_in_memory(
    epoch_keys: EpochKeys, key_directory: Path
) -> None:
    epoch_keys.secret("2026-11")
    EpochKeys(key_directory).destroy("2026-11")
    with pytest.raises(EpochShredded):
        epoch_keys.secret("2026-11")


def test_a_month_that_was_made_anew_is_read_anew(epoch_keys: EpochKeys, key_directory: Path) -> None:
    before = epoch_keys.secret("2026-11")
    other = EpochKeys(key_directory)
    other.destroy("2026-11")
    other.ensure(["2026-11"])
    assert epoch_keys.secret("2026-11") == other.secret("2026-11") != before


def test_destroying_reaches_a_second_name_for_the_same_bytes(epoch_keys: EpochKeys, key_directory: Path) -> None:
    secret = epoch_keys.secret("2026-11")
    second_name = key_directory / "left by a crash"
    os.link(key_directory / "2026-11.key", second_name)
    epoch_keys.destroy("2026-11")
    assert second_name.read_bytes() != secret


@pytest.mark.parametrize("month", ["", "2026-13", "2026-1", "../2026-11", "2026-11/../../x", "2026-11\n"])
def test_only_a_month_becomes_part_of_a_path(epoch_keys: EpochKeys, month: str) -> None:
    with pytest.raises(ValueError, match="written as"):
        epoch_keys.secret(month)


def test_an_unmounted_directory_does_not_look_like_destroyed_keys(tmp_path: Path) -> None:
    with pytest.raises(KeysUnavailable, match="missing"):
        EpochKeys(tmp_path / "nowhere").secret("2026-11")


def test_a_key_that_cannot_be_read_is_an_operators_problem(epoch_keys: EpochKeys, key_directory: Path) -> None:
    path = next(key_directory.glob("2026-11*"))
    path.unlink()
    path.mkdir()
    with pytest.raises(KeysUnavailable, match="cannot be read"):
        epoch_keys.secret("2026-11")


def test_a_cut_off_key_is_refused(epoch_keys: EpochKeys, key_directory: Path) -> None:
    (key_directory / "2026-10.key").write_bytes(b"short")
    with pytest.raises(KeysUnavailable, match="not a key"):
        epoch_keys.secret("2026-10")


def test_keys_are_not_made_where_others_can_look(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    with pytest.raises(KeysUnavailable, match="chmod"):
        EpochKeys(tmp_path).ensure(["2026-11"])


def test_a_failed_write_leaves_neither_key_nor_draft(key_directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    key_directory.mkdir(mode=0o700)
    monkeypatch.setattr(keyfiles, "_sync", lambda _directory: None)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        EpochKeys(key_directory).ensure(["2026-11"])
    assert list(key_directory.iterdir()) == []


def make_month_keys(directory: Path, barrier: Barrier, answers: "Queue[Any]") -> None:
    keys = EpochKeys(directory)
    months = [add_months("2026-01", count) for count in range(24)]
    barrier.wait()
    made = keys.ensure(months)
    answers.put((made, [keys.secret(month) for month in months]))


def make_day_key(directory: Path, barrier: Barrier, answers: "Queue[Any]") -> None:
    keys = DailyKeys(directory)
    found = []
    for day in range(1, 13):
        barrier.wait()
        found.append(keys.current(date(2026, 11, day))[1])
    answers.put(found)


def race(work: Callable[..., None], directory: Path) -> list[Any]:
    processes = multiprocessing.get_context("spawn")
    barrier, answers = processes.Barrier(PROCESSES), processes.Queue()
    racers = [processes.Process(target=work, args=(directory, barrier, answers)) for _ in range(PROCESSES)]
    for racer in racers:
        racer.start()
    results = [answers.get(timeout=30) for _ in racers]
    for racer in racers:
        racer.join(timeout=30)
        assert racer.exitcode == 0
        racer.close()
    answers.close()
    answers.join_thread()
    return results


def test_processes_that_race_for_a_month_agree_on_one_secret(key_directory: Path) -> None:
    results = race(make_month_keys, key_directory)
    makers = [month for made, _ in results for month in made]
    assert sorted(makers) == sorted(set(makers))
    assert len(makers) == 24
    assert len({tuple(secrets) for _, secrets in results}) == 1


def test_workers_that_race_at_midnight_agree_on_the_key_of_the_day(key_directory: Path) -> None:
    results = race(make_day_key, key_directory)
    assert len({tuple(keys) for keys in results}) == 1
    assert sorted(path.name for path in key_directory.iterdir()) == ["day-2026-11-11.key", "day-2026-11-12.key"]


def test_the_key_of_today_is_made_when_needed_and_then_kept(daily_keys: DailyKeys, key_directory: Path) -> None:
    day, key = daily_keys.current(TODAY)
    assert (day, len(key)) == ("2026-11-21", 32)
    assert daily_keys.current(TODAY) == (day, key)
    assert DailyKeys(key_directory).current(TODAY) == (day, key)


def test_the_ring_is_today_and_yesterday(daily_keys: DailyKeys) -> None:
    yesterday = daily_keys.current(YESTERDAY)
    today = daily_keys.current(TODAY)
    assert list(daily_keys.ring(TODAY).items()) == [today, yesterday]


def test_older_days_are_destroyed_and_months_are_left_alone(
    epoch_keys: EpochKeys, daily_keys: DailyKeys, key_directory: Path
) -> None:
    for day in (18, 19, 20, 21):
        daily_keys.ring(date(2026, 11, day))
    names = sorted(path.name for path in key_directory.iterdir())
    assert names == ["2026-11.key", "2026-12.key", "day-2026-11-20.key", "day-2026-11-21.key"]
    assert epoch_keys.months() == ["2026-11", "2026-12"]


def test_a_day_without_visitors_leaves_only_today(daily_keys: DailyKeys) -> None:
    daily_keys.current(date(2026, 11, 18))
    assert list(daily_keys.ring(TODAY)) == ["2026-11-21"]


def test_the_ring_cannot_be_changed_by_who_reads_it(daily_keys: DailyKeys) -> None:
    with pytest.raises(TypeError):
        daily_keys.ring(TODAY)["2026-11-21"] = b""  # type: ignore[index]


def test_keys_do_not_show_themselves(epoch_keys: EpochKeys, daily_keys: DailyKeys) -> None:
    secret, (_, day_key) = epoch_keys.secret("2026-11"), daily_keys.current(TODAY)
    shown = repr(epoch_keys) + repr(daily_keys) + str(epoch_keys) + str(daily_keys)
    assert repr(secret) not in shown
    assert repr(day_key) not in shown
