"""`audit DIR` reads what anybody may have written: a finding or a clear refusal, never a crash."""

import hashlib
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from instances import Team, contributions
from worlds import about, world

from ev_scan.monitor.audit import audit
from ev_scan.monitor.errors import BadRelease
from ev_scan.monitor.plan import MINI
from ev_scan.monitor.reading import read_document
from ev_scan.monitor.release import document
from ev_scan.services.monitoring import audit_folder

HOSTILE = (
    *(None, True, -1, 0, 1.5, 10**30, float("inf"), float("nan")),
    *("", "=cmd|' /C calc'!A0", "\x00", "\x1b[2J", "x" * 100_000, "\ud800"),
    *([], [[]], {}, {"a": {}}, ["nl"] * 5000),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory, published) -> Path:
    team = Team(tmp_path_factory.mktemp("team") / "instance", published).with_keys()
    team.ingest(contributions(published, {1: 240, 2: 230}))
    for period in ("2026-Q1", "2026-Q2"):
        team.release(period)
    return team.folder.archive.path


@pytest.fixture
def folder(archive, tmp_path) -> Path:
    made = shutil.copytree(archive, tmp_path / "releases")
    for path in made.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return made


def small_document():
    release = about(world(500, 300).year(MINI).release, ("awareness", "gap.digital"))
    return json.loads(json.dumps(document(release)))


def places(found, path=()):
    """Each kind of place once: of a list only the first."""
    yield path
    if isinstance(found, dict):
        for key in found:
            yield from places(found[key], (*path, key))
    elif isinstance(found, list) and found:
        yield from places(found[0], (*path, 0))


def put(found, path, value):
    if not path:
        return value
    target = found
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    return found


def test_whatever_stands_in_a_release_it_is_read_or_refused():
    whole = small_document()
    assert read_document(whole).preset == "mini"
    refusals = []
    for path in places(whole):
        for value in HOSTILE:
            try:
                release = read_document(put(json.loads(json.dumps(whole)), path, value))
            except BadRelease as error:
                refusals.append(str(error))
            else:
                audit([release])
    assert len(refusals) > 400
    assert all(len(each) < 400 and each.isprintable() for each in refusals)


@pytest.mark.parametrize("missing", list(small_document()))
def test_a_release_without_one_of_its_parts_is_refused(missing):
    whole = small_document()
    del whole[missing]
    if missing == "n":
        assert read_document(whole).n is None
    elif missing not in ("method",):
        with pytest.raises(BadRelease, match=r"release\.json"):
            read_document(whole)


def test_what_stands_twice_is_refused():
    for part in ("items", "profiles", "tables"):
        whole = small_document()
        whole[part].append(whole[part][0])
        with pytest.raises(BadRelease, match="twice"):
            read_document(whole)
    whole = small_document()
    whole["tables"][1]["rows"].append(whole["tables"][1]["rows"][0])
    with pytest.raises(BadRelease, match=r"tables\[1\].rows: something stands in it twice"):
        read_document(whole)


def test_releases_that_give_one_item_different_answers_are_refused():
    release = about(world(500, 300).year(MINI).release, ("awareness",))
    other = replace(release.items[0], codes=("a", "b", "c", "d"))
    with pytest.raises(BadRelease, match="awareness: the releases of 2026 give it different answers"):
        audit([release, replace(release, items=(other,))])


def test_what_was_written_is_found_whole(folder):
    done, problems = audit_folder(folder)
    assert (done.findings, problems) == ([], [])
    assert done.cells > 0


@pytest.mark.parametrize(
    "name",
    ["release.json", "tables/nl.csv", "release.xlsx", "release.ods", "release.sdmx.csv", "README.md", "dcat.jsonld"],
)
def test_a_file_that_was_altered_is_found(folder, name):
    path = folder / "2026-Q1" / name
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"2026", b"2026 ", 1) if b"2026" in raw else raw[:-2] + b"0" + raw[-1:])
    assert f"2026-Q1: {name}: not the file that manifest.json describes" in audit_folder(folder)[1]


def test_a_count_that_was_altered_with_all_hashes_is_found_in_the_tables_and_the_chain(folder):
    path = folder / "2026-Q1" / "release.json"
    found = json.loads(path.read_bytes())
    found["tables"][0]["rows"][0]["counts"]["awareness"][0] += 10
    path.write_text(json.dumps(found))
    manifest = folder / "2026-Q1" / "manifest.json"
    told = json.loads(manifest.read_bytes())
    told["files"]["release.json"] = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(told))
    problems = audit_folder(folder)[1]
    assert "2026-Q1: tables/nl.csv: says something else than release.json" in problems
    assert "2026-Q2: 2026-Q1 is not the release that came before it" in problems


def test_a_file_too_many_or_too_few_is_found(folder):
    (folder / "2026-Q1" / "tables" / "more.csv").write_text("=1+1\n")
    (folder / "2026-Q2" / "release.ods").unlink()
    assert audit_folder(folder)[1] == [
        "2026-Q1: tables/more.csv: manifest.json does not describe it",
        "2026-Q2: release.ods: not the file that manifest.json describes",
    ]


@pytest.mark.parametrize(
    "manifest",
    [b"", b"[]", b"{}", b'{"files": []}', b'{"files": {"\\ud800": 1}, "previous": []}', b"[" * 100_000, b"\xff"],
)
def test_a_manifest_may_hold_anything(folder, manifest):
    (folder / "2026-Q1" / "manifest.json").write_bytes(manifest)
    problems = audit_folder(folder)[1]
    assert problems
    assert all(each.isprintable() and each.isascii() for each in problems)


@pytest.mark.parametrize("raw", [b"", b"null", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"format": "ev-scan/release@2"}'])
def test_a_release_that_is_none_is_refused(folder, raw):
    (folder / "2026-Q1" / "release.json").write_bytes(raw)
    with pytest.raises(BadRelease, match=r"2026-Q1: release.json"):
        audit_folder(folder)


def test_a_period_that_stands_twice_is_refused(folder):
    shutil.copytree(folder / "2026-Q1", folder / "again")
    with pytest.raises(BadRelease, match="again: 2026-Q1 stands here twice"):
        audit_folder(folder)


def test_links_pipes_and_empty_folders_do_no_harm(folder, tmp_path):
    (folder / "2026-Q1" / "link").symlink_to("/etc/passwd")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "2026-Q1" / "pipe")
    assert audit_folder(folder)[1] == []
    with pytest.raises(BadRelease, match="there is no release"):
        audit_folder(tmp_path / "nothing")
