"""For whom a variant of a measure is, and what it says otherwise."""

from dataclasses import replace

import pytest

from ev_scan.domain.conditions import AllOf, AnswerIn, AnyOf, AtLeast, Not
from ev_scan.domain.measures import Cost, Variant
from ev_scan.i18n import localizer
from ev_scan.report.words import Wording
from ev_scan.web.knowledge.presenters import condition_words, variant_view

FARM = AnswerIn("shop", frozenset({"farm"}))
OUTSIDE = AnswerIn("shop", frozenset({"village", "farm"}))
CHOCOLATE = AnswerIn("goods", frozenset({"chocolate"}))


@pytest.fixture
def wording(catalogue):
    return Wording(catalogue, localizer("nl"))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (FARM, "Op een boerderij"),
        (OUTSIDE, "Op een boerderij of In een dorp"),
        (AnswerIn("goods", frozenset({"bread", "cake", "none"})), "Brood, Taart of Geen van deze"),
        (AllOf((FARM, CHOCOLATE)), "Op een boerderij; Chocolade"),
        (AnyOf((FARM, CHOCOLATE)), "Op een boerderij of Chocolade"),
        (AllOf((CHOCOLATE, Not(OUTSIDE))), "Chocolade; niet: Op een boerderij of In een dorp"),
        (AtLeast(1, (FARM, CHOCOLATE)), "minstens 1 van: Op een boerderij of Chocolade"),
    ],
)
def test_a_variant_names_the_answers_it_is_for(wording, condition, words):
    assert condition_words(condition, wording) == words


def test_a_variant_leaves_out_what_is_the_same(catalogue, wording):
    measure = catalogue.measures.get("count_keys")
    free = replace(measure, cost=Cost.LOW)
    view = variant_view(Variant(AllOf((FARM, CHOCOLATE)), free), measure, wording)
    assert view.meta == [("Kosten", "Tot 1.000 euro")]
    assert (view.title, view.why, view.first_step, view.how) == (None, None, None, ())
    assert [question.source for question in view.questions] == ["Waar staat uw bakkerij?", "Wat bakt u?"]
