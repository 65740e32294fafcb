"""The examples of the guide for editors, pasted where it says, give content without errors."""

import re
import shutil

import pytest
from documents import document

from ev_scan.content.loader import check, load
from ev_scan.content.lock import write_lock
from ev_scan.content.reading import read_folder
from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.ids import OptionId, QuestionId
from ev_scan.domain.plan import build_plan
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


def test_after_pasting_only_the_new_ids_are_reported(edited):
    findings, _ = check(edited)
    assert {finding.code for finding in findings} == {"unlocked-id"}


def test_after_locking_all_is_well(edited):
    write_lock(read_folder(edited), edited)
    assert check(edited)[0] == ()


def test_the_new_topic_and_the_new_answer_are_asked(edited):
    questionnaire = load(edited).questionnaire
    assert questionnaire.topic("clear_desk").quick
    assert questionnaire.question("people").option(OptionId("family")).points == 1


def test_the_new_measures_follow_each_other(edited):
    catalogue = load(edited)
    for level, measure in enumerate(["clear_before_visit", "clear_each_evening", "clear_desk_round"]):
        answers = AnswerSet({QuestionId("clear_desk"): (OptionId(str(level)),)})
        assert [action.measure.id for action in build_plan(catalogue, answers, Mode.QUICK).actions] == [measure]


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
