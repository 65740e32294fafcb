"""What editors use."""

import json
import shutil
from pathlib import Path

import pytest
from formats import assert_fits

TINY = Path(__file__).parents[1] / "fixtures" / "questionnaires"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "questionnaires"))


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_checking_good_content(ev_scan, folder):
    assert (ev_scan("content", "check").code, ev_scan("content", "check", folder).code) == (0, 0)
    assert ev_scan("content", "check", folder).text == "0 fouten, 0 waarschuwingen\n"


def test_checking_broken_content(ev_scan, folder):
    spoil(folder, "profile.yaml", "choose: several", "choose: many")
    spoil(folder, "contacts.yaml", "url: https://guild", "url: http://guild")
    outcome = ev_scan("content", "check", folder)
    assert outcome.code == 1
    assert outcome.text == (
        f"{folder}/contacts.yaml:5:5: error[pattern] 'http://guild.example' heeft niet de goede vorm.\n"
        "  hint: Begin met https:// en gebruik geen spaties.\n"
        f"{folder}/profile.yaml:12:5: error[value] 'many' kan hier niet.\n"
        "  hint: Kies uit: 'one', 'several'.\n"
        "2 fouten, 0 waarschuwingen\n"
    )


def test_a_folder_that_is_not_there(ev_scan, tmp_path):
    assert ev_scan("content", "check", tmp_path / "nothing").code == 2


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_exporting(ev_scan, locale: str):
    outcome = ev_scan("content", "export", "--lang", locale)
    document = json.loads(outcome.out)
    assert_fits("catalogue-1", document)
    assert (outcome.code, document["language"], document["version"]) == (0, locale, "2000.1")


@pytest.mark.parametrize("command", ["export", "stats", "lock"])
def test_broken_content_is_of_no_use_to_other_commands(ev_scan, folder, command: str):
    spoil(folder, "profile.yaml", "choose: several", "choose: many")
    outcome = ev_scan("content", command, folder)
    assert (outcome.code, outcome.out) == (2, b"")
    assert outcome.err.startswith(f"{folder}/profile.yaml:12:5: error[value]")


def test_statistics(ev_scan):
    lines = ev_scan("content", "stats").text.splitlines()
    assert "total: 6 topics, 18 measures, 4 profile questions, 1 regimes, 2 methods, 1 escalation cards" in lines
    assert "0 errors, 0 warnings" in lines
    assert any(line.startswith("nl/en: ") for line in lines)


def test_a_review_that_is_overdue_is_only_a_warning(ev_scan, folder):
    spoil(folder, "regimes.yaml", "2099-01-15", "2001-01-15")
    outcome = ev_scan("content", "check", folder)
    assert outcome.code == 0
    assert "warning[review-due] 'bread_act' had op 2001-01-15" in outcome.text
    assert outcome.text.endswith("0 fouten, 1 waarschuwing\n")
    assert "0 errors, 1 warnings\n" in ev_scan("content", "stats", folder).text


def test_locking_new_ids(ev_scan, folder):
    new = "  - id: king\n    name: Koning\n    helps_with: Alles.\n    url: https://king.example\n"
    spoil(folder, "contacts.yaml", "contacts:\n", f"contacts:\n{new}")
    assert ev_scan("content", "check", folder).code == 1
    assert ev_scan("content", "lock", folder).text == "1 id's toegevoegd\n"
    assert ev_scan("content", "check", folder).code == 0
    assert ev_scan("content", "lock", folder).text == "0 id's toegevoegd\n"


def test_writing_schemas(ev_scan, tmp_path):
    written = ev_scan("content", "schema", "--out", tmp_path / "schema").text.splitlines()
    assert {Path(line).name for line in written} == {path.name for path in (tmp_path / "schema").iterdir()}
    assert json.loads((tmp_path / "schema" / "profile.schema.json").read_text())["properties"].keys() == {
        "questions",
        "bands",
    }
