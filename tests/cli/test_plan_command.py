"""The main job without a browser."""

import json
from pathlib import Path

import pytest
from formats import assert_fits

ANSWERS = """format: ev-scan/answers@1
profile: {shop: city, goods: [chocolate], abroad: "no"}
answers: {recipe_list: 0, recipe_lock: 1, oven_check: unknown, spare_key: 2, spare_key_back: 2}
progress: {recount_recipes: {status: doing, owner: Jip, due: 2030-01-02}}
"""


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    file = tmp_path / "answers.yaml"
    file.write_text(ANSWERS, encoding="utf-8")
    return file


REGISTER = """
assets: [{name: Oven, group: tools, attractiveness: 5}, {name: Moedergist, group: dough}]
risks: [{asset: Oven, method: M02, impact: 5}, {asset: Moedergist, method: M01}]
critical_inputs: [{name: Meel, stock_days: 30, switch_days: 120, daily_margin_eur: 4000, revenue_share: 0.9}]
"""


@pytest.fixture
def mapped(tmp_path: Path) -> Path:
    """Answers and a register."""
    file = tmp_path / "mapped.yaml"
    file.write_text(ANSWERS + REGISTER, encoding="utf-8")
    return file


@pytest.fixture
def fixed_time(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893456000")


def test_a_template_can_be_filled_in_and_planned(ev_scan):
    template = ev_scan("answers", "template")
    assert template.code == 0
    filled = template.text.replace("  recipe_list:\n", "  recipe_list: 0\n").replace(
        "  recipe_lock:\n", "  recipe_lock: 1\n"
    )
    assert "Tel uw recepten" in ev_scan("plan", "-", stdin=filled).text


@pytest.mark.parametrize(("mode", "asked"), [("quick", False), ("full", True)])
def test_a_template_of_each_mode(ev_scan, mode: str, asked: bool):
    text = ev_scan("answers", "template", "--mode", mode).text
    assert f"mode: {mode}\n" in text
    assert ("bread_van:" in text) == asked


def test_a_mode_that_does_not_exist(ev_scan):
    outcome = ev_scan("answers", "template", "--mode", "slow")
    assert outcome.code == 2
    assert "'quick', 'full'" in outcome.err


def test_without_an_output_option_a_summary_appears(ev_scan, answers):
    outcome = ev_scan("plan", answers)
    assert (outcome.code, outcome.err) == (0, "")
    assert "Recepten         █████·························  17  (doel 67)" in outcome.text
    assert "\nNu doen\n   1. Tel uw recepten\n" in outcome.text
    assert "\nZoek dit uit\n  ? Wanneer is uw oven nagekeken?\n" in outcome.text


def test_standard_input_says_the_same_as_a_file(ev_scan, answers):
    assert ev_scan("plan", "-", stdin=ANSWERS).out == ev_scan("plan", answers).out


def test_the_summary_in_english(ev_scan, answers):
    text = ev_scan("plan", answers, "--lang", "en").text
    assert "\nDo now\n" in text
    assert "target 67" in text


def test_the_plan_as_data(ev_scan, answers, tmp_path, fixed_time):
    target = tmp_path / "plan.json"
    outcome = ev_scan("plan", answers, "--json", target)
    assert (outcome.code, outcome.out) == (0, b"")
    document = json.loads(target.read_bytes())
    assert_fits("plan-1", document)
    assert document["created"] == "2030-01-01T00:00:00+00:00"
    assert document["actions"][0]["measure"] == "recount_recipes"
    assert document["actions"][0]["owner"] == "Jip"
    assert document["answers"]["profile"] == {"shop": "city", "goods": ["chocolate"], "abroad": "no"}


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_data_and_pdf_both_give_the_same_plan_back(ev_scan, answers, tmp_path, locale: str, fixed_time):
    first, pdf = tmp_path / "plan.json", tmp_path / "plan.pdf"
    assert ev_scan("plan", answers, "--json", first, "--pdf", pdf, "--lang", locale).code == 0
    assert pdf.read_bytes().startswith(b"%PDF-")
    for source in (first, pdf):
        again, again_pdf = tmp_path / "again.json", tmp_path / "again.pdf"
        assert ev_scan("plan", source, "--json", again, "--pdf", again_pdf, "--lang", locale).code == 0
        assert again.read_bytes() == first.read_bytes()
        assert again_pdf.read_bytes() == pdf.read_bytes()


def test_without_a_fixed_time_only_the_moment_of_making_differs(ev_scan, answers, tmp_path):
    files = [tmp_path / "one.json", tmp_path / "two.json"]
    documents = []
    for file in files:
        ev_scan("plan", answers, "--json", file)
        documents.append({key: value for key, value in json.loads(file.read_bytes()).items() if key != "created"})
    assert documents[0] == documents[1]


@pytest.mark.parametrize("moment", ["soon", "1e9", str(10**30)])
def test_a_fixed_time_that_is_none(ev_scan, answers, monkeypatch, moment: str):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    outcome = ev_scan("plan", answers)
    assert outcome.code == 2
    assert outcome.err.startswith("SOURCE_DATE_EPOCH: ")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "format: ev-scan/answers@1\nprofile: {shop: moon}",
            "profile.shop: 'moon' kan hier niet; toegestaan: farm, village, city",
        ),
        (
            "format: ev-scan/answers@1\nanswers: {recipe_list: 9}",
            "answers.recipe_list: '9' kan hier niet; toegestaan: 0, 1, 2, 3",
        ),
        ("format: ev-scan/answers@1\ncolour: red", "colour: dit veld is onbekend; toegestaan: agreements, answers"),
        ("format: ev-scan/answers@1\nmode: no", ":2:7: 'no' zonder aanhalingstekens"),
        ("%PDF-1.7", "in deze PDF zit geen actieplan"),
        ("", "begin met de regel 'format: ev-scan/answers@1'"),
    ],
)
def test_bad_input_ends_with_2_and_says_what_is_allowed(ev_scan, tmp_path, text: str, told: str):
    file = tmp_path / "answers.yaml"
    file.write_text(text, encoding="utf-8")
    for outcome in (ev_scan("plan", file), ev_scan("plan", "-", stdin=text)):
        assert (outcome.code, outcome.out) == (2, b"")
        assert told in outcome.err
        assert "Traceback" not in outcome.err


