"""Valid YAML that does not fit the format: one finding in an editor's words."""

import pytest
from bakery import Bakery

COMMON = "common:\n  unknown: Weet ik niet\n  unknown_profile: Weet ik niet, of zeg ik liever niet\n"
PROFILE, CATALOGUE, MEASURES = "profile.yaml", "catalogue.yaml", "measures/recipes.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "words"),
    [
        (PROFILE, "    why: In", "    «wy: In", "unknown-key", "Onbekende sleutel 'wy'."),
        (PROFILE, "id: cake, text", "id: cake, «colour: red, text", "unknown-key", "Onbekende sleutel 'colour'."),
        (
            PROFILE,
            "- id: goods\n    choose: several\n    text: Wat bakt u?\n",
            "- «id: goods\n    choose: several\n",
            "missing-key",
            "'text'",
        ),
        (PROFILE, "text: Brood}", "«text: 12}", "not-text", "geen 12"),
        (PROFILE, "text: Brood}", "«text: 1.50}", "not-text", "geen 1.5"),
        (PROFILE, "text: Brood}", "«text: true}", "not-text", "geen true"),
        (PROFILE, "text: Brood}", "«text: }", "not-text", "tekst"),
        (PROFILE, "text: Brood}", "«text: {nl: Brood}}", "not-text", "tekst"),
        (PROFILE, "text: Brood}", "«text: ' '}", "empty", "leeg"),
        (PROFILE, "text: Brood}", "«text: " + "brood " * 120 + "}", "too-long", "600"),
        (PROFILE, "{id: bread,", "{«id: vers brood,", "pattern", "'vers brood'"),
        (PROFILE, "choose: several", "«choose: many", "value", "'many' kan hier niet"),
        (PROFILE, "from_points: 8", "«from_points: '8'", "value", "heel getal"),
        (PROFILE, "from_points: 8", "«from_points: 8.5", "value", "heel getal"),
        (PROFILE, "from_points: 8", "«from_points: -8", "value", "te klein"),
        (PROFILE, "points: 4}", "«points: 40}", "value", "te groot"),
        (PROFILE, "    level: 3", "    «level: 4", "value", "te groot"),
        (PROFILE, "    level: 1", "    «level: true", "value", "heel getal"),
        ("stappenplan.yaml", "US: 0.2", "«US: veel", "value", "Hier hoort een getal"),
        (PROFILE, "exclusive: true", "«exclusive: 'true'", "value", "true of false"),
        (CATALOGUE, "clusters: [recipes, bakery, delivery]", "«clusters: recipes", "not-a-list", "lijst"),
        (CATALOGUE, 'version: "2000.1"', '«version: "2000"', "pattern", "'2000'"),
        (MEASURES, "    how:\n      - Pak pen en papier voor buy safe.\n", "    «how:\n", "too-short", "minstens 3"),
        (
            MEASURES,
            "    from_level: 0\n    title: Tel",
            "    «from_level: 3\n    title: Tel",
            "value",
            "te groot",
        ),
        (
            "contacts.yaml",
            "url: https://guild.example",
            "«url: http://guild.example",
            "pattern",
            "'http://guild.example'",
        ),
        ("scan/bakery.yaml", "code: B01", "«code: oven", "pattern", "'oven'"),
        ("sources.yaml", 'date: "1999-12"', '«date: "december 1999"', "pattern", "'december 1999'"),
        ("scales.yaml", COMMON, "«common: Weet ik niet\n", "not-a-mapping", "sleutel: waarde"),
    ],
)
def test_one_finding(bakery: Bakery, file: str, old: str, new: str, code: str, words: str):
    bakery.expect_one_finding(bakery.change(file, old, new), code, words)
    bakery.expect_refused()


def test_too_many_lines(bakery: Bakery):
    extra = "".join(f"      - En dan {number}.\n" for number in range(3))
    old = "    how:\n      - Pak pen en papier voor buy safe.\n"
    place = bakery.change(MEASURES, old, old.replace("how", "«how") + extra)
    bakery.expect_one_finding(place, "too-long", "hoogstens 5")


def test_a_list_without_lines(bakery: Bakery):
    for folder in ("scan", "measures"):
        for file in (bakery.directory / folder).iterdir():
            file.unlink()
    place = bakery.change(CATALOGUE, "clusters: [recipes, bakery, delivery]", "«clusters: []")
    bakery.expect_one_finding(place, "too-short", "minstens 1")


@pytest.mark.parametrize(
    ("text", "code"), [("", "not-a-mapping"), ("- 1", "not-a-mapping"), ("hallo", "not-a-mapping")]
)
def test_a_file_that_holds_something_else(bakery: Bakery, text: str, code: str):
    bakery.expect_one_finding(bakery.write("contacts.yaml", text), code, "sleutel: waarde")


def test_a_hint_offers_the_nearest_key(bakery: Bakery):
    bakery.change(PROFILE, "    why: In", "    wy: In")
    assert [finding.hint for finding in bakery.findings()] == ["Bedoelt u 'why'?"]


def test_mistakes_in_several_files_come_together_in_order(bakery: Bakery):
    bakery.change(PROFILE, "choose: several", "choose: many")
    bakery.change(PROFILE, "points: 4}", "points: 40}")
    bakery.change("sources.yaml", "title: Handleiding", "titel: Handleiding")
    assert [finding.code for finding in bakery.findings()] == ["value", "value", "missing-key", "unknown-key"]
    bakery.expect_refused()
