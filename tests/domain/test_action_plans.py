"""Plans worked out by hand."""

import pytest
from factories import a_catalogue, a_choice, a_measure, a_question, a_topic, an_option, answers, some_bands, when

from ev_scan.domain.measures import Effort
from ev_scan.domain.plan import ActionPlan, Phase, Progress, Status
from ev_scan.domain.planner import build_plan
from ev_scan.domain.questionnaire import Mode

SIZE = a_choice("size", [an_option("small"), an_option("big", 9)])
BIG = when("size", "big")
LETTERS = "abcdefghijklmnopqrst"


def plan_of(topics, measures=(), progress=None, **given) -> ActionPlan:
    catalogue = a_catalogue(*topics, profile=[SIZE], measures=measures, bands=some_bands(0, 4, 8))
    return build_plan(catalogue, answers(**given), Mode.QUICK, progress)


def names(actions) -> list[str]:
    return [action.measure.id for action in actions]


def topics_of(letters: str, **options):
    return [a_topic(letter, **options) for letter in letters]


def all_at(level: int, letters: str) -> dict[str, int]:
    return dict.fromkeys(letters, level)


@pytest.mark.parametrize(
    ("topics", "given", "expected"),
    [
        # far below the target first, counted with the weight
        ([a_topic("a"), a_topic("b", minimum_target=3)], {"a": 0, "b": 0}, ["b_0", "a_0"]),
        ([a_topic("a"), a_topic("b", weights=[(2, BIG)])], {"size": "big", "a": 1, "b": 2}, ["b_2", "a_1"]),
        # then what stands lowest
        ([a_topic("a", minimum_target=3), a_topic("b", minimum_target=2)], {"a": 2, "b": 1}, ["b_1", "a_2"]),
        # then as in the questionnaire
        ([a_topic("b"), a_topic("a")], {"a": 0, "b": 0}, ["b_0", "a_0"]),
        # what is above its target comes last, however heavy
        (
            [a_topic("a", weights=[(3, when("size", "small"))]), a_topic("b")],
            {"size": "small", "a": 1, "b": 0},
            ["b_0", "a_1"],
        ),
        # nothing to do at the top
        ([a_topic("a"), a_topic("b")], {"a": 3, "b": 0}, ["b_0"]),
        # nor where nothing was answered or nothing applies
        ([a_topic("a"), a_topic("b"), a_topic("c")], {"a": "not_applicable", "c": "unknown"}, ["c_0"]),
    ],
)
def test_the_order_of_actions(topics, given, expected):
    assert names(plan_of(topics, **given).actions) == expected


def test_of_equals_the_least_work_comes_first():
    measures = [
        a_measure("a", effort=Effort.LARGE),
        a_measure("b", effort=Effort.MEDIUM),
        a_measure("c", quick_win=True),
    ]
    assert names(plan_of(topics_of("abc"), measures, a=0, b=0, c=0).actions) == ["c_0", "b_0", "a_0"]


def test_what_an_action_waits_for_goes_before_it():
    topics = [a_topic("urgent", minimum_target=3), a_topic("first"), a_topic("other", minimum_target=2)]
    plan = plan_of(topics, [a_measure("urgent", after=["first_0"])], urgent=0, first=0, other=0)
    assert names(plan.actions) == ["first_0", "urgent_0", "other_0"]
    assert plan.action("urgent_0").after == ("first_0",)
    assert plan.action("nowhere") is None


def test_an_action_does_not_wait_for_what_is_already_so():
    measures = [a_measure("a", 1, after=["b_0", "c_0", "a_0"])]
    plan = plan_of(topics_of("abc", minimum_target=3), measures, a=1, b=1, c="not_applicable")
    assert plan.action("a_1").after == ()


def test_what_a_pressing_action_waits_for_is_pressing_too():
    topics = [a_topic("above"), a_topic("middle"), a_topic("urgent", minimum_target=3)]
    measures = [a_measure("urgent", 0, after=["middle_1"]), a_measure("middle", 1, after=["above_1"])]
    plan = plan_of(topics, measures, above=1, middle=1, urgent=0)
    assert names(plan.in_phase(Phase.NOW)) == ["above_1", "middle_1", "urgent_0"]


def test_six_now_ten_next_and_the_rest_later():
    plan = plan_of(topics_of(LETTERS), **all_at(0, LETTERS))
    assert [len(plan.in_phase(phase)) for phase in Phase] == [6, 10, 4]
    assert names(plan.in_phase(Phase.NOW)) == [f"{letter}_0" for letter in "abcdef"]


def test_what_is_at_its_target_waits_even_when_there_is_room_now():
    plan = plan_of(topics_of("ab"), a=0, b=1)
    assert names(plan.in_phase(Phase.NOW)) == ["a_0"]
    assert names(plan.in_phase(Phase.LATER)) == ["b_1"]


def quick(letters: str):
    return [a_measure(letter, quick_win=True) for letter in letters]


def urgent_and_slow(letters: str):
    return topics_of(letters, minimum_target=3)


def test_three_quick_wins_take_the_place_of_the_least_urgent_slow_actions():
    plan = plan_of([*urgent_and_slow("abcdef"), *topics_of("ghij")], quick("ghij"), **all_at(0, "abcdefghij"))
    assert names(plan.in_phase(Phase.NOW)) == ["a_0", "b_0", "c_0", "g_0", "h_0", "i_0"]
    assert names(plan.in_phase(Phase.NEXT)) == ["d_0", "e_0", "f_0", "j_0"]


