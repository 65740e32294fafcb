"""What was agreed with an adviser, in every form in which a plan leaves the site."""

import csv
import io
import json
from datetime import UTC, date, datetime

import icalendar
import openpyxl
import pytest
import yaml
from consultations import agreed_dossier, an_agreement
from formats import assert_fits, fits
from naughty import NAUGHTY

from ev_scan.domain.dossier import Dossier
from ev_scan.domain.plan import Progress, Status
from ev_scan.domain.plan_changes import plan_changes
from ev_scan.i18n import LOCALES, localizer
from ev_scan.report.comparison import comparison_lines
from ev_scan.report.machine import answers_document
from ev_scan.report.summary import summary_lines
from ev_scan.services import documents
from ev_scan.services.answers_file import BadAnswers, read_dossier
from ev_scan.services.plans import plan_of

CREATED = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
DUTCH = localizer("nl")
OWN = ["Vraag een offerte voor een kluis", "Haal de sleutels terug"]


def plan_json(dossier, catalogue, locale="nl"):
    return documents.plan_json(dossier, catalogue, localizer(locale), CREATED)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_plan_for_machines_holds_the_agreements_and_fits_its_format(catalogue, locale):
    document = json.loads(plan_json(agreed_dossier(), catalogue, locale))
    assert_fits("plan-1", document)
    assert document["agreements"] == [
        {"what": OWN[0], "measure": None, "status": "todo", "owner": "De bedrijfsleider", "due": "2027-01-15"},
        {"what": "Tel ze samen met oma", "measure": "recount_recipes", "status": "doing", "owner": "Jip",
         "due": "2027-01-15"},
        {"what": OWN[1], "measure": "count_keys", "status": "todo", "owner": "Oma Riet", "due": None},
    ]  # fmt: skip


def test_a_plan_without_agreements_says_so_and_its_answers_do_not_speak_of_them(catalogue):
    document = json.loads(plan_json(Dossier("2000.1"), catalogue))
    assert document["agreements"] == []
    assert "agreements" not in document["answers"]


def test_reading_the_plan_back_restores_the_agreements_and_gives_equal_bytes(catalogue):
    first = plan_json(agreed_dossier(), catalogue)
    restored = read_dossier(first, "plan.json", catalogue, DUTCH)
    assert restored.own_actions == agreed_dossier().own_actions
    assert plan_json(restored, catalogue) == first
    assert plan_of(restored, catalogue) == plan_of(agreed_dossier(), catalogue)


def test_an_agreement_about_a_lost_measure_keeps_who_and_when(catalogue):
    dossier = Dossier("2000.1").with_agreement(an_agreement(measure="no_such_measure"))
    (agreement,) = answers_document(dossier, catalogue)["agreements"]
    assert agreement == {"what": OWN[0], "status": "todo", "owner": "De bedrijfsleider", "due": "2027-01-15"}
    restored = read_dossier(plan_json(dossier, catalogue), "plan.json", catalogue, DUTCH)
    assert restored.own_actions[0].progress == dossier.own_progress("g1")


FAULTY = {
    "agreements: 3": "agreements: hier hoort een lijst te staan.",
    "agreements: [7]": "agreements[0]: hier hoort een lijst van 'naam: waarde' te staan.",
    "agreements: [{what: ''}]": "agreements[0].what: vul dit in.",
    "agreements: [{measure: count_keys}]": "agreements[0].what: vul dit in.",
    "agreements: [{what: x, measure: nothing}]": "agreements[0].measure: deze maatregel is onbekend.",
    "agreements: [{what: x, measure: [a]}]": "agreements[0].measure: deze maatregel is onbekend.",
    "agreements: [{what: x, measure: count_keys, owner: Jip}]": "agreements[0].owner: zet dit onder 'progress'",
    "agreements: [{what: x, status: soon}]": "agreements[0].status: 'soon' kan hier niet",
    "agreements: [{what: x, due: soon}]": "agreements[0].due: hier past een datum",
    "agreements: [{what: x, private: psst}]": "agreements[0].private: dit veld is onbekend",
    f"agreements: [{{what: {'x' * 301}}}]": "agreements[0].what: hier past een tekst van hoogstens 300 tekens.",
    f"agreements: [{', '.join(['{what: x}'] * 31)}]": "agreements: hier passen er hoogstens 30; dit zijn er 31.",
}


@pytest.mark.parametrize("line", FAULTY)
def test_a_faulty_agreement_is_named(catalogue, line):
    with pytest.raises(BadAnswers) as refused:
        read_dossier(f"format: ev-scan/answers@1\n{line}\n".encode(), "a.yaml", catalogue, DUTCH)
    assert str(refused.value).startswith(FAULTY[line])


