"""A release is made once, whole or not at all, and what it was made of is forgotten after the year."""

import json
import shutil

import numpy as np
import pytest
from instances import Team, contributions

from ev_scan.monitor.errors import MonitorError, Unsafe
from ev_scan.monitor.package import read_release
from ev_scan.monitor.period import Period
from ev_scan.monitor.plan import MINI, preset_for


def no_key():
    raise AssertionError("the key was asked for")


@pytest.fixture
def team(tmp_path, published) -> Team:
    return Team(tmp_path / "instance", published).with_keys()


def test_a_second_time_gives_the_frozen_bytes_and_asks_for_no_key(team):
    team.ingest(contributions(team.catalogue, {1: 320}))
    first = team.release("2026-Q1")
    assert team.release("2026-Q1", no_key) == first
    assert {f"2026-Q1/{name}": content for name, content in first.items()} == team.frozen()
    assert read_release(first).preset == "mini"


def test_another_machine_with_the_same_folder_makes_the_same_bytes(team, tmp_path):
    team.ingest(contributions(team.catalogue, {1: 320, 2: 300}))
    team.release("2026-Q1")
    shutil.copytree(team.instance, tmp_path / "other")
    other = Team(tmp_path / "other", team.catalogue)
    assert other.release("2026") == team.release("2026")


def test_fewer_than_200_are_told_and_nothing_else(team):
    team.ingest(contributions(team.catalogue, {1: 199}))
    release = read_release(team.release("2026-Q1"))
    assert (release.preset, release.n, release.tables) == ("none", None, ())


def test_the_full_plan_is_for_years_with_enough_companies_and_stricter_when_asked():
    year, quarter = Period(2026), Period(2026, 1)
    assert [preset_for(year, n).name for n in (199, 200, 1999, 2000)] == ["none", "mini", "mini", "R1"]
    assert preset_for(quarter, 5000) == MINI
    strict = preset_for(year, 2000, strict=True)
    assert (strict.name, strict.base, strict.thresholds) == ("R1-strict", 10, {"A": 30, "B": 50})
    assert preset_for(quarter, 5000, strict=True) == MINI


def test_after_the_year_nothing_is_left_but_the_release(team):
    team.ingest(contributions(team.catalogue, {1: 210, 2: 210}))
    team.release("2026-Q1")
    made = team.release("2026")
    assert team.folder.spool.count() == 0
    assert list(team.folder.secrets.path.iterdir()) == []
    assert team.release("2026", no_key) == made
    with pytest.raises(MonitorError, match="no more quarters"):
        team.release("2026-Q2")


def test_a_contribution_after_the_freeze_counts_in_the_next_quarter(team):
    documents = contributions(team.catalogue, {1: 240, 2: 230})
    team.ingest(documents)
    frozen = team.release("2026-Q1")
    late = [each for each in documents if each["period"] == "2026-Q1"][:40]
    team.ingest(late)
    assert len(team.folder.spool.of([Period(2026, 1).number])) == 240
    assert len(team.folder.spool.of([Period(2026, 2).number])) == 270
    assert team.release("2026-Q1", no_key) == frozen


def test_a_web_host_that_did_not_know_of_the_freeze_changes_no_frozen_quarter(team):
    documents = contributions(team.catalogue, {1: 240, 2: 230})
    team.ingest(documents)
    frozen = team.release("2026-Q1")
    envelopes = [(Period(2026, 1).number, box) for _, _, box in team.folder.spool.of([Period(2026, 1).number])[:40]]
    team.folder.spool.add(envelopes)
    assert abs(read_release(team.release("2026-Q2")).n - 270) < 10
    assert len(team.folder.spool.of([Period(2026, 1).number])) == 240
    assert team.release("2026-Q1", no_key) == frozen


