"""The examples of the guide for editors, pasted where it says, give content without errors."""

import re
import shutil

import pytest
from click.testing import CliRunner
from documents import document

from ev_scan.cli import answers, content, plan
from ev_scan.content.errors import Severity
from ev_scan.content.loader import check, load
from ev_scan.content.lock import write_lock
from ev_scan.content.reading import read_folder
from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.ids import OptionId, QuestionId
from ev_scan.domain.planner import build_plan
from ev_scan.domain.questionnaire import Mode
from ev_scan.resources import QUESTIONNAIRES

EXAMPLE = r"```yaml\n(.*?)```"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(QUESTIONNAIRES, tmp_path / "questionnaires")


@pytest.fixture
def edited(folder):
    """A folder in which an editor followed the guide."""
    guide = document("docs/content-guide.md").text
    option = re.search(rf"<!-- zet in profile.yaml boven: (.*?) van people -->\n{EXAMPLE}", guide, re.DOTALL)
    profile = folder / "profile.yaml"
    before, people = profile.read_text(encoding="utf-8").split("  - id: people\n")
    last = f"      - {option[1]}\n"
    assert last in people, "the guide shows another last option"
    profile.write_text(f"{before}  - id: people\n{people.replace(last, option[2] + last, 1)}", encoding="utf-8")
    for name, example in re.findall(rf"<!-- zet onderaan: (\S+) -->\n{EXAMPLE}", guide, re.DOTALL):
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{example}")
    return folder


def without_places(text):
    """Lines move whenever somebody edits the content."""
    return re.sub(r":[0-9]+:[0-9]+:", ":", text)


def remarks(folder, severity):
    """What the check says, without what depends on the folder."""
    found = [str(finding) for finding in check(folder)[0] if finding.severity is severity]
    return {without_places(remark).partition(f"{folder.name}/")[2] for remark in found}


def test_after_pasting_only_the_new_ids_are_reported(edited):
    findings, _ = check(edited)
    assert {finding.code for finding in findings if finding.severity is Severity.ERROR} == {"unlocked-id"}


def test_after_locking_there_are_no_errors_and_no_new_remarks(edited):
    write_lock(read_folder(edited), edited)
    assert remarks(edited, Severity.ERROR) == set()
    assert remarks(edited, Severity.WARNING) <= remarks(QUESTIONNAIRES, Severity.WARNING)


def test_the_new_topic_and_the_new_answer_are_asked(edited):
    questionnaire = load(edited).questionnaire
    assert questionnaire.topic("clear_desk").quick
    assert questionnaire.question("people").option(OptionId("family")).points == 1


def test_the_new_measures_follow_each_other(edited):
    catalogue = load(edited)
    for level, measure in enumerate(["clear_before_visit", "clear_each_evening", "clear_desk_round"]):
        answers = AnswerSet({QuestionId("clear_desk"): (OptionId(str(level)),)})
        assert [action.measure.id for action in build_plan(catalogue, answers, Mode.QUICK).actions] == [measure]


def run(command, *arguments, folder):
    outcome = CliRunner().invoke(command, [*map(str, arguments)], env={"EV_SCAN_QUESTIONNAIRES": str(folder)})
    assert outcome.exit_code == 0, outcome.output
    return outcome.output


def test_a_company_gets_the_new_measure_in_its_plan(edited, tmp_path):
    template = run(answers, "template", folder=edited)
    assert "  clear_desk:\n" in template
    company = tmp_path / "company.yaml"
    company.write_text(
        template.replace("  clear_desk:\n", "  clear_desk: 0\n").replace("  size:\n", "  size: solo\n"),
        encoding="utf-8",
    )
    made = run(plan, company, folder=edited)
    assert "Ruim op voordat er bezoek komt" in made
    assert "Wis vandaag uw whiteboard en leg losse papieren in een la." in made


def test_the_new_topic_can_be_previewed_and_compared(edited):
    preview = run(content, "preview", "clear_desk", folder=edited)
    assert "O99 Papier en whiteboards" in preview
    assert "Loop elke maand samen een ronde" in preview
    assert "Onderwerpen: 1 erbij, 0 gewijzigd, 0 weg" in run(content, "diff", QUESTIONNAIRES, folder=edited)


def test_the_mistake_in_the_guide_is_reported_as_it_says(folder):
    name = "scan/environment.yaml"
    file = folder / name
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("    title: Inloggen in", "    titel: Inloggen in"), encoding="utf-8")
    guide = without_places(document("docs/content-guide.md").text)
    findings, _ = check(folder)
    for finding in findings:
        assert without_places(str(finding)).partition(name)[2] in guide
    assert len(findings) == 2
