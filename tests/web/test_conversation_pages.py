"""The owner reads the conversation, and answers what an adviser proposed: nothing is overwritten, nothing gets lost."""

import io
import json
from datetime import date

import icalendar
import pytest
from consultations import TALKED, a_note, a_point, an_agreement
from pages.adviser import ADVISER, Adviser
from pages.scan_trip import ScanTrip
from pypdf import PdfReader

from ev_scan.domain.consultation import GENERAL, Consultation
from ev_scan.domain.consultation_changes import (
    AlreadyAccepted,
    Terms,
    mark,
    proposed,
    ticked,
    with_follow_up,
    with_note,
    with_point,
    with_terms,
    withdrawn,
)
from ev_scan.domain.ids import TopicId
from ev_scan.domain.sharing import Gone

FIRST = "/gesprek/afspraken/g1"
OWN = "Vraag een offerte voor een kluis"
BOTH = pytest.mark.parametrize("language", ["nl", "en"])


@pytest.fixture
def adviser(trip, app) -> Adviser:
    trip.answer("goods", "chocolate").answer("recipe_list", "0")
    return Adviser(app, trip.code)


@pytest.fixture
def talk(trip, adviser):
    """An owner in whose conversation something of each kind was said."""

    def say(consultation: Consultation) -> Consultation:
        for note_id, topic, text in (
            ("n0", GENERAL, "Fijn gesprek."),
            ("n1", TopicId("recipe_lock"), "Begin met het slot.\nVandaag nog."),
        ):
            consultation = with_note(consultation, topic, a_note(note_id, text))
        consultation = with_point(consultation, a_point())
        for agreement in (an_agreement(), an_agreement("g2", "Tel ze met oma", measure="recount_recipes")):
            consultation = proposed(consultation, agreement)
        return with_follow_up(consultation, date(2027, 2, 25))

    adviser.say(say)
    return trip.visitor


def change(terms: Terms):
    """As an adviser does who sees what is stored."""

    def alter(found: Consultation) -> Consultation:
        return with_terms(found, "g1", terms, mark(found.agreement("g1")), by=ADVISER, at=TALKED)

    return alter


# Reading


def test_the_owner_reads_notes_points_and_agreements_and_who_looked_in(talk):
    page = talk.open("/gesprek").page
    for words in (
        "Er wachten 2 afspraken op uw antwoord.",
        "Fijn gesprek.",
        "Vandaag nog.",
        "Sanne de Wit, 25 november 2026",
        "Wie heeft er een sleutel?",
        "Nog bespreken",
        OWN,
        "De bedrijfsleider",
        "15 januari 2027",
    ):
        assert words in page.text, words
    assert "Wie uw scan opende" in page.text
    assert page.text.count(ADVISER) >= 4


def test_without_a_conversation_the_page_says_how_to_get_one(trip):
    page = trip.visitor.open("/gesprek").page
    assert "U had nog geen gesprek met een adviseur." in page.text
    assert page.link("Deel uw scan met een adviseur") == "/delen"
    assert page.link("Zo bereikt u het loket") == "/contact"
    for path in ("/gesprek/verslag.pdf", "/gesprek/agenda.ics", FIRST):
        assert trip.visitor.open(path).status == 404


def test_an_adviser_who_only_looked_in_is_told_to_the_owner(trip, adviser):
    page = trip.visitor.open("/gesprek").page
    assert "Wie uw scan opende" in page.text
    assert ADVISER in page.text
    assert "Afspraken" not in [each.text for each in page.root.iter("h2")]


def test_what_the_adviser_ticks_is_seen_on_reload(talk, adviser):
    adviser.say(lambda found: ticked(found, "p1", done=True))
    assert "Besproken" in talk.open("/gesprek").page.text
    assert "Nog bespreken" not in talk.page.text


@pytest.mark.parametrize("path", ["/plan", "/resultaat"])
def test_the_pages_of_the_plan_lead_to_the_conversation(talk, path):
    page = talk.open(path).page
    assert "Er wachten 2 afspraken op uw antwoord" in page.text
    assert page.link("Bekijk uw gesprek met de adviseur") == "/gesprek"


