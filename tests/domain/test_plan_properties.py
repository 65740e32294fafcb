"""What holds for every plan, whatever the questionnaire and whatever the answers."""

from companies import Company, companies
from hypothesis import assume, given
from hypothesis import strategies as st

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.conditions import holds, questions_in
from ev_scan.domain.ids import NOT_APPLICABLE, OptionId, TopicId
from ev_scan.domain.plan import (
    MOST_NEXT,
    MOST_NOW,
    QUICK_WINS_NOW,
    Action,
    ActionPlan,
    LegalReason,
    Phase,
    Progress,
    Reason,
    Status,
)
from ev_scan.domain.questionnaire import Topic
from ev_scan.domain.regimes import Outcome, RegimeResult

PHASES = list(Phase)


def open_actions(plan: ActionPlan) -> list[Action]:
    return [action for action in plan.actions if action.progress.status.is_open]


def level_now(company: Company, plan: ActionPlan, topic: TopicId) -> int | None:
    """The level of a topic after all that was marked as done."""
    result = plan.result.topic(topic)
    if result is None or result.level is None:
        return None
    level = result.level
    while (step := company.catalogue.measures.step(topic, level)) and (
        company.progress.get(step.id, Progress()).status is Status.DONE
    ):
        level += 1
    return level


@given(companies())
def test_ranks_count_up_through_the_phases(company: Company):
    plan = company.plan()
    assert [action.rank for action in plan.actions] == list(range(1, len(plan.actions) + 1))
    phases = [PHASES.index(action.phase) for action in plan.actions]
    assert phases == sorted(phases)


@given(companies())
def test_a_phase_is_never_too_long(company: Company):
    plan = company.plan()
    assert len(plan.in_phase(Phase.NOW)) <= MOST_NOW
    assert len(plan.in_phase(Phase.NEXT)) <= MOST_NEXT


@given(companies())
def test_each_topic_takes_one_step_from_where_it_stands(company: Company):
    plan = company.plan()
    actions = open_actions(plan)
    assert len({action.measure.topic for action in actions}) == len(actions)
    for action in actions:
        assert action.measure.from_level == level_now(company, plan, action.measure.topic)


@given(companies())
def test_no_topic_with_a_next_step_is_forgotten(company: Company):
    plan = company.plan()
    planned = {action.measure.topic for action in open_actions(plan)}
    for topic in plan.result.topics:
        level = level_now(company, plan, topic.topic)
        step = None if level is None else company.catalogue.measures.step(topic.topic, level)
        dropped = step and company.progress.get(step.id, Progress()).status is Status.DROPPED
        assert (topic.topic in planned) == bool(step and not dropped)


@given(companies())
def test_what_comes_first_stands_first(company: Company):
    plan = company.plan()
    by_topic = {action.measure.topic: action for action in open_actions(plan)}
    for action in by_topic.values():
        needed = [company.catalogue.measures.get(name) for name in action.measure.after]
        waits_for = {
            by_topic[measure.topic].measure.id
            for measure in needed
            if measure.topic in by_topic
            and measure.topic != action.measure.topic
            and level_now(company, plan, measure.topic) < measure.to_level
        }
        assert set(action.after) == waits_for
        assert all(plan.action(name).rank < action.rank for name in action.after)
        assert all(PHASES.index(plan.action(name).phase) <= PHASES.index(action.phase) for name in action.after)


@given(companies())
def test_what_is_to_be_done_now_brings_a_topic_to_its_target_or_is_needed_for_that(company: Company):
    plan = company.plan()
    pressing = [*plan.in_phase(Phase.NOW), *plan.in_phase(Phase.NEXT)]
    needed = {name for action in pressing for name in action.after}
    for action in pressing:
        result = plan.result.topic(action.measure.topic)
        assert action.measure.from_level < result.target or action.measure.id in needed
    if len(pressing) < MOST_NOW + MOST_NEXT:
        for action in plan.in_phase(Phase.LATER):
            assert action.measure.from_level >= plan.result.topic(action.measure.topic).target


@given(companies())
def test_nobody_waits_while_there_is_room_now(company: Company):
    plan = company.plan()
    if plan.in_phase(Phase.NEXT):
        assert len(plan.in_phase(Phase.NOW)) == MOST_NOW
        if any(action.phase is Phase.LATER and is_pressing(plan, action) for action in open_actions(plan)):
            assert len(plan.in_phase(Phase.NEXT)) == MOST_NEXT


def is_pressing(plan: ActionPlan, action: Action) -> bool:
    return action.measure.from_level < plan.result.topic(action.measure.topic).target


@given(companies())
def test_three_quick_wins_stand_among_the_first_when_they_can_start(company: Company):
    plan = company.plan()
    now = plan.in_phase(Phase.NOW)
    names = {action.measure.id for action in now}
    if sum(action.measure.is_quick_win for action in now) >= QUICK_WINS_NOW:
        return
    needed = {name for action in now for name in action.after}
    can_make_room = [action for action in now if not action.measure.is_quick_win and action.measure.id not in needed]
    for action in plan.in_phase(Phase.NEXT):
        if action.measure.is_quick_win and names.issuperset(action.after):
            assert all(spare.measure.id in action.after for spare in can_make_room)


