"""An adviser's follow-ups as a calendar takes them in."""

from dataclasses import replace
from datetime import UTC, date, datetime

import icalendar

from ev_scan.domain.cases import Case, CaseId, CaseStatus
from ev_scan.i18n import localizer
from ev_scan.report.calendar import follow_ups_ics

CREATED = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
DAY = date(2030, 6, 1)
CASE = Case(CaseId(bytes(16)), "Bakker; Zeist, 12\nBEGIN:VEVENT", DAY, DAY, follow_up=DAY)


def events(*cases: Case) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(follow_ups_ics(cases, localizer("nl"), CREATED))
    assert all(component.name == "VEVENT" and not component.errors for component in calendar.subcomponents)
    return list(calendar.subcomponents)


def test_each_open_case_with_a_date_is_an_event_with_the_own_reference_and_nothing_more():
    secret = replace(CASE, share=b"share", private_notes={"locks": "moeilijk"})
    (event,) = events(secret)
    assert (event["summary"], event["dtstart"].dt) == ("Opvolging: Bakker; Zeist, 12 BEGIN:VEVENT", DAY)
    assert (event["class"], event["transp"]) == ("PRIVATE", "TRANSPARENT")
    assert b"moeilijk" not in follow_ups_ics([secret], localizer("nl"), CREATED)


def test_closed_cases_and_those_without_a_date_are_not_in_it():
    assert events(replace(CASE, status=CaseStatus.CLOSED), replace(CASE, follow_up=None)) == []


def test_a_later_export_replaces_the_event_of_a_case_and_leaves_those_of_others():
    (first,), (moved,) = events(CASE), events(replace(CASE, follow_up=date(2030, 7, 1)))
    (other,) = events(replace(CASE, id=CaseId(b"another-case-id-")))
    assert first["uid"] == moved["uid"] != other["uid"]
