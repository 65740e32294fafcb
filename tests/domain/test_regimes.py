"""Legal checks: what the answers point to, in the plan and in its reasons."""

from companies import Company, companies
from factories import a_catalogue, a_choice, a_regime, a_topic, an_option, answers, when
from hypothesis import given

from ev_scan.domain.conditions import AllOf, Not, holds
from ev_scan.domain.plan import LegalReason
from ev_scan.domain.planner import build_plan
from ev_scan.domain.questionnaire import Mode
from ev_scan.domain.regimes import Outcome, judge

SELLS = a_choice("sells", [an_option("yes"), an_option("no")])
ABROAD = a_choice("abroad", [an_option("yes"), an_option("no")])
ACT = a_regime(
    questions=[SELLS],
    likely_when=AllOf((when("abroad", "yes"), when("sells", "yes"))),
    possible_when=AllOf((when("abroad", "yes"), Not(when("sells", "no")))),
    topics=["t"],
)
CATALOGUE = a_catalogue(a_topic("t"), a_topic("other"), profile=[ABROAD], regimes=[ACT])


def test_the_outcome_and_the_answers_behind_it():
    likely = judge(ACT, answers(abroad="yes", sells="yes"))
    assert (likely.outcome, likely.because) == (Outcome.LIKELY, (("abroad", "yes"), ("sells", "yes")))
    possible = judge(ACT, answers(abroad="yes"))
    assert (possible.outcome, possible.because) == (Outcome.POSSIBLE, (("abroad", "yes"),))
    for given_answers in (answers(), answers(abroad="no", sells="yes"), answers(abroad="yes", sells="no")):
        nothing = judge(ACT, given_answers)
        assert (nothing.outcome, nothing.because, nothing.is_found) == (Outcome.NOT_FOUND, (), False)


def test_a_likely_law_is_a_reason_for_the_actions_it_is_about():
    def reasons(**given_answers: object) -> dict[str, bool]:
        plan = build_plan(CATALOGUE, answers(t=0, other=0, **given_answers), Mode.QUICK)
        return {str(action.measure.id): LegalReason(ACT.id) in action.reasons for action in plan.actions}

    assert reasons(abroad="yes", sells="yes") == {"t_0": True, "other_0": False}
    assert reasons(abroad="yes") == {"t_0": False, "other_0": False}


def test_the_questions_of_a_law_carry_no_score():
    for option in ("yes", "no", "unknown"):
        with_law = build_plan(CATALOGUE, answers(t=1, sells=option), Mode.QUICK)
        assert with_law.result == build_plan(CATALOGUE, answers(t=1), Mode.QUICK).result


@given(companies())
def test_the_plan_holds_every_law_once_and_says_why(company: Company):
    plan = company.plan()
    standing = company.catalogue.questionnaire.standing(company.answers)
    assert [found.regime for found in plan.regimes] == list(company.catalogue.regimes.values())
    for found in plan.regimes:
        assert (found.outcome is Outcome.LIKELY) == holds(found.regime.likely_when, standing)
        assert found.is_found == (
            holds(found.regime.likely_when, standing) or holds(found.regime.possible_when, standing)
        )
        assert all(option in standing.of(question) for question, option in found.because)
