"""What there is to talk about with a company, whatever it answered."""

from dataclasses import replace

from companies import Company, companies
from consultations import LOCK, a_point, agreed_dossier, an_agreement
from factories import answers
from hypothesis import given
from hypothesis import strategies as st

from ev_scan.domain.consultation import AgreementState, Consultation
from ev_scan.domain.conversation_guide import (
    LEAST_MINUTES,
    MINUTES,
    MOST_MINUTES,
    MOST_TOPICS,
    AskKind,
    ConversationGuide,
    Occasion,
    conversation_guide,
)
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import PointId, TopicId
from ev_scan.domain.plan import Progress, Status
from ev_scan.domain.planner import build_plan

BAKER = {"shop": "city", "goods": ["bread"]}


def guide_of(catalogue, dossier=None, consultation=None, **given: object) -> ConversationGuide:
    dossier = dossier or Dossier("1", answers=answers(**{**BAKER, **given}))
    plan = build_plan(catalogue, dossier.answers, dossier.mode, dossier.progress, dossier.register, dossier.own_actions)
    return conversation_guide(catalogue, dossier, plan, consultation)


def ids(guide: ConversationGuide) -> list[str]:
    return [each.topic.id for each in guide.topics]


def topic(guide: ConversationGuide, topic_id: str):
    return next(each for each in guide.topics if each.topic.id == topic_id)


def test_the_weakest_against_its_target_comes_first(catalogue):
    guide = guide_of(catalogue, recipe_list=0, recipe_lock=2, oven_check=1)
    assert ids(guide)[0] == "recipe_list"
    assert [each.shortfall * each.result.weight for each in guide.topics] == sorted(
        (each.shortfall * each.result.weight for each in guide.topics), reverse=True
    )


def test_what_is_at_its_target_is_not_talked_about(catalogue):
    assert ids(guide_of(catalogue, recipe_list=3, recipe_lock=3, oven_check=3)) == []


def test_what_nobody_knows_comes_after_what_is_weak_and_asks_to_find_out(catalogue):
    guide = guide_of(catalogue, recipe_list=0, oven_check="unknown")
    assert [each.occasion for each in guide.topics] == [Occasion.WEAK, Occasion.UNKNOWN]
    asked = topic(guide, "oven_check").asks
    assert asked[0].kind is AskKind.FIND_OUT
    assert asked[0].text.source == "Vraag de ovenbouwer wanneer hij het laatst keek."


def test_questions_are_those_of_the_content(catalogue):
    asked = {ask.kind: ask.text.source for ask in topic(guide_of(catalogue, recipe_list=0), "recipe_list").asks}
    assert asked[AskKind.NEXT_LEVEL] == "Sommige staan ergens"
    assert asked[AskKind.BEGIN] == "Begin vandaag met 'tel uw recepten'."
    assert AskKind.RECOGNISE in asked


def test_a_topic_brings_its_answer_its_example_and_what_to_show(catalogue):
    found = topic(guide_of(catalogue, recipe_list=0), "recipe_list")
    assert [(each.question.id, [option.id for option in each.options]) for each in found.answers] == [
        ("recipe_list", ["0"])
    ]
    assert found.measure.id == "recount_recipes"
    assert found.contacts[0] == "guild"
    assert found.example.id in found.topic.methods
    assert found.example.story.text


def test_what_may_be_going_on_comes_first_whatever_is_weaker(catalogue):
    calm = guide_of(catalogue, recipe_list=0, recipe_lock=0, oven_check=1)
    urgent = guide_of(catalogue, goods=["chocolate"], recipe_list=0, recipe_lock=0, oven_check=1)
    assert (calm.escalations, [card.id for card in urgent.escalations]) == ((), ["dough_escapes"])
    assert ids(calm)[0] != "oven_check"
    assert (ids(urgent)[0], urgent.topics[0].occasion) == ("oven_check", Occasion.URGENT)


