"""The dates of a plan as a calendar takes them in."""

from dataclasses import replace
from datetime import UTC, date, datetime

import icalendar
import pytest
from factories import answers
from naughty import NAUGHTY
from registers import largest_register, some_register

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import MeasureId
from ev_scan.domain.plan import Progress, Status
from ev_scan.i18n import LOCALES, localizer
from ev_scan.services.documents import plan_ics

CREATED = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
FIRST, SECOND = MeasureId("recount_recipes"), MeasureId("buy_lock")
DAY = date(2030, 6, 1)


@pytest.fixture
def bakery(catalogue: Catalogue) -> Dossier:
    return Dossier(
        "2000.1",
        answers=answers(shop="city", goods=["chocolate"], recipe_list=0, recipe_lock=1),
        progress={FIRST: Progress(Status.DOING, "Jip", DAY), SECOND: Progress(Status.TODO)},
        register=some_register(catalogue),
    )


def ics(dossier: Dossier, catalogue: Catalogue, locale: str = "nl", created: datetime = CREATED) -> bytes:
    return plan_ics(dossier, catalogue, localizer(locale), created)


def events(dossier: Dossier, catalogue: Catalogue, locale: str = "nl") -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(ics(dossier, catalogue, locale))
    assert (str(calendar["version"]), str(calendar["method"])) == ("2.0", "PUBLISH")
    assert all(component.name == "VEVENT" and not component.errors for component in calendar.subcomponents)
    return list(calendar.subcomponents)


def test_an_action_with_a_date_and_an_accepted_risk_are_in_it(bakery, catalogue):
    action, review = events(bakery, catalogue)
    assert (action["summary"], action["dtstart"].dt) == ("Klaar op deze dag: Tel uw recepten", DAY)
    assert action["description"].startswith("Eerste stap: ")
    assert action["description"].endswith("\nWie: Jip")
    assert (review["summary"], review["dtstart"].dt) == ("Risico opnieuw bekijken: Klantenlijst", date(2031, 2, 1))
    assert "Anneke de Graaf" in review["description"]
    for event in (action, review):
        assert (event["dtend"].dt - event["dtstart"].dt).days == 1
        assert (event["dtstamp"].dt, event["class"], event["transp"]) == (CREATED, "PRIVATE", "TRANSPARENT")


@pytest.mark.parametrize("status", [Status.DONE, Status.DROPPED])
def test_what_is_not_open_is_not_in_it(bakery, catalogue, status: Status):
    closed = replace(bakery, progress={FIRST: Progress(status, "Jip", DAY)})
    assert [event["summary"] for event in events(closed, catalogue)] == ["Risico opnieuw bekijken: Klantenlijst"]


def test_without_dates_the_calendar_is_empty(catalogue):
    assert events(Dossier("2000.1"), catalogue) == []


@pytest.mark.parametrize("day", [date.min, date(1999, 12, 31), date.max])
def test_a_date_far_away_is_a_date(bakery, catalogue, day: date):
    far = replace(bakery, progress={FIRST: Progress(Status.TODO, "", day)})
    assert events(far, catalogue)[0]["dtstart"].dt == day


def test_the_same_thing_keeps_its_id_and_tells_nothing_with_it(bakery, catalogue):
    before = [str(event["uid"]) for event in events(bakery, catalogue)]
    assets = tuple(replace(asset, name=f"Andere {asset.name}") for asset in bakery.register.assets)
    moved = replace(
        bakery,
        progress={FIRST: Progress(Status.TODO, "Janneke", date(2031, 1, 1))},
        register=replace(bakery.register, assets=assets),
    )
    assert [str(event["uid"]) for event in events(moved, catalogue, "en")] == before
    assert len(set(before)) == 2


@pytest.mark.parametrize("locale", LOCALES)
def test_lines_are_as_rfc_5545_has_them(catalogue, bakery, locale: str):
    long = replace(bakery, progress={FIRST: Progress(Status.DOING, "é" * 80, DAY)})
    raw = ics(long, catalogue, locale)
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    raw.decode()


def test_equal_input_gives_equal_bytes(bakery, catalogue):
    assert ics(bakery, catalogue) == ics(bakery, catalogue)
    later = ics(bakery, catalogue, created=CREATED.replace(year=2031))
    assert later == ics(bakery, catalogue).replace(b"DTSTAMP:2030", b"DTSTAMP:2031")


@pytest.mark.parametrize("text", NAUGHTY.values(), ids=NAUGHTY)
def test_whatever_somebody_typed_stays_text(bakery, catalogue, text: str):
    noted = Progress(Status.DOING, text[:80], DAY)
    dossier = replace(bakery, progress={FIRST: noted}, register=largest_register(catalogue, text[:100]))
    raw = ics(dossier, catalogue)
    found = events(dossier, catalogue)
    accepted = [line for line in dossier.register.lines if line.acceptance]
    assert len(found) == 1 + len(accepted)
    assert raw.count(b"\r\nBEGIN:VEVENT\r\n") == len(found)
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    names = {line.split(":")[0].split(";")[0] for line in raw.decode().replace("\r\n ", "").split("\r\n") if line}
    assert names == {
        "BEGIN", "END", "PRODID", "VERSION", "METHOD", "X-WR-CALNAME", "UID", "DTSTAMP", "DTSTART", "DTEND",
        "SUMMARY", "DESCRIPTION", "CLASS", "TRANSP",
    }  # fmt: skip
