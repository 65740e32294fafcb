"""The register of an answers file: what it may hold, and what is said about everything else."""

import json
from contextlib import suppress
from datetime import date

import pytest
from formats import fits
from hypothesis import given
from hypothesis import strategies as st
from registers import LASER, registers, some_register

from ev_scan.content.loader import load
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.register import OVERALL, Acceptance, Register, RiskLine, Treatment
from ev_scan.domain.supply_chain import InputResult, assess
from ev_scan.i18n import localizer
from ev_scan.report.machine import answers_document
from ev_scan.resources import QUESTIONNAIRES
from ev_scan.services.answers_file import BadAnswers, read_dossier

REAL = load(QUESTIONNAIRES)
OVEN = "assets: [{name: Oven, group: tools}]"
MILL = "name: Molen"


def read(text: str, catalogue: Catalogue, locale: str = "nl") -> Register:
    raw = text if text.startswith("{") else f"format: ev-scan/answers@1\n{text}\n"
    return read_dossier(raw.encode(), "answers.yaml", catalogue, localizer(locale)).register


def faults(text: str, catalogue: Catalogue, locale: str = "nl") -> list[str]:
    with pytest.raises(BadAnswers) as refused:
        read(text, catalogue, locale)
    return [str(fault) for fault in refused.value.faults]


def test_everything_that_a_register_may_hold(catalogue):
    dossier = Dossier("2000.1", register=some_register(catalogue))
    text = json.dumps(answers_document(dossier, catalogue))
    assert read(text, catalogue) == dossier.register


def test_what_is_left_out_is_not_known(catalogue):
    text = f"{OVEN}\nrisks: [{{asset: oven, method: M01}}]\ncritical_inputs: [{{{MILL}}}]"
    found = read(text, catalogue)
    assert (found.assets[0].is_rated, found.assets[0].listed, found.lines[0].impact) == (False, None, None)
    assert found.inputs[0].suppliers == ()
    assert assess(found.inputs[0]).data_quality == 0


def test_lists_that_are_empty_or_nothing(catalogue):
    for text in ("assets: []\nrisks: []\ncritical_inputs: []", "assets:\nrisks:\ncritical_inputs:", ""):
        assert read(text, catalogue).is_empty


def test_an_impact_as_a_whole_and_on_scales(catalogue):
    lines = "[{asset: Oven, method: M01, impact: 2, impacts: {money: 4}}, {asset: Oven, method: M02, impact: 3}]"
    first, second = read(f"{OVEN}\nrisks: {lines}", catalogue).lines
    assert (first.impacts, first.impact) == ({OVERALL: 2, "money": 4}, 4)
    assert second.impacts == {OVERALL: 3}


def test_an_accepted_risk_and_an_own_likelihood(catalogue):
    line = (
        "{asset: Oven, method: M01, treatment: accept, accepted_by: Jip, review: 2031-02-01, likelihood: 5, reason: x}"
    )
    [found] = read(f"{OVEN}\nrisks: [{line}]", catalogue).lines
    assert found == RiskLine(
        found.asset, found.method, {}, 5, "x", Treatment.ACCEPT, Acceptance("Jip", date(2031, 2, 1))
    )


def test_the_case_of_the_dossier_comes_out_exactly(catalogue):
    text = json.dumps(answers_document(Dossier("2000.1", register=Register(inputs=(LASER,))), catalogue))
    result: InputResult = assess(read(text, catalogue).inputs[0])
    assert (round(result.risk, 1), result.gap_days, result.exposure_eur) == (63.4, 80, 320_000)


