"""Figures about the content."""

import re
from pathlib import Path

import pytest
from bakery import TINY, Bakery
from phrases import offered

from ev_scan.content.language import flesch_douma
from ev_scan.content.loader import check
from ev_scan.content.reading import read_folder
from ev_scan.content.stats import statistics
from ev_scan.i18n import Localizer, localizer


def figures(folder: Path, *localizers: Localizer) -> list[str]:
    return list(statistics(read_folder(folder), check(folder)[0], localizers))


def test_the_figures_of_the_bakery():
    phrases = sorted(offered(TINY))
    half = dict.fromkeys(phrases[: len(phrases) // 2], "words")
    lines = figures(TINY, localizer("nl"), Localizer("en", half, localizer("nl").frame))
    assert lines[:5] == [
        "recipes: 2 topics (2 quick), 6 measures",
        "bakery: 2 topics (2 quick), 6 measures",
        "delivery: 2 topics (1 quick), 6 measures",
        "total: 6 topics, 18 measures, 4 profile questions, 1 regimes, 2 methods, 1 escalation cards",
        "0 errors, 0 warnings",
    ]
    assert re.fullmatch(r"words: 2\d{3}; readability \(Flesch-Douma\) of sentences: [89]\d", lines[5])
    assert lines[6:] == [f"nl/en: {len(half)} of {len(phrases)} ({100 * len(half) // len(phrases)} %)"]


def test_what_is_wrong_is_counted(bakery: Bakery):
    bakery.change("profile.yaml", "text: Wat bakt u?", "text: Wat bak je?")
    bakery.change("profile.yaml", "In de stad kijken meer mensen mee.", "Daar wordt meer gekeken.")
    assert figures(bakery.directory)[4] == "1 errors, 1 warnings"


def test_more_words_are_counted(bakery: Bakery):
    def words() -> int:
        return int(figures(bakery.directory)[5].partition(";")[0].removeprefix("words: "))

    before = words()
    bakery.change("profile.yaml", "Wat bakt u?", "Wat bakt u in de regio's 's ochtends zo-al?")
    assert words() == before + 6


def test_plain_words_read_easier_than_long_ones():
    plain = flesch_douma(["De kat zit op de mat. Hij kijkt naar de muis."])
    long = flesch_douma(["Beveiligingsverantwoordelijkheden vereisen organisatiebrede afstemmingsoverleggen."])
    assert plain > 90
    assert long < 30
    assert flesch_douma([]) == 100


@pytest.mark.parametrize(
    ("text", "words", "sentences", "syllables"),
    [("De kat zit.", 3, 1, 3), ("De kat zit. De hond ligt!", 6, 2, 6), ("Zonder punt", 2, 1, 3)],
)
def test_the_formula_of_douma(text: str, words: int, sentences: int, syllables: int):
    assert flesch_douma([text]) == pytest.approx(206.84 - 0.93 * words / sentences - 77 * syllables / words)