def test_every_fault_stands_on_its_own_line(ev_scan):
    text = "format: ev-scan/answers@1\nprofile: {shop: moon}\nanswers: {recipe_list: 9}\n"
    assert [line.partition(":")[0] for line in ev_scan("plan", "-", stdin=text).err.splitlines()] == [
        "answers.recipe_list",
        "profile.shop",
    ]


def test_a_file_that_is_not_there(ev_scan, tmp_path):
    outcome = ev_scan("plan", tmp_path / "nothing.yaml")
    assert outcome.code == 2
    assert "nothing.yaml" in outcome.err


@pytest.mark.parametrize("option", ["--json", "--pdf", "--xlsx", "--csv", "--ics"])
def test_a_target_that_cannot_be_written(ev_scan, answers, tmp_path, option: str):
    outcome = ev_scan("plan", answers, option, tmp_path / "missing" / "plan")
    assert outcome.code == 1
    assert "missing" in outcome.err


# The register


def test_the_summary_says_what_is_at_stake(ev_scan, mapped):
    text = ev_scan("plan", mapped).text
    assert "\nUw register\n  Zeer hoog 1\n  ! Oven · Langskomen in de nacht: Zeer hoog, " in text
    assert "\n  ? Nog niet geschat: 1\n" in text
    assert "\nWaar u op leunt\n  ! Meel: " in text
    assert "U kunt 30 dagen door. Overstappen kost 120 dagen: 90 dagen zonder. Op het spel: 360.000 euro." in text


def test_a_summary_without_a_register_does_not_mention_it(ev_scan, answers):
    text = ev_scan("plan", answers).text
    assert "Uw register" not in text
    assert "Waar u op leunt" not in text