ASSETS = [
    ("assets: {name: Oven}", "assets: hier hoort een lijst te staan."),
    ("assets: [Oven]", "assets[0]: hier hoort een lijst van 'naam: waarde' te staan."),
    ("assets: [{name: Oven, group: tools, colour: red}]", "assets[0].colour: dit veld is onbekend; toegestaan: name,"),
    ("assets: [{group: tools}]", "assets[0].name: geef dit een naam."),
    ("assets: [{name: '  ', group: tools}]", "assets[0].name: geef dit een naam."),
    (f"assets: [{{name: {'x' * 121}, group: tools}}]", "assets[0].name: hier past een tekst van hoogstens 120 tekens."),
    ("assets: [{name: Oven, group: tools}, {name: OVEN, group: dough}]", "assets[1].name: deze naam staat er twee"),
    ("assets: [{name: Oven}]", "assets[0].group: 'None' kan hier niet; toegestaan: dough, tools."),
    ("assets: [{name: Oven, group: moon}]", "assets[0].group: 'moon' kan hier niet; toegestaan: dough, tools."),
    ("assets: [{name: Oven, group: tools, integrity: 6}]", "assets[0].integrity: '6' kan hier niet; toegestaan: 1, 2,"),
    ("assets: [{name: Oven, group: tools, availability: 0}]", "assets[0].availability: '0' kan hier niet; toegestaan:"),
    ("assets: [{name: Oven, group: tools, confidentiality: true}]", "assets[0].confidentiality: 'True' kan hier niet;"),
    ("assets: [{name: Oven, group: tools, attractiveness: 2.0}]", "assets[0].attractiveness: '2.0' kan hier niet; toe"),
    ("assets: [{name: Oven, group: tools, owner: 3}]", "assets[0].owner: hier past een tekst van hoogstens 300 teken"),
    (f"assets: [{{name: Oven, group: tools, place: {'x' * 301}}}]", "assets[0].place: hier past een tekst van hoogst"),
    ("assets: [{name: Oven, group: tools, access: [x]}]", "assets[0].access: hier past een tekst van hoogstens 300"),
    ("assets: [{name: Oven, group: tools, listed_technology: 1}]", "assets[0].listed_technology: '1' kan hier niet;"),
    ("assets: [{name: Oven, group: tools, euro_range: much}]", "assets[0].euro_range: 'much' kan hier niet; toegesta"),
]  # fmt: skip
RISKS = [
    ("risks: 3", "risks: hier hoort een lijst te staan."),
    ("risks: [M01]", "risks[0]: hier hoort een lijst van 'naam: waarde' te staan."),
    ("risks: [{asset: Oven, method: M01, chance: 3}]", "risks[0].chance: dit veld is onbekend; toegestaan: asset, met"),
    ("risks: [{asset: Deeg, method: M01}]", "risks[0].asset: deze naam staat niet bij 'assets'."),
    ("risks: [{method: M01}]", "risks[0].asset: deze naam staat niet bij 'assets'."),
    ("risks: [{asset: Oven}]", "risks[0].method: 'None' kan hier niet; toegestaan: M01, M02."),
    ("risks: [{asset: Oven, method: M99}]", "risks[0].method: 'M99' kan hier niet; toegestaan: M01, M02."),
    ("risks: [{asset: Oven, method: M01}, {asset: oven, method: M01}]", "risks[1]: deze regel staat er twee keer."),
    ("risks: [{asset: Oven, method: M01, impact: 6}]", "risks[0].impact: '6' kan hier niet; toegestaan: 1, 2, 3, 4,"),
    ("risks: [{asset: Oven, method: M01, impacts: 3}]", "risks[0].impacts: hier hoort een lijst van 'naam: waarde'"),
    ("risks: [{asset: Oven, method: M01, impacts: {money: 0}}]", "risks[0].impacts.money: '0' kan hier niet; toegest"),
    ("risks: [{asset: Oven, method: M01, impacts: {mood: 3}}]", "risks[0].impacts.mood: 'mood' kan hier niet; toeges"),
    ("risks: [{asset: Oven, method: M01, likelihood: 9, reason: x}]", "risks[0].likelihood: '9' kan hier niet; toege"),
    ("risks: [{asset: Oven, method: M01, likelihood: 3}]", "risks[0].reason: schrijf waarom u een andere kans kiest"),
    ("risks: [{asset: Oven, method: M01, treatment: pray}]", "risks[0].treatment: 'pray' kan hier niet; toegestaan:"),
    ("risks: [{asset: Oven, method: M01, treatment: accept}]", "risks[0]: wie een risico accepteert, vult ook 'accep"),
    (
        "risks: [{asset: Oven, method: M01, treatment: accept, accepted_by: Jip}]",
        "risks[0]: wie een risico accepteert, vult ook 'accepted_by' en 'review' in.",
    ),
    ("risks: [{asset: Oven, method: M01, review: soon}]", "risks[0].review: hier past een datum zoals 2026-12-31."),
]  # fmt: skip
INPUTS = [
    ("critical_inputs: meel", "critical_inputs: hier hoort een lijst te staan."),
    ("critical_inputs: [meel]", "critical_inputs[0]: hier hoort een lijst van 'naam: waarde' te staan."),
    ("critical_inputs: [{}]", "critical_inputs[0].name: geef dit een naam."),
    (f"critical_inputs: [{{{MILL}, taste: 3}}]", "critical_inputs[0].taste: dit veld is onbekend; toegestaan: name,"),
    (f"critical_inputs: [{{{MILL}, revenue_share: 35}}]", "critical_inputs[0].revenue_share: hier past een getal van"),
    (f"critical_inputs: [{{{MILL}, stock_days: -1}}]", "critical_inputs[0].stock_days: hier past een getal van 0 tot"),
    (f"critical_inputs: [{{{MILL}, switch_days: veel}}]", "critical_inputs[0].switch_days: hier past een getal van 0"),
    (f"critical_inputs: [{{{MILL}, routes: 0}}]", "critical_inputs[0].routes: hier past een getal van 1 tot en met 9"),
    (f"critical_inputs: [{{{MILL}, substitutability: 1.5}}]", "critical_inputs[0].substitutability: hier past een ge"),
    (f"critical_inputs: [{{{MILL}, daily_margin_eur: true}}]", "critical_inputs[0].daily_margin_eur: hier past een g"),
    (f"critical_inputs: [{{{MILL}, shortage: 20}}]", "critical_inputs[0].shortage: '20' kan hier niet; toegestaan: 0"),
    (f"critical_inputs: [{{{MILL}, plan_tested: often}}]", "critical_inputs[0].plan_tested: 'often' kan hier niet; t"),
    (f"critical_inputs: [{{{MILL}, suppliers: DE}}]", "critical_inputs[0].suppliers: hier hoort een lijst te staan."),
    (
        f"critical_inputs: [{{{MILL}, suppliers: [{{share: 0.7, country: DE}}]}}]",
        "critical_inputs[0].suppliers: De aandelen van de leveranciers zijn samen 70 %; dat hoort 100 % te zijn.",
    ),
    (
        f"critical_inputs: [{{{MILL}, suppliers: [{{share: 1, country: duitsland}}]}}]",
        "critical_inputs[0].suppliers[0].country: hier past een landcode van twee hoofdletters, zoals DE.",
    ),
    (
        f"critical_inputs: [{{{MILL}, suppliers: [{{share: 1, country: DE, governance: 2}}]}}]",
        "critical_inputs[0].suppliers[0].governance: hier past een getal van 0 tot en met 1.",
    ),
    (
        f"critical_inputs: [{{{MILL}, suppliers: [{{share: 1, country: DE, town: Ulm}}]}}]",
        "critical_inputs[0].suppliers[0].town: dit veld is onbekend; toegestaan: share, country, governance, name.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fault"), [*ASSETS, *((f"{OVEN}\n{t}", f) for t, f in RISKS), *INPUTS])
