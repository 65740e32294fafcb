"""What holds for every score, whatever the questionnaire and whatever the answers."""

from dataclasses import replace

from companies import Company, companies
from factories import a_catalogue
from hypothesis import assume, given
from hypothesis import strategies as st

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.ids import NOT_APPLICABLE, UNKNOWN, OptionId, QuestionId
from ev_scan.domain.questionnaire import QuestionKind
from ev_scan.domain.scoring import ClusterResult, TopicState, score


def graded_answers(company: Company) -> list[QuestionId]:
    asked = (question for topic in company.catalogue.questionnaire.topics for question in topic.graded)
    return [question.id for question in asked if question.id in company.answers]


def pick(data: st.DataObject, company: Company, *, unknown: bool) -> QuestionId:
    """A graded question that can be answered better."""
    better = [q for q in graded_answers(company) if company.answers.of(q) != (OptionId("3"),)]
    candidates = [
        q for q in better if company.answers.is_unknown(q) == unknown and not company.answers.is_not_applicable(q)
    ]
    assume(candidates)
    return data.draw(st.sampled_from(candidates))


def not_lower(before: int | None, after: int | None) -> bool:
    """A score that is withheld compares with nothing."""
    return before is None or after is None or after >= before


@given(companies())
def test_every_figure_stays_between_0_and_100(company: Company):
    for cluster in company.result().clusters:
        assert 0 <= cluster.low <= cluster.high <= 100
        assert 0 <= cluster.target <= 100
        assert 0 <= cluster.unknown_share <= 1
        assert cluster.score is None or cluster.low <= cluster.score <= cluster.high


@given(companies(), st.data())
def test_a_higher_level_never_lowers_any_score(company: Company, data: st.DataObject):
    question = pick(data, company, unknown=False)
    level = company.answers.level(question)
    better = data.draw(st.integers(level + 1, 3))
    improved = company.answers.with_answer(question, [OptionId(str(better))])
    for before, after in zip(company.result().clusters, company.result(improved).clusters, strict=True):
        assert not_lower(before.score, after.score)
        assert after.low >= before.low
        assert after.high >= before.high
        assert after.score is not None or before.score is None


@given(companies(), st.data())
def test_finding_out_narrows_the_range_and_never_lowers_any_score(company: Company, data: st.DataObject):
    question = pick(data, company, unknown=True)
    found_out = company.answers.with_answer(question, [OptionId(str(data.draw(st.integers(0, 3))))])
    for before, after in zip(company.result().clusters, company.result(found_out).clusters, strict=True):
        assert not_lower(before.score, after.score)
        assert before.low <= after.low <= after.high <= before.high
        assert after.score is not None or before.score is None


@given(companies(), st.randoms(use_true_random=False))
def test_the_order_of_answers_is_irrelevant(company: Company, random):
    given_answers = list(company.answers.by_question.items())
    random.shuffle(given_answers)
    shuffled = AnswerSet({question: tuple(random.sample(chosen, len(chosen))) for question, chosen in given_answers})
    assert company.result(shuffled) == company.result()
    assert company.plan(shuffled) == company.plan()


@given(companies(), st.data())
def test_not_applicable_counts_as_if_the_topic_did_not_exist(company: Company, data: st.DataObject):
    questionnaire = company.catalogue.questionnaire
    topic = data.draw(st.sampled_from(questionnaire.topics))
    assume(all(NOT_APPLICABLE in [option.id for option in question.options] for question in topic.graded))
    answered = company.answers
    for question in topic.graded:
        answered = answered.with_answer(question.id, [NOT_APPLICABLE])
    without = a_catalogue(
        *(other for other in questionnaire.topics if other != topic),
        profile=questionnaire.profile,
        bands=questionnaire.bands,
        deep_dives=[
            replace(dive, topics=tuple(name for name in dive.topics if name != topic.id))
            for dive in questionnaire.deep_dives
        ],
    )
    left_out = {cluster.cluster: cluster for cluster in score(without.questionnaire, answered, company.mode).clusters}
    for cluster in company.result(answered).clusters:
        assert cluster == left_out.get(cluster.cluster, ClusterResult(cluster.cluster, 0, 0, 0, 0, 0, 0))


@given(companies())
def test_a_weight_moves_the_points_and_the_maximum_alike(company: Company):
    result = company.result()
    for cluster in result.clusters:
        counting = [topic for topic in result.topics if topic.cluster == cluster.cluster and topic.counts]
        assert cluster.earned == sum(topic.weight * topic.level for topic in counting)
        assert cluster.possible == sum(topic.weight * 3 for topic in counting)


@given(companies())
def test_all_levels_at_the_top_give_100_and_all_at_the_bottom_0(company: Company):
    for level, expected in (("3", 100), ("0", 0)):
        answered = company.answers
        for question in company.catalogue.questionnaire.questions():
            if question.kind is QuestionKind.GRADED:
                answered = answered.with_answer(question.id, [OptionId(level)])
        assert {cluster.score for cluster in company.result(answered).clusters} <= {expected, None}


@given(companies(with_progress=False))
def test_all_unknown_gives_no_score_but_a_useful_plan(company: Company):
    answered = company.answers
    for question in company.catalogue.questionnaire.questions():
        if question.kind is QuestionKind.GRADED:
            answered = answered.with_answer(question.id, [UNKNOWN])
    plan = company.plan(answered)
    assert all(cluster.score is None and cluster.low == 0 and cluster.high == 100 for cluster in plan.result.clusters)
    assert {topic.state for topic in plan.result.topics} <= {TopicState.UNKNOWN}
    assert {action.measure.topic for action in plan.actions} == {topic.topic for topic in plan.result.topics}
    assert {asked.topic for asked in plan.questions_to_answer} == {topic.topic for topic in plan.result.topics}


@given(companies(with_progress=False))
def test_nothing_answered_gives_no_score_and_no_crash(company: Company):
    plan = company.plan(AnswerSet())
    assert all(cluster.score is None for cluster in plan.result.clusters)
    assert plan.actions == ()
    assert plan.questions_to_answer == ()
    assert plan.result.weakest is None
    assert plan.result.strongest is None


@given(companies(), st.data())
def test_an_answer_that_is_no_longer_asked_does_not_count(company: Company, data: st.DataObject):
    """The distance is asked of middle and big companies only."""
    small = company.answers.with_answer(QuestionId("size"), [OptionId("small")])
    chosen = [OptionId(data.draw(st.sampled_from(["near", "away", "unknown"])))]
    assert company.plan(small.with_answer(QuestionId("far"), chosen)) == company.plan(
        small.with_answer(QuestionId("far"), [])
    )
