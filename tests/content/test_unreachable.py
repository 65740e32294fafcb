"""Questions, advice and cards that no company can ever meet, and conditions that decide nothing."""

import pytest
from bakery import Bakery

PROFILE, RECIPES, OVEN, DELIVERY = "profile.yaml", "scan/recipes.yaml", "scan/bakery.yaml", "scan/delivery.yaml"
BAKE, LAWS, CARDS = "measures/bakery.yaml", "regimes.yaml", "escalations.yaml"

ABROAD, STAYS = '{answer: abroad, in: ["yes"]}', '{answer: abroad, in: ["no"]}'
TOWN_AND_FARM = "{all: [{answer: shop, in: [village, city]}, {answer: shop, in: [farm]}]}"
NO_GOODS_BUT_CAKE = "{all: [{answer: goods, in: [none]}, {answer: goods, in: [cake]}]}"
ANYWHERE = "{answer: shop, in: [farm, village, city, unknown]}"
WHEN_CAKE = "when: {answer: goods, in: [cake, chocolate]}"
WHEN_TOWN = "asked_when: {answer: shop, in: [village, city]}"
WHEN_ABROAD, IF_ABROAD = f"asked_when: {ABROAD}", f"relevant_when: {ABROAD}"
WHEN_FAR, WHEN_FARM = "when: {answer: border, in: [far]}", "when: {answer: shop, in: [farm]}"
WHEN_LOCKED = 'asked_when: {answer: recipe_lock, in: ["2", "3"]}'
WEIGHS = '{answer: bread_act_weight, in: ["yes"]}'


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "words"),
    [
        # one shop cannot stand in two places
        (RECIPES, WHEN_CAKE, f"«when: {TOWN_AND_FARM}", "dead-rule", "nooit"),
        # 'none of these' stands alone
        (RECIPES, WHEN_CAKE, f"«when: {NO_GOODS_BUT_CAKE}", "dead-rule", "nooit"),
        # a number of things of which fewer are listed
        (RECIPES, WHEN_CAKE, f"«when: {{at_least: 3, of: [{ABROAD}, {ABROAD}]}}", "dead-rule", "nooit"),
        # who stays at home is never asked how far
        (RECIPES, WHEN_CAKE, f"«when: {{all: [{STAYS}, {{answer: border, in: [far]}}]}}", "dead-rule", "nooit"),
        # a topic about deliveries abroad weighs for who stays at home
        (DELIVERY, WHEN_FAR, f"«when: {STAYS}", "dead-rule", "geldt nooit"),
        # the rule of weight 3 always goes first
        (RECIPES, WHEN_CAKE, f"«when: {{all: [{ABROAD}, {{answer: goods, in: [chocolate]}}]}}", "dead-rule", "nooit"),
        (DELIVERY, IF_ABROAD, f"«relevant_when: {TOWN_AND_FARM}", "unreachable-topic", "'customer_check'"),
        (OVEN, WHEN_TOWN, f"«asked_when: {TOWN_AND_FARM}", "unreachable-question", "'spare_key_back'"),
        (
            RECIPES,
            WHEN_LOCKED,
            '«asked_when: {all: [{answer: recipe_lock, in: ["0"]}, {answer: recipe_lock, in: ["3"]}]}',
            "unreachable-question",
            "'lock_kind'",
        ),
        (BAKE, WHEN_FARM, f"«when: {TOWN_AND_FARM}", "hidden-variant", "'call_oven_builder'"),
        (
            BAKE,
            "        role: shopkeeper\n",
            f"        role: shopkeeper\n      - «{WHEN_FARM}\n        title: Bel de boer\n",
            "hidden-variant",
            "'call_oven_builder'",
        ),
    ],
)
def test_one_finding(bakery: Bakery, file: str, old: str, new: str, code: str, words: str):
    bakery.expect_remark(file, old, new, code, words)


def test_a_question_of_the_profile_that_is_never_asked(bakery: Bakery):
    """Whatever looks at it is dead too."""
    place = bakery.change(PROFILE, WHEN_ABROAD, f"«asked_when: {TOWN_AND_FARM}")
    weight = bakery.change(DELIVERY, WHEN_FAR, f"«{WHEN_FAR}")
    found = [(str(finding.place), finding.code) for finding in bakery.findings()]
    assert found == [(place, "unreachable-question"), (weight, "dead-rule")]


def between(bakery: Bakery, file: str, start: str, end: str) -> str:
    text = (bakery.directory / file).read_text(encoding="utf-8")
    return text[text.index(start) : text.index(end)]


