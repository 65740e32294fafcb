"""Criteria 11 and 12: what a thief reads from the file of sealed contributions, its journal and its copies."""

import re
import sqlite3
import statistics
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from ev_scan.monitor.codebook import RECORD_BYTES
from ev_scan.monitor.errors import WrongKey
from ev_scan.monitor.opening import Opener, new_key_pair
from ev_scan.monitor.sealing import ENVELOPE_BYTES, Sealer
from ev_scan.persistence.spool import Spool

NUMBER = 400
RUNS = 5
"""One run has a standard deviation of 0.033, the mean of five 0.015: 0.10 is far beyond chance."""
MOST = 0.10
PERIOD = 8104
ROOT = Path(__file__).parents[2]


def boxes(number: int = NUMBER) -> list[bytes]:
    """Envelopes that say their place in the order of arrival, as only the test can see."""
    random = np.random.default_rng(number)
    return [b"box%05d" % n + random.bytes(ENVELOPE_BYTES - 8) for n in range(number)]


def arrive(path: Path, number: int = NUMBER) -> Spool:
    """One at a time, as they come in by the web."""
    spool = Spool(path)
    for box in boxes(number):
        spool.add([(PERIOD, box)])
    return spool


def order_in(raw: bytes) -> list[int]:
    """The order of arrival, in the order of the bytes."""
    return list(dict.fromkeys(int(found) for found in re.findall(rb"box(\d{5})", raw)))


def tau(order: list[int]) -> float:
    """Kendall's, against the order of arrival."""
    seen = np.array(order)
    later = np.sign(seen[None, :] - seen[:, None])[np.triu_indices(len(seen), 1)]
    return float(later.mean())


