"""Plain Dutch: what an editor has to mend, and what deserves a second look."""

import pytest
from bakery import Bakery

from ev_scan.content.hard_words import HARD_WORDS

RECIPES, PROFILE, BAKE, METHODS = "scan/recipes.yaml", "profile.yaml", "measures/bakery.yaml", "methods.yaml"
HINT = "hint: Ook een schrift telt mee."
WHY = "why: Wie niet weet wat hij heeft, kan het niet beschermen."
ASKS = "text: Staan uw recepten op papier?"
STORY = "Elke ochtend stond er een man met een hoed."


def words(count: int, word: str = "brood") -> str:
    return " ".join([word] * count)


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "said"),
    [
        (RECIPES, WHY, f"«why: {words(21)}.", "long-sentence", "21 woorden"),
        (RECIPES, WHY, f"«why: Kort. {words(21)}.", "long-sentence", "21 woorden"),
        (RECIPES, HINT, f"«hint: {words(13)}. {words(13)}.", "too-many-words", "hoogstens 25 woorden; dit zijn er 26"),
        (RECIPES, ASKS, f"«text: {words(11)}? {words(10)}?", "too-many-words", "hoogstens 20 woorden; dit zijn er 21"),
        (RECIPES, "title: Lijst van recepten", f"«title: {words(13)}", "too-many-words", "hoogstens 12"),
        (RECIPES, "- Nee, ze zitten in mijn hoofd", f"- «{words(17)}", "too-many-words", "hoogstens 16"),
        (PROFILE, "text: Brood}", f"«text: {words(17)}}}", "too-many-words", "hoogstens 16"),
        (
            BAKE,
            "title: Vraag de buurman naar zijn ovenbouwer",
            f"«title: {words(13)}",
            "too-many-words",
            "hoogstens 12",
        ),
        (RECIPES, WHY, "«why: Indien u bakt, ruikt het.", "hard-word", "'Indien'"),
        (RECIPES, WHY, "«why: Dit gaat over brood met betrekking tot taart.", "hard-word", "'met betrekking tot'"),
        (METHODS, STORY, "«Elke ochtend dient te beginnen met brood.", "hard-word", "'dient te'"),
        (RECIPES, WHY, "«why: Je moet bakken.", "address", "'Je'"),
        (RECIPES, WHY, "«why: Bak uw brood als jij wakker bent.", "address", "'u' en 'je' door elkaar"),
    ],
)
def test_an_error(bakery: Bakery, file: str, old: str, new: str, code: str, said: str):
    bakery.expect_remark(file, old, new, code, said)


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "said"),
    [
        (
            RECIPES,
            WHY,
            "«why: Europese voorschriften verplichten bakkerijen voortaan tot nauwkeurige registratie van allergene "
            "ingrediënten, temperaturen, leveranciers, hygiënische omstandigheden en middelen.",
            "hard-to-read",
            "lang en zwaar: 'Europese voorschriften",
        ),
        (RECIPES, WHY, f"«why: {words(16)}. {words(16)}.", "hard-to-read", "2 zinnen van meer dan 15 woorden"),
        (
            RECIPES,
            WHY,
            "«why: Europese voorschriften verplichten bakkerijen tot nauwkeurige registratie. Controleurs beoordelen "
            "temperaturen, allergenen, leveranciers en middelen van hygiënische bakkerijen. Overtredingen betekenen "
            "onmiddellijke sluiting van ondernemingen.",
            "hard-to-read",
            "leest zwaar",
        ),
        (RECIPES, WHY, "«why: Wij bakken brood, taart, koek, cake, vlaai, toast en beschuit.", "commas", "5 komma's"),
        (RECIPES, WHY, "«why: Het brood wordt elke dag gebakken.", "passive", "'wordt elke dag gebakken'"),
        (RECIPES, WHY, "«why: Brood dat meegenomen wordt.", "passive", "'meegenomen wordt'"),
        (RECIPES, WHY, "«why: Zo kan de taart worden verkocht.", "passive", "'worden verkocht'"),
        (RECIPES, WHY, "«why: Het recept moet bewaard worden.", "passive", "'bewaard worden'"),
        (RECIPES, WHY, "«why: Pas op voor uw deegroestvrijstalenrol.", "long-word", "22 letters"),
    ],
)
def test_a_warning(bakery: Bakery, file: str, old: str, new: str, code: str, said: str):
    bakery.expect_remark(file, old, new, code, said, "warning")


@pytest.mark.parametrize(
    "why",
    [
        f"{words(20)}.",
        f"{words(14)}: {words(14)}; {words(14)}.",  # a reader rests at a colon
        "Het wordt laat. Het brood werd hard. Wie wordt bakker?",
        "Wij zetten iets in, brood, taart, koek, cake en vlaai.",
        "Wij bakken in een deeg-roest-vrij-stalen-kom-met-deksel.",
        "Uw brood is uw trots; jas, jeugd en jarig zijn gewone woorden.",
    ],
)
def test_plain_words_are_left_alone(bakery: Bakery, why: str):
    bakery.change(RECIPES, WHY, f'why: "{why}"')
    assert bakery.findings() == ()