def given_in(action: Action) -> list[Reason]:
    """The reasons that are answers."""
    return [reason for reason in action.reasons if isinstance(reason, Reason)]


def is_about(found: RegimeResult, topic: Topic) -> bool:
    return found.outcome is Outcome.LIKELY and topic.id in found.regime.topics


@given(companies())
def test_each_action_names_the_answers_that_caused_it(company: Company):
    plan, questionnaire = company.plan(), company.catalogue.questionnaire
    counting = questionnaire.standing(company.answers)
    for action in plan.actions:
        topic, result = questionnaire.topic(action.measure.topic), plan.result.topic(action.measure.topic)
        given_reasons = given_in(action)
        laws = [LegalReason(found.regime.id) for found in plan.regimes if is_about(found, topic)]
        assert list(action.reasons) == [*given_reasons, *laws]
        own = [reason for reason in given_reasons if questionnaire.topic_of(reason.question) is topic]
        others = [reason for reason in given_reasons if reason not in own]
        assert given_reasons == [*own, *others]
        assert all(reason.option in counting.of(reason.question) for reason in given_reasons)
        assert all(reason.option != NOT_APPLICABLE for reason in own)
        if result.counts:
            assert {counting.level(reason.question) for reason in own} <= {result.level, None}
            assert own
        ruling = [rule for rule in topic.weight_rules if rule.weight == result.weight and holds(rule.when, counting)]
        looked_at = {look.question for rule in ruling for look in questions_in(rule.when)}
        assert {reason.question for reason in others} <= (looked_at if result.weight > 1 else set())


@given(companies())
def test_the_profile_answers_it_names_are_enough_for_the_weight_of_its_topic(company: Company):
    plan, questionnaire = company.plan(), company.catalogue.questionnaire
    for action in plan.actions:
        weight = plan.result.topic(action.measure.topic).weight
        named = {r.question: company.answers.of(r.question) for r in given_in(action)}
        rules = questionnaire.topic(action.measure.topic).weight_rules
        assert weight == 1 or any(rule.weight == weight and holds(rule.when, AnswerSet(named)) for rule in rules)


@given(companies())
def test_a_lift_is_what_the_score_becomes(company: Company):
    plan, questionnaire = company.plan(), company.catalogue.questionnaire
    for action in open_actions(plan):
        cluster = plan.result.cluster(action.cluster)
        if action.lift is None:
            assert cluster.score is None
            continue
        assert action.lift.cluster == action.cluster
        for level, told in (
            (action.measure.from_level, action.lift.before),
            (action.measure.to_level, action.lift.after),
        ):
            answered = questionnaire.standing(company.answers)
            for question in questionnaire.topic(action.measure.topic).graded:
                known = answered.level(question.id)
                if question.id in answered and not answered.is_not_applicable(question.id) and (known or 0) < level:
                    answered = answered.with_answer(question.id, [OptionId(str(level))])
            assert company.result(answered).cluster(action.cluster).low == told


@given(companies(), st.data())
def test_a_measure_that_is_done_makes_room_for_the_next_step(company: Company, data: st.DataObject):
    plan = company.plan()
    assume(open_actions(plan))
    action = data.draw(st.sampled_from(open_actions(plan)))
    company.progress[action.measure.id] = Progress(Status.DONE)
    after = company.plan()
    topic = action.measure.topic
    assert action.measure.id not in {each.measure.id for each in open_actions(after)}
    assert level_now(company, after, topic) > action.measure.from_level
    assert after.result == plan.result  # the score follows answers, not intentions


@given(companies(), st.data())
def test_what_a_company_drops_stays_out(company: Company, data: st.DataObject):
    plan = company.plan()
    assume(open_actions(plan))
    action = data.draw(st.sampled_from(open_actions(plan)))
    company.progress[action.measure.id] = Progress(Status.DROPPED)
    after = company.plan()
    assert action.measure.topic not in {each.measure.topic for each in open_actions(after)}
    assert action.measure.id in {each.measure.id for each in after.with_status(Status.DROPPED)}
    assert all(action.measure.id not in each.after for each in after.actions)


@given(companies())
def test_done_and_dropped_stand_in_no_phase(company: Company):
    plan = company.plan()
    in_phases = [action for phase in Phase for action in plan.in_phase(phase)]
    settled = [*plan.with_status(Status.DONE), *plan.with_status(Status.DROPPED)]
    assert in_phases == open_actions(plan)
    assert {a.measure.id for a in in_phases} | {a.measure.id for a in settled} == {a.measure.id for a in plan.actions}
    assert all(action.lift is None for action in settled)


@given(companies())
def test_the_same_input_gives_the_same_plan(company: Company):
    assert company.plan() == company.plan()


@given(companies())
def test_every_unknown_becomes_a_question_to_answer(company: Company):
    plan, questionnaire = company.plan(), company.catalogue.questionnaire
    counting = questionnaire.standing(company.answers)
    unknown = [
        question.id
        for result in plan.result.topics
        if result.state == "unknown"
        for question in questionnaire.topic(result.topic).graded
        if counting.is_unknown(question.id)
    ]
    assert [asked.question.id for asked in plan.questions_to_answer] == unknown
    assert all(asked.find_out.text.source for asked in plan.questions_to_answer)