def test_what_is_open_of_the_conversation_is_talked_about_also_at_its_target(catalogue):
    consultation = Consultation(points=(a_point(),), agreements=(an_agreement(measure="call_oven_builder"),))
    guide = guide_of(catalogue, consultation=consultation, recipe_list=0, recipe_lock=3, oven_check=3)
    assert [(each.topic.id, each.occasion) for each in guide.topics] == [
        ("recipe_list", Occasion.WEAK),
        ("recipe_lock", Occasion.AGREED),
        ("oven_check", Occasion.AGREED),
    ]
    assert topic(guide, "recipe_lock").points == (a_point(),)
    assert topic(guide, "oven_check").agreements[0].id == "g1"
    assert topic(guide, "oven_check").asks[0].kind is AskKind.KEEP


def test_what_was_decided_or_discussed_is_not_open_any_more(catalogue):
    consultation = Consultation(
        points=(replace(a_point(), done=True),),
        agreements=(
            an_agreement("g1", measure="buy_lock", state=AgreementState.ACCEPTED),
            an_agreement("g2", measure="gone"),
        ),
    )
    assert ids(guide_of(catalogue, consultation=consultation, recipe_lock=3)) == []


def test_what_was_accepted_is_open_until_it_is_done(catalogue):
    consultation = Consultation(
        agreements=(
            an_agreement("g1", state=AgreementState.ACCEPTED),
            an_agreement("g3", measure="count_keys", state=AgreementState.ACCEPTED),
            an_agreement("g8", "Iets zonder maatregel"),
            an_agreement("g9", state=AgreementState.REFUSED),
        )
    )
    dossier = agreed_dossier()
    guide = guide_of(catalogue, dossier, consultation)
    assert [each.id for each in guide.agreements] == ["g1", "g8"]
    assert [each.id for each in topic(guide, "spare_key").agreements] == ["g3"]
    done = dossier.with_own_progress("g1", Progress(Status.DONE)).with_own_progress("g3", Progress(Status.DONE))
    later = guide_of(catalogue, done, consultation)
    assert [each.id for each in later.agreements] == ["g8"]
    assert "spare_key" not in ids(later)


def test_points_about_nothing_in_the_guide_stand_apart(catalogue):
    loose = a_point("p1", topic=None), a_point("p2", topic=TopicId("gone"))
    guide = guide_of(catalogue, consultation=Consultation(points=(*loose, a_point("p3"))), recipe_lock=0)
    assert [point.id for point in guide.others] == [PointId("p1"), PointId("p2")]
    assert topic(guide, LOCK).points[0].id == "p3"


def test_an_empty_scan_gives_an_hour_without_topics(catalogue):
    guide = guide_of(catalogue, Dossier("1"))
    assert guide.topics == ()
    assert guide.opening + guide.closing == MINUTES


@given(companies(most_topics=24), st.integers(0, 3))
def test_every_company_gets_an_hour_with_something_to_ask(company: Company, open_points):
    points = tuple(a_point(f"p{number}", topic=TopicId(f"t{number}")) for number in range(open_points))
    dossier = Dossier("1", company.mode, company.answers, {}, company.progress)
    guide = conversation_guide(company.catalogue, dossier, company.plan(), Consultation(points=points))
    assert len(guide.topics) <= MOST_TOPICS
    assert len(set(ids(guide))) == len(guide.topics)
    assert guide.opening + sum(each.minutes for each in guide.topics) + guide.closing == MINUTES
    assert guide.closing >= 10
    assert all(LEAST_MINUTES <= each.minutes <= MOST_MINUTES for each in guide.topics)
    assert all(1 <= len(each.asks) <= 3 for each in guide.topics)
    occasions = [each.occasion for each in guide.topics]
    assert occasions == sorted(occasions, key=list(Occasion).index)
    counted = {result.topic for result in company.plan().result.topics if result.counts}
    assert all(each.topic.id in counted or each.points for each in guide.topics)
    assert {point.id for point in points} == {p.id for each in guide.topics for p in each.points} | {
        p.id for p in guide.others
    }


def test_agreements_about_measures_are_found_by_their_topic(catalogue):
    consultation = Consultation(agreements=(an_agreement(measure="recount_recipes"),))
    guide = guide_of(catalogue, agreed_dossier(), consultation)
    assert topic(guide, "recipe_list").agreements
