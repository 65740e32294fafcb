"""What makes no difference to anybody."""

import pytest
from bakery import Bakery

KING = "  - «id: king\n    name: Koning\n    helps_with: Alles.\n    url: https://king.example\n"
MOON = "  - «id: moon\n    title: De maan\n    publisher: De lucht\n    url: https://moon.example\n"
SCALE = '  - «id: often\n    options:\n      - {id: "0", text: Soms}\n      - {id: "1", text: Vaak}\n'
COLOUR = "  - «id: colour\n    text: Welke kleur heeft uw deur?\n    options:\n      - {id: red, text: Rood}\n"
GREEN = "      - {id: green, text: Groen}\n"
LAW = "    likely_when:\n"
WEIGHS = "      - id: bread_act_colour\n        text: Is uw taart groen?\n        scale: yes_no\n"


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "words"),
    [
        ("contacts.yaml", "  - id: miller\n", f"{KING}  - id: miller\n", "unused", "het contact 'king'"),
        ("sources.yaml", "  - id: oven_manual\n", f"{MOON}  - id: oven_manual\n", "unused", "de bron 'moon'"),
        ("scales.yaml", "roles:\n", f"{SCALE}roles:\n", "unused", "de schaal 'often'"),
        (
            "scales.yaml",
            "  - {id: baker,",
            "  - {«id: king, title: Koning}\n  - {id: baker,",
            "unused",
            "de rol 'king'",
        ),
        ("profile.yaml", "bands:\n", f"{COLOUR}{GREEN}bands:\n", "idle-question", "'colour'"),
        ("regimes.yaml", LAW, f"{WEIGHS.replace('- id', '- «id')}{LAW}", "idle-question", "'bread_act_colour'"),
    ],
)
def test_a_warning(bakery: Bakery, file: str, old: str, new: str, code: str, words: str):
    bakery.expect_remark(file, old, new, code, words, "warning")


def test_a_group_that_no_method_is_after(bakery: Bakery):
    bakery.change("methods.yaml", "groups: [dough, tools]", "groups: [dough]")
    code = "asset-group-without-method"
    bakery.expect_remark("assets.yaml", "  - id: tools", "  - «id: tools", code, "'tools'", "warning")


def test_a_method_that_nothing_makes_harder(bakery: Bakery):
    bakery.change("scan/bakery.yaml", "methods: [M02]", "methods: [M01]")
    bakery.change("scan/bakery.yaml", "methods: [M01, M02]", "methods: [M01]")
    bakery.change("scan/recipes.yaml", "methods: [M01, M02]", "methods: [M01]")
    bakery.change("scan/delivery.yaml", "methods: [M02]", "methods: [M01]")
    bakery.expect_remark("methods.yaml", "  - id: M02", "  - «id: M02", "method-without-topic", "'M02'")


@pytest.mark.parametrize(
    ("term", "also", "used"),
    [
        ("oven", "", True),
        ("OVEN", "", True),
        ("ovens", "", False),
        ("ovens", "oven", True),
        ("broodboek", "", True),
        ("grote broodboek", "", True),
        ("kleine broodboek", "", False),
        ("roodboek", "", False),
        ("gist", "", True),  # in the explanation of another word
        ("iets van de bakker", "", False),  # in its own
        ("krentenbrood 2.0", "", False),
    ],
)
def test_a_word_that_is_explained_and_never_said(bakery: Bakery, term: str, also: str, used: bool):
    explained = f"  - «id: word\n    term: {term}\n    also: [{also}]\n    explanation: Iets van de bakker.\n"
    bakery.change("glossary.yaml", "terms:\n", f"terms:\n{explained.replace('«', '')}")
    bakery.lock_anew()
    findings = [(finding.code, str(finding.severity)) for finding in bakery.findings()]
    assert findings == ([] if used else [("unused", "warning")])


def test_an_answer_that_only_earns_points_is_of_use(bakery: Bakery):
    green = GREEN.replace("Groen", "Groen, points: 1")
    bakery.change("profile.yaml", "bands:\n", f"{COLOUR.replace('«', '')}{green}bands:\n")
    bakery.lock_anew()
    assert bakery.findings() == ()