@pytest.mark.parametrize("path", ["/plan", "/resultaat"])
def test_without_a_conversation_they_do_not_speak_of_it(trip, path):
    assert "gesprek" not in trip.visitor.open(path).page.text


def test_a_conversation_is_not_open_to_another_company(talk, visit, catalogue):
    stranger = ScanTrip(visit(), catalogue).begin().visitor
    assert "Fijn gesprek." not in stranger.open("/gesprek").page.text
    assert stranger.open(FIRST).status == 404


def test_without_a_dossier_a_code_is_asked(visit):
    assert visit().open("/gesprek").page.field("Uw code") is not None


# Answering


def test_what_the_owner_accepts_is_an_action_of_the_plan(talk):
    talk.open(FIRST).press("Akkoord")
    assert talk.page.path == "/gesprek"
    assert "Er wacht 1 afspraak op uw antwoord." in talk.page.text
    assert talk.page.link(OWN) == "/plan/eigen/g1"
    assert OWN in talk.open("/plan").page.text
    assert json.loads(talk.open("/plan.json").response.text)["agreements"] == [
        {"what": OWN, "measure": None, "status": "todo", "owner": "De bedrijfsleider", "due": "2027-01-15"}
    ]


def test_an_agreement_about_a_measure_is_noted_with_its_action(talk):
    talk.open("/gesprek/afspraken/g2").press("Akkoord")
    action = json.loads(talk.open("/plan.json").response.text)["actions"][0]
    assert (action["measure"], action["owner"], action["due"]) == (
        "recount_recipes", "De bedrijfsleider", "2027-01-15",
    )  # fmt: skip


def test_the_owner_sees_beforehand_what_accepting_replaces(talk):
    talk.open("/plan/recount_recipes").choose("Bezig").write("Wie doet het? (niet verplicht)", "Jip").press("Bewaar")
    page = talk.open("/gesprek/afspraken/g2").page
    assert "Nu staat er: Bezig, Jip." in page.text
    assert "Na uw akkoord: Bezig, De bedrijfsleider, 15 januari 2027." in page.text
    assert "Bij deze actie staat al iets" not in talk.open(FIRST).page.text


def test_what_the_owner_refuses_stays_out_of_the_plan_until_accepted_after_all(talk):
    talk.open(FIRST).press("Niet akkoord")
    assert "Niet akkoord" in talk.page.text
    assert OWN not in talk.open("/plan").page.text
    talk.open("/gesprek").click(OWN).press("Akkoord")
    assert OWN in talk.open("/plan").page.text


def test_answering_twice_is_answering_once(talk):
    talk.open(FIRST)
    sent = [("seen", talk.page.hidden("seen")), ("csrf_token", talk.page.hidden("csrf_token")), ("decision", "accept")]
    for _ in range(2):
        assert talk.send(FIRST, sent).status == 200
    assert len(json.loads(talk.open("/plan.json").response.text)["agreements"]) == 1


def test_an_accepted_agreement_has_no_buttons_any_more(talk):
    talk.open(FIRST).press("Akkoord")
    page = talk.open(FIRST).page
    assert "U ging hiermee akkoord." in page.text
    assert not [form for form in page.root.iter("form") if "afspraken" in form.get("action", "")]


@pytest.mark.parametrize("decision", ["perhaps", "ACCEPT", "x" * 5000])
def test_another_answer_is_refused_and_changes_nothing(talk, decision):
    talk.open(FIRST)
    sent = [("seen", talk.page.hidden("seen")), ("csrf_token", talk.page.hidden("csrf_token")), ("decision", decision)]
    assert talk.send(FIRST, sent).status == 422
    assert "Er wachten 2 afspraken" in talk.open("/gesprek").page.text


def test_a_forged_answer_changes_nothing(talk):
    seen = talk.open(FIRST).page.hidden("seen")
    assert talk.send(FIRST, [("seen", seen), ("decision", "accept")]).status == 422
    assert "Er wachten 2 afspraken" in talk.open("/gesprek").page.text


# What the other changed meanwhile


