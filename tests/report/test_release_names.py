"""Every code in the files of a release has words in both languages."""

import pytest

from ev_scan.domain.monitor_block import SHAPES
from ev_scan.domain.release_names import ReleaseName
from ev_scan.i18n import LOCALES, localizer
from ev_scan.monitor.items import indicators
from ev_scan.monitor.plan import DIMENSIONS
from ev_scan.report.monitor_words import MonitorWords
from ev_scan.report.release_names import release_names
from ev_scan.services.contributing import codebook_of


@pytest.fixture(scope="module")
def names(published) -> tuple[ReleaseName, ...]:
    return release_names(published, LOCALES)


def test_each_item_each_answer_and_each_group_has_a_name(published, names):
    named = {(each.column, each.item, each.code): each.words for each in names}
    assert len(named) == len(names)
    for item in indicators(codebook_of(published)).items:
        assert ("item", "", item.id) in named
        family = item.id if ("code", item.id, item.codes[0]) in named else f"{item.id.partition('.')[0]}.*"
        assert [code for code in item.codes if ("code", family, code) not in named] == []
    for dimension, keys in DIMENSIONS.items():
        assert [key for key in keys if (dimension, "", key) not in named] == []


def test_a_name_is_told_in_each_language_and_is_no_formula(names):
    for each in names:
        assert each.words.keys() == set(LOCALES)
        for words in each.words.values():
            assert words
            assert words.isprintable()
            assert words[0] not in "=+-@"


def test_content_that_lacks_groups_gives_the_names_it_has(catalogue):
    named = {(each.column, each.code) for each in release_names(catalogue, LOCALES)}
    assert ("item", "gap.digital") in named
    assert ("section", "A") not in named


@pytest.mark.parametrize(
    ("locale", "expected"),
    [("nl", ("5% of minder", "95% of meer", "46%", "61,5%")), ("en", ("5% or less", "95% or more", "46%", "61.5%"))],
)
def test_percentages_in_words(published, locale, expected):
    words = MonitorWords(published, localizer(locale))
    assert (*map(words.coded, ("<=5", ">=95", "46")), words.percent(61.5)) == expected


def test_questions_have_the_words_that_companies_saw(published, names):
    found = {each.code: each.words["nl"] for each in names if each.column == "item"}
    assert found["awareness"] == "Was u vóór vandaag bekend met het begrip economische veiligheid?"
    for barrier in SHAPES["barriers"].values:
        assert found[f"barrier.{barrier}"].startswith("Wat houdt uw bedrijf tegen om meer te doen? ")