def test_a_year_is_refused_when_envelopes_of_a_frozen_quarter_are_gone(team):
    team.ingest(contributions(team.catalogue, {1: 240, 2: 230}))
    team.release("2026-Q1")
    name = team.folder.spool.of([Period(2026, 1).number])[0][1]
    team.folder.spool.move([name], Period(2026, 2).number)
    with pytest.raises(MonitorError, match="envelopes that it counted are gone"):
        team.release("2026")


def test_a_year_is_refused_where_nobody_knows_whom_a_quarter_counted(team):
    team.ingest(contributions(team.catalogue, {1: 240, 2: 230}))
    team.release("2026-Q1")
    shutil.rmtree(team.folder.secrets.path)
    with pytest.raises(MonitorError, match="does not know whom it counted"):
        team.release("2026")


def test_a_year_that_a_dozen_companies_keep_apart_from_its_quarters_is_withheld(team):
    team.ingest(contributions(team.catalogue, {1: 260, 2: 240, 3: 230, 4: 12}))
    for quarter in ("2026-Q1", "2026-Q2", "2026-Q3"):
        team.release(quarter)
    year = read_release(team.release("2026"))
    assert year.row("nl", ()).n is None
    assert team.folder.archive.release(Period(2026, 1)).row("nl", ()).n is not None


def test_a_release_that_cannot_be_made_safe_names_its_rows_and_writes_nothing(team):
    team.ingest(contributions(team.catalogue, {1: 260, 2: 240}))
    team.release("2026-Q1")
    _forge(team, "2026-Q1", _shown_below_threshold)
    before = team.frozen()
    with pytest.raises(Unsafe, match=r"nothing was written.*\n.*2026-Q1 size \[micro\]"):
        team.release("2026")
    assert team.frozen() == before
    assert team.folder.spool.count() == 500


def test_figures_that_contradict_a_frozen_quarter_stop_the_year(team):
    team.ingest(contributions(team.catalogue, {1: 260, 2: 240}))
    team.release("2026-Q1")
    _forge(team, "2026-Q1", _twice_as_many)
    with pytest.raises(Unsafe, match="contradict"):
        team.release("2026")


def _forge(team, period, change) -> None:
    path = team.folder.archive.path / period / "release.json"
    document = json.loads(path.read_bytes())
    change(document)
    path.chmod(0o644)
    path.write_text(json.dumps(document))


def _shown_below_threshold(document) -> None:
    rows = next(table for table in document["tables"] if table["id"] == "size")["rows"]
    next(row for row in rows if row["key"] == ["micro"])["n"] = 10


def _twice_as_many(document) -> None:
    row = document["tables"][0]["rows"][0]
    row["n"] *= 9
    row["counts"] = {item: (np.array(counts) * 9).tolist() for item, counts in row["counts"].items()}


@pytest.mark.parametrize("at", [2, 16, 47])
def test_a_machine_that_stops_while_freezing_leaves_the_release_whole_or_not_there(team, at):
    team.ingest(contributions(team.catalogue, {1: 210}))
    ended = team.killed_release("2026-Q1", at)
    there = team.folder.archive.files(Period(2026, 1))
    assert ended == -9
    assert team.folder.spool.count() == 210
    assert there is None or there == team.release("2026-Q1", no_key)
    whole = team.release("2026-Q1")
    assert team.release("2026-Q1", no_key) == whole
    assert [path.name for path in team.folder.archive.path.iterdir()] == ["2026-Q1"]


def test_a_year_that_was_frozen_but_not_yet_forgotten_is_forgotten_the_next_time(team):
    team.ingest(contributions(team.catalogue, {1: 210}))
    spool, secrets = team.folder.spool.path.read_bytes(), None
    team.folder.secrets.key(2026)
    secrets = (team.folder.secrets.path / "2026.key").read_bytes()
    made = team.release("2026")
    team.folder.spool.path.write_bytes(spool)  # as if the power had gone before these went
    (team.folder.secrets.path / "2026.key").write_bytes(secrets)
    assert team.folder.spool.count() == 210
    assert team.release("2026", no_key) == made
    assert team.folder.spool.count() == 0
    assert list(team.folder.secrets.path.iterdir()) == []
