"""A measure as it suits the company."""

from dataclasses import replace

from companies import Company, companies
from factories import a_catalogue, a_choice, a_measure, a_topic, an_option, answers, when, words
from hypothesis import given

from ev_scan.domain.conditions import holds
from ev_scan.domain.measures import Cost, Effort, Variant
from ev_scan.domain.plan import Phase
from ev_scan.domain.planner import build_plan
from ev_scan.domain.questionnaire import Mode

SIZE = a_choice("size", [an_option("one"), an_option("two"), an_option("many")])
MEASURE = a_measure("t", effort=Effort.LARGE)
ALONE = replace(MEASURE, title=words("Doe het alleen"), effort=Effort.SMALL, cost=Cost.NONE)
TOGETHER = replace(MEASURE, title=words("Doe het samen"))
VARIED = replace(MEASURE, variants=(Variant(when("size", "one"), ALONE), Variant(when("size", "one", "two"), TOGETHER)))


def test_the_first_variant_that_suits_stands_in_the_plan():
    catalogue = a_catalogue(a_topic("t"), profile=[SIZE], measures=[VARIED])
    shown = {
        size: build_plan(catalogue, answers(t=0, size=size), Mode.QUICK).actions[0].measure
        for size in ("one", "two", "many", "unknown", None)
    }
    assert shown == {"one": ALONE, "two": TOGETHER, "many": VARIED, "unknown": VARIED, None: VARIED}
    assert shown["one"].is_quick_win


def test_what_is_done_is_shown_as_it_suited():
    catalogue = a_catalogue(a_topic("t"), profile=[SIZE], measures=[VARIED])
    plan = build_plan(catalogue, answers(t=0, size="one"), Mode.QUICK)
    assert plan.in_phase(Phase.NOW)[0].measure.id == VARIED.id


@given(companies())
def test_every_action_is_the_version_that_suits_this_company(company: Company):
    standing = company.catalogue.questionnaire.standing(company.answers)
    for action in company.plan().actions:
        whole = company.catalogue.measures.get(action.measure.id)
        suiting = [variant.measure for variant in whole.variants if holds(variant.when, standing)]
        assert action.measure == (suiting[0] if suiting else whole)
