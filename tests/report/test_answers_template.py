"""An empty answers file: every question, what it may hold, and nothing filled in."""

import re

import pytest
import yaml
from formats import assert_fits

from ev_scan.domain.dossier import Dossier
from ev_scan.domain.questionnaire import Mode, QuestionKind
from ev_scan.domain.register import Treatment
from ev_scan.i18n import LOCALES, localizer
from ev_scan.report.answers_template import answers_template
from ev_scan.services.answers_file import read_dossier
from ev_scan.services.register_file import INPUT_FLAGS, INPUT_NUMBERS


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("mode", Mode)
def test_it_reads_back_as_a_scan_in_which_nothing_is_answered(published, mode: Mode, locale: str):
    text = answers_template(published, mode, localizer(locale))
    assert_fits("answers-1", yaml.safe_load(text))
    assert read_dossier(text.encode(), "answers.yaml", published, localizer(locale)) == Dossier(published.version, mode)


@pytest.mark.parametrize("mode", [Mode.QUICK, Mode.FULL, Mode.PERSONNEL])
def test_every_question_stands_in_it_with_its_words_and_values(catalogue, mode: Mode):
    text, questionnaire = answers_template(catalogue, mode, localizer("nl")), catalogue.questionnaire
    wanted = {*questionnaire.profile_in(mode), *questionnaire.legal}
    wanted |= {question for topic in questionnaire.topics_of(mode) for question in topic.questions}
    for question in questionnaire.questions():
        asked = question in wanted
        assert bool(re.search(rf"^  {question.id}:( \[\])?$", text, re.MULTILINE)) == asked
        assert (f"  # {question.text}\n" in text) == asked
        if asked:
            assert all(f"  #   {option.id}: {option.text}\n" in text for option in question.options)


def test_any_value_it_offers_may_be_filled_in(catalogue):
    text = answers_template(catalogue, Mode.FULL, localizer("nl"))
    for question in catalogue.questionnaire.questions():
        for option in question.options:
            several = question.kind is QuestionKind.MULTIPLE
            filled = re.sub(
                rf"^  {question.id}:.*$",
                f"  {question.id}: [{quoted(option.id)}]" if several else f"  {question.id}: {quoted(option.id)}",
                text,
                flags=re.MULTILINE,
            )
            dossier = read_dossier(filled.encode(), "answers.yaml", catalogue, localizer("nl"))
            assert dossier.answers.by_question == {question.id: (option.id,)}


def quoted(value: str) -> str:
    return f'"{value}"' if value in ("yes", "no") else value


def test_the_quick_scan_of_the_bakery(catalogue):
    text = answers_template(catalogue, Mode.QUICK, localizer("nl"))
    assert text.startswith(
        """format: ev-scan/answers@1
mode: quick

profile:
  # Waar staat uw bakkerij?
  # Kies de plek waar u het meeste bakt.
  #   farm: Op een boerderij
  #   village: In een dorp
  #   city: In een stad
  #   unknown: Weet ik niet, of zeg ik liever niet
  shop:

  # Wat bakt u?
"""
    )
    assert "  bread_act_weight:\n\n# --- Uw register" in text
    assert text.endswith("\n\nprogress: {}\n")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_lists_of_the_register_are_empty_until_an_example_is_made_real(catalogue, locale: str):
    text = answers_template(catalogue, Mode.QUICK, localizer(locale))
    for name in ("assets", "risks", "critical_inputs"):
        assert f"\n{name}: []\n# {name}:\n" in text
        example = re.search(rf"^# {name}:\n(#   .*\n)+", text, re.MULTILINE)
        assert example
        real = re.sub("^# ", "", example.group(), flags=re.MULTILINE)
        text = text.replace(f"{name}: []\n{example.group()}", real)
    register = read_dossier(text.encode(), "answers.yaml", catalogue, localizer(locale)).register
    assert (len(register.assets), len(register.lines), len(register.inputs)) == (1, 1, 1)
    assert register.lines[0].asset == register.assets[0].id
    assert_fits("answers-1", yaml.safe_load(text))


def test_every_field_of_the_register_stands_in_it_with_its_range(published):
    text = answers_template(published, Mode.QUICK, localizer("nl"))
    for name, rule in INPUT_NUMBERS.items():
        [told] = re.findall(rf"^#   {name}: (.+?) \(", text, re.MULTILINE)
        numbers = [float(number) for number in re.split(" … |, ", told)]
        assert (min(numbers), max(numbers)) == (rule.lowest, rule.highest)
    for name in INPUT_FLAGS:
        assert f"#   {name}: true, false (" in text
    for value in (*published.asset_groups, *published.methods, *(t.value for t in Treatment)):
        assert re.search(rf"^#   .*\b{value}\b", text, re.MULTILINE)
