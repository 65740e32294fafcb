"""What an adviser keeps of a company."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ev_scan.domain.cases import (
    MOST_CASES,
    OPEN_SECONDS,
    Case,
    CaseId,
    CaseStatus,
    DeskFull,
    Details,
    DetailsChanged,
    NoteChanged,
    Opening,
    ReferenceTaken,
    case_from,
    in_order,
    mark,
    matching,
    refuse_if_taken,
)
from ev_scan.domain.consultation import GENERAL
from ev_scan.domain.ids import TopicId

DAY = date(2030, 5, 1)
LOCKS = TopicId("locks")


def a_case(reference: str = "Bakker 12", number: int = 1, **changed: object) -> Case:
    return replace(Case(CaseId(number.to_bytes(16, "big")), reference, DAY, DAY), **changed)


days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
cases = st.builds(
    Case,
    id=st.binary(min_size=16, max_size=16).map(CaseId),
    reference=st.text(min_size=1, max_size=60),
    begun=days,
    last_activity=days,
    status=st.sampled_from(CaseStatus),
    follow_up=st.none() | days,
    share=st.binary(max_size=17),
    opening=st.none() | st.builds(Opening, st.integers(1, 2**40)),
    counted=st.sampled_from(["", "2030-05"]),
    private_notes=st.dictionaries(st.text(max_size=9).map(TopicId), st.text(min_size=1, max_size=9), max_size=3),
)


@given(cases)
def test_a_case_comes_back_as_it_was(case: Case):
    assert case_from(case.id, json.loads(json.dumps(case.to_document()))) == case


def test_what_opens_and_what_is_private_stands_in_no_repr():
    shown = repr(a_case(share=b"\x01secret", private_notes={LOCKS: "moeilijk gesprek"}))
    assert "secret" not in shown
    assert "moeilijk" not in shown


def test_an_opening_lasts_two_hours():
    case = a_case().with_share(b"code", now=10_000)
    assert case.is_open(10_000)
    assert case.is_open(10_000 + OPEN_SECONDS - 1)
    assert not case.is_open(10_000 + OPEN_SECONDS)
    assert not case.is_open(9_999), "a clock that went back opens nothing"
    assert not case.put_away().is_open(10_000)
    assert not replace(case, share=b"").is_open(10_000)


def test_closing_gives_up_the_code_and_keeps_the_notes():
    case = a_case(private_notes={LOCKS: "x"}).with_share(b"code", now=1)
    closed = case.described(Details("Bakker 12", CaseStatus.CLOSED, DAY), mark(case.details))
    assert (closed.share, closed.opening, closed.private_notes) == (b"", None, {LOCKS: "x"})
    assert case.described(Details("Bakker 12", CaseStatus.WAITING, DAY), mark(case.details)).share == b"code"
    assert closed.with_share(b"new", now=1).status is CaseStatus.OPEN


def test_a_follow_up_is_overdue_from_the_day_after_unless_the_case_is_closed():
    case = a_case(follow_up=DAY)
    assert not case.is_overdue(DAY)
    assert case.is_overdue(DAY + timedelta(days=1))
    assert not replace(case, status=CaseStatus.CLOSED).is_overdue(DAY + timedelta(days=1))
    assert not a_case().is_overdue(DAY)


def test_private_notes_stand_by_topic_and_an_empty_one_is_none():
    case = a_case().with_private_note(LOCKS, "sloten", mark("")).with_private_note(GENERAL, "moe", mark(""))
    assert case.private_notes == {LOCKS: "sloten", GENERAL: "moe"}
    assert case.with_private_note(LOCKS, "", mark("sloten")).private_notes == {GENERAL: "moe"}


def test_a_private_note_changed_on_another_page_is_not_overwritten():
    case = a_case(private_notes={LOCKS: "van de andere pagina"})
    with pytest.raises(NoteChanged) as caught:
        case.with_private_note(LOCKS, "van deze", mark("ouder"))
    assert caught.value.stored == "van de andere pagina"
    assert case.with_private_note(LOCKS, "van de andere pagina", mark("ouder")) == case, "the same words twice"
    assert case.with_private_note(LOCKS, "van deze", mark("van de andere pagina")).private_note(LOCKS) == "van deze"


def test_details_changed_on_another_page_are_not_overwritten():
    page = mark(a_case().details)
    case = a_case(follow_up=DAY)
    with pytest.raises(DetailsChanged) as caught:
        case.described(Details("Bakker 13", CaseStatus.OPEN, None), page)
    assert caught.value.stored == case
    assert case.described(case.details, page) == case, "the same words twice"
    assert case.described(Details("Bakker 13", CaseStatus.OPEN, None), mark(case.details)).reference == "Bakker 13"


def test_cases_stand_in_the_order_in_which_they_want_attention():
    late, soon, recent, old, closed = (
        a_case("d", follow_up=DAY + timedelta(days=9)),
        a_case("c", follow_up=DAY),
        a_case("b", last_activity=DAY),
        a_case("a", last_activity=DAY - timedelta(days=3)),
        a_case("e", follow_up=DAY, status=CaseStatus.CLOSED),
    )
    assert in_order([closed, old, recent, late, soon]) == (soon, late, recent, old, closed)


def test_searching_finds_every_word_in_any_order_and_case():
    known = [a_case("Bakker Zeist 12"), a_case("Slager Zeist"), a_case("Bakker Utrecht")]
    assert [each.reference for each in matching(known, "zeist BAK")] == ["Bakker Zeist 12"]
    assert matching(known, " ") == tuple(known)
    assert matching(known, "molen") == ()


def test_a_reference_is_used_once_and_a_desk_gets_full():
    known = [a_case("Bakker", 1), a_case("Slager", 2)]
    with pytest.raises(ReferenceTaken):
        refuse_if_taken(known, a_case("BAKKER", 3))
    refuse_if_taken(known, a_case("BAKKER", 1))
    many = [a_case(f"Zaak {number}", number) for number in range(MOST_CASES)]
    refuse_if_taken(many, a_case("Zaak 5b", 5))
    with pytest.raises(DeskFull):
        refuse_if_taken(many, a_case("Nog een", MOST_CASES + 1))