def test_quick_wins_that_are_urgent_themselves_count():
    plan = plan_of([*urgent_and_slow("abcdef"), *topics_of("gh")], quick("abgh"), **all_at(0, "abcdefgh"))
    assert names(plan.in_phase(Phase.NOW)) == ["a_0", "b_0", "c_0", "d_0", "e_0", "g_0"]


def test_a_quick_win_that_cannot_start_yet_does_not_take_a_place():
    measures = [*quick("h"), a_measure("g", quick_win=True, after=["k_0"])]
    plan = plan_of([*urgent_and_slow("abcdef"), *topics_of("kgh")], measures, **all_at(0, "abcdefghk"))
    assert names(plan.in_phase(Phase.NOW)) == ["a_0", "b_0", "c_0", "d_0", "e_0", "h_0"]


def test_a_slow_action_that_others_wait_for_keeps_its_place():
    measures = [*quick("g"), a_measure("a", after=["f_0"])]
    plan = plan_of([*urgent_and_slow("abcde"), *topics_of("fg")], measures, **all_at(0, "abcdefg"))
    assert names(plan.in_phase(Phase.NOW)) == ["f_0", "a_0", "b_0", "c_0", "d_0", "g_0"]


def test_a_chain_of_slow_actions_leaves_no_place_for_a_quick_win():
    chain = [a_measure(letter, after=[f"{before}_0"]) for before, letter in zip("abcde", "bcdef", strict=True)]
    measures = [*quick("g"), *chain, a_measure("g", quick_win=True, after=["f_0"])]
    plan = plan_of([*urgent_and_slow("abcdef"), *topics_of("g")], measures, **all_at(0, "abcdefg"))
    assert names(plan.in_phase(Phase.NOW)) == [f"{letter}_0" for letter in "abcdef"]


def test_an_action_names_the_answer_and_the_profile_answers_behind_it():
    topic = a_topic("lock", weights=[(2, BIG), (3, when("size", "small"))])
    (action,) = plan_of([topic], size="big", lock=1).actions
    assert [(reason.question, reason.option) for reason in action.reasons] == [("lock", "1"), ("size", "big")]


@pytest.mark.parametrize(
    ("given", "reasons"),
    [
        ({"one": 1, "two": 2, "three": "not_applicable"}, [("one", "1")]),
        ({"one": 1, "two": 1, "three": 3}, [("one", "1"), ("two", "1")]),
        ({"one": 0, "two": "unknown", "three": 2}, [("one", "0"), ("two", "unknown")]),
        ({"one": 2, "two": "unknown", "three": "not_applicable"}, [("two", "unknown")]),
    ],
)
def test_an_action_names_every_answer_that_holds_its_topic_back(given, reasons):
    questions = [a_question(name, not_applicable=True) for name in ("one", "two", "three")]
    (action,) = plan_of([a_topic("t", questions=questions)], **given).actions
    assert [(reason.question, reason.option) for reason in action.reasons] == reasons


def test_a_lift_tells_what_the_score_of_its_cluster_becomes():
    topics = [a_topic("a", weights=[(3, BIG)]), a_topic("b")]
    plan = plan_of(topics, size="big", a=1, b=2)
    lift = plan.action("a_1").lift
    assert (lift.cluster, lift.before, lift.after) == ("c", 42, 67)


def test_without_a_score_there_is_no_lift():
    assert plan_of(topics_of("ab"), a="unknown").action("a_0").lift is None


def test_done_dropped_and_underway():
    progress = {
        "a_0": Progress(Status.DONE),
        "b_0": Progress(Status.DROPPED),
        "c_0": Progress(Status.DOING, "Jip"),
        "gone": Progress(Status.DONE),
    }
    plan = plan_of(topics_of("abc"), (), progress, a=0, b=0, c=0)
    assert names(plan.in_phase(Phase.NOW)) == ["c_0"]
    assert names(plan.in_phase(Phase.LATER)) == ["a_1"]
    assert plan.action("c_0").progress.owner == "Jip"
    assert names(plan.with_status(Status.DONE)) == ["a_0"]
    assert names(plan.with_status(Status.DROPPED)) == ["b_0"]
    assert plan.action("a_0").lift is None
    assert (plan.action("a_1").lift.before, plan.action("a_1").lift.after) == (11, 22)


def test_steps_done_after_each_other_raise_the_level_to_the_top():
    progress = {f"a_{level}": Progress(Status.DONE) for level in range(3)}
    plan = plan_of(topics_of("a"), (), progress, a=0)
    assert plan.in_phase(Phase.NOW) == ()
    assert names(plan.actions) == ["a_0", "a_1", "a_2"]


def test_a_measure_of_a_topic_that_is_not_asked_leaves_the_plan():
    plan = plan_of(
        [a_topic("a", relevant_when=BIG), a_topic("b")], (), {"a_0": Progress(Status.DONE)}, size="small", b=0
    )
    assert names(plan.actions) == ["b_0"]


def test_a_question_to_answer_says_whom_to_ask():
    (asked,) = plan_of(topics_of("ab"), a="unknown", b=1).questions_to_answer
    assert (asked.topic, asked.question.id, asked.find_out.text.source) == ("a", "a", "Vraag na: a.")


def test_a_plan_without_answers_is_empty():
    plan = plan_of(topics_of("ab"))
    assert (plan.actions, plan.questions_to_answer) == ((), ())
