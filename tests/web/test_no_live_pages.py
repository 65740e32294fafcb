"""No page of the monitor depends on the store: one contribution more changes no byte, nor does a missing store."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from pages.figures import PAGES
from pages.monitor_trip import start_monitor
from pages.releases import BEFORE, freeze_releases
from pages.site import new_settings

from ev_scan.monitor.period import Period
from ev_scan.monitor.simulation import simulate
from ev_scan.services.contributing import Folder, codebook_of, ingest
from ev_scan.services.live_count import count_waiting

TODAY = datetime.now(UTC).date()
NOW = Period(TODAY.year, (TODAY.month + 2) // 3)
_READ = """
import hashlib, json, sys
from pathlib import Path
kept = Path(sys.argv[1])
if len(sys.argv) > 2:
    barred = [str(kept / name) for name in ("monitor/spool", "monitor/public-key.json", "monitor/secrets")]
    def hook(event, arguments):
        if event in ("open", "os.listdir", "os.scandir", "sqlite3.connect"):
            if str(arguments[0]).startswith(tuple(barred)):
                raise PermissionError(arguments[0])
    sys.addaudithook(hook)
from ev_scan.factory import create_app
app = create_app()
if len(sys.argv) > 2 and sys.argv[2] == "touch":
    (kept / "monitor/spool/spool.db").read_bytes()
with app.test_client() as client:
    pages = [client.get(path) for path in json.loads(sys.stdin.read())]
print(json.dumps([[page.status_code, hashlib.sha256(page.data).hexdigest()] for page in pages]))
"""


@pytest.fixture
def team(tmp_path, published):
    settings = replace(new_settings(tmp_path), monitor_public=True)
    freeze_releases(tmp_path, published, BEFORE, survey=True)
    return start_monitor(settings), settings


def arrive(folder, catalogue, number, seed):
    book = codebook_of(catalogue)
    made = list(simulate(number, seed, TODAY.year, folder.business_population(), book))
    lines = [json.dumps(each | {"period": str(NOW)}).encode() for each in made]
    return ingest(folder, b"\n".join(lines), catalogue)


def look(settings, *barred, expect=0):
    """In a process of its own, as it would be served."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("EV_SCAN")}
    environ |= {"EV_SCAN_INSTANCE_PATH": str(settings.instance_path), "EV_SCAN_MONITOR_PUBLIC": "yes"}
    paths = json.dumps([*PAGES, "/monitor?periode=2025", "/monitor/risicos?sector=industry"])
    command = [sys.executable, "-c", _READ, str(settings.instance_path), *barred]
    done = subprocess.run(command, env=environ, input=paths, capture_output=True, text=True, check=False)
    assert done.returncode == expect, done.stderr
    return json.loads(done.stdout) if not expect else done.stderr


def test_one_contribution_more_changes_no_byte_of_any_page(team, make_site, published, visit):
    monitor, settings = team
    arrive(monitor.folder, published, 137, 1)
    count_waiting(monitor.folder, TODAY)
    reader = visit(site=make_site(published, instance_path=settings.instance_path, monitor_public=True))

    def seen():
        paths = (*PAGES, "/monitor?periode=2025", "/monitor/risicos?sector=industry")
        return {path: hashlib.sha256(reader.client.get(path).data).hexdigest() for path in paths}

    before = seen()
    for seed in range(2, 5):
        arrive(monitor.folder, published, 1, seed)
        count_waiting(monitor.folder, TODAY)
        assert seen() == before
    assert "125 of meer" in reader.open("/monitor").page.text
    arrive(monitor.folder, published, 20, 9)
    count_waiting(monitor.folder, TODAY + timedelta(days=7))
    assert seen() != before, "the pages that show the count do show it"
    assert [path for path, digest in seen().items() if digest != before[path]] == ["/monitor", "/monitor?periode=2025"]


def test_pages_are_the_same_without_the_store_and_without_leave_to_read_it(team, published):
    monitor, settings = team
    arrive(monitor.folder, published, 120, 1)
    count_waiting(monitor.folder, TODAY)
    whole = look(settings)
    assert {status for status, _ in whole} == {200}
    assert look(settings, "barred") == whole
    monitor.folder.spool.path.unlink()
    monitor.folder.public_key.unlink()
    assert look(settings) == whole


def test_the_watch_would_notice_a_page_that_opens_the_store(team, published):
    monitor, settings = team
    arrive(monitor.folder, published, 1, 1)
    assert "PermissionError" in look(settings, "touch", expect=1)


# The one live figure


@pytest.fixture
def folder(tmp_path, published):
    return start_monitor(new_settings(tmp_path)).folder


def noted(folder):
    return json.loads((folder.path / "counted.json").read_bytes())


@pytest.mark.parametrize(
    ("waiting", "told"), [(0, None), (99, None), (100, 100), (124, 100), (125, 125), (149, 125), (150, 150)]
)
def test_the_count_is_rounded_down_and_nothing_below_a_hundred(folder, published, waiting, told):
    if waiting:
        arrive(folder, published, waiting, 3)
    count_waiting(folder, TODAY)
    assert noted(folder) == {
        "format": "ev-scan/counted@1",
        "period": str(NOW),
        "week": f"{TODAY.isocalendar()[0]}-W{TODAY.isocalendar()[1]:02}",
        "at_least": told,
    }


def test_within_a_week_the_count_stays(folder, published):
    monday = date(TODAY.year, TODAY.month, 1) + timedelta(days=(7 - date(TODAY.year, TODAY.month, 1).weekday()) % 7)
    arrive(folder, published, 110, 3)
    count_waiting(folder, monday)
    before = (folder.path / "counted.json").read_bytes()
    arrive(folder, published, 60, 4)
    for day in range(7):
        count_waiting(folder, monday + timedelta(days=day))
        assert (folder.path / "counted.json").read_bytes() == before
    count_waiting(folder, monday + timedelta(days=7))
    assert noted(folder)["at_least"] == 150


def test_a_new_quarter_counts_from_nothing(folder, published):
    arrive(folder, published, 110, 3)
    count_waiting(folder, TODAY)
    later = TODAY + timedelta(days=100)
    count_waiting(folder, later)
    assert noted(folder)["at_least"] is None
    assert noted(folder)["period"] != str(NOW)


def test_a_host_without_a_monitor_gets_no_file(tmp_path):
    count_waiting(Folder(tmp_path), TODAY)
    assert not (tmp_path / "monitor").exists()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"period": "x", "at_least": 100}', '{"period": "2026-Q4"}'])
def test_a_broken_note_is_as_good_as_none_and_is_mended(team, make_site, published, visit, content):
    monitor, settings = team
    (monitor.folder.path / "counted.json").write_text(content, encoding="utf-8")
    reader = visit(site=make_site(published, instance_path=settings.instance_path, monitor_public=True))
    assert "Nu binnen" not in reader.open("/monitor").page.text
    count_waiting(monitor.folder, TODAY)
    assert noted(monitor.folder)["period"] == str(NOW)
