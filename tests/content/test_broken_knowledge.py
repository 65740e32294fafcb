"""Methods, cards, legal checks and deep dives that name what is not there, or do not add up."""

from datetime import date

import pytest
from bakery import Bakery

from ev_scan.content.loader import check, load

ASSETS, METHODS = "assets.yaml", "methods.yaml"
CARDS, LAWS, DIVES = "escalations.yaml", "regimes.yaml", "deep_dives.yaml"
OVEN, BAKE, VAN = "scan/bakery.yaml", "measures/bakery.yaml", "scan/delivery.yaml"
WEIGHT = "        scale: yes_no\n"
YES_OR_NO = '        options: [{id: "yes", text: Ja}, {id: "no", text: Nee}]\n'
ITSELF = '{answer: bread_act_weight, in: ["yes"]}'


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (METHODS, "groups: [dough, tools]", "groups: [dough, «tool]", "De groep 'tool'"),
        (METHODS, "sources: [bread_book]", "sources: [«moon]", "De bron 'moon'"),
        (VAN, "methods: [M01]", "methods: [M01, «M09]", "De methode 'M09'"),
        (CARDS, "contacts: [miller, guild]", "contacts: [miller, guild, «king]", "Het contact 'king'"),
        (CARDS, "topics: [oven_check]", "topics: [«oven]", "Het onderwerp 'oven'"),
        (CARDS, "sources: [bread_book]", "sources: [«moon]", "De bron 'moon'"),
        (CARDS, "{answer: goods, in: [chocolate]}", "«{answer: goods, in: [pie]}", "geen antwoord 'pie'"),
        (CARDS, '{answer: oven_check, in: ["0"]}', '«{answer: oven_check, in: ["0", "4"]}', "geen antwoord '4'"),
        (LAWS, "contacts: [guild]", "contacts: [guild, «king]", "Het contact 'king'"),
        (LAWS, "sources: [bread_book]", "sources: [bread_book, «moon]", "De bron 'moon'"),
        (LAWS, "topics: [customer_check]", "topics: [«customers]", "Het onderwerp 'customers'"),
        (LAWS, WEIGHT, "        «scale: yes_or_no\n", "De schaal 'yes_or_no'"),
        (LAWS, ITSELF, ITSELF.replace("{", "«{").replace("yes", "ja"), "geen antwoord 'ja'"),
        (LAWS, "not: {answer: bread_act_weight,", "«not: {answer: bread_act_size,", "De vraag 'bread_act_size'"),
        (DIVES, "cluster: bakery", "«cluster: cellar", "Het thema 'cellar'"),
        (DIVES, "topics: [spare_key,", "topics: [«keys,", "Het onderwerp 'keys'"),
        (DIVES, "profile: [shop, goods, abroad]", "profile: [shop, goods, abroad, «hat]", "De vraag 'hat'"),
        (DIVES, "profile: [shop, goods, abroad]", "profile: [shop, goods, abroad, «oven_check]", "profile.yaml"),
        (BAKE, "        role: shopkeeper", "        «role: king", "De rol 'king'"),
        (BAKE, "when: {answer: shop, in: [farm]}", "«when: {answer: shop, in: [moon]}", "geen antwoord 'moon'"),
    ],
)
def test_a_reference_to_what_does_not_exist(bakery: Bakery, file: str, old: str, new: str, words: str):
    bakery.expect(file, old, new, "unknown-reference", words)


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (OVEN, "contacts: [miller, guild]", "contacts: [miller, guild, «miller]", "Het contact 'miller'"),
        (OVEN, "methods: [M01, M02]", "methods: [M01, M02, «M01]", "De methode 'M01'"),
        (DIVES, "topics: [spare_key,", "topics: [spare_key, «spare_key,", "Het onderwerp 'spare_key'"),
        (DIVES, "profile: [shop, goods, abroad]", "profile: [shop, goods, abroad, «shop]", "De vraag 'shop'"),
    ],
)
def test_a_reference_that_stands_twice_in_a_list(bakery: Bakery, file: str, old: str, new: str, words: str):
    bakery.expect(file, old, new, "listed-twice", words)


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "words"),
    [
        (LAWS, WEIGHT, YES_OR_NO.replace("Ja}", "Ja, «points: 1}"), "points", "profile.yaml"),
        (LAWS, WEIGHT, f"{WEIGHT}        «asked_when: {ITSELF}\n", "later-question", "'bread_act_weight'"),
        (BAKE, "when: {answer: shop, in: [farm]}", '«when: {answer: oven_check, in: ["0"]}', "profile-only", "profile"),
        (CARDS, "    relevant_when:\n", "    «relevant_when:\n      at_least: 1\n", "condition", "any"),
    ],
)
def test_one_finding(bakery: Bakery, file: str, old: str, new: str, code: str, words: str):
    bakery.expect(file, old, new, code, words)


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (ASSETS, "  - id: tools", "  - «id: dough", "'dough' bestaat al"),
        (METHODS, "  - id: M02", "  - «id: M01", "'M01' bestaat al"),
        (LAWS, "      - id: bread_act_weight", "      - «id: oven_check", "'oven_check' bestaat al"),
    ],
)
def test_an_id_that_is_used_twice(bakery: Bakery, file: str, old: str, new: str, words: str):
    """What referred to the old id is reported as well."""
    place = bakery.change(file, old, new)
    bakery.lock_anew()
    (found,) = [finding for finding in bakery.findings() if finding.code == "duplicate-id"]
    assert (str(found.place), words in found.message) == (place, True)
    bakery.expect_refused()