def test_a_long_word_is_reported_once(bakery: Bakery):
    place = bakery.change(RECIPES, HINT, "«hint: Uw deegroestvrijstalenrol.")
    bakery.change(RECIPES, WHY, "why: Deegroestvrijstalenrol en nog een deegroestvrijstalenrol.")
    bakery.expect_one_finding(place, "long-word", "22 letters, en nog 2 keer elders", "warning")


@pytest.mark.parametrize("word", ["teneinde", "deegroestvrijstalenrol", "ten behoeve van"])
def test_a_word_that_the_glossary_explains_is_allowed(bakery: Bakery, word: str):
    bakery.change(RECIPES, WHY, f"why: Brood {word} taart.")
    assert len(bakery.findings()) == 1
    bakery.change("glossary.yaml", "also: [zuurdesems]", f"also: [zuurdesems, {word}]")
    assert bakery.findings() == ()


def test_names_are_what_they_are(bakery: Bakery):
    """Nobody can rewrite the title of somebody else's book."""
    bakery.change("sources.yaml", "title: Het grote broodboek", f"title: Inzake {words(22)} teneinde je brood")
    bakery.change("contacts.yaml", "name: Bakkersgilde", "name: Stichting Broodinventarisatie en compliance")
    bakery.change("regimes.yaml", "title: Wet op het brood", f"title: Wet inzake {words(13)}")
    assert bakery.findings() == ()


def test_each_hard_word_has_something_better():
    assert len(HARD_WORDS) >= 35
    assert all(word == word.lower() for word in HARD_WORDS)
    better = {each.strip() for instead in HARD_WORDS.values() for each in instead.split(",")}
    assert not better & HARD_WORDS.keys()


class TestSharedSentences:
    SENTENCE = "Zet het brood op de plank."

    def share(self, bakery: Bakery, *files: str) -> None:
        for file, why in FIRST_WHY.items():
            if file in files:
                bakery.change(f"measures/{file}", f"why: {why}", f"why: Eerst dit. {self.SENTENCE.upper()}")

    def test_two_topics_may_say_the_same(self, bakery: Bakery):
        self.share(bakery, "recipes.yaml", "bakery.yaml")
        assert bakery.findings() == ()

    def test_three_may_not(self, bakery: Bakery):
        self.share(bakery, "recipes.yaml")
        bakery.change(RECIPES, WHY, f"why: {self.SENTENCE}")
        old, topics = f"why: {FIRST_WHY['bakery.yaml']}", "recipe_list, recipe_lock, oven_check"
        bakery.expect_remark(BAKE, old, f"«why: {self.SENTENCE}", "shared-sentence", topics)

    def test_it_is_said_once(self, bakery: Bakery):
        self.share(bakery, *FIRST_WHY)
        bakery.change(RECIPES, WHY, f"why: {self.SENTENCE}")
        (finding,) = bakery.findings()
        assert finding.message.endswith("staat bij recipe_list, recipe_lock, oven_check en 1 meer.")

    def test_a_topic_may_repeat_itself(self, bakery: Bakery):
        for title in ("tel uw recepten", "schrijf uw recepten op"):
            bakery.change("measures/recipes.yaml", f"why: Daarom is '{title}' nodig.", f"why: {self.SENTENCE}")
        bakery.change(RECIPES, WHY, f"why: {self.SENTENCE}")
        assert bakery.findings() == ()

    def test_four_words_are_no_sentence(self, bakery: Bakery):
        for file, why in FIRST_WHY.items():
            bakery.change(f"measures/{file}", f"why: {why}", "why: Zet het brood weg.")
        assert bakery.findings() == ()

    def test_a_question_may_not_apply_for_the_same_reason(self, bakery: Bakery):
        for file, old in (
            (RECIPES, "not_applicable: Wij bakken alleen op gevoel"),
            ("scan/bakery.yaml", "not_applicable: Wij hebben geen oven"),
            ("scan/delivery.yaml", "not_applicable: Wij bezorgen niet"),
        ):
            bakery.change(file, old, "not_applicable: Wij hebben geen bakkerij in de stad")
        assert bakery.findings() == ()


FIRST_WHY = {
    "recipes.yaml": "Daarom is 'haal de recepten van de toonbank' nodig.",
    "bakery.yaml": "Daarom is 'bel de ovenbouwer' nodig.",
    "delivery.yaml": "Daarom is 'vraag klanten naar hun naam' nodig.",
}
"""One measure in each file."""