def test_what_the_adviser_changed_meanwhile_is_shown_and_not_accepted_unseen(talk, adviser):
    talk.open(FIRST)
    adviser.say(change(Terms("Koop een kluis van 4.000 euro", "De bakker", date(2027, 2, 1))))
    talk.press("Akkoord")
    assert talk.status == 409
    assert "Dit is intussen veranderd" in talk.page.text
    assert talk.page.h1 == "Koop een kluis van 4.000 euro"
    assert "kluis" not in talk.open("/plan").page.text
    talk.open(FIRST).press("Akkoord")
    assert "Koop een kluis van 4.000 euro" in talk.open("/plan").page.text


def test_the_page_of_a_conflict_can_be_answered_at_once(talk, adviser):
    talk.open(FIRST)
    adviser.say(change(Terms("Koop een kluis")))
    talk.press("Niet akkoord").press("Akkoord")
    assert talk.status == 200
    assert "Koop een kluis" in talk.open("/plan").page.text


def test_what_the_adviser_withdrew_meanwhile_is_said(talk, adviser):
    talk.open(FIRST)
    adviser.say(lambda found: withdrawn(found, "g1", mark(found.agreement("g1"))))
    talk.press("Akkoord")
    assert talk.status == 409
    assert "Dit is intussen verwijderd" in talk.page.text
    assert OWN not in talk.open("/plan").page.text


@pytest.mark.parametrize(("first", "second"), [("Akkoord", "Niet akkoord"), ("Niet akkoord", "Akkoord")])
def test_two_tabs_of_the_owner_do_not_undo_each_other(talk, trip, visit, catalogue, first, second):
    other = ScanTrip(visit(), catalogue).resume(trip.code).visitor
    other.open(FIRST)
    talk.open(FIRST).press(first)
    other.press(second)
    assert other.status == 409
    assert ("Doen wij niet" in other.page.text) == (first == "Akkoord")
    assert (OWN in talk.open("/plan").page.text) == (first == "Akkoord")


def test_an_adviser_cannot_change_what_was_accepted(talk, adviser):
    talk.open(FIRST).press("Akkoord")
    with pytest.raises(AlreadyAccepted):
        adviser.say(change(Terms("Iets anders")))
    assert OWN in talk.open("/gesprek").page.text


def test_what_the_owner_changes_in_the_plan_is_not_undone_by_answering_again(talk):
    talk.open(FIRST)
    sent = [("seen", talk.page.hidden("seen")), ("csrf_token", talk.page.hidden("csrf_token"))]
    talk.send(FIRST, sent)
    talk.open("/plan/eigen/g1").choose("Klaar").press("Bewaar")
    talk.send(FIRST, sent)
    assert json.loads(talk.open("/plan.json").response.text)["agreements"][0]["status"] == "done"


# Taking it away


@BOTH
def test_the_report_is_a_file_in_the_language_of_the_page(talk, language):
    response = talk.open(f"/gesprek/verslag.pdf?lang={language}").response
    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment; filename=")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(response.data)).pages)
    assert OWN in text
    assert PdfReader(io.BytesIO(response.data)).root_object["/Lang"] == language


def test_the_calendar_holds_the_follow_up_and_what_was_accepted(talk):
    talk.open(FIRST).press("Akkoord")
    calendar = icalendar.Calendar.from_ical(talk.open("/gesprek/agenda.ics").response.data)
    assert sorted(event["dtstart"].dt for event in calendar.subcomponents) == [date(2027, 1, 15), date(2027, 2, 25)]


def test_what_they_typed_is_shown_as_text(talk, adviser):
    hostile = "<script>alert(1)</script> \u202eomgekeerd"
    adviser.say(lambda found: proposed(found, an_agreement("g9", hostile)))
    assert hostile in talk.open("/gesprek").page.text
    talk.open("/gesprek/afspraken/g9").press("Akkoord")
    assert hostile in talk.open("/plan").page.text


def test_a_wiped_scan_takes_the_conversation_with_it(talk, adviser):
    talk.open("/wissen").press("Ja, wis alles")
    with pytest.raises(Gone):
        adviser.say(lambda found: found)
