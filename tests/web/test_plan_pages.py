"""The result and the plan: what a company notes about an action, and what it takes away."""

import json
from datetime import UTC, datetime
from io import BytesIO

import jsonschema
import pytest
from pages.scan_trip import ScanTrip
from pypdf import PdfReader

from ev_scan.i18n import localizer
from ev_scan.resources import ROOT
from ev_scan.services.answers_file import read_dossier

OWNER = "Wie doet het? (niet verplicht)"
DUE = "Wanneer is het klaar? (niet verplicht)"
ACTION = "/plan/recount_recipes"
BOTH = pytest.mark.parametrize("language", ["nl", "en"])


@pytest.fixture
def plan(trip):
    """A plan with two actions and something to find out."""
    trip.answer("goods", "chocolate").answer("recipe_list", "0").answer("recipe_lock", "0").answer(
        "oven_check", "unknown"
    )
    return trip


def test_a_card_leads_to_the_words_to_send_that_its_first_step_speaks_of(plan, catalogue):
    plan.answer("oven_check", "0")
    measure = next(each for each in catalogue.measures if each.message)
    for path in ("/plan", "/resultaat"):
        assert plan.visitor.open(path).page.link("Tekst om te sturen") == f"/plan/{measure.id}#tekst"
    page = plan.visitor.open(f"/plan/{measure.id}").page
    assert "tekst" in [each.get("id") for each in page.root.iter("h2")]
    assert all(line.source in page.text for line in measure.message)


def test_an_agreement_is_kept_and_shown_in_the_plan(plan):
    due = f"{datetime.now(UTC).year + 1}-01-31"
    plan.visitor.open(ACTION).choose("Bezig").write(OWNER, "Oma Riet").write(DUE, due).press("Bewaar")
    assert plan.visitor.page.path == "/plan"
    for shown in ("Bezig", "Oma Riet", f"31 januari {due[:4]}"):
        assert shown in plan.visitor.page.text
    page = plan.visitor.open(ACTION).page
    assert (page.chosen(), page.written(OWNER), page.written(DUE)) == (["Bezig"], "Oma Riet", due)


def test_an_agreement_can_be_taken_back(plan):
    plan.visitor.open(ACTION).choose("Klaar").write(OWNER, "Oma").press("Bewaar")
    plan.visitor.open(ACTION).choose("Nog doen").write(OWNER, "").press("Bewaar")
    assert "Oma" not in plan.visitor.page.text
    assert json.loads(plan.visitor.open("/plan.json").response.text)["answers"]["progress"] == {}


def test_a_finished_action_makes_place_for_the_next_step(plan):
    plan.visitor.open(ACTION).choose("Klaar").press("Bewaar")
    headings = plan.visitor.page.root.iter("h2")
    assert "Klaar" in ["".join(each.itertext()) for each in headings]
    assert "/plan/write_recipes" in plan.visitor.page.links().values()


def test_an_action_we_do_not_do_stands_apart(plan):
    plan.visitor.open(ACTION).choose("Doen wij niet").press("Bewaar")
    assert "Doen wij niet" in plan.visitor.page.text
    assert plan.visitor.open(ACTION).status == 200


@pytest.mark.parametrize(
    "written", ["31-01-2027", "2027-02-30", "morgen", "1999-01-01", "9999-12-31", "0000-00-00", "2027"]
)
def test_a_date_that_is_none_is_refused_and_kept(plan, written):
    plan.visitor.open(ACTION).choose("Bezig").write(OWNER, "Oma").write(DUE, written).press("Bewaar")
    page = plan.visitor.page
    assert page.status == 422
    assert page.errors == [f"Vul een datum in zoals {datetime.now(UTC).year + 1}-01-31."]
    assert (page.written(OWNER), page.chosen()) == ("Oma", ["Bezig"])
    assert "Oma" not in plan.visitor.open("/plan").page.text