def test_a_question_about_a_law_has_no_levels(bakery: Bakery):
    place = bakery.change(LAWS, WEIGHT, "        «levels: [Nee, Soms, Vaak, Altijd]\n")
    bakery.change(LAWS, 'bread_act_weight, in: ["yes"]', 'bread_act_weight, in: ["3"]')
    bakery.change(LAWS, 'bread_act_weight, in: ["no"]', 'bread_act_weight, in: ["0"]')
    bakery.expect_one_finding(place, "levels", "geen 'levels'")
    bakery.expect_refused()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cost: medium\n    role: baker\n    sources: [oven_manual]\n    no_help_needed: true\n", "«"),
        ("role: baker\n    contacts: [miller]\n", "role: baker\n    contacts: [miller]\n    «no_help_needed: true\n"),
    ],
    ids=["nobody is named", "both"],
)
def test_a_measure_names_whom_to_ask_or_says_that_nobody_is_needed(bakery: Bakery, old: str, new: str):
    if new == "«":
        bakery.change(BAKE, old, old.replace("    no_help_needed: true\n", ""))
        new, old = "  - «id: yearly_oven_check", "  - id: yearly_oven_check"
    bakery.expect(BAKE, old, new, "contacts", "'no_help_needed: true'")


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "2026-00-10", "2025-02-29"])
def test_a_day_that_is_not_on_the_calendar(bakery: Bakery, day: str):
    bakery.expect_one_finding(bakery.change(LAWS, 'as_of: "2000-01-15"', f'«as_of: "{day}"'), "day", f"'{day}'")
    bakery.expect_refused()


@pytest.mark.parametrize("month", ["1999-13", "1999-00", "0000"])
def test_a_month_that_is_not_on_the_calendar(bakery: Bakery, month: str):
    place = bakery.change("sources.yaml", 'date: "1999-12"', f'«date: "{month}"')
    bakery.expect_one_finding(place, "day", f"'{month}'")


@pytest.mark.parametrize("day", ["1999", "1999-12", "1999-12-31", "2024-02-29"])
def test_a_day_that_is(bakery: Bakery, day: str):
    bakery.change("sources.yaml", 'date: "1999-12"', f'date: "{day}"')
    assert bakery.findings() == ()


@pytest.mark.parametrize("day", ["2000-01-15", "1999-12-31"])
def test_a_card_is_looked_at_again_after_the_day_it_was_right(bakery: Bakery, day: str):
    bakery.expect_remark(LAWS, 'review_by: "2099-01-15"', f'«review_by: "{day}"', "review-day", day)


@pytest.mark.parametrize(("today", "due"), [("2099-01-15", False), ("2099-01-16", True)])
def test_a_card_that_should_have_been_looked_at_again(bakery: Bakery, today: str, due: bool):
    findings, _ = check(bakery.directory, date.fromisoformat(today))
    assert [(finding.code, finding.severity) for finding in findings] == [("review-due", "warning")] * due
    assert bakery.findings() == ()


@pytest.mark.parametrize(
    ("listed", "missing", "because"),
    [
        ("[shop, goods]", "abroad", "spare_key"),
        ("[abroad, goods]", "shop", "spare_key"),
        ("[shop, abroad]", "goods", "spare_key"),
    ],
)
def test_a_deep_dive_asks_what_its_topics_look_at(bakery: Bakery, listed: str, missing: str, because: str):
    words = f"de vraag '{missing}' niet, maar het onderwerp '{because}'"
    bakery.expect_remark(DIVES, "profile: [shop, goods, abroad]", f"«profile: {listed}", "deep-dive-profile", words)


def test_a_deep_dive_asks_what_decides_whether_such_a_question_is_asked(bakery: Bakery):
    bakery.change(DIVES, "topics: [spare_key, recipe_lock, oven_check]", "topics: [customer_check]")
    place = bakery.change(DIVES, "profile: [shop, goods, abroad]", "«profile: [border]")
    bakery.expect_one_finding(place, "deep-dive-profile", "'abroad'")
    bakery.change(DIVES, "profile: [border]", "profile: [border, abroad]")
    assert bakery.findings() == ()


def test_a_topic_outside_the_deep_dive_may_look_at_anything(bakery: Bakery):
    bakery.change(DIVES, "topics: [spare_key, recipe_lock, oven_check]", "topics: [bread_van]")
    bakery.change(DIVES, "profile: [shop, goods, abroad]", "profile: [shop]")
    assert bakery.findings() == ()
    assert load(bakery.directory).questionnaire.topic("recipe_lock").quick