def test_one_fault_names_the_field_and_what_it_may_hold(catalogue, text: str, fault: str):
    (found,) = faults(text, catalogue)
    assert found.startswith(fault)


def test_a_share_that_is_missing_is_said_besides_the_total(catalogue):
    text = f"critical_inputs: [{{{MILL}, suppliers: [{{country: DE}}]}}]"
    assert [fault.partition(":")[0] for fault in faults(text, catalogue)] == [
        "critical_inputs[0].suppliers",
        "critical_inputs[0].suppliers[0].share",
    ]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400"])
def test_a_number_that_is_none_is_refused(catalogue, number: str):
    text = f'{{"format": "ev-scan/answers@1", "critical_inputs": [{{"name": "x", "stock_days": {number}}}]}}'
    assert faults(text, catalogue) == ["critical_inputs[0].stock_days: hier past een getal van 0 tot en met 3650."]


@pytest.mark.parametrize(
    ("field", "most", "row"),
    [
        ("assets", 25, '{{name: "{number}", group: tools}}'),
        ("risks", 60, "{{asset: Oven, method: M01}}"),
        ("critical_inputs", 10, '{{name: "{number}"}}'),
    ],
)
def test_more_than_fits_says_how_many_do(catalogue, field: str, most: int, row: str):
    rows = ", ".join(row.format(number=number) for number in range(most + 1))
    text = f"{field}: [{rows}]" + ("" if field == "assets" else f"\n{OVEN}")
    assert f"{field}: hier passen er hoogstens {most}; dit zijn er {most + 1}." in faults(text, catalogue)


