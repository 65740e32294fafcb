"""Answers files as a person or a program may write them."""

import json
from datetime import date

import pytest
from formats import fits

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.plan import Progress, Status
from ev_scan.domain.questionnaire import Mode
from ev_scan.i18n import localizer
from ev_scan.services.answers_file import BadAnswers, read_dossier

FULL = """
format: ev-scan/answers@1
mode: full
profile: {shop: city, goods: [chocolate, bread], abroad: "yes", border: unknown}
answers: {recipe_list: 2, recipe_lock: not_applicable, spare_key: unknown, lock_kind: [key]}
notes: {recipe_list: In de kluis., spare_key: }
assets: []
progress:
  buy_lock: {status: doing, owner: Jip, due: 2030-01-02}
  buy_safe: {status: dropped}
  count_keys: {owner: Janneke}
  list_keys: {status: todo}
"""


def read(text: str | bytes, catalogue: Catalogue, locale: str = "nl") -> Dossier:
    raw = text.encode() if isinstance(text, str) else text
    return read_dossier(raw, "answers.yaml", catalogue, localizer(locale))


def faults(text: str | bytes, catalogue: Catalogue, locale: str = "nl") -> list[str]:
    with pytest.raises(BadAnswers) as refused:
        read(text, catalogue, locale)
    assert str(refused.value) == "\n".join(map(str, refused.value.faults))
    return [str(fault) for fault in refused.value.faults]


def with_lines(*lines: str) -> str:
    return "\n".join(["format: ev-scan/answers@1", *lines])


def test_everything_that_a_file_may_hold(catalogue):
    dossier = read(FULL, catalogue)
    assert dossier.catalogue_version == "2000.1"
    assert dossier.mode is Mode.FULL
    assert dossier.answers.by_question == {
        "shop": ("city",),
        "goods": ("bread", "chocolate"),
        "abroad": ("yes",),
        "border": ("unknown",),
        "recipe_list": ("2",),
        "recipe_lock": ("not_applicable",),
        "spare_key": ("unknown",),
        "lock_kind": ("key",),
    }
    assert dossier.notes == {"recipe_list": "In de kluis."}
    assert dossier.progress == {
        "buy_lock": Progress(Status.DOING, "Jip", date(2030, 1, 2)),
        "buy_safe": Progress(Status.DROPPED),
        "count_keys": Progress(Status.TODO, "Janneke"),
    }


@pytest.mark.parametrize(
    "text",
    [
        with_lines(),
        with_lines("mode:", "profile:", "answers:", "notes:", "progress:", "risks:"),
        with_lines("profile: {shop: , goods: []}", "progress: {}"),
        '{"format": "ev-scan/answers@1", "mode": null}',
        '\ufeff  {"format": "ev-scan/answers@1"}',
    ],
)
def test_what_is_left_out_or_empty_is_not_answered(catalogue, text: str):
    assert read(text, catalogue) == Dossier("2000.1")


def test_json_says_the_same_as_yaml(catalogue):
    document = {
        "format": "ev-scan/answers@1",
        "profile": {"goods": ["cake"]},
        "answers": {"recipe_list": 1, "oven_check": "3"},
    }
    assert read(json.dumps(document), catalogue) == read(
        with_lines("profile: {goods: cake}", "answers: {recipe_list: '1', oven_check: 3}"), catalogue
    )


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (["mode: slow"], "mode: 'slow' kan hier niet; toegestaan: quick, full, personnel."),
        (["mode: false"], "mode: 'False' kan hier niet; toegestaan: quick, full, personnel."),
        (
            ["profil: {}"],
            "profil: dit veld is onbekend; toegestaan: agreements, answers, assets, critical_inputs, format, mode,",
        ),
        (["profile: {shop: moon}"], "profile.shop: 'moon' kan hier niet; toegestaan: farm, village, city, unknown."),
        (["profile: {shop: [city]}"], "profile.shop: hier past één antwoord, geen lijst."),
        (["profile: {shop: {city: true}}"], "profile.shop: '{'city': True}' kan hier niet; toegestaan: farm,"),
        (["profile: {shop: true}"], "profile.shop: 'True' kan hier niet; toegestaan: farm, village, city, unknown."),
        (["profile: {goods: [bread, pie]}"], "profile.goods: 'pie' kan hier niet; toegestaan: bread, cake,"),
        (["profile: {goods: [bread, [cake]]}"], "profile.goods: '['cake']' kan hier niet; toegestaan: bread,"),
        (["profile: {goods: [none, cake]}"], "profile.goods: 'none' kan niet samen met een ander antwoord."),
        (["profile: {goods: [bread, unknown]}"], "profile.goods: 'unknown' kan niet samen met een ander antwoord."),
        (
            ["profile: {recipe_list: 1}"],
            "profile.recipe_list: deze vraag is onbekend; toegestaan: shop, goods, abroad,",
        ),
        (["profile: [shop]"], "profile: hier hoort een lijst van 'naam: waarde' te staan."),
        (["answers: {shop: city}"], "answers.shop: deze vraag is onbekend; toegestaan: recipe_list, recipe_lock,"),
        (["answers: {recipe_list: 4}"], "answers.recipe_list: '4' kan hier niet; toegestaan: 0, 1, 2, 3, unknown."),
        (["answers: {recipe_list: 2.0}"], "answers.recipe_list: '2.0' kan hier niet; toegestaan: 0, 1, 2, 3, unknown."),
        (
            ["answers: {recipe_list: not_applicable}"],
            "answers.recipe_list: 'not_applicable' kan hier niet; toegestaan:",
        ),
        (["notes: {moon: x}"], "notes.moon: deze vraag is onbekend."),
        (["notes: {shop: 3}"], "notes.shop: hier past een tekst van hoogstens 1000 tekens."),
        (["notes: {shop: " + "x" * 1001 + "}"], "notes.shop: hier past een tekst van hoogstens 1000 tekens."),
        (["progress: {moon: {}}"], "progress.moon: deze maatregel is onbekend."),
        (["progress: {buy_lock: done}"], "progress.buy_lock: toegestaan zijn alleen: status, owner, due."),
        (["progress: {buy_lock: {who: Jip}}"], "progress.buy_lock: toegestaan zijn alleen: status, owner, due."),
        (
            ["progress: {buy_lock: {status: later}}"],
            "progress.buy_lock.status: 'later' kan hier niet; toegestaan: todo, doing,",
        ),
        (
            ["progress: {buy_lock: {status: false}}"],
            "progress.buy_lock.status: 'False' kan hier niet; toegestaan: todo,",
        ),
        (["progress: {buy_lock: {due: 2030-02-31}}"], "progress.buy_lock.due: hier past een datum zoals 2026-12-31."),
        (
            ["progress: {buy_lock: {owner: " + "x" * 81 + "}}"],
            "progress.buy_lock.owner: hier past een tekst van hoogstens 80",
        ),
    ],
)
def test_one_fault_names_the_field_and_what_it_may_hold(catalogue, lines: list[str], fault: str):
    (found,) = faults(with_lines(*lines), catalogue)
    assert found.startswith(fault)


