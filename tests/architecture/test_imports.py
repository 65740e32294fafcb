"""The rooms and who may enter: the contracts hold, and bite when one is broken."""

import os
import pkgutil
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import ev_scan.domain

ROOT = Path(__file__).parents[2]
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def lint(directory: Path) -> subprocess.CompletedProcess[str]:
    environ = os.environ | {"PYTHONPATH": str(directory)}
    command = [LINT_IMPORTS, "--no-cache", "--config", directory / "pyproject.toml"]
    return subprocess.run(command, cwd=directory, env=environ, capture_output=True, text=True, check=False)


def modules_after(*imports: str) -> set[str]:
    """What is loaded in a fresh process."""
    program = f"import sys, {', '.join(imports)}; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_every_room_keeps_to_its_contracts():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("domain/plan.py", "import yaml", "The domain is pure Python"),
        ("domain/text.py", "import ev_scan.report.words", "The rooms are layered"),
        ("report/words.py", "import ev_scan.persistence.models", "The rooms are layered"),
        ("services/plans.py", "import flask", "Only the web speaks HTTP"),
        ("monitor/plan.py", "import ev_scan.domain.dossier", "The monitor is pure statistics"),
        ("monitor/period.py", "import ev_scan.persistence.spool", "The rooms are layered"),
        (
            "services/releasing.py",
            "import ev_scan.persistence.dossiers",
            "The monitor reads contributions and nothing else",
        ),
        (
            "services/monitoring.py",
            "import ev_scan.monitor.sealing",
            "Who shows or writes figures has neither store nor key",
        ),
        (
            "services/releasing.py",
            "import ev_scan.report.document.factsheet_document",
            "The monitor reads contributions and nothing else",
        ),
        (
            "services/factsheets.py",
            "import ev_scan.monitor.opening",
            "Who shows or writes figures has neither store nor key",
        ),
        (
            "services/survey.py",
            "import ev_scan.persistence.spool",
            "Who shows or writes figures has neither store nor key",
        ),
        (
            "web/monitor/presenters.py",
            "import ev_scan.services.live_count",
            "Who shows or writes figures has neither store nor key",
        ),
        (
            "web/categories.py",
            "import ev_scan.services.dossiers",
            "Who shows or writes figures has neither store nor key",
        ),
        ("services/shelf.py", "import ev_scan.vault.epochs", "Who shows or writes figures has neither store nor key"),
        ("services/contributing.py", "import ev_scan.monitor.opening", "The web host opens no envelope"),
        ("web/context.py", "import ev_scan.services.releasing", "The web host opens no envelope"),
        ("monitor/formats/ods.py", "import sqlite3", "Who shows or writes figures has neither store nor key"),
        ("web/plan/views.py", "import ev_scan.web.scan.views", "Audiences do not know each other"),
    ],
)
def test_a_broken_contract_is_found(tmp_path, file: str, line: str, contract: str):
    shutil.copytree(ROOT / "ev_scan", tmp_path / "ev_scan", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    target = tmp_path / "ev_scan" / file
    target.write_text(f"{target.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    done = lint(tmp_path)
    assert done.returncode == 1
    assert f"{contract} BROKEN" in done.stdout


def test_the_domain_needs_nothing_but_the_standard_library():
    names = [f"ev_scan.domain.{module.name}" for module in pkgutil.iter_modules(ev_scan.domain.__path__)]
    loaded = {name.partition(".")[0] for name in modules_after(*names)}
    bare = {name.partition(".")[0] for name in modules_after("site")}
    assert loaded - bare - set(sys.stdlib_module_names) == {"ev_scan"}


def test_a_plan_can_be_made_and_drawn_without_a_web_framework():
    loaded = modules_after("ev_scan.services.documents", "ev_scan.services.answers_file", "ev_scan.report.summary")
    assert not loaded & {"flask", "werkzeug", "wtforms", "flask_babel", "flask_sqlalchemy", "sqlalchemy"}
