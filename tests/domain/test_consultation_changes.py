"""What owner and adviser may do to a consultation; nobody overwrites what he did not see."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from consultations import ADVISER, GONE, LOCK, TALKED, a_note, a_point, an_agreement, some_consultation

from ev_scan.domain.consultation import (
    MOST_AGREEMENTS,
    MOST_NOTES,
    MOST_POINTS,
    AgreementState,
    Consultation,
)
from ev_scan.domain.consultation_changes import (
    AlreadyAccepted,
    ChangedMeanwhile,
    ConsultationFull,
    Terms,
    accepted,
    mark,
    proposed,
    refused,
    terms_of,
    ticked,
    with_follow_up,
    with_note,
    with_note_changed,
    with_point,
    with_terms,
    withdrawn,
    without_note,
    without_point,
)

BEFORE = some_consultation()
LATER = date(2026, 11, 26)
OTHER = Terms("Koop een kluis", "De bakker", date(2027, 2, 1))


def seen(part_id: str, consultation: Consultation = BEFORE) -> str:
    find = {"n": consultation.note, "p": consultation.point, "g": consultation.agreement}[part_id[0]]
    return mark(find(part_id))


def renewed(consultation: Consultation, agreement_id: str, terms: Terms, saw: str) -> Consultation:
    return with_terms(consultation, agreement_id, terms, saw, by="Jip", at=LATER)


# Adding


def test_a_new_part_comes_last_and_the_same_one_is_added_once():
    note, point, agreement = a_note("n9", "Nog iets."), a_point("p9"), an_agreement("g9")
    after = proposed(with_point(with_note(BEFORE, LOCK, note), point), agreement)
    assert after.notes_about(LOCK)[-1] == note
    assert after.points[-1] == point
    assert after.agreements[-1] == agreement
    assert after.notes_about(GONE) == BEFORE.notes_about(GONE)
    assert proposed(with_point(with_note(after, LOCK, note), point), agreement) == after


def test_what_is_proposed_waits_for_the_owner_whatever_it_says():
    offered = proposed(Consultation(), an_agreement(state=AgreementState.ACCEPTED))
    assert offered.agreement("g1").state is AgreementState.PROPOSED


@pytest.mark.parametrize(
    ("add", "make", "most"),
    [
        (lambda found, note: with_note(found, LOCK, note), a_note, MOST_NOTES),
        (with_point, a_point, MOST_POINTS),
        (proposed, an_agreement, MOST_AGREEMENTS),
    ],
    ids=["notes", "points", "agreements"],
)
def test_a_full_consultation_takes_no_more(add, make, most):
    full = Consultation()
    for number in range(most):
        full = add(full, make(f"x{number}"))
    with pytest.raises(ConsultationFull) as too_much:
        add(full, make("one more"))
    assert too_much.value.most == most
    assert add(full, make("x0")) == full


# Changing and removing


def test_a_note_is_changed_in_its_place():
    changed = a_note("n1", "Begin met de sleutels.", at=LATER)
    after = with_note_changed(BEFORE, changed, seen("n1"))
    assert after.notes_about(LOCK) == (changed,)
    assert with_note_changed(after, changed, seen("n1")) == after  # the button was pressed twice


def test_the_last_note_takes_its_topic_with_it():
    assert dict(without_note(BEFORE, "n2", seen("n2")).notes) == {LOCK: BEFORE.notes_about(LOCK)}
    assert without_note(BEFORE, "n7", "") == BEFORE


def test_a_point_is_ticked_and_unticked_and_removed():
    after = ticked(BEFORE, "p1", done=True)
    assert [point.done for point in after.points] == [True, True]
    assert ticked(after, "p1", done=False) == BEFORE
    assert [point.id for point in without_point(BEFORE, "p1", seen("p1")).points] == ["p2"]
    assert without_point(BEFORE, "p7", "") == BEFORE
    with pytest.raises(ChangedMeanwhile):
        ticked(BEFORE, "p7", done=True)


def test_other_terms_are_a_new_proposal():
    for agreement_id in ("g1", "g3"):
        found = renewed(BEFORE, agreement_id, OTHER, seen(agreement_id)).agreement(agreement_id)
        assert terms_of(found) == OTHER
        assert (found.state, found.by, found.at) == (AgreementState.PROPOSED, "Jip", LATER)


def test_the_same_terms_change_nothing_also_not_what_was_refused():
    assert renewed(BEFORE, "g3", terms_of(BEFORE.agreement("g3")), "old") == BEFORE


def test_what_the_owner_accepted_is_not_changed_or_withdrawn_any_more():
    for change in (
        lambda: renewed(BEFORE, "g2", OTHER, seen("g2")),
        lambda: withdrawn(BEFORE, "g2", seen("g2")),
        lambda: refused(BEFORE, "g2", seen("g2")),
    ):
        with pytest.raises(AlreadyAccepted):
            change()


def test_a_proposal_is_withdrawn():
    assert [each.id for each in withdrawn(BEFORE, "g1", seen("g1")).agreements] == ["g2", "g3"]
    assert withdrawn(BEFORE, "g7", "") == BEFORE


def test_the_owner_accepts_or_refuses_and_may_accept_after_all():
    assert accepted(BEFORE, "g1", seen("g1")).agreement("g1").is_accepted
    no = refused(BEFORE, "g1", seen("g1"))
    assert no.agreement("g1").state is AgreementState.REFUSED
    assert refused(no, "g1", seen("g1")) == no
    yes = accepted(no, "g1", seen("g1", no))
    assert yes.agreement("g1").is_accepted
    assert accepted(yes, "g1", seen("g1", no)) == yes
    assert accepted(yes, "g1", seen("g1")) == yes


def test_a_follow_up_date_is_set_and_taken_back():
    assert with_follow_up(BEFORE, LATER).follow_up == LATER
    assert with_follow_up(BEFORE, None).follow_up is None


# What somebody else changed meanwhile

STALE: dict[str, tuple[str, Callable[[Consultation], Consultation]]] = {
    "note": ("n1", lambda found: with_note_changed(found, a_note("n1", "Iets anders."), seen("n1"))),
    "note removed": ("n1", lambda found: without_note(found, "n1", seen("n1"))),
    "point removed": ("p1", lambda found: without_point(found, "p1", seen("p1"))),
    "terms": ("g1", lambda found: renewed(found, "g1", OTHER, seen("g1"))),
    "withdrawn": ("g1", lambda found: withdrawn(found, "g1", seen("g1"))),
    "accepted": ("g1", lambda found: accepted(found, "g1", seen("g1"))),
    "refused": ("g1", lambda found: refused(found, "g1", seen("g1"))),
}


def changed_by_another(part_id: str) -> Consultation:
    if part_id == "n1":
        return with_note_changed(BEFORE, a_note("n1", "Gewijzigd.", at=LATER), seen("n1"))
    if part_id == "p1":
        return ticked(BEFORE, "p1", done=True)
    return renewed(BEFORE, "g1", Terms("Vraag twee offertes"), seen("g1"))


@pytest.mark.parametrize("change", STALE)
def test_what_another_changed_is_shown_and_not_overwritten(change):
    part_id, alter = STALE[change]
    meanwhile = changed_by_another(part_id)
    with pytest.raises(ChangedMeanwhile) as refusal:
        alter(meanwhile)
    stored = refusal.value.stored
    assert mark(stored) == seen(part_id, meanwhile)
    assert alter(BEFORE) != BEFORE  # the same change goes well when nobody came in between


@pytest.mark.parametrize("change", ["note", "terms", "accepted", "refused"])
def test_what_another_removed_cannot_be_changed(change):
    _, alter = STALE[change]
    gone = replace(BEFORE, notes={}, agreements=())
    with pytest.raises(ChangedMeanwhile) as refusal:
        alter(gone)
    assert refusal.value.stored is None


def test_accepting_what_was_refused_in_another_tab_is_a_conflict():
    no = refused(BEFORE, "g1", seen("g1"))
    with pytest.raises(ChangedMeanwhile) as refusal:
        accepted(no, "g1", seen("g1"))
    assert refusal.value.stored.state is AgreementState.REFUSED


def test_a_mark_tells_nothing_and_changes_with_each_field():
    note = a_note()
    others = [replace(note, text="x"), replace(note, by="x"), replace(note, at=LATER), None]
    marks = {mark(each) for each in (note, *others)}
    assert len(marks) == 1 + len(others)
    assert all(len(each) == 16 and ADVISER not in each for each in marks)
    assert mark(a_note(at=TALKED)) == mark(note)
