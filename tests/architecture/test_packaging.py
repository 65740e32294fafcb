"""The wheel carries everything it needs and works from any directory."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ev_scan.resources import ROOT

pytestmark = pytest.mark.slow

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built through the source distribution, as a release is."""
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs `ev-scan` from the unpacked wheel, in an empty directory, without the checkout on the path."""
    site = tmp_path_factory.mktemp("site")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        start = "import ev_scan.cli, sys; sys.argv[0] = 'ev-scan'; ev_scan.cli.main()"
        environment = os.environ | {"PYTHONPATH": str(site), "EV_SCAN_INSTANCE_PATH": str(elsewhere / "instance")}
        return subprocess.run(
            [sys.executable, "-P", "-c", start, *words],
            cwd=elsewhere,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_the_wheel_holds_the_four_folders_and_no_entry_of_a_checkout(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    for expected in (
        "templates/layouts/base.html",
        "static/css/base.css",
        "questionnaires/profile.yaml",
        "translations/en/LC_MESSAGES/messages.po",
    ):
        assert f"ev_scan/_bundled/{expected}" in names
    assert "app.py" not in names
    assert not [name for name in names if name.startswith(("tests/", "docs/"))]


def test_the_questionnaires_in_the_wheel_are_whole(installed: Run) -> None:
    done = installed("content", "export", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["clusters"]) == 4


def test_a_site_from_the_wheel_prepares_and_is_healthy(installed: Run) -> None:
    assert installed("prepare").returncode == 0
    done = installed("health")
    assert done.returncode == 0, done.stderr


def test_the_wheel_draws_a_plan(installed: Run, tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text(installed("answers", "template").stdout, encoding="utf-8")
    done = installed("plan", str(answers), "--pdf", str(tmp_path / "plan.pdf"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF-")
