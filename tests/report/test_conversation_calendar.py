"""The dates of a conversation as a calendar takes them in."""

from dataclasses import replace
from datetime import UTC, date, datetime

import icalendar
import pytest
from consultations import agreed_dossier, some_consultation

from ev_scan.domain.consultation import Consultation
from ev_scan.domain.plan import Progress, Status
from ev_scan.i18n import LOCALES, localizer
from ev_scan.services.documents import consultation_ics, plan_ics

CREATED = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
DUTCH = localizer("nl")


def events(catalogue, dossier=None, consultation=None, locale="nl") -> list[icalendar.Event]:
    raw = consultation_ics(
        dossier or agreed_dossier(), consultation or some_consultation(), catalogue, localizer(locale), CREATED
    )
    return list(icalendar.Calendar.from_ical(raw).subcomponents)


def test_the_follow_up_and_what_was_accepted_are_in_it(catalogue):
    found = {str(event["summary"]): event["dtstart"].dt for event in events(catalogue)}
    assert found == {
        "Klaar op deze dag: Tel uw recepten": date(2027, 1, 15),
        "Klaar op deze dag: Vraag een offerte voor een kluis": date(2027, 1, 15),
        "Vervolg van het adviesgesprek": date(2027, 2, 25),
    }


def test_an_action_of_the_plan_that_was_not_agreed_is_not_in_it(catalogue):
    dossier = agreed_dossier().with_progress("buy_lock", Progress(Status.TODO, "", date(2027, 3, 1)))
    assert b"20270301" in plan_ics(dossier, catalogue, DUTCH, CREATED)
    assert all(event["dtstart"].dt != date(2027, 3, 1) for event in events(catalogue, dossier))


def test_what_the_owner_moved_since_stands_on_its_new_day(catalogue):
    moved = agreed_dossier().with_own_progress("g1", Progress(Status.TODO, "", date(2028, 8, 8)))
    assert date(2028, 8, 8) in [event["dtstart"].dt for event in events(catalogue, moved)]


def test_an_agreement_is_one_event_in_both_files(catalogue):
    in_plan = icalendar.Calendar.from_ical(plan_ics(agreed_dossier(), catalogue, DUTCH, CREATED)).subcomponents
    agreed = {str(event["uid"]) for event in events(catalogue) if "adviesgesprek" not in event["summary"]}
    assert agreed <= {str(event["uid"]) for event in in_plan}


def test_a_conversation_without_dates_gives_an_empty_calendar(catalogue):
    nothing = replace(agreed_dossier(), own_actions=())
    assert events(catalogue, nothing, Consultation(agreements=some_consultation().agreements)) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_equal_input_gives_equal_bytes_and_nobody_else_sees_what_it_is_about(catalogue, locale):
    made = [
        consultation_ics(agreed_dossier(), some_consultation(), catalogue, localizer(locale), CREATED) for _ in range(2)
    ]
    assert made[0] == made[1]
    assert {str(event["class"]) for event in events(catalogue, locale=locale)} == {"PRIVATE"}
