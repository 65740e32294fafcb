"""Made-up companies: read strictly, checked with the content, no part of it."""

import pytest
from bakery import Bakery

from ev_scan.content.loader import load
from ev_scan.content.personas import read_personas

BAKER = "personas/city_baker.yaml"


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("id: city_baker", "«id: village_baker", "file-name", "'city_baker'"),
        ("band: watched", "«band: watch", "unknown-reference", "'watch' (band)"),
        ("write_recipes, count_keys]", "write_recipes, «count_key]", "unknown-reference", "'count_key' (measure)"),
        ("bakery: [0, 60]", "«cellar: [0, 60]", "unknown-reference", "'cellar' (cluster)"),
        ("find_out: [spare_key]", "find_out: [«moon]", "unknown-reference", "'moon' (question)"),
        ("scores: {recipes: [0, 40], bakery: [0, 60]}", "«scores: 40", "not-a-mapping", "sleutel: waarde"),
        ("recipes: [0, 40]", "«recipes: [40]", "too-short", "minstens 2"),
        ("recipes: [0, 40]", "recipes: [0, «400]", "value", "te groot"),
    ],
)
def test_one_finding(bakery: Bakery, old: str, new: str, code: str, words: str):
    bakery.expect_one_finding(bakery.change(BAKER, old, new), code, words)


def test_a_hint_offers_what_may_be_meant(bakery: Bakery):
    bakery.change(BAKER, "[clear_counter, write_recipes", "[clear_count, zzz")
    assert [finding.hint for finding in bakery.findings()] == [
        "Bedoelt u 'clear_counter'?",
        "Zoek de id op in ids.lock.",
    ]


def test_a_mistake_in_a_persona_does_not_stop_the_program(bakery: Bakery, catalogue):
    bakery.change(BAKER, "title: Bakker", "titel: Bakker")
    assert {finding.code for finding in bakery.findings()} == {"unknown-key", "missing-key"}
    assert load(bakery.directory).fingerprint == catalogue.fingerprint


def test_personas_come_by_name(bakery: Bakery):
    (persona,) = read_personas(bakery.directory)
    assert (persona.id, persona.expect.band) == ("city_baker", "watched")
