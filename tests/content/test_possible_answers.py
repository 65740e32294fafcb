"""What is said to be impossible is impossible, and what is said to be possible is not: against every combination."""

from itertools import chain, combinations, product

from bakery import TINY
from factories import when
from hypothesis import given
from hypothesis import strategies as st

from ev_scan.content.loader import load
from ev_scan.content.possible_answers import PossibleAnswers
from ev_scan.content.reading import read_folder
from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.conditions import AllOf, AnyOf, AtLeast, Condition, Not, holds
from ev_scan.domain.questionnaire import Question, QuestionKind

QUESTIONNAIRE = load(TINY).questionnaire
POSSIBLE = PossibleAnswers(read_folder(TINY))
ASKED = [QUESTIONNAIRE.question(name) for name in ("shop", "goods", "abroad", "border", "customer_check")]
IN_PROFILE = {question.id for question in QUESTIONNAIRE.profile}


def choices(question: Question) -> list[tuple[str, ...]]:
    alone = [(option.id,) for option in question.options]
    if question.kind is not QuestionKind.MULTIPLE:
        return [(), *alone]
    together = [option.id for option in question.options if not option.exclusive]
    return [(), *chain(alone, *(combinations(together, size) for size in range(2, len(together) + 1)))]


def companies() -> list[AnswerSet]:
    """Every company that answered what it was asked about itself, and some, all or none of the rest."""
    found = []
    for chosen in product(*map(choices, ASKED)):
        answers = AnswerSet({q.id: answer for q, answer in zip(ASKED, chosen, strict=True) if answer})
        asked = {q.id for q in QUESTIONNAIRE.profile if holds(q.asked_when, answers)}
        if QUESTIONNAIRE.standing(answers) == answers and asked == set(answers) & IN_PROFILE:
            found.append(answers)
    return found


COMPANIES = companies()
LEAVES = st.sampled_from(ASKED).flatmap(
    lambda question: st.sets(st.sampled_from([option.id for option in question.options]), min_size=1).map(
        lambda options: when(question.id, *options)
    )
)


def larger(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    counted = st.tuples(st.integers(1, 3), several).map(lambda drawn: AtLeast(*drawn))
    return st.one_of(several.map(AllOf), several.map(AnyOf), parts.map(Not), counted)


@given(st.recursive(LEAVES, larger, max_leaves=8))
def test_as_when_all_companies_were_asked(condition: Condition):
    assert POSSIBLE.can_hold(condition) == any(holds(condition, answers) for answers in COMPANIES)
    assert POSSIBLE.can_hold(Not(condition)) == any(not holds(condition, answers) for answers in COMPANIES)


def test_there_are_companies_of_every_kind():
    assert len(COMPANIES) > 500
