"""Questions, bands and measures that are incomplete, doubled, or say what nobody reads."""

import pytest
from bakery import Bakery

from ev_scan.content.lock import LOCK, write_lock
from ev_scan.content.reading import read_folder

PROFILE, RECIPES, OVEN, DELIVERY = "profile.yaml", "scan/recipes.yaml", "scan/bakery.yaml", "scan/delivery.yaml"
TODO, BAKE = "measures/recipes.yaml", "measures/bakery.yaml"
LEVELS = "levels:\n          - Nee, ze liggen op de toonbank\n"
KEY_OR_NUMBER = (
    "        options:\n          - {id: key, text: Een sleutel}\n          - {id: number, text: Een cijfercode}\n"
)
VAN_LEVELS = "levels:\n          - Nee, dan staat alles stil\n          - Dan leen ik er een\n"
MORE_LEVELS = "          - Er staat een tweede bus\n          - Er staat een tweede bus, en die proberen wij elk jaar\n"
WHAT = "text: Wat bakt u?"


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "words"),
    [
        (RECIPES, LEVELS, "«levels:\n", "missing-level", "er staan er 3"),
        (RECIPES, LEVELS, f"«{LEVELS}          - En nog een\n", "missing-level", "er staan er 5"),
        (RECIPES, LEVELS, f"«choose: several\n        {LEVELS}", "choose", "één antwoord"),
        (RECIPES, "- id: lock_kind\n", "- «id: lock_kind\n        scale: yes_no\n", "answers", "'lock_kind'"),
        (
            RECIPES,
            "- id: lock_kind\n        choose: several\n",
            "- «id: lock_kind\n        choose: several\n",
            "answers",
            "'lock_kind'",
        ),
        (RECIPES, "text: Een sleutel}", "text: Een sleutel, «points: 2}", "points", "alleen in profile.yaml"),
        (PROFILE, "{id: chocolate,", "{«id: unknown, text: Huh}\n      - {id: chocolate,", "reserved-id", "'unknown'"),
        (PROFILE, "boerderij, group: Buiten}", "boerderij, group: Buiten, «exclusive: true}", "exclusive", "niets"),
        (PROFILE, WHAT, f"{WHAT}\n    «not_applicable: Niets", "not-in-profile", "'not_applicable'"),
        (
            PROFILE,
            "bands:",
            "  - id: hat\n    text: Hoed?\n    «levels: [Nee, Ja, Soms, Altijd]\nbands:",
            "not-in-profile",
            "'levels'",
        ),
        (
            PROFILE,
            "bands:\n  - id: calm\n    from_points: 0",
            "«bands:\n  - id: calm\n    from_points: 1",
            "bands",
            "sluiten",
        ),
        (OVEN, "cluster:\n  id: bakery", "cluster:\n  «id: oven", "cluster-id", "'bakery'"),
    ],
)
def test_one_finding(bakery: Bakery, file: str, old: str, new: str, code: str, words: str):
    if code == "answers" and "scale" not in new:
        bakery.change(file, KEY_OR_NUMBER, "")
    bakery.expect(file, old, new, code, words)


def test_bands_that_do_not_rise(bakery: Bakery):
    bakery.change(PROFILE, "from_points: 8", "from_points: 4")
    bakery.expect(PROFILE, "bands:", "«bands:", "bands", "sluiten niet op elkaar aan")


def test_a_topic_without_levels(bakery: Bakery):
    bakery.change(DELIVERY, "        not_applicable: Wij bezorgen niet\n", "")
    bakery.change(DELIVERY, VAN_LEVELS + MORE_LEVELS, "scale: yes_no\n")
    old = "    questions:\n      - id: bread_van"
    bakery.expect(DELIVERY, old, old.replace("q", "«q"), "no-levels", "'bread_van'")


def test_a_step_without_a_measure(bakery: Bakery):
    text = (bakery.directory / BAKE).read_text(encoding="utf-8")
    start, end = text.index("  - id: note_oven_checks"), text.index("  - id: count_keys")
    bakery.write(BAKE, text[:start] + text[end:])
    bakery.expect(
        OVEN, "  - id: oven_check\n    code", "  - «id: oven_check\n    code", "missing-measure", "niveau 2 naar 3"
    )


def test_a_step_with_two_measures(bakery: Bakery):
    text = (bakery.directory / BAKE).read_text(encoding="utf-8")
    start, end = text.index("  - id: note_oven_checks"), text.index("  - id: count_keys")
    twice = text[start:end].replace("note_oven_checks", "note_again").replace("from_level", "«from_level")
    bakery.write(BAKE, text[:end].rstrip() + "\n\n" + twice + text[end:])
    place = bakery.write(BAKE, text[:end] + twice + text[end:])
    bakery.lock_anew()
    bakery.expect_one_finding(place, "duplicate-step", "al een maatregel vanaf niveau 2")


@pytest.mark.parametrize(
    ("measure", "after", "circle"),
    [
        ("buy_safe", "buy_safe", "buy_safe → buy_safe"),
        ("recount_recipes", "clear_counter", "recount_recipes → clear_counter → recount_recipes"),
        # the first step of a topic always comes before its second, without saying so
        ("recount_recipes", "buy_lock", "recount_recipes → buy_lock → "),
        ("recount_recipes", "write_recipes", "recount_recipes → write_recipes → recount_recipes"),
    ],
)
def test_measures_that_wait_for_each_other(bakery: Bakery, measure: str, after: str, circle: str):
    bakery.expect(TODO, f"- id: {measure}\n", f"- «id: {measure}\n    after: [{after}]\n", "cycle", circle)


def test_a_published_id_that_has_gone(bakery: Bakery):
    lock = bakery.directory / LOCK
    lock.write_text(lock.read_text(encoding="utf-8") + "\ncontact king\n", encoding="utf-8")
    line = len(lock.read_text(encoding="utf-8").splitlines())
    bakery.expect_one_finding(f"{lock}:{line}:1", "removed-id", "'king' (contact)")


def test_a_new_id_that_is_not_locked_yet(bakery: Bakery):
    place = bakery.change(PROFILE, "{id: chocolate,", "{«id: pie, text: Vlaai}\n      - {id: chocolate,")
    bakery.expect_one_finding(place, "unlocked-id", "'goods:pie' (option)")


def test_locking_adds_what_is_new_and_keeps_what_was_ever_published(bakery: Bakery):
    lock = bakery.directory / LOCK
    before = lock.read_text(encoding="utf-8")
    lock.write_text(before.replace("contact guild\n", "contact king\n"), encoding="utf-8")
    assert write_lock(read_folder(bakery.directory), bakery.directory) == 1
    assert lock.read_text(encoding="utf-8") == before.replace("contact guild\n", "contact guild\ncontact king\n")
    assert write_lock(read_folder(bakery.directory), bakery.directory) == 0
