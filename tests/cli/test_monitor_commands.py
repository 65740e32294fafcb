"""The commands of the monitor team, from keys to audit."""

import json
import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ev_scan.monitor.opening import Opener

PASSPHRASE = "long and dull"


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "instance" / "monitor"


@pytest.fixture
def team(ev_scan, tmp_path):
    """With keys, and contributions waiting."""
    assert ev_scan("monitor", "keygen", "--no-passphrase", "--out", tmp_path / "private.json").code == 0
    assert ev_scan("monitor", "simulate", 900, "--out", tmp_path / "trial.jsonl").code == 0
    assert ev_scan("monitor", "ingest", tmp_path / "trial.jsonl").text == "900 contributions sealed\n"
    return ev_scan


def release(run, tmp_path, period: str, *more: object, out: str = "out"):
    return run("monitor", "release", period, "--key", tmp_path / "private.json", "--out", tmp_path / out, *more)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def typed(command: list[object], environ: dict[str, str], *answers: str) -> int:
    """Runs a command that asks on a terminal, and answers each question when it comes."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        list(map(str, command)), env=os.environ | environ, stdin=theirs, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        for answer in answers:
            while process.stderr.read(1) not in (b":", b""):
                pass
            time.sleep(0.2)  # what is typed before the terminal stops its echo is thrown away
            os.write(ours, f"{answer}\n".encode())
        process.stderr.read()
    os.close(ours)
    os.close(theirs)
    return process.returncode


def test_a_private_key_is_protected_by_a_passphrase_and_never_replaced(ev_scan, tmp_path, folder):
    command = [Path(sys.executable).with_name("ev-scan"), "monitor", "keygen", "--out", tmp_path / "private.json"]
    assert typed(command, {"EV_SCAN_INSTANCE_PATH": str(tmp_path / "instance")}, PASSPHRASE, PASSPHRASE) == 0
    private, public = (tmp_path / "private.json").read_bytes(), (folder / "public-key.json").read_bytes()
    assert (tmp_path / "private.json").stat().st_mode & 0o077 == 0
    assert json.loads(private)["protection"] == "argon2id"
    Opener(private, PASSPHRASE)
    again = ev_scan("monitor", "keygen", "--no-passphrase", "--out", tmp_path / "another.json")
    assert again.code == 2
    assert "exists already" in again.err
    assert (folder / "public-key.json").read_bytes() == public


def test_a_release_twice_gives_equal_bytes_and_the_second_time_needs_no_key(team, tmp_path):
    first = release(team, tmp_path, "2026")
    assert (first.code, first.text.split(":")[0]) == (0, "2026")
    (tmp_path / "private.json").unlink()
    assert team("monitor", "release", "2026", "--out", tmp_path / "again").code == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "again")
    audited = team("monitor", "audit", tmp_path / "out")
    assert audited.code == 0
    assert ": 0 found, " in audited.text


def test_a_strict_release_of_a_year_with_few_has_the_small_plan(team, tmp_path):
    assert release(team, tmp_path, "2026", "--strict").code == 0
    assert json.loads((tmp_path / "out" / "release.json").read_bytes())["preset"] == "mini"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "not JSON"),
        ('{"format": "ev-scan/contribution@1"}', "missing"),
        ("", "not JSON"),
        ('{"format": "ev-scan/contribution@1", "sector": "=1+1"}', "missing"),
        ("\x00", "not JSON"),
        ("[" * 9000, "not JSON"),
        ("x" * 30_000, "longer than"),
    ],
)
def test_a_broken_line_stops_the_whole_with_its_number_and_changes_nothing(team, tmp_path, folder, line, words):
    spool = folder / "spool" / "spool.db"
    before = spool.read_bytes()
    lines = (tmp_path / "trial.jsonl").read_text().splitlines()[:20]
    lines[12] = line
    (tmp_path / "broken.jsonl").write_text("\n".join(lines) + "\n")
    done = team("monitor", "ingest", tmp_path / "broken.jsonl")
    assert done.code == 2
    assert "broken.jsonl: line 13: " in done.err
    assert words in done.err
    assert spool.read_bytes() == before


def test_without_a_public_key_nothing_is_taken_in(ev_scan, tmp_path, folder):
    ev_scan("monitor", "simulate", 3, "--out", tmp_path / "trial.jsonl")
    done = ev_scan("monitor", "ingest", tmp_path / "trial.jsonl")
    assert done.code == 2
    assert "keygen" in done.err
    assert not (folder / "spool").exists()


def test_a_wrong_key_or_period_is_one_clear_message(team, tmp_path, folder):
    (tmp_path / "private.json").write_text("{}")
    for period, words in (("2026", "ev-scan/monitor-private-key@1"), ("2026-Q5", "'2026-Q5' is no period")):
        done = release(team, tmp_path, period)
        assert done.code == 2
        assert words in done.err
    assert not (folder / "releases").exists()


def test_a_release_that_could_be_worked_out_ends_with_1_and_names_the_rows(team, tmp_path, folder):
    assert release(team, tmp_path, "2026-Q1").code == 0
    path = folder / "releases" / "2026-Q1" / "release.json"
    document = json.loads(path.read_bytes())
    row = document["tables"][1]["rows"][0]
    row["n"] = 10
    path.chmod(0o644)
    path.write_text(json.dumps(document))
    done = release(team, tmp_path, "2026", out="year")
    assert done.code == 1
    assert "nothing was written" in done.err
    assert "2026-Q1 size [micro]" in done.err
    assert not (tmp_path / "year").exists()
    assert not (folder / "releases" / "2026").exists()


def test_an_audit_of_altered_files_ends_with_1(team, tmp_path):
    release(team, tmp_path, "2026-Q1")
    (tmp_path / "out" / "tables" / "nl.csv").write_text("item,code\n")
    done = team("monitor", "audit", tmp_path / "out")
    assert done.code == 1
    assert "tables/nl.csv: not the file that manifest.json describes" in done.text


@pytest.mark.parametrize("raw", [b"", b"{}", b"\xff", b'{"format": "ev-scan/release@1"}', b"[" * 50_000])
def test_an_audit_of_what_is_no_release_is_refused(ev_scan, tmp_path, raw):
    (tmp_path / "strange").mkdir()
    (tmp_path / "strange" / "release.json").write_bytes(raw)
    done = ev_scan("monitor", "audit", tmp_path / "strange")
    assert done.code == 2
    assert "release.json" in done.err


def test_a_population_table_is_replaced_before_the_first_contribution_only(ev_scan, tmp_path, folder):
    shipped = Path(__file__).parents[2] / "ev_scan" / "monitor" / "data" / "population.csv"
    done = ev_scan("monitor", "population", shipped)
    assert done.code == 0
    assert (folder / "population.csv").read_bytes() == shipped.read_bytes()
    (tmp_path / "bad.csv").write_text(shipped.read_text().replace("A,micro,drenthe,", "A,micro,drenthe,=", 1))
    refused = ev_scan("monitor", "population", tmp_path / "bad.csv")
    assert refused.code == 2
    assert "bad.csv: D7: " in refused.err
    assert (folder / "population.csv").read_bytes() == shipped.read_bytes()
    ev_scan("monitor", "keygen", "--no-passphrase", "--out", tmp_path / "private.json")
    ev_scan("monitor", "simulate", 3, "--out", tmp_path / "trial.jsonl")
    ev_scan("monitor", "ingest", tmp_path / "trial.jsonl")
    late = ev_scan("monitor", "population", shipped)
    assert late.code == 2
    assert "wait for the year's release" in late.err


def test_the_same_seed_simulates_the_same_contributions(ev_scan, tmp_path):
    for name, seed in (("a", 4), ("b", 4), ("c", 5)):
        ev_scan("monitor", "simulate", 30, "--seed", seed, "--out", tmp_path / name)
    a, b, c = ((tmp_path / name).read_bytes() for name in "abc")
    assert a == b
    assert a != c


def test_the_nightly_job_forgets_what_a_frozen_year_counted(team, tmp_path, folder):
    """On a web host, which is given the releases but makes none."""
    spool = (folder / "spool" / "spool.db").read_bytes()
    release(team, tmp_path, "2026")
    (folder / "spool" / "spool.db").write_bytes(spool)
    team("prepare")
    assert team("maintenance", "purge").code == 0
    left = (folder / "spool" / "spool.db").read_bytes()
    assert len(left) < len(spool) / 5