@pytest.mark.parametrize("line", FAULTY)
def test_the_published_format_refuses_what_the_program_refuses(line):
    document = {"format": "ev-scan/answers@1", "agreements": yaml.safe_load(line)["agreements"]}
    outside_schema = ("measure: nothing", "owner: Jip")  # which measures there are, the catalogue says
    assert fits("answers-1", document) == any(each in line for each in outside_schema)


def test_the_table_of_actions_tells_what_was_agreed(catalogue):
    text = documents.plan_csv(agreed_dossier(), catalogue, DUTCH, CREATED).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    told = {row["Actie"]: row["Afgesproken in het gesprek"] for row in rows}
    assert told["Tel uw recepten"] == "Tel ze samen met oma"
    offer, keys = rows[-2:]
    assert (offer["Nr."], offer["Actie"], offer["Wie doet het"], offer["Klaar op"]) == (
        "", OWN[0], "De bedrijfsleider", "2027-01-15",
    )  # fmt: skip
    assert (keys["Actie"], keys["Thema"], keys["Afgesproken in het gesprek"]) == (
        "Tel de sleutels", "Bakkerij", OWN[1],
    )  # fmt: skip


def test_the_workbook_holds_the_same_rows(catalogue):
    book = openpyxl.load_workbook(io.BytesIO(documents.plan_xlsx(agreed_dossier(), catalogue, DUTCH, CREATED)))
    actions = [row[1].value for row in book.worksheets[0].iter_rows(min_row=2)]
    assert actions[-2:] == [OWN[0], "Tel de sleutels"]
    again = documents.plan_xlsx(agreed_dossier(), catalogue, DUTCH, CREATED)
    assert again == documents.plan_xlsx(agreed_dossier(), catalogue, DUTCH, CREATED)


@pytest.mark.parametrize("text", [each for each in NAUGHTY if each.strip()])
def test_whatever_was_agreed_is_no_formula_and_breaks_nothing(catalogue, text):
    dossier = Dossier("2000.1").with_agreement(an_agreement(what=text[:300]))
    book = openpyxl.load_workbook(io.BytesIO(documents.plan_xlsx(dossier, catalogue, DUTCH, CREATED)))
    assert {cell.data_type for row in book.worksheets[0].iter_rows(min_row=2) for cell in row if cell.value} <= {
        "s",
        "d",
    }
    icalendar.Calendar.from_ical(documents.plan_ics(dossier, catalogue, DUTCH, CREATED))
    assert documents.plan_pdf(dossier, catalogue, DUTCH, CREATED).startswith(b"%PDF-")


def test_the_calendar_holds_the_dates_that_were_agreed(catalogue):
    calendar = icalendar.Calendar.from_ical(documents.plan_ics(agreed_dossier(), catalogue, DUTCH, CREATED))
    events = {str(event["summary"]): event for event in calendar.subcomponents}
    assert list(events) == ["Klaar op deze dag: Tel uw recepten", f"Klaar op deze dag: {OWN[0]}"]
    assert "Afgesproken: Tel ze samen met oma" in events["Klaar op deze dag: Tel uw recepten"]["description"]
    own = events[f"Klaar op deze dag: {OWN[0]}"]
    assert own["dtstart"].dt == date(2027, 1, 15)
    assert own["description"].endswith("Wie: De bedrijfsleider")


def test_what_is_done_or_dropped_is_no_date_any_more(catalogue):
    for status in (Status.DONE, Status.DROPPED):
        dossier = agreed_dossier().with_own_progress("g1", Progress(status, "", date(2027, 1, 15)))
        assert OWN[0] not in documents.plan_ics(dossier, catalogue, DUTCH, CREATED).decode()


def test_the_terminal_says_it(catalogue):
    said = "\n".join(summary_lines(plan_of(agreed_dossier(), catalogue), catalogue, DUTCH))
    assert "Afgesproken in het gesprek\n  • Vraag een offerte voor een kluis (Nog doen, De bedrijfsleider, 15" in said


def test_the_comparison_says_it(catalogue):
    before = plan_of(Dossier("2000.1", answers=agreed_dossier().answers), catalogue)
    after = plan_of(agreed_dossier(), catalogue)
    done = plan_of(agreed_dossier().with_own_progress("g1", Progress(Status.DONE)), catalogue)
    new = "\n".join(comparison_lines(plan_changes(before, after), catalogue, DUTCH))
    assert f"Afgesproken in het gesprek\n  {OWN[0]}: nieuw, Nog doen, De bedrijfsleider" in new
    changed = "\n".join(comparison_lines(plan_changes(after, done), catalogue, DUTCH))
    assert f"{OWN[0]}: Nog doen, De bedrijfsleider, 15 januari 2027 → Klaar" in changed
