"""What was answered, and what is still open."""

import pytest
from factories import answers

from ev_scan.domain.ids import OptionId, QuestionId

LOCK = QuestionId("lock")


@pytest.mark.parametrize(
    ("given", "level"),
    [("0", 0), ("1", 1), ("2", 2), ("3", 3), ("4", None), ("unknown", None), ("not_applicable", None), (None, None)],
)
def test_only_four_answers_are_a_level(given, level):
    assert answers(lock=given).level(LOCK) == level


def test_an_answer_that_was_not_given_is_neither_unknown_nor_not_applicable():
    nothing = answers()
    assert nothing.of(LOCK) == ()
    assert LOCK not in nothing
    assert not nothing.is_unknown(LOCK)
    assert not nothing.is_not_applicable(LOCK)


def test_unknown_and_not_applicable_are_told_apart():
    assert answers(lock="unknown").is_unknown(LOCK)
    assert not answers(lock="unknown").is_not_applicable(LOCK)
    assert answers(lock="not_applicable").is_not_applicable(LOCK)


def test_an_answer_can_be_changed_and_taken_back_without_touching_the_first_set():
    first = answers(lock=1, keys=2)
    changed = first.with_answer(LOCK, [OptionId("3")])
    taken_back = changed.with_answer(LOCK, [])
    assert (first.level(LOCK), changed.level(LOCK), LOCK in taken_back) == (1, 3, False)
    assert list(taken_back) == ["keys"]
    assert taken_back.with_answer(LOCK, []) == taken_back
