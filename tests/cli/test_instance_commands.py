"""What operators use, and what a script sees of it: the exit code."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ev_scan.persistence.spool import Spool

SCRIPT = Path(sys.executable).with_name("ev-scan")


def test_an_instance_is_healthy_once_it_is_prepared(ev_scan):
    before = ev_scan("health")
    assert before.code == 1
    assert before.text.startswith("EV_SCAN_KEYS_PATH: there is no key for ")
    prepared = ev_scan("prepare")
    assert prepared.code == 0
    assert "new keys: 20" in prepared.text
    after = ev_scan("health")
    assert after.code == 0
    assert re.fullmatch(r"ok: catalogue 2000\.1 [0-9a-f]{12}\n", after.text)


def test_preparing_twice_makes_nothing_new(ev_scan):
    ev_scan("prepare")
    assert ev_scan("prepare").text.endswith("new keys: none\n")


def test_an_instance_without_its_database_is_unhealthy(ev_scan, tmp_path):
    ev_scan("prepare")
    (tmp_path / "instance" / "ev-scan.db").unlink()
    outcome = ev_scan("health")
    assert outcome.code == 1
    assert outcome.text.startswith("EV_SCAN_DATABASE_URL: the database")


@pytest.mark.parametrize("command", [("health",), ("prepare",), ("serve",), ("maintenance", "purge")])
@pytest.mark.parametrize(("name", "value"), [("EV_SCAN_PROXIES", "many"), ("EV_SCAN_DATABASE_URL", "mysql://x")])
def test_a_bad_setting_names_itself(ev_scan, monkeypatch, command, name: str, value: str):
    monkeypatch.setenv(name, value)
    outcome = ev_scan(*command)
    assert outcome.code != 0
    assert f"{name}: " in outcome.err
    assert "Traceback" not in outcome.err


def test_a_bad_setting_is_unhealthy(ev_scan, monkeypatch):
    monkeypatch.setenv("EV_SCAN_PROXIES", "many")
    assert ev_scan("health").code == 1


def test_serving_needs_a_prepared_instance(ev_scan):
    outcome = ev_scan("serve")
    assert outcome.code == 1
    assert "Run 'ev-scan prepare' first." in outcome.err


def test_help_works_with_any_setting(ev_scan, monkeypatch):
    monkeypatch.setenv("EV_SCAN_PROXIES", "many")
    outcome = ev_scan("--help")
    assert outcome.code == 0
    assert all(
        name in outcome.text for name in ("answers", "content", "health", "maintenance", "plan", "prepare", "serve")
    )


def test_a_command_that_does_not_exist(ev_scan):
    outcome = ev_scan("fly")
    assert outcome.code == 2
    assert "No such command 'fly'" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "stdin", "code"),
    [
        (["content", "check"], "", 0),
        (["content", "check", "empty"], "", 1),
        (["plan", "-"], "format: ev-scan/answers@1\nanswers: {mfa: 1}\n", 0),
        (["plan", "-"], "format: ev-scan/answers@1\nanswers: {mfa: 7}\n", 2),
    ],
)
def test_the_installed_script_ends_with_its_code_and_no_traceback(tmp_path, arguments, stdin: str, code: int):
    (tmp_path / "empty").mkdir()
    done = subprocess.run([SCRIPT, *arguments], input=stdin, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_the_nightly_purge_writes_waiting_contributions_anew(ev_scan, tmp_path):
    ev_scan("prepare")
    spool = Spool(tmp_path / "instance" / "monitor" / "spool" / "spool.db")
    spool.add([(8107, bytes([number]) * 176) for number in range(40)])
    before = spool.path.read_bytes()
    assert ev_scan("maintenance", "purge").code == 0
    assert spool.path.read_bytes() != before
    assert spool.count() == 40
    noted = json.loads((tmp_path / "instance" / "monitor" / "counted.json").read_bytes())
    assert noted["at_least"] is None, "fewer than a hundred"


def test_contributions_of_other_hosts_are_collected_and_other_files_refused(ev_scan, tmp_path):
    host = Spool(tmp_path / "host" / "spool.db")
    host.add([(8107, bytes([number]) * 176) for number in range(7)])
    for new in (7, 0):
        done = ev_scan("monitor", "collect", host.path)
        assert (done.code, done.text) == (0, f"{host.path}: {new} new contributions\n")
    (tmp_path / "other").write_text("not a database, and longer than a header would be" * 9, encoding="utf-8")
    refused = ev_scan("monitor", "collect", tmp_path / "other")
    assert refused.code == 2
    assert "no spool of contributions" in refused.err
    assert Spool(tmp_path / "instance" / "monitor" / "spool" / "spool.db").count() == 7
