"""Conditions over answers, and the answers that decided them."""

import pytest
from factories import answers, when

from ev_scan.domain.conditions import ALWAYS, AllOf, AnyOf, AtLeast, Condition, Not, causes, holds, questions_in

SMALL, BIG, CAKE, ABROAD = (
    when("size", "small"),
    when("size", "big"),
    when("goods", "cake", "gold"),
    when("abroad", "yes"),
)
TWO_OF = AtLeast(2, (BIG, CAKE, ABROAD))


@pytest.mark.parametrize(
    ("condition", "given", "expected"),
    [
        (ALWAYS, answers(), True),
        (BIG, answers(size="big"), True),
        (BIG, answers(size="small"), False),
        (BIG, answers(), False),
        (CAKE, answers(goods=["bread", "gold"]), True),
        (CAKE, answers(goods=["bread"]), False),
        (AllOf((BIG, CAKE)), answers(size="big", goods=["cake"]), True),
        (AllOf((BIG, CAKE)), answers(size="big"), False),
        (AnyOf((BIG, CAKE)), answers(goods=["cake"]), True),
        (AnyOf((BIG, CAKE)), answers(size="small"), False),
        (Not(BIG), answers(size="small"), True),
        (Not(BIG), answers(), True),
        (Not(BIG), answers(size="big"), False),
        (TWO_OF, answers(size="big", abroad="yes"), True),
        (TWO_OF, answers(size="big"), False),
    ],
)
def test_whether_a_condition_holds(condition: Condition, given, expected):
    assert holds(condition, given) is expected


@pytest.mark.parametrize(
    ("condition", "given", "decided"),
    [
        (ALWAYS, answers(size="big"), []),
        (BIG, answers(size="big"), [("size", "big")]),
        (CAKE, answers(goods=["bread", "cake", "gold"]), [("goods", "cake"), ("goods", "gold")]),
        (AllOf((CAKE, BIG)), answers(size="big", goods=["cake"]), [("goods", "cake"), ("size", "big")]),
        (AnyOf((SMALL, CAKE)), answers(size="big", goods=["cake"]), [("goods", "cake")]),
        (TWO_OF, answers(size="big", goods=["bread"], abroad="yes"), [("size", "big"), ("abroad", "yes")]),
        (Not(SMALL), answers(size="big"), [("size", "big")]),
        (Not(SMALL), answers(), []),
        (Not(AnyOf((SMALL, ABROAD))), answers(size="big", abroad="no"), [("size", "big"), ("abroad", "no")]),
        (Not(AllOf((SMALL, ABROAD))), answers(size="small", abroad="no"), [("abroad", "no")]),
        (Not(Not(CAKE)), answers(goods=["bread", "cake"]), [("goods", "cake")]),
    ],
)
def test_which_answers_decided_a_condition(condition: Condition, given, decided):
    assert list(causes(condition, given)) == decided


def test_every_look_at_an_answer_is_found_however_deep():
    condition = AllOf((SMALL, Not(AnyOf((CAKE, Not(ABROAD)))), AtLeast(1, (BIG,))))
    assert list(questions_in(condition)) == [SMALL, CAKE, ABROAD, BIG]
