"""The register in `plan@1`: it fits its format, and file, plan and PDF all give back the same plan."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import orjson
import pytest
from factories import answers
from formats import assert_fits, fits
from hypothesis import given, settings
from registers import LASER, largest_register, registers, some_register

from ev_scan.content.loader import load
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import AssetId
from ev_scan.domain.register import Register
from ev_scan.i18n import localizer
from ev_scan.report.machine import answers_document, plan_document
from ev_scan.resources import QUESTIONNAIRES
from ev_scan.services.answers_file import read_dossier
from ev_scan.services.documents import plan_json, plan_pdf
from ev_scan.services.plans import plan_of

CREATED = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
REAL = load(QUESTIONNAIRES)
DUTCH = localizer("nl")
SCANNED = answers(sector="C26", mfa=0, backup="unknown", ict=["own_it", "cloud"])


def document_of(dossier: Dossier, catalogue: Catalogue) -> dict:
    plan = plan_of(dossier, catalogue)
    return json.loads(orjson.dumps(plan_document(dossier, plan, catalogue, DUTCH, CREATED)))


@given(registers(REAL))
def test_every_plan_with_a_register_fits_and_comes_back(register: Register):
    dossier = Dossier(REAL.version, answers=SCANNED, register=register)
    document = document_of(dossier, REAL)
    assert_fits("plan-1", document)
    assert_fits("answers-1", document["answers"])
    restored = read_dossier(orjson.dumps(document), "plan.json", REAL, DUTCH)
    assert restored.register == register
    assert document_of(restored, REAL) == document


@settings(max_examples=10)
@given(registers(REAL))
def test_the_pdf_gives_back_the_same_plan(register: Register):
    dossier = Dossier(REAL.version, answers=SCANNED, register=register)
    restored = read_dossier(plan_pdf(dossier, REAL, DUTCH, CREATED), "plan.pdf", REAL, DUTCH)
    assert plan_of(restored, REAL) == plan_of(dossier, REAL)
    assert plan_json(restored, REAL, DUTCH, CREATED) == plan_json(dossier, REAL, DUTCH, CREATED)


def test_the_largest_register_fits():
    dossier = Dossier(REAL.version, answers=SCANNED, register=largest_register(REAL))
    document = document_of(dossier, REAL)
    assert_fits("plan-1", document)
    assert [len(document[name]) for name in ("risks", "critical_inputs")] == [60, 10]


@pytest.fixture
def bakery_plan(catalogue: Catalogue) -> dict:
    given_answers = answers(shop="city", recipe_list=0, spare_key=2)
    return document_of(Dossier("2000.1", answers=given_answers, register=some_register(catalogue)), catalogue)


def test_a_judged_risk(bakery_plan):
    risk = bakery_plan["risks"][0]
    assert risk == {
        "asset": "Lasmodule ontwerp",
        "method": "M01",
        "likelihood": 4,
        "computed_likelihood": 4,
        "impact": 4,
        "score": 16,
        "band": "very_high",
        "gross": 16,
        "target": risk["target"],
        "attractiveness": 4,
        "exposure": 2,
        "maturity": 0.0,
        "treatment": None,
        "because": [{"question": "shop", "option": "city"}],
    }
    assert risk["target"] <= 16


def test_an_own_likelihood_stands_beside_the_computed_one(bakery_plan):
    risk = bakery_plan["risks"][1]
    assert (risk["likelihood"], risk["impact"], risk["score"], risk["treatment"]) == (5, 5, 25, "reduce")
    assert risk["computed_likelihood"] < 5


def test_a_judged_input_is_that_of_the_dossier(bakery_plan):
    assert bakery_plan["critical_inputs"][0] == {
        "name": "Laserdiode",
        "availability": 45.8,
        "dependency": 60.9,
        "crisis": 81.7,
        "risk": 63.4,
        "band": "high",
        "pattern": "dependency_and_crisis",
        "time_to_survive_days": 40,
        "time_to_recover_days": 120,
        "gap_days": 80,
        "exposure_eur": 320000,
        "labels": ["dependent", "strategic", "risky_strategic"],
        "data_quality": 1.0,
    }


def test_actions_name_the_risks_and_inputs_that_called_for_them(bakery_plan):
    reasons = [reason for action in bakery_plan["actions"] for reason in action["reasons"]]
    assert {"risk": {"asset": "Lasmodule ontwerp", "method": "M01"}} in reasons
    assert {"critical_input": "Laserdiode"} in reasons


def test_the_answers_of_a_plan_name_the_asset_of_a_risk(bakery_plan):
    told = bakery_plan["answers"]
    assert "id" not in told["assets"][0]
    assert told["risks"][0] == {"asset": "Lasmodule ontwerp", "method": "M01", "impacts": {"overall": 4}}
    assert told["critical_inputs"][0]["suppliers"][0] == {"share": 0.7, "country": "XX", "governance": 0.7}


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("risks", {"score": 26}),
        ("risks", {"band": "huge"}),
        ("risks", {"likelihood": 0}),
        ("risks", {"surprise": 1}),
        ("critical_inputs", {"risk": 101}),
        ("critical_inputs", {"labels": ["rich"]}),
        ("critical_inputs", {"surprise": 1}),
    ],
)
def test_the_format_refuses_what_is_not_in_it(bakery_plan, name: str, changed: dict):
    assert fits("plan-1", bakery_plan)
    bakery_plan[name][0].update(changed)
    assert not fits("plan-1", bakery_plan)


def test_ids_of_a_register_leave_no_trace(catalogue):
    """Other ids, as the site gives them, make the same file."""
    register = some_register(catalogue)
    renamed = {asset.id: AssetId(f"x{number}") for number, asset in enumerate(register.assets)}
    other = Register(
        tuple(replace(asset, id=renamed[asset.id]) for asset in register.assets),
        tuple(replace(line, asset=renamed[line.asset]) for line in register.lines),
        register.inputs,
    )
    one, two = (document_of(Dossier("2000.1", register=each), catalogue) for each in (register, other))
    assert one == two
    dossier = Dossier("2000.1", register=other)
    assert document_of(read_dossier(orjson.dumps(two), "plan.json", catalogue, DUTCH), catalogue) == two
    assert LASER.name in json.dumps(answers_document(dossier, catalogue))
