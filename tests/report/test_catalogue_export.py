"""The whole catalogue for other programs."""

import json

import orjson
import pytest
from formats import assert_fits, fits

from ev_scan.domain.catalogue import Catalogue
from ev_scan.i18n import LOCALES, localizer
from ev_scan.report.catalogue_export import catalogue_document


def exported(catalogue: Catalogue, locale: str = "nl") -> dict:
    return json.loads(orjson.dumps(catalogue_document(catalogue, localizer(locale))))


@pytest.mark.parametrize("locale", LOCALES)
def test_it_fits_its_format(catalogue, published, locale: str):
    for each in (catalogue, published):
        document = exported(each, locale)
        assert_fits("catalogue-1", document)
        assert not fits("catalogue-1", document | {"surprise": 1})
        assert document["language"] == locale


def test_it_holds_everything_in_order(catalogue):
    document = exported(catalogue)
    assert [cluster["id"] for cluster in document["clusters"]] == ["recipes", "bakery", "delivery"]
    assert [question["id"] for question in document["profile"]] == ["shop", "goods", "abroad", "border"]
    topics = [topic for cluster in document["clusters"] for topic in cluster["topics"]]
    assert [topic["code"] for topic in topics] == ["R01", "R02", "B01", "B02", "D01", "D02"]
    assert topics[0]["measures"] == ["recount_recipes", "write_recipes", "own_recipes"]
    assert [question["id"] for question in topics[1]["questions"]] == ["recipe_lock", "lock_kind"]
    assert topics[1]["questions"][1] == {
        "id": "lock_kind",
        "kind": "multiple",
        "text": "Wat voor slot hebt u?",
        "options": [
            {"id": "key", "text": "Een sleutel"},
            {"id": "number", "text": "Een cijfercode"},
            {"id": "unknown", "text": "Weet ik niet"},
        ],
    }
    assert document["measures"][4] == {
        "id": "buy_lock",
        "title": "Koop een slot",
        "topic": "recipe_lock",
        "from_level": 1,
        "to_level": 2,
        "why": "Daarom is 'koop een slot' nodig.",
        "first_step": "Begin vandaag met 'koop een slot'.",
        "how": [
            "Pak pen en papier voor buy lock.",
            "Doe het samen bij buy lock.",
            "Klaar met buy lock, vertel het rond.",
        ],
        "effort": "M",
        "cost": "low",
        "role": "shopkeeper",
        "after": ["write_recipes"],
        "contacts": [],
        "sources": ["bread_book"],
        "no_help_needed": True,
        "message": [],
        "variants": [],
    }


def test_what_stands_around_the_questions_is_in_it(catalogue):
    document = exported(catalogue)
    assert [method["id"] for method in document["methods"]] == ["M01", "M02"]
    assert document["methods"][1]["topics"] == ["recipe_list", "oven_check", "spare_key", "customer_check"]
    assert document["methods"][1]["groups"] == ["dough", "tools"]
    assert [group["id"] for group in document["asset_groups"]] == ["dough", "tools"]
    (act,) = document["regimes"]
    assert (act["id"], act["status"], act["as_of"]) == ("bread_act", "applies", "2000-01-15")
    assert [question["id"] for question in act["questions"]] == ["bread_act_weight"]
    (card,) = document["escalations"]
    assert (card["id"], card["contacts"]) == ("dough_escapes", ["miller", "guild"])
    assert [term["term"] for term in document["terms"]] == ["zuurdesem"]
    (dive,) = document["deep_dives"]
    assert (dive["id"], dive["topics"]) == ("personnel", ["spare_key", "recipe_lock", "oven_check"])
    varied = next(measure for measure in document["measures"] if measure["variants"])
    assert (varied["id"], varied["variants"][0]["role"]) == ("call_oven_builder", "shopkeeper")


def test_every_id_it_refers_to_is_in_it(published):
    document = exported(published)
    measures = {measure["id"] for measure in document["measures"]}
    topics = {topic["id"] for cluster in document["clusters"] for topic in cluster["topics"]}
    known = {name: {each["id"] for each in document[name]} for name in ("roles", "contacts", "sources")}
    assert {measure["topic"] for measure in document["measures"]} == topics
    for measure in document["measures"]:
        assert measure["role"] in known["roles"]
        assert known["contacts"].issuperset(measure["contacts"])
        assert known["sources"].issuperset(measure["sources"])
        assert measures.issuperset(measure["after"])
    assert {
        name for cluster in document["clusters"] for topic in cluster["topics"] for name in topic["measures"]
    } == measures


def test_the_words_and_tables_of_the_register_are_in_it(catalogue):
    document = exported(catalogue)
    found = document["stappenplan"]
    assert [step["id"] for step in found["steps"]] == ["assets", "values", "methods", "lines", "treatment"]
    assert [scale["id"] for scale in found["ratings"]] == [
        "confidentiality",
        "integrity",
        "availability",
        "attractiveness",
    ]
    assert found["impacts"][3]["levels"] == ["Niets", "Een woord", "Een brief", "Een boete", "Sluiting"]
    assert found["treatments"][0] == {"id": "avoid", "title": "Vermijden", "meaning": "U bakt het niet meer."}
    assert found["euro_ranges"][1] == {"id": "loaves", "title": "Broden", "meaning": None}
    assert found["chains"][0]["methods"] == ["M01", "M02"]
    assert [pattern["id"] for pattern in found["patterns"]][-2:] == ["dependency_and_crisis", "none"]
    assert found["patterns"][0]["topics"] == ["bread_van"]
    assert [label["id"] for label in found["labels"]] == ["dependent", "strategic", "risky_strategic"]
    assert (found["countries"]["as_of"], found["countries"]["weights"]) == ("2000-01-15", {"CN": 0.6, "US": 0.2})
    assert [group["suggestions"] for group in document["asset_groups"]] == [
        ["Het recept van de chocoladetaart", "De moedergist"],
        [],
    ]


def test_the_questions_of_the_monitor_are_in_it_with_a_question_for_each_row(catalogue):
    found = exported(catalogue)["monitor"]
    assert found["block"] == "2000.1"
    fields = {field["id"]: field for field in found["fields"]}
    assert list(fields)[:2] == ["awareness", "perceived"]
    assert [question["id"] for question in fields["cbs"]["questions"]] == [
        "cbs-two_factor",
        "cbs-risk_analysis",
        "cbs-encryption",
    ]
    assert len(fields["perceived"]["questions"]) == 8
    assert fields["barriers"]["questions"][0]["kind"] == "multiple"
    assert fields["awareness"]["hint"] is None


def test_the_register_refers_to_what_is_in_the_catalogue(published):
    document = exported(published)
    methods = {method["id"] for method in document["methods"]}
    topics = {topic["id"] for cluster in document["clusters"] for topic in cluster["topics"]}
    found = document["stappenplan"]
    assert methods.issuperset(name for chain in found["chains"] for name in chain["methods"])
    assert topics.issuperset(name for pattern in found["patterns"] for name in pattern["topics"])
