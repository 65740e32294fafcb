"""The questionnaire that companies get: without a finding, plain to read, and fair."""

import re

import pytest
from dutch import in_content, in_interface

from ev_scan.content.language import flesch_douma, sentences_in
from ev_scan.content.loader import check
from ev_scan.content.reading import read_folder
from ev_scan.content.stats import statistics
from ev_scan.domain.questionnaire import QuestionKind
from ev_scan.resources import QUESTIONNAIRES

ORIGIN = re.compile(
    r"nationaliteit|afkomst|geboorteland|geboren|(?<!uw )paspoort|etnici|herkomstland|landgenoten", re.IGNORECASE
)
DENIED = re.compile(r"\b(nooit|niet|geen|verboden|erbuiten)\b", re.IGNORECASE)
INFORMAL = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
QUICK_CODES = ["P01", "P04", "P06", "P12", "O01", "O04", "O06", "O07", "O15"]
QUICK_CODES += ["S02", "S08", "S09", "G01", "G04", "G10", "G15"]

PHRASES = sorted(in_content())
MESSAGES = sorted(words for _, words in in_interface())

MATTERS_OF_STYLE = {"hard-to-read", "commas", "passive", "long-word"}
ELSEWHERE = {"untranslated"}
"""Looked at by the tests of the translations."""
ROOTS = {"discuss_crown_jewels", "start_with_someone"}
"""Who knows what is precious, and who sees to it, can begin with anything."""


def test_the_check_finds_nothing_but_matters_of_style():
    findings = [finding for finding in check(QUESTIONNAIRES)[0] if finding.code not in ELSEWHERE]
    serious = [finding for finding in findings if finding.code not in MATTERS_OF_STYLE]
    assert [str(finding) for finding in serious] == []
    assert len(findings) - len(serious) <= len(PHRASES) / 50


def test_the_whole_subject_is_there():
    counted = "64 topics, 192 measures, 13 profile questions, 10 regimes, 18 methods, 5 escalation cards"
    assert f"total: {counted}" in list(statistics(read_folder(QUESTIONNAIRES), (), ()))


def test_the_quick_scan_asks_sixteen_topics_after_thirteen_questions(published):
    questionnaire = published.questionnaire
    assert [topic.code for topic in questionnaire.topics if topic.quick] == QUICK_CODES
    assert len(questionnaire.profile) == 13
    assert [cluster.id for cluster in questionnaire.clusters] == ["products", "environment", "partnerships", "growth"]


@pytest.mark.parametrize("texts", [[words for _, words in PHRASES], MESSAGES], ids=["content", "interface"])
def test_everybody_is_addressed_politely(texts: list[str]):
    assert [text for text in texts if INFORMAL.search(text)] == []


def test_the_content_reads_as_plain_dutch():
    long = [words for _, words in PHRASES if len(words.split()) >= 8]
    assert flesch_douma(long) > 60


def test_the_levels_of_a_question_differ(published):
    for question in published.questionnaire.questions():
        if question.kind is QuestionKind.GRADED:
            texts = [option.text.source.casefold() for option in question.options]
            assert len(set(texts)) == len(texts), question.id


def test_questions_and_explanations_differ(published):
    texts = [question.text.source for question in published.questionnaire.questions()]
    assert len(set(texts)) == len(texts)
    titles = [measure.title.source for measure in published.measures]
    assert len(set(titles)) == len(titles)


def test_no_question_and_no_answer_is_about_where_somebody_comes_from(published):
    for question in published.questionnaire.questions():
        for text in (question.text, *(option.text for option in question.options)):
            assert not ORIGIN.search(text.source), text


def test_where_somebody_comes_from_is_only_mentioned_to_rule_it_out():
    mentions = [s for _, words in PHRASES for s in sentences_in(words) if ORIGIN.search(s)]
    assert [sentence for sentence in mentions if not DENIED.search(sentence)] == []


def test_every_question_of_a_topic_says_why_it_is_asked(published):
    for topic in published.questionnaire.topics:
        assert all(question.hint and question.why for question in topic.questions), topic.id


def test_every_measure_rests_on_a_source(published):
    for measure in published.measures:
        assert measure.sources, measure.id
        assert measure.title.source.split()[0] == measure.title.source.split()[0].capitalize()
        assert not measure.title.source.endswith((".", "?", "!"))


def test_each_step_comes_after_the_step_below_it(published):
    for measure in published.measures:
        below = published.measures.step(measure.topic, measure.from_level - 1)
        assert below is None or below.id in measure.after


def test_everything_begins_with_two_measures(published):
    """The check sees to it that no measures wait for each other."""
    assert {measure.id for measure in published.measures if not measure.after} == ROOTS


def test_every_chain_of_measures_begins_there(published):
    for measure in published.measures:
        seen, waiting = set(), [measure.id]
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting.extend(published.measures.get(name).after)
        assert seen & ROOTS, measure.id