def test_all_faults_come_together(catalogue):
    text = "format: ev-scan/answers@2\nmode: slow\nprofile: {shop: moon, goods: [pie, bun]}\nanswers: {moon: 1}\n"
    assert [fault.partition(":")[0] for fault in faults(text, catalogue)] == [
        "answers.moon",
        "format",
        "mode",
        "profile.goods",
        "profile.goods",
        "profile.shop",
    ]


def test_faults_are_told_in_the_language_of_the_reader(catalogue):
    assert faults(with_lines("mode: slow"), catalogue, "en") != faults(with_lines("mode: slow"), catalogue, "nl")


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"", "answers.yaml: begin met de regel 'format: ev-scan/answers@1'."),
        (b"[]", "answers.yaml: begin met de regel 'format: ev-scan/answers@1'."),
        (b"mode: quick", "format: hier hoort 'ev-scan/answers@1' te staan."),
        (b"format: [a]", "format: hier hoort 'ev-scan/answers@1' te staan."),
        (b"{\n  'format': 1}", "answers.yaml:2:3: dit is geen geldige JSON."),
        (b'{"format": ' + b"9" * 5000 + b"}", "answers.yaml: dit bestand is niet te lezen als tekst."),
        (b'{"format": "\\ud800"}', "answers.yaml: dit bestand is niet te lezen als tekst."),
        (b'{"\xff": 1}', "answers.yaml: dit bestand is niet te lezen als tekst."),
        (b'{"a":' * 100_000, "answers.yaml: dit bestand is niet te lezen als tekst."),
        (b'{"mode": "quick", "mode": "full"}', "answers.yaml:1:1: De sleutel 'mode' staat hier twee keer."),
        (b"mode: quick\nmode: full", "answers.yaml:2:1: De sleutel 'mode' staat hier twee keer."),
        (b"mode: no", "answers.yaml:1:7: 'no' zonder aanhalingstekens"),
        (b"\xff\xfe", "answers.yaml:1:1: Dit teken is geen UTF-8."),
        (b"%PDF-1.7\nnot really", "answers.yaml: in deze PDF zit geen actieplan van de EV-scan."),
    ],
)
def test_a_file_that_is_something_else(catalogue, raw: bytes, fault: str):
    (found,) = faults(raw, catalogue)
    assert found.startswith(fault)


@pytest.mark.parametrize(
    ("document", "accepted"),
    [
        ({"format": "ev-scan/answers@1"}, True),
        (
            {"format": "ev-scan/answers@1", "profile": {"shop": "city", "goods": []}, "progress": None, "assets": []},
            True,
        ),
        (
            {"format": "ev-scan/answers@1", "answers": {"recipe_list": 2, "oven_check": None}, "notes": {"shop": "x"}},
            True,
        ),
        ({"format": "ev-scan/answers@1", "progress": {"buy_lock": {"status": "done", "due": "2030-01-02"}}}, True),
        ({}, False),
        ({"format": "ev-scan/answers@2"}, False),
        ({"format": "ev-scan/answers@1", "profil": {}}, False),
        ({"format": "ev-scan/answers@1", "mode": "slow"}, False),
        ({"format": "ev-scan/answers@1", "profile": ["shop"]}, False),
        ({"format": "ev-scan/answers@1", "answers": {"recipe_list": True}}, False),
        ({"format": "ev-scan/answers@1", "answers": {"recipe_list": 1.5}}, False),
        ({"format": "ev-scan/answers@1", "answers": {"recipe_list": {"a": 1}}}, False),
        ({"format": "ev-scan/answers@1", "assets": [{"name": "oven"}]}, False),
        ({"format": "ev-scan/answers@1", "notes": {"shop": "x" * 1001}}, False),
        ({"format": "ev-scan/answers@1", "progress": {"buy_lock": {"who": "Jip"}}}, False),
        ({"format": "ev-scan/answers@1", "progress": {"buy_lock": {"due": "tomorrow"}}}, False),
    ],
)
def test_the_published_format_and_the_program_agree(catalogue, document: dict, accepted: bool):
    assert fits("answers-1", document) is accepted
    if accepted:
        read(json.dumps(document), catalogue)
    else:
        assert faults(json.dumps(document), catalogue)