def test_a_long_name_is_refused_and_kept(plan):
    plan.visitor.open(ACTION).write(OWNER, "x" * 81).press("Bewaar")
    assert plan.visitor.page.errors == ["Maak de naam korter: gebruik hoogstens 80 tekens."]
    assert plan.visitor.page.written(OWNER) == "x" * 81
    assert plan.visitor.write(OWNER, "x" * 80).press("Bewaar").status == 200


@pytest.mark.parametrize("status", ["", "nonsense", "DONE"])
def test_a_status_that_does_not_exist_is_refused(plan, status):
    token = plan.visitor.open(ACTION).page.hidden("csrf_token")
    plan.visitor.send(ACTION, [("csrf_token", token), ("status", status)])
    assert plan.visitor.page.errors == ["Kies hoe ver u bent."]


@BOTH
def test_every_message_about_an_agreement_is_in_the_language_of_the_page(visit, catalogue, language):
    trip = ScanTrip(visit(language), catalogue, language).begin().answer("recipe_list", "0")
    token = trip.visitor.open(ACTION).page.hidden("csrf_token")
    trip.visitor.send(ACTION, [("csrf_token", token), ("status", "x"), ("owner", "x" * 81), ("due", "morgen")])
    sentences = (
        "Kies hoe ver u bent.",
        "Maak de naam korter: gebruik hoogstens %(longest)s tekens.",
        "Vul een datum in zoals %(example)s.",
    )
    values = {"longest": 80, "example": f"{datetime.now(UTC).year + 1}-01-31"}
    assert trip.visitor.page.errors == [
        trip.say(each) % values if "%" in each else trip.say(each) for each in sentences
    ]


def test_an_action_that_is_not_in_the_plan_is_a_404(plan):
    assert plan.visitor.open("/plan/own_recipes").status == 404


def test_an_action_says_which_answers_called_it(plan):
    text = plan.visitor.open(ACTION).page.text
    assert "Staan uw recepten op papier? Nee, ze zitten in mijn hoofd" in text
    assert "Wat bakt u? Chocolade" in text


def test_the_result_shows_each_score_in_words(plan):
    text = plan.visitor.open("/resultaat").page.text
    assert "Recepten 0 van 100" in text
    assert "Nog te weinig antwoorden voor een score." in text
    assert "Waarom dit doel?" in text


def test_the_result_names_help_nearby_and_only_there(trip):
    assert (
        "Hulp in uw buurt Molenaar: Vragen over meel."
        in trip.answer("shop", "farm").visitor.open("/resultaat").page.text
    )
    assert "Hulp in uw buurt" not in trip.answer("shop", "city").visitor.open("/resultaat").page.text


def test_the_sums_of_the_score_can_be_followed_by_hand(plan):
    page = plan.answer("recipe_list", "2").visitor.open("/resultaat").page
    rows = [[("".join(cell.itertext())).strip() for cell in row] for row in page.root.iter("tr")]
    lines = [row for row in rows if row[0] in ("Lijst van recepten", "Slot op de recepten")]
    assert len(lines) == 2
    earned, possible = (sum(int(row[column]) for row in lines) for column in (3, 4))
    assert [int(row[1]) * int(row[2]) for row in lines] == [int(row[3]) for row in lines]
    score = int(100 * earned / possible + 0.5)
    assert f"Recepten {score} van 100" in page.text


# Taking it away


def test_the_json_restores_the_whole_dossier(plan, catalogue):
    plan.visitor.open(ACTION).choose("Bezig").write(OWNER, "Oma").press("Bewaar")
    plan.to("recipe_list").note("schrift van oma").next()
    response = plan.visitor.open("/plan.json").response
    assert response.mimetype == "application/json"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="actieplan-ev-scan-')
    document = json.loads(response.text)
    assert document["format"] == "ev-scan/plan@1"
    dossier = read_dossier(response.data, "plan.json", catalogue, localizer("nl"))
    assert {key: tuple(value) for key, value in dossier.answers.by_question.items()} == plan.given
    assert dossier.notes == {"recipe_list": "schrift van oma"}
    assert dossier.progress["recount_recipes"].owner == "Oma"
    assert plan.code not in response.text


