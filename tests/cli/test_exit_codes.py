"""What a script or a nightly job sees of a command: its exit code."""

import sys
from pathlib import Path

import pytest

from ev_scan.cli import main


def exit_code(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["ev-scan", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code or 0  # type: ignore[return-value]


def test_content_without_errors_ends_well(monkeypatch):
    assert exit_code(monkeypatch, "content", "check") == 0


def test_content_with_an_error_ends_with_1(monkeypatch, tmp_path, capsys):
    assert exit_code(monkeypatch, "content", "check", str(tmp_path)) == 1
    assert "catalogue.yaml:1:1: error[missing-file]" in capsys.readouterr().out


def test_an_instance_without_keys_is_unhealthy(monkeypatch, tmp_path):
    monkeypatch.setenv("EV_SCAN_INSTANCE_PATH", str(tmp_path))
    assert exit_code(monkeypatch, "health") == 1


def test_a_bad_answers_file_ends_with_2_and_names_the_field(monkeypatch, tmp_path, capsys):
    file = Path(tmp_path) / "answers.yaml"
    file.write_text("format: ev-scan/answers@1\nprofile: {size: enormous}\n", encoding="utf-8")
    assert exit_code(monkeypatch, "plan", str(file)) == 2
    assert "profile.size" in capsys.readouterr().err


def test_a_bad_setting_ends_with_2_and_names_itself(monkeypatch, capsys):
    monkeypatch.setenv("EV_SCAN_PROXIES", "many")
    assert exit_code(monkeypatch, "health") == 2
    assert capsys.readouterr().err.startswith("EV_SCAN_PROXIES: ")