def test_a_register_comes_back_from_data_and_pdf(ev_scan, mapped, tmp_path, fixed_time):
    first, pdf, again = (tmp_path / name for name in ("plan.json", "plan.pdf", "again.json"))
    ev_scan("plan", mapped, "--json", first, "--pdf", pdf)
    document = json.loads(first.read_bytes())
    assert_fits("plan-1", document)
    assert (document["risks"][0]["asset"], document["critical_inputs"][0]["exposure_eur"]) == ("Oven", 360000)
    for source in (first, pdf):
        ev_scan("plan", source, "--json", again)
        assert again.read_bytes() == first.read_bytes()


# Other programs


def test_all_outputs_at_once(ev_scan, mapped, tmp_path):
    kinds = ("json", "pdf", "xlsx", "csv", "ics")
    targets = {kind: tmp_path / f"plan.{kind}" for kind in kinds}
    arguments = [each for kind, target in targets.items() for each in (f"--{kind}", target)]
    outcome = ev_scan("plan", mapped, *arguments)
    assert (outcome.code, outcome.out, outcome.err) == (0, b"", "")
    starts = {"json": b"{", "pdf": b"%PDF-", "xlsx": b"PK", "csv": b"\xef\xbb\xbfNr.,", "ics": b"BEGIN:VCALENDAR"}
    assert all(targets[kind].read_bytes().startswith(start) for kind, start in starts.items())


@pytest.mark.parametrize("kind", ["xlsx", "csv", "ics"])
def test_equal_input_gives_equal_files(ev_scan, mapped, tmp_path, fixed_time, kind: str):
    files = [tmp_path / f"{number}.{kind}" for number in range(2)]
    for file in files:
        ev_scan("plan", mapped, f"--{kind}", file, "--lang", "en")
    assert files[0].read_bytes() == files[1].read_bytes()


def test_the_calendar_holds_the_agreed_date(ev_scan, mapped, tmp_path, fixed_time):
    target = tmp_path / "plan.ics"
    ev_scan("plan", mapped, "--ics", target)
    text = target.read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:20300102" in text
    assert "DTSTAMP:20300101T000000Z" in text


# Two plans


def test_what_changed_between_two(ev_scan, mapped, answers, tmp_path):
    better = tmp_path / "better.yaml"
    better.write_text((ANSWERS + REGISTER).replace("recipe_list: 0", "recipe_list: 2"), encoding="utf-8")
    outcome = ev_scan("plan", "--compare", mapped, better)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.text.startswith("Scores\n  Recepten ")
    assert ev_scan("plan", "--compare", answers, mapped).text.count("nieuw, ") == 3
    assert ev_scan("plan", "--compare", mapped, mapped).text == "Er is niets veranderd.\n"


def test_a_plan_and_its_pdf_are_the_same_as_their_answers(ev_scan, mapped, tmp_path):
    data, pdf = tmp_path / "plan.json", tmp_path / "plan.pdf"
    ev_scan("plan", mapped, "--json", data, "--pdf", pdf)
    for old, new in ((mapped, data), (data, pdf), (pdf, mapped)):
        assert ev_scan("plan", "--compare", old, new).text == "Er is niets veranderd.\n"


def test_one_of_two_may_come_from_standard_input(ev_scan, mapped):
    outcome = ev_scan("plan", "--compare", "-", mapped, "--lang", "en", stdin=ANSWERS)
    assert outcome.code == 0
    assert "Meel" in outcome.text


def test_a_fault_in_one_of_two_names_its_file(ev_scan, mapped, tmp_path):
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("format: ev-scan/answers@1\nassets: [{name: Oven, group: moon}]\n", encoding="utf-8")
    for pair in ((mapped, wrong), (wrong, mapped)):
        outcome = ev_scan("plan", "--compare", *pair)
        assert (outcome.code, outcome.out) == (2, b"")
        assert outcome.err == f"{wrong}: assets[0].group: 'moon' kan hier niet; toegestaan: dough, tools.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--compare", "-", "-"],
        ["--compare", "-"],
        ["-", "--compare", "-", "x"],
        ["--compare", "-", "x", "--csv", "y"],
    ],
)
def test_a_command_that_cannot_be_meant_ends_with_2(ev_scan, arguments: list[str]):
    outcome = ev_scan("plan", *arguments)
    assert (outcome.code, outcome.out) == (2, b"")
    assert outcome.err.startswith(("Usage: ", "Error: "))