@BOTH
def test_the_json_keeps_to_its_published_schema(visit, catalogue, language):
    trip = ScanTrip(visit(language), catalogue, language).begin().walk({"oven_check": ("unknown",)})
    trip.visitor.open("/plan/write_recipes").choose(trip.say("Bezig")).write(trip.optional("Wie doet het?"), "Oma")
    document = json.loads(trip.visitor.press(trip.say("Bewaar")).open("/plan.json").response.text)
    schema = json.loads((ROOT / "docs" / "formats" / "plan-1.schema.json").read_text(encoding="utf-8"))
    checks = jsonschema.Draft202012Validator(schema)
    assert [error.message for error in checks.iter_errors(document)] == []
    assert list(checks.iter_errors(document | {"surplus": 1})), "the schema says no to what it does not know"
    assert document["language"] == language


@BOTH
def test_the_pdf_is_a_file_to_keep(visit, catalogue, language):
    trip = ScanTrip(visit(language), catalogue, language).begin().answer("recipe_list", "0")
    response = trip.visitor.open("/plan.pdf").response
    assert response.mimetype == "application/pdf"
    assert response.data.startswith(b"%PDF-")
    assert "attachment" in response.headers["Content-Disposition"]
    assert response.headers["Cache-Control"] == "no-store"


def test_the_code_is_in_the_pdf_only_if_asked_for(plan):

    def text(path):
        pages = PdfReader(BytesIO(plan.visitor.open(path).response.data)).pages
        return "".join(page.extract_text() for page in pages)

    assert plan.code not in text("/plan.pdf")
    assert plan.code in text("/plan.pdf?code=1")


KINDS = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    "csv": ("text/csv", b"\xef\xbb\xbf"),
    "ics": ("text/calendar", b"BEGIN:VCALENDAR\r\n"),
}


@BOTH
@pytest.mark.parametrize("ending", KINDS)
def test_the_plan_can_be_taken_to_another_program(visit, catalogue, language, ending):
    trip = ScanTrip(visit(language), catalogue, language).begin().answer("recipe_list", "0")
    response = trip.visitor.open(f"/plan.{ending}").response
    mimetype, start = KINDS[ending]
    assert (response.status_code, response.mimetype) == (200, mimetype)
    assert response.data.startswith(start)
    name = trip.say("actieplan-ev-scan")
    assert response.headers["Content-Disposition"].startswith(f'attachment; filename="{name}-20')
    assert response.headers["Content-Disposition"].endswith(f'.{ending}"')
    assert response.headers["Cache-Control"] == "no-store"
    assert trip.code.encode() not in response.data


def test_the_plan_page_offers_the_calendar_once_there_is_a_date(plan):
    offered = set(plan.visitor.open("/plan").page.links().values())
    assert {"/plan.json", "/plan.xlsx", "/plan.csv"} <= offered
    assert "/plan.ics" not in offered
    due = f"{datetime.now(UTC).year + 1}-01-31"
    plan.visitor.open(ACTION).choose("Bezig").write(DUE, due).press("Bewaar")
    assert "/plan.ics" in plan.visitor.open("/plan").page.links().values()
    assert due.replace("-", "").encode() in plan.visitor.open("/plan.ics").response.data


@pytest.mark.parametrize("ending", KINDS)
def test_nobody_takes_a_plan_without_a_session(visit, ending):
    response = visit("nl").open(f"/plan.{ending}").response
    assert response.mimetype == "text/html"
    assert not response.data.startswith(KINDS[ending][1])


@pytest.mark.parametrize("typed", ["=cmd|'/C calc'!A1", "+1+1", "-1", "@SUM(1)"])
def test_what_somebody_typed_is_no_formula_in_a_file(plan, typed):
    plan.visitor.open(ACTION).choose("Bezig").write(OWNER, typed).press("Bewaar")
    text = plan.visitor.open("/plan.csv").response.data.decode("utf-8-sig")
    assert f",'{typed}," in text
    assert f",{typed}," not in text