def test_nine_suppliers_are_one_too_many(catalogue):
    rows = ", ".join(["{share: 0.111, country: DE}"] * 9)
    found = faults(f"critical_inputs: [{{{MILL}, suppliers: [{rows}]}}]", catalogue)
    assert "critical_inputs[0].suppliers: hier passen er hoogstens 8; dit zijn er 9." in found


def test_all_faults_of_a_register_come_together(catalogue):
    text = "assets: [{name: A, group: x, owner: 1}]\nrisks: [{asset: B, method: Z}]\ncritical_inputs: [{routes: 0}]"
    assert [fault.partition(":")[0] for fault in faults(text, catalogue)] == [
        "assets[0].group",
        "assets[0].owner",
        "critical_inputs[0].name",
        "critical_inputs[0].routes",
        "risks[0].asset",
        "risks[0].method",
    ]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9999) | st.floats(width=32) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["name", "group", "asset", "method", "impacts", "suppliers", "share", "country", "routes"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("assets", "risks", "critical_inputs"), VALUES)))
def test_whatever_stands_in_it_is_read_or_refused(lists: dict):
    with suppress(BadAnswers):
        read(json.dumps({"format": "ev-scan/answers@1", **lists}), REAL)


@given(registers(REAL))
def test_every_register_fits_its_format_and_comes_back(register: Register):
    document = json.loads(json.dumps(answers_document(Dossier(REAL.version, register=register), REAL)))
    assert fits("answers-1", document)
    assert read(json.dumps(document), REAL) == register


@pytest.mark.parametrize(
    ("lists", "accepted"),
    [
        ({"assets": [{"name": "Oven", "group": "tools", "listed_technology": None}]}, True),
        ({"assets": None, "risks": None, "critical_inputs": None}, True),
        ({"assets": [{"name": "Oven"}]}, False),
        ({"assets": [{"name": " ", "group": "tools"}]}, False),
        ({"assets": [{"name": "x" * 121, "group": "tools"}]}, False),
        ({"assets": [{"name": "Oven", "group": "tools", "integrity": 6}]}, False),
        ({"assets": [{"name": "Oven", "group": "tools", "owner": "x" * 301}]}, False),
        ({"assets": [{"name": str(number), "group": "tools"} for number in range(26)]}, False),
        ({"risks": [{"asset": "Oven", "method": "M01", "likelihood": 3}]}, False),
        ({"risks": [{"asset": "Oven", "method": "M01", "treatment": "accept", "accepted_by": "Jip"}]}, False),
        ({"risks": [{"asset": "Oven", "method": "M01", "impacts": {"mood": 3}}]}, False),
        ({"critical_inputs": [{"name": "Meel", "shortage": 20}]}, False),
        ({"critical_inputs": [{"name": "Meel", "routes": 0}]}, False),
        ({"critical_inputs": [{"name": "Meel", "suppliers": [{"share": 1, "country": "de"}]}]}, False),
        ({"critical_inputs": [{"name": "Meel", "suppliers": [{"country": "DE"}]}]}, False),
        ({"critical_inputs": [{"name": "Meel", "taste": 3}]}, False),
    ],
)
def test_the_published_format_and_the_program_agree(catalogue, lists: dict, accepted: bool):
    document = {"format": "ev-scan/answers@1", "assets": [{"name": "Oven", "group": "tools"}], **lists}
    assert fits("answers-1", document) is accepted
    if accepted:
        read(json.dumps(document), catalogue)
    else:
        assert faults(json.dumps(document), catalogue)


def test_faults_are_told_in_the_language_of_the_reader(catalogue):
    text = "assets: [{name: Oven, group: moon}]"
    assert faults(text, catalogue, "en") != faults(text, catalogue, "nl")
