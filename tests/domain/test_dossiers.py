"""Everything a company entered, and the document in which it is kept."""

import json
from datetime import date

from companies import Company, companies
from factories import answers
from hypothesis import given
from hypothesis import strategies as st

from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import ClusterId, MeasureId, OptionId, QuestionId
from ev_scan.domain.plan import Progress, Status

LOCK, KEYS, BUY = QuestionId("lock"), QuestionId("keys"), MeasureId("buy")
TWO = (OptionId("2"),)


def test_answering_keeps_the_note_unless_a_new_one_is_given():
    noted = Dossier("2000.1").answered(LOCK, TWO, "bij de deur")
    assert noted.answered(LOCK, (OptionId("3"),)).notes == {LOCK: "bij de deur"}
    assert noted.answered(LOCK, TWO, "achter").notes == {LOCK: "achter"}
    assert noted.answered(LOCK, TWO, "").notes == {}
    assert noted.answers == answers(lock=2)


def test_an_answer_can_be_taken_back():
    assert Dossier("2000.1").answered(LOCK, TWO).answered(LOCK, ()).answers == answers()


def test_progress_that_says_nothing_is_not_kept():
    doing = Progress(Status.DOING, "Jip", date(2030, 1, 2))
    dossier = Dossier("2000.1").with_progress(BUY, doing)
    assert dossier.progress == {BUY: doing}
    assert dossier.with_progress(BUY, Progress()).progress == {}


def test_a_checked_cluster_stays_checked():
    dossier = Dossier("2000.1").with_finished(ClusterId("bakery")).with_finished(ClusterId("recipes"))
    assert dossier.with_finished(ClusterId("bakery")).finished == {"bakery", "recipes"}


def test_the_document_of_a_dossier():
    dossier = (
        Dossier("2000.1")
        .answered(LOCK, TWO, "bij de deur")
        .answered(KEYS, (OptionId("a"), OptionId("b")))
        .with_progress(BUY, Progress(Status.DONE, "Jip", date(2030, 1, 2)))
        .with_progress(MeasureId("ask"), Progress(Status.DROPPED))
        .with_finished(ClusterId("bakery"))
    )
    assert dossier.to_document() == {
        "format": "ev-scan/dossier@1",
        "catalogue": "2000.1",
        "mode": "quick",
        "answers": {"keys": ["a", "b"], "lock": ["2"]},
        "notes": {"lock": "bij de deur"},
        "progress": {"ask": {"status": "dropped"}, "buy": {"status": "done", "owner": "Jip", "due": "2030-01-02"}},
        "finished": ["bakery"],
    }


@given(companies(), st.dictionaries(st.sampled_from([LOCK, KEYS]), st.text(min_size=1)))
def test_a_dossier_comes_back_from_its_document(company: Company, notes):
    dossier = Dossier("2000.1", company.mode, company.answers, notes, company.progress, frozenset({ClusterId("c0")}))
    assert Dossier.from_document(json.loads(json.dumps(dossier.to_document()))) == dossier