def on_disk(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_file_does_not_tell_the_order_of_arrival(tmp_path):
    found = []
    for run in range(RUNS):
        spool = arrive(tmp_path / str(run) / "spool.db")
        raw = spool.path.read_bytes()
        spool.rewrite()
        rewritten = spool.path.read_bytes()
        assert len(order_in(raw)) == len(order_in(rewritten)) == NUMBER
        found.append([tau(order_in(raw)), tau(order_in(rewritten)), tau(_by_key(spool))])
    assert np.abs(np.mean(found, axis=0)).max() <= MOST
    assert statistics.mean(abs(each) for row in found for each in row) <= MOST


def _by_key(spool: Spool) -> list[int]:
    with closing(sqlite3.connect(spool.path)) as connection:
        return [int(box[3:8]) for (box,) in connection.execute("SELECT box FROM spool ORDER BY id")]


def test_a_table_with_row_numbers_would_tell_it(tmp_path):
    with closing(sqlite3.connect(tmp_path / "plain.db", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE spool (id BLOB PRIMARY KEY, period INT, box BLOB)")
        for box in boxes():
            connection.execute("INSERT INTO spool VALUES (randomblob(16), ?, ?)", (PERIOD, box))
        in_order = [int(box[3:8]) for (box,) in connection.execute("SELECT box FROM spool ORDER BY rowid")]
    assert tau(in_order) >= 0.95
    assert abs(tau(order_in((tmp_path / "plain.db").read_bytes()))) >= 0.85  # pages fill from behind


def test_a_write_ahead_log_would_tell_it(tmp_path):
    with closing(sqlite3.connect(tmp_path / "log.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE spool (id BLOB PRIMARY KEY, period INT, box BLOB) WITHOUT ROWID")
        for box in boxes():
            connection.execute("INSERT INTO spool VALUES (randomblob(16), ?, ?)", (PERIOD, box))
        assert tau(order_in((tmp_path / "log.db-wal").read_bytes())) >= 0.95


def test_after_the_nightly_rewrite_nothing_lies_beside_the_rows(tmp_path):
    spool = arrive(tmp_path / "spool.db")
    before = {bytes(name): bytes(box) for _, name, box in spool.of([PERIOD])}
    spool.rewrite()
    raw = spool.path.read_bytes()
    assert {bytes(name): bytes(box) for _, name, box in spool.of([PERIOD])} == before
    assert len(re.findall(rb"box\d{5}", raw)) == NUMBER
    with closing(sqlite3.connect(spool.path)) as connection:
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_no_night_has_the_rows_where_the_night_before_had_them(tmp_path):
    spool = arrive(tmp_path / "spool.db", 200)
    nights = []
    for _ in range(2):
        spool.rewrite()
        nights.append(spool.path.read_bytes())
    assert order_in(nights[0])
    assert {bytes(box[:8]) for _, _, box in spool.of([PERIOD])} == {b"box%05d" % n for n in range(200)}


@pytest.mark.parametrize("rewritten", [False, True])
def test_nothing_remains_of_what_was_deleted(tmp_path, rewritten):
    spool = arrive(tmp_path / "spool.db")
    if rewritten:
        spool.rewrite()
    assert spool.remove([PERIOD]) == NUMBER
    assert [name for name, raw in on_disk(tmp_path).items() if re.search(rb"box\d{5}", raw)] == []


def test_without_secure_deletion_much_would_remain(tmp_path):
    with closing(sqlite3.connect(tmp_path / "plain.db", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE spool (id BLOB PRIMARY KEY, period INT, box BLOB) WITHOUT ROWID")
        connection.executemany("INSERT INTO spool VALUES (randomblob(16), 1, ?)", [(box,) for box in boxes()])
        connection.execute("PRAGMA secure_delete=OFF")
        connection.execute("DELETE FROM spool")
    assert len(order_in((tmp_path / "plain.db").read_bytes())) > 300


def test_no_journal_log_or_clock_is_left_beside_the_file(tmp_path):
    spool = arrive(tmp_path / "spool" / "spool.db", 20)
    beside = {path.name: path for path in spool.path.parent.iterdir()}
    assert not [name for name in beside if name.endswith(("-wal", "-shm"))]
    assert all(path.stat().st_size == 0 for name, path in beside.items() if name != "spool.db")
    assert all(path.stat().st_mtime % 86_400 == 0 for path in (*beside.values(), spool.path.parent))
    assert spool.path.stat().st_mode & 0o077 == 0


def test_the_table_has_three_columns_and_none_for_a_time(tmp_path):
    spool = arrive(tmp_path / "spool.db", 3)
    for _ in range(2):
        with closing(sqlite3.connect(spool.path)) as connection:
            columns = [(name, kind) for _, name, kind, *_ in connection.execute("PRAGMA table_info(spool)")]
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        assert columns == [("id", "BLOB"), ("period", "INT"), ("box", "BLOB")]
        assert tables == [("spool",)]
        spool.rewrite()


def test_of_several_at_once_all_arrive_or_none(tmp_path):
    spool = arrive(tmp_path / "spool.db", 5)
    before = spool.path.read_bytes()

    def broken():
        yield PERIOD, b"x" * ENVELOPE_BYTES
        raise OSError("the line went dead")

    with pytest.raises(OSError, match="dead"):
        spool.add(broken())
    assert spool.path.read_bytes() == before
    assert spool.add((PERIOD, box) for box in boxes(7)) == 7
    assert spool.count() == 12


def test_who_has_the_public_key_alone_opens_nothing():
    public, private = new_key_pair("a long passphrase")
    envelope = Sealer(public).seal(bytes(RECORD_BYTES))
    for stolen in (public, public.replace(b"public", b"private"), private):
        with pytest.raises(WrongKey):
            Opener(stolen, None)
    with pytest.raises(WrongKey, match="passphrase is wrong"):
        Opener(private, "another passphrase")
    with pytest.raises(WrongKey, match="does not open"):
        Opener(new_key_pair(None)[1], None).open(envelope)
    assert Opener(private, "a long passphrase").open(envelope) == bytes(RECORD_BYTES)
    assert not hasattr(Sealer(public), "open")


def test_equal_contributions_are_sealed_to_different_envelopes():
    sealer = Sealer(new_key_pair(None)[0])
    assert len({sealer.seal(bytes(RECORD_BYTES)) for _ in range(50)}) == 50


def test_what_opens_envelopes_stands_in_one_module_that_no_page_loads():
    opening = {"PrivateKey", "new_key_pair", "monitor.opening"}
    named = {
        path.relative_to(ROOT / "ev_scan").as_posix()
        for path in (ROOT / "ev_scan").rglob("*.py")
        if any(re.search(rf"\b{name}\b", path.read_text(encoding="utf-8")) for name in opening)
    }
    assert named == {"monitor/opening.py", "cli/monitor.py", "services/releasing.py"}
    program = "import sys, ev_scan.factory, ev_scan.services.contributing; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert "ev_scan.monitor.sealing" in loaded
    assert not {"ev_scan.monitor.opening", "ev_scan.services.releasing"} & set(loaded)
