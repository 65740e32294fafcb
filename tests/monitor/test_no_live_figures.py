"""Criteria 8 and 9: one contribution more changes no byte of what can be seen, which needs neither store nor key."""

import json
import shutil
import subprocess
import sys

import numpy as np
import pytest
from attackers import answers, cells
from instances import Team, contributions
from worlds import known, world

from ev_scan.monitor.period import Period
from ev_scan.monitor.plan import R1
from ev_scan.services.monitoring import Archive, audit_folder

_WATCHED = """
import sys
from pathlib import Path
def hook(event, arguments):
    if event in ("open", "os.listdir", "os.scandir", "sqlite3.connect"):
        path = str(arguments[0])
        if path.startswith(str(Path(sys.argv[1]).parent)) and not path.startswith(sys.argv[1]):
            raise PermissionError(path)
sys.addaudithook(hook)
"""
_READ = """
import json, sys
from pathlib import Path
from ev_scan.services.monitoring import Archive, audit_folder
folder = Path(sys.argv[1])
archive = Archive(folder)
seen = [[str(each), sum(map(len, archive.files(each).values())), archive.release(each).n] for each in archive.periods()]
done, problems = audit_folder(folder)
loaded = sorted(name for name in sys.modules if name.split(".")[0] in ("nacl", "sqlite3", "sqlalchemy"))
loaded += sorted(name for name in sys.modules if name.startswith(("ev_scan.persistence", "ev_scan.monitor.sealing")))
print(json.dumps([seen, len(done.findings), problems, loaded]))
"""


@pytest.fixture
def team(tmp_path, published) -> Team:
    team = Team(tmp_path / "instance", published).with_keys()
    team.ingest(contributions(published, {1: 240, 2: 20}))
    team.release("2026-Q1")
    return team


def test_one_contribution_more_changes_nothing_that_can_be_seen(team):
    before, size = team.frozen(), team.folder.spool.count()
    for document in contributions(team.catalogue, {1: 1, 2: 1}, seed=301):
        team.ingest([document])
        team.release("2026-Q1")
    assert team.folder.spool.count() == size + 2
    assert team.frozen() == before


def test_live_counters_would_give_the_answers_of_the_last_company_away():
    """Rounded, with all rows shown: what changes when a company comes in are its own answers."""
    here = world(2001, 300)
    newest = np.arange(2001) == 2000
    live = R1.__class__("R1", 5, {"A": 1, "B": 1}, R1.tables)
    before, after = (here.part(slice(0, n)).year(live).release for n in (2000, 2001))
    right = 0
    for item in known().headline:
        moved = np.zeros(7)
        for old, new in zip(cells(before, item), cells(after, item), strict=True):
            moved[: len(old.counts)] += np.abs(new.counts - old.counts)
        right += int(moved.argmax() == answers(here, item)[newest][0])
    assert right / len(known().headline) >= 0.9


def test_figures_are_read_without_spool_and_without_keys(team):
    with_store = _read(team.folder.archive)
    for path in (team.folder.spool.path, team.folder.public_key, team.folder.private_key):
        path.unlink()
    shutil.rmtree(team.folder.secrets.path)
    assert _read(team.folder.archive) == with_store
    (periods, findings, problems, loaded) = with_store
    assert [each[0] for each in periods] == ["2026-Q1"]
    assert (findings, problems, loaded) == (0, [], [])


def test_reading_figures_does_not_even_try_to_open_spool_or_keys(team):
    assert _read(team.folder.archive, watched=True) == _read(team.folder.archive)


def _read(archive: Archive, *, watched: bool = False) -> list:
    """In a process of its own; when watched, it ends at the first touch of what lies beside the archive."""
    command = [sys.executable, "-c", (_WATCHED if watched else "") + _READ, str(archive.path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_the_watch_ends_a_process_that_opens_the_spool(team):
    command = [sys.executable, "-c", _WATCHED + "open(sys.argv[2])", team.folder.archive.path, team.folder.spool.path]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


def test_an_archive_that_is_being_written_shows_what_is_whole(team):
    draft = team.folder.archive.path / ".0f0f0f0f"
    shutil.copytree(team.folder.archive.path / "2026-Q1", draft)
    assert team.folder.archive.periods() == [Period(2026, 1)]
    assert audit_folder(team.folder.archive.path)[1] == []