@pytest.mark.parametrize(
    ("file", "key", "following", "condition", "words"),
    [
        (CARDS, "relevant_when", "    sources:", TOWN_AND_FARM, "'dough_escapes'"),
        (LAWS, "likely_when", "    possible_when:", TOWN_AND_FARM, "'waarschijnlijk relevant'"),
        (LAWS, "possible_when", "    to_do:", TOWN_AND_FARM, "'mogelijk'"),
        # whenever this holds, the outcome is 'likely' already
        (LAWS, "possible_when", "    to_do:", f"{{all: [{ABROAD}, {WEIGHS}]}}", "'mogelijk'"),
    ],
)
def test_a_card_that_is_never_found(bakery: Bakery, file: str, key: str, following: str, condition: str, words: str):
    old = between(bakery, file, f"    {key}:", following)
    bakery.expect_remark(file, old, f"    «{key}: {condition}\n", "never-found", words)


def test_a_law_about_a_question_that_is_never_asked(bakery: Bakery):
    bakery.change(LAWS, "        scale: yes_no\n", f"        scale: yes_no\n        asked_when: {STAYS}\n")
    assert [finding.code for finding in bakery.findings()] == ["never-found"]


def test_measures_of_a_topic_whose_levels_nobody_is_asked(bakery: Bakery):
    question = "      - id: customer_check\n        text: Weet u wie uw brood eet?\n"
    place = bakery.change(DELIVERY, question, f"{question}        «asked_when: {STAYS}\n")
    findings = [(finding.code, str(finding.place)) for finding in bakery.findings()]
    topic = f"{bakery.directory / DELIVERY}:7:5"
    assert findings == [("unreachable-measure", topic), ("unreachable-question", place)]


@pytest.mark.parametrize(
    ("old", "new", "code", "severity", "words"),
    [
        (WHEN_CAKE, f"when: {{any: [{ABROAD}, «{TOWN_AND_FARM}]}}", "dead-condition", "error", "nooit"),
        (
            WHEN_CAKE,
            f"when: {{any: [{ABROAD}, {{all: [{STAYS}, «{TOWN_AND_FARM}]}}]}}",
            "dead-condition",
            "error",
            "ooi",
        ),
        (WHEN_CAKE, f"when: {{all: [{ABROAD}, «{ANYWHERE}]}}", "always-true", "warning", "altijd"),
        (WHEN_CAKE, f"«when: {ANYWHERE}", "always-true", "warning", "altijd"),
        (WHEN_CAKE, f"«when: {{any: [{ABROAD}, {{not: {ABROAD}}}]}}", "always-true", "warning", "altijd"),
        (WHEN_CAKE, f"{WHEN_CAKE}\n      - weight: 1\n        «when: {ABROAD}", "dead-rule", "warning", "van 1"),
    ],
)
def test_a_part_that_decides_nothing(bakery: Bakery, old: str, new: str, code: str, severity: str, words: str):
    bakery.expect_remark(RECIPES, old, new, code, words, severity)


@pytest.mark.parametrize(
    "condition",
    [
        "{all: [{answer: goods, in: [cake]}, {answer: goods, in: [chocolate]}]}",  # one may bake both
        "{answer: border, in: [near, far, unknown]}",  # not everybody is asked
        "{not: {answer: border, in: [near, far, unknown]}}",
        "{at_least: 2, of: [{answer: goods, in: [cake]}, {answer: goods, in: [bread]}]}",
        "{all: [{answer: goods, in: [unknown]}, {answer: shop, in: [unknown]}]}",
    ],
)
def test_what_can_be_is_left_alone(bakery: Bakery, condition: str):
    bakery.change(RECIPES, WHEN_CAKE, f"when: {condition}")
    assert bakery.findings() == ()


def test_a_question_that_may_be_left_open_is_not_always_answered(bakery: Bakery):
    """A legal question, and one of a topic that the chosen mode leaves out."""
    old = between(bakery, CARDS, "    relevant_when:", "    sources:")
    answered = '{answer: bread_act_weight, in: ["yes", "no", unknown]}'
    levels = '{answer: bread_van, in: ["0", "1", "2", "3", unknown, not_applicable]}'
    bakery.change(CARDS, old, f"    relevant_when: {{all: [{answered}, {levels}]}}\n")
    assert bakery.findings() == ()


def test_what_takes_too_long_to_find_out_is_left_alone(bakery: Bakery):
    """Eight bakers in seven beds, each in a bed of his own: impossible, but that takes thousands of tries."""
    beds, bakers = "abcdefg", range(8)
    options = ", ".join(f"{{id: {bed}, text: Bed {bed}, points: 1}}" for bed in beds)
    questions = "".join(f"  - id: q{n}\n    text: Bed van bakker {n}?\n    options: [{options}]\n" for n in bakers)
    bakery.change(PROFILE, "bands:\n", f"{questions}bands:\n")
    sleeps = [f"{{answer: q{n}, in: [{', '.join(beds)}]}}" for n in bakers]
    alone = [
        f"{{not: {{all: [{{answer: q{one}, in: [{bed}]}}, {{answer: q{two}, in: [{bed}]}}]}}}}"
        for bed in beds
        for two in bakers
        for one in range(two)
    ]
    bakery.change(RECIPES, WHEN_CAKE, f"when: {{all: [{', '.join(sleeps + alone)}]}}")
    bakery.lock_anew()
    assert bakery.findings() == ()
