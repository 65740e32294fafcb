"""How far the translations beside the content are, in one line for each file."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from bakery import Bakery
from phrases import offered

CALM = ("band.calm", "Rustig")
PLACE = "profile.yaml:35:5"


@pytest.fixture
def catalogue(bakery: Bakery) -> Catalog:
    """Everything translated."""
    catalogue = Catalog(locale="en", domain="questionnaires")
    for context, words in offered(bakery.directory):
        catalogue.add(words, "Bread", context=context)
    return catalogue


def save(bakery: Bakery, catalogue: Catalog) -> None:
    folder: Path = bakery.directory.parent / "translations" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "questionnaires.po").open("wb") as file:
        write_po(file, catalogue)


def test_everything_is_translated(bakery: Bakery, catalogue: Catalog):
    save(bakery, catalogue)
    assert bakery.findings() == ()


def test_content_without_translations_beside_it_is_left_alone(bakery: Bakery):
    assert bakery.findings() == ()
    (bakery.directory.parent / "translations" / "en").mkdir(parents=True)
    assert bakery.findings() == ()


@pytest.mark.parametrize("state", ["missing", "empty", "fuzzy"])
def test_one_phrase_waits(bakery: Bakery, catalogue: Catalog, state: str):
    if state == "missing":
        catalogue.delete(CALM[1], CALM[0])
    else:
        message = catalogue.get(CALM[1], CALM[0])
        message.string = "" if state == "empty" else "Quiet"
        message.flags |= {"fuzzy"} if state == "fuzzy" else set()
    save(bakery, catalogue)
    words = "1 tekst is nog niet vertaald (en), als eerste: 'Rustig'"
    bakery.expect_one_finding(f"{bakery.directory}/{PLACE}", "untranslated", words, "warning")


def test_what_waits_is_counted_for_each_file(bakery: Bakery, catalogue: Catalog):
    for context, words in offered(bakery.directory):
        if context.startswith(("band.", "contact.")):
            catalogue.delete(words, context)
    save(bakery, catalogue)
    messages = [(Path(finding.place.file).name, finding.message.partition(" nog")[0]) for finding in bakery.findings()]
    assert messages == [("contacts.yaml", "4 teksten zijn"), ("profile.yaml", "6 teksten zijn")]
