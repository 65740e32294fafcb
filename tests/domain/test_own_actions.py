"""What the owner accepts of a conversation becomes an action, and is never lost from sight."""

import json
from dataclasses import replace
from datetime import date

import pytest
from companies import Company, companies
from consultations import agreed_dossier, an_agreement, some_consultation
from factories import answers
from hypothesis import given
from hypothesis import strategies as st

from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import MeasureId
from ev_scan.domain.own_actions import OwnAction
from ev_scan.domain.plan import Progress, Status
from ev_scan.domain.plan_changes import plan_changes
from ev_scan.domain.planner import build_plan

COUNT, KEYS = MeasureId("recount_recipes"), MeasureId("count_keys")
DUE = date(2027, 1, 15)


def plan_of(dossier, catalogue):
    return build_plan(catalogue, dossier.answers, dossier.mode, dossier.progress, dossier.register, dossier.own_actions)


def test_an_agreement_without_a_measure_is_an_action_of_its_own():
    (own,) = Dossier("1").with_agreement(an_agreement()).own_actions
    assert own == OwnAction(
        "g1", "Vraag een offerte voor een kluis", None, Progress(Status.TODO, own.progress.owner, DUE)
    )
    assert own.progress.owner == "De bedrijfsleider"


def test_an_agreement_about_a_measure_is_noted_with_it_once():
    dossier = Dossier("1").with_agreement(an_agreement(measure="count_keys"))
    assert dossier.progress == {KEYS: Progress(Status.TODO, "De bedrijfsleider", DUE)}
    assert dossier.own_actions[0].progress == Progress()
    assert dossier.own_progress("g1") == dossier.progress[KEYS]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Progress(), Progress(Status.TODO, "De bedrijfsleider", DUE)),
        (Progress(Status.DOING, "Jip", date(2026, 12, 1)), Progress(Status.DOING, "De bedrijfsleider", DUE)),
        (Progress(Status.DONE), Progress(Status.DONE, "De bedrijfsleider", DUE)),
        (Progress(Status.DROPPED), Progress(Status.TODO, "De bedrijfsleider", DUE)),
    ],
)
def test_what_is_going_on_stays_so_and_the_agreement_says_who_and_when(before, after):
    dossier = Dossier("1", progress={KEYS: before} if before != Progress() else {})
    assert dossier.with_agreement(an_agreement(measure="count_keys")).progress == {KEYS: after}


def test_what_the_agreement_leaves_open_stays_as_it_was_noted():
    noted = Progress(Status.DOING, "Jip", DUE)
    dossier = Dossier("1", progress={KEYS: noted})
    assert dossier.with_agreement(an_agreement(who="", due=None, measure="count_keys")).progress == {KEYS: noted}


def test_accepting_again_changes_nothing_also_not_what_was_noted_since():
    agreement = an_agreement(measure="count_keys")
    since = Dossier("1").with_agreement(agreement).with_progress(KEYS, Progress(Status.DONE, "Oma"))
    assert since.with_agreement(agreement) == since
    assert since.has_agreement(agreement)
    assert not since.has_agreement(an_agreement("g9"))


def test_progress_is_noted_at_the_action_or_at_its_measure():
    done = Progress(Status.DONE, "Oma")
    dossier = agreed_dossier()
    assert dossier.with_own_progress("g1", done).own_progress("g1") == done
    assert dossier.with_own_progress("g3", done).progress[KEYS] == done
    assert dossier.with_own_progress("g9", done) == dossier
    assert dossier.own_progress("g9") == Progress()


def test_the_plan_shows_each_agreement_at_its_action_or_by_itself(catalogue):
    plan = plan_of(agreed_dossier(), catalogue)
    assert plan.action(KEYS) is None  # its topic stands higher
    assert [each.what for each in plan.own_actions] == ["Vraag een offerte voor een kluis", "Haal de sleutels terug"]
    assert plan.agreed_about(COUNT) == ("Tel ze samen met oma",)
    assert plan.own_action("g3").measure.id == KEYS
    assert plan.own_action("g2") is None
    assert plan.action(COUNT).progress.due == DUE


def test_an_agreement_about_a_measure_that_the_library_lost_is_still_shown(catalogue):
    dossier = Dossier("1").with_agreement(an_agreement(measure="no_such_measure"))
    (own,) = plan_of(dossier, catalogue).own_actions
    assert (own.measure, own.progress.owner, own.progress.due) == (None, "De bedrijfsleider", DUE)


def test_an_agreement_follows_its_measure_in_and_out_of_the_plan(catalogue):
    dossier = agreed_dossier()
    lower = replace(dossier, answers=answers(shop="city", goods=["chocolate"], spare_key=0, spare_key_back=0))
    assert [each.id for each in plan_of(lower, catalogue).own_actions] == ["g1", "g2"]
    assert plan_of(lower, catalogue).agreed_about(KEYS) == ("Haal de sleutels terug",)


@given(companies(), st.lists(st.tuples(st.text(min_size=1, max_size=9), st.booleans()), max_size=5))
def test_every_agreement_stands_in_the_plan_once(company: Company, wanted):
    library = list(company.catalogue.measures)
    dossier = Dossier("2000.1", company.mode, company.answers, {}, company.progress)
    for number, (what, linked) in enumerate(wanted):
        measure = library[number % len(library)].id if linked else None
        dossier = dossier.with_agreement(an_agreement(f"g{number}", what, measure=measure))
    plan = plan_of(dossier, company.catalogue)
    at_actions = [what for action in plan.actions for what in plan.agreed_about(action.measure.id)]
    assert sorted(at_actions + [own.what for own in plan.own_actions]) == sorted(what for what, _ in wanted)


def test_a_dossier_with_agreements_comes_back_from_its_document():
    dossier = agreed_dossier()
    document = json.loads(json.dumps(dossier.to_document()))
    assert [own["id"] for own in document["own_actions"]] == ["g1", "g2", "g3"]
    assert Dossier.from_document(document) == dossier


def test_what_was_not_accepted_is_no_action():
    """A dossier knows agreements by what was accepted, and by nothing else of the consultation."""
    assert all(name not in json.dumps(Dossier("1").to_document()) for name in some_consultation().advisers)


def test_a_comparison_tells_what_was_agreed_and_how_far_it_is(catalogue):
    before, after = Dossier("1", answers=agreed_dossier().answers), agreed_dossier()
    new = plan_changes(plan_of(before, catalogue), plan_of(after, catalogue)).agreed
    assert (new[0].old, new[0].new.what) == (None, "Vraag een offerte voor een kluis")
    done = after.with_own_progress("g1", Progress(Status.DONE))
    (change,) = plan_changes(plan_of(after, catalogue), plan_of(done, catalogue)).agreed
    assert (change.old.progress.status, change.new.progress.status) == (Status.TODO, Status.DONE)
    assert not plan_changes(plan_of(after, catalogue), plan_of(done, catalogue)).is_empty
