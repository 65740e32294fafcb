"""Ids that are used twice, that do not exist, or that a condition may not look at."""

import pytest
from bakery import Bakery

PROFILE, RECIPES, OVEN, DELIVERY = "profile.yaml", "scan/recipes.yaml", "scan/bakery.yaml", "scan/delivery.yaml"
TODO, BAKE = "measures/recipes.yaml", "measures/bakery.yaml"
CONTACT = "name: Nog een\n    helps_with: Alles.\n    url: https://x.example\n"
KEY_OR_NUMBER = "options:\n          - {id: key, text: Een sleutel}\n          - {id: number, text: Een cijfercode}\n"
WHEN_CAKE = "when: {answer: goods, in: [cake, chocolate]}"
WHEN_LOCKED = 'asked_when: {answer: recipe_lock, in: ["2", "3"]}'
WHEN_TOWN = "asked_when: {answer: shop, in: [village, city]}"
WHEN_ABROAD = 'asked_when: {answer: abroad, in: ["yes"]}'
IF_ABROAD = 'relevant_when: {answer: abroad, in: ["yes"]}'
WHAT = "text: Wat bakt u?"


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("contacts.yaml", "  - id: miller", f"  - «id: guild\n    {CONTACT}  - id: miller", "'guild' bestaat al"),
        (PROFILE, "{id: cake,", "{«id: bread, text: Nog een}\n      - {id: cake,", "'bread' staat hier twee keer"),
        ("scales.yaml", '{id: "no",', '{«id: "yes", text: Ook}\n      - {id: "no",', "'yes' staat hier twee keer"),
        ("catalogue.yaml", "bakery, delivery]", "bakery, delivery, «bakery]", "'bakery' staat hier twee keer"),
        (PROFILE, "  - id: watched", "  - «id: calm", "'calm' bestaat al"),
        (OVEN, "code: B02", "«code: B01", "'B01' bestaat al"),
        (DELIVERY, "      - id: bread_van", "      - «id: oven_check", "'oven_check' bestaat al"),
    ],
)
def test_an_id_that_is_used_twice(bakery: Bakery, file: str, old: str, new: str, words: str):
    bakery.expect(file, old, new, "duplicate-id", words)


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (OVEN, "role: baker", "«role: miller", "De rol 'miller'"),
        (OVEN, "[miller, guild]", "[miller, «gild]", "Het contact 'gild'"),
        (PROFILE, "scale: yes_no", "«scale: yes_or_no", "De schaal 'yes_or_no'"),
        (RECIPES, KEY_OR_NUMBER, "«scale: keys\n", "De schaal 'keys'"),
        (BAKE, "topic: oven_check\n    from_level: 2", "«topic: oven\n    from_level: 2", "Het onderwerp 'oven'"),
        (BAKE, "cost: medium\n    role: baker", "cost: medium\n    «role: king", "De rol 'king'"),
        (TODO, "after: [write_recipes]", "after: [«print_recipes]", "De maatregel 'print_recipes'"),
        (TODO, "contacts: [miller]", "contacts: [«king]", "Het contact 'king'"),
        (TODO, "contacts: [miller]", "contacts: [miller]\n    sources: [bread_book, «moon]", "De bron 'moon'"),
        (RECIPES, WHEN_CAKE, "«when: {answer: good, in: [cake]}", "De vraag 'good'"),
        (RECIPES, WHEN_CAKE, "when: {not: {all: [«{answer: goods, in: [cake, pie]}]}}", "geen antwoord 'pie'"),
        (RECIPES, WHEN_CAKE, "when: {at_least: 1, of: [«{answer: moon, in: [cake]}]}", "De vraag 'moon'"),
        (DELIVERY, IF_ABROAD, "«relevant_when: {answer: moon, in: [cake]}", "De vraag 'moon'"),
        (PROFILE, WHEN_ABROAD, "«asked_when: {answer: abroad, in: [maybe]}", "geen antwoord 'maybe'"),
        (PROFILE, WHEN_ABROAD, "«asked_when: {answer: moon, in: [maybe]}", "De vraag 'moon'"),
        (RECIPES, WHEN_LOCKED, '«asked_when: {answer: recipe_lock, in: ["4"]}', "geen antwoord '4'"),
        (OVEN, "{answer: shop, in: [city]}", "«{answer: shop, in: [not_applicable]}", "antwoord 'not_applicable'"),
    ],
)
def test_a_reference_to_what_does_not_exist(bakery: Bakery, file: str, old: str, new: str, words: str):
    bakery.expect(file, old, new, "unknown-reference", words)


@pytest.mark.parametrize("option", ["unknown", "not_applicable", "0"])
def test_a_condition_may_look_at_the_answers_that_come_by_themselves(bakery: Bakery, option: str):
    bakery.change(RECIPES, WHEN_LOCKED, f'asked_when: {{answer: recipe_lock, in: ["{option}"]}}')
    assert bakery.findings() == ()


@pytest.mark.parametrize(
    ("old", "wrong", "hint"),
    [
        ("[miller, guild]", "[miller, gild]", "Bedoelt u 'guild'?"),
        ("[miller, guild]", "[emperor]", "Bekend zijn onder meer: guild, miller."),
        (WHEN_TOWN, "asked_when: {answer: shops, in: [city]}", "Bedoelt u 'shop'?"),
        (WHEN_TOWN, "asked_when: {answer: xyz, in: [city]}", "Zoek de id op in profile.yaml of in scan/."),
        (WHEN_TOWN, "asked_when: {answer: shop, in: [town]}", "Kies uit: farm, village, city, unknown."),
    ],
)
def test_a_hint_offers_what_may_be_meant(bakery: Bakery, old: str, wrong: str, hint: str):
    bakery.change(OVEN, old, wrong)
    assert [finding.hint for finding in bakery.findings()] == [hint]


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("{answer: goods}", "answer without in"),
        ("{in: [cake]}", "answer without in"),
        ("{answer: goods, in: [cake], all: [{answer: shop, in: [city]}]}", "all, answer"),
        ("{any: [{answer: shop, in: [city]}], not: {answer: shop, in: [farm]}}", "any, not"),
        ("{at_least: 2}", "at_least without of"),
        ("{of: [{answer: shop, in: [city]}]}", "at_least without of"),
        ("{}", "niets"),
    ],
)
def test_a_condition_without_one_clear_form(bakery: Bakery, condition: str, found: str):
    bakery.expect(RECIPES, WHEN_CAKE, f"«when: {condition}", "condition", found)


def test_a_condition_without_a_clear_form_at_a_question(bakery: Bakery):
    bakery.expect(OVEN, WHEN_TOWN, "«asked_when: {}", "condition", "niets")


@pytest.mark.parametrize("later", ["border", "goods", "oven_check"])
def test_a_condition_on_a_later_question(bakery: Bakery, later: str):
    """Or on itself; every question of the scan comes after the profile."""
    bakery.expect(
        PROFILE, WHAT, f"{WHAT}\n    «asked_when: {{answer: {later}, in: [unknown]}}", "later-question", later
    )


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (RECIPES, WHEN_CAKE, '«when: {answer: recipe_list, in: ["1"]}'),
        (DELIVERY, IF_ABROAD, '«relevant_when: {answer: oven_check, in: ["1"]}'),
        (OVEN, WHEN_TOWN, '«asked_when: {answer: oven_check, in: ["1"]}'),
    ],
)
def test_a_condition_by_which_a_better_answer_could_lower_a_score(bakery: Bakery, file: str, old: str, new: str):
    bakery.expect(file, old, new, "profile-only", "alleen een vraag uit profile.yaml")
