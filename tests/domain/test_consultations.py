"""What owner and adviser note in a conversation, and the document in which it is kept."""

import copy
import json
from datetime import date

import pytest
from consultations import ADVISER, GONE, LOCK, TALKED, consultations, some_consultation
from hypothesis import given

from ev_scan.domain.consultation import AgreementState, Consultation
from ev_scan.domain.consultation_document import BadConsultation, consultation_document, consultation_from


def test_a_consultation_finds_its_parts():
    found = some_consultation()
    assert found.note("n2").text == "Dit onderwerp is er niet meer."
    assert found.topic_of("n2") == GONE
    assert [note.id for note in found.notes_about(LOCK)] == ["n1"]
    assert found.point("p2").done
    assert found.agreement("g3").what == "Stop met bakken"
    assert [each.id for each in found.with_state(AgreementState.ACCEPTED)] == ["g2"]
    assert (found.note("x"), found.topic_of("x"), found.point("x"), found.agreement("x")) == (None,) * 4


def test_a_consultation_tells_when_and_by_whom():
    found = some_consultation()
    assert found.days == (TALKED,)
    assert found.advisers == (ADVISER,)
    assert not found.is_empty
    assert Consultation().is_empty
    assert not Consultation(follow_up=date(2027, 1, 1)).is_empty


def test_only_what_is_proposed_waits_for_the_owner():
    assert [each.is_open for each in some_consultation().agreements] == [True, False, False]
    assert [each.is_accepted for each in some_consultation().agreements] == [False, True, False]


@given(consultations())
def test_a_consultation_comes_back_from_its_document(consultation):
    assert consultation_from(json.loads(json.dumps(consultation_document(consultation)))) == consultation


def test_what_the_questionnaire_no_longer_knows_is_kept():
    found = consultation_from(consultation_document(some_consultation()))
    assert found.notes_about(GONE)
    assert found.agreement("g2").measure == "lock_recipes"


def test_nothing_stored_is_nothing_said():
    assert consultation_from({}) == Consultation()


def test_what_is_not_filled_in_is_not_written():
    assert consultation_document(Consultation()) == {
        "format": "ev-scan/consultation@1",
        "notes": {},
        "points": [],
        "agreements": [],
    }


WRONG = {
    "format": ("ev-scan/consultation@2", "format"),
    "more": (1, "more"),
    "notes": ([], "notes"),
    "notes.recipe_lock": ({}, "notes.recipe_lock"),
    "notes.recipe_lock.0": ("text", "notes.recipe_lock.0"),
    "notes.recipe_lock.0.text": (7, "notes.recipe_lock.0.text"),
    "notes.recipe_lock.0.at": ("today", "notes.recipe_lock.0.at"),
    "notes.recipe_lock.0.private": ("psst", "notes.recipe_lock.0.private"),
    "notes.recipe_lock.0.id": ("n2", "notes"),
    "points": (None, "points"),
    "points.0.done": ("yes", "points.0.done"),
    "points.0.topic": (1, "points.0.topic"),
    "points.1.id": ("p1", "points"),
    "agreements.0.state": ("perhaps", "agreements.0.state"),
    "agreements.0.due": ("2027-13-01", "agreements.0.due"),
    "agreements.0.what": (None, "agreements.0.what"),
    "agreements.1.id": ("g1", "agreements"),
    "agreements.0.private": (1, "agreements.0.private"),
    "follow_up": (2027, "follow_up"),
}


@pytest.mark.parametrize("where", WRONG)
def test_a_wrong_field_is_named_and_what_stands_in_it_is_not(where):
    value, named = WRONG[where]
    document = json.loads(json.dumps(consultation_document(some_consultation())))
    *path, last = where.split(".")
    part = document
    for step in path:
        part = part[int(step)] if step.isdigit() else part[step]
    part[int(last) if last.isdigit() else last] = value
    with pytest.raises(BadConsultation) as refused:
        consultation_from(document)
    assert str(refused.value) == named


@pytest.mark.parametrize("field", ["format", "notes", "points", "agreements"])
def test_a_missing_field_is_named(field):
    document = copy.deepcopy(consultation_document(some_consultation()))
    del document[field]
    with pytest.raises(BadConsultation, match=field):
        consultation_from(document)


@pytest.mark.parametrize("document", [None, [], "text", 3])
def test_what_is_no_mapping_is_refused(document):
    with pytest.raises(BadConsultation, match="the document"):
        consultation_from(document)
