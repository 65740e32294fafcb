"""Everything that people read can be translated, and nothing else."""

import pytest
from bakery import TINY, Bakery
from phrases import offered, shown

from ev_scan.content.babel_extractor import extract
from ev_scan.content.loader import load
from ev_scan.resources import QUESTIONNAIRES


@pytest.mark.parametrize("directory", [TINY, QUESTIONNAIRES], ids=["bakery", "real"])
def test_what_is_shown_is_exactly_what_translators_get(directory):
    assert shown(load(directory)) == offered(directory)


def test_a_phrase_comes_with_its_line_its_owner_and_where_it_stands():
    with (TINY / "profile.yaml").open("rb") as source:
        found = {phrase: (line, function, comments) for line, function, phrase, comments in extract(source, (), (), {})}
    assert found["question.shop", "Waar staat uw bakkerij?"] == (3, "pgettext", ["Question.text"])
    assert found["question.shop", "In een dorp"] == (8, "pgettext", ["Option.text"])
    assert found["question.shop", "Binnen"] == (9, "pgettext", ["Option.group"])
    assert found["band.calm", "Rustig"] == (35, "pgettext", ["Band.title"])


@pytest.mark.parametrize(
    ("file", "phrase"),
    [
        ("scan/recipes.yaml", ("question.recipe_list", "Nee, ze zitten in mijn hoofd")),
        ("scan/recipes.yaml", ("question.recipe_lock", "Wij bakken alleen op gevoel")),
        ("scan/recipes.yaml", ("question.lock_kind", "Een sleutel")),
        ("scan/recipes.yaml", ("topic.recipe_list", "Vraag uw bakker welke recepten er zijn.")),
        ("scan/bakery.yaml", ("cluster.bakery", "De plek waar u bakt.")),
        ("measures/bakery.yaml", ("measure.count_keys", "Klaar met count keys, vertel het rond.")),
        ("scales.yaml", ("scales", "Weet ik niet")),
        ("scales.yaml", ("scale.yes_no", "Ja")),
        ("scales.yaml", ("role.baker", "Bakker")),
        ("contacts.yaml", ("contact.guild", "Elke vraag over brood.")),
        ("sources.yaml", ("source.bread_book", "Uitgeverij De Korst")),
        ("assets.yaml", ("asset_group.tools", "De deegroller")),
        ("methods.yaml", ("method.M01", "Een schrift in de lade had het voorkomen.")),
        ("glossary.yaml", ("term.sourdough", "zuurdesems")),
        ("escalations.yaml", ("escalation.dough_escapes", "Open de oven niet.")),
        ("regimes.yaml", ("regime.bread_act", "Straks telt de slagroom misschien mee.")),
        ("regimes.yaml", ("question.bread_act_weight", "Zet hem op de weegschaal.")),
        ("deep_dives.yaml", ("deep_dive.personnel", "Wie mag er in de bakkerij.")),
        ("measures/bakery.yaml", ("measure.call_oven_builder", "Loop vanmiddag even langs bij de buren.")),
    ],
)
def test_the_owner_of_a_phrase_is_its_context(file: str, phrase: tuple[str, str]):
    with (TINY / file).open("rb") as source:
        assert phrase in {found for _, _, found, _ in extract(source, (), (), {})}


def test_a_file_of_another_kind_offers_nothing(tmp_path):
    other = tmp_path / "docker-compose.yaml"
    other.write_text("services: {}", encoding="utf-8")
    with other.open("rb") as source:
        assert list(extract(source, (), (), {})) == []


def test_ids_urls_and_other_settings_are_not_for_translators():
    words = {words for _, words in offered(TINY)}
    settings = {"bread", "guild", "https://guild.example", "0900 1234", "1999-12", "EUPL-1.2", "tests", "S"}
    assert not words & (settings | {"bakkers", "applies", "2000-01-15", "M01", "dough"})


def test_space_and_line_breaks_in_a_phrase_do_not_matter(bakery: Bakery):
    before = shown(load(bakery.directory))
    bakery.change("profile.yaml", "text: Wat bakt u?", "text: >-\n      Wat\n        bakt   u?")
    assert shown(load(bakery.directory)) == before
    assert offered(bakery.directory) == before
