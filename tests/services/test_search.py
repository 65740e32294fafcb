"""What somebody finds with the words that he happens to use."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ev_scan.domain.text import Text
from ev_scan.i18n import Localizer, localizer
from ev_scan.services import library
from ev_scan.services.library import Kind, Library, Page
from ev_scan.services.search import Document, Index

DUTCH = localizer("nl")
LONG = "Eerst staat hier iets anders. " * 12 + "Daar ligt het geheime recept. " + "Dan komt er nog meer. " * 12


def document(page, title, *body):
    return Document(page, (Text(title, page),), tuple(Text(text, page) for text in body))


PAGES = [
    document("keys", "Reservesleutels", "Weet u wie er een sleutel heeft?"),
    document("locks", "Sloten en sleutels", "Koop een slot voor de deur."),
    document("vault", "De kluis", "Leg de sleutel erin. Een kluis is zwaar."),
    document("jewels", "Een kroonjuweel kiezen", "Wat mag u niet kwijtraken?"),
    document("cafe", "Praten in het café", "Iemand luistert mee naar uw financiële plannen."),
    document("items", "Item voor item", "Loop alle items langs."),
    document("it", "Uw IT-leverancier", "Vraag wie de IT doet."),
    document("secret", "Recepten", LONG),
    document("oven", "De oven nakijken", "Vraag de ovenbouwer om een jaarlijkse controle."),
    *(document(f"other_{number}", f"Iets anders {number}", "Niets om te zoeken.") for number in range(12)),
]
INDEX = Index(PAGES, DUTCH)


def pages(query, index=INDEX):
    return [hit.page for hit in index.find(query, 50).hits]


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("kluis", "vault"),
        ("kluizen", "vault"),
        ("KLUIS", "vault"),
        ("klui", "vault"),
        ("kroonjuwelen", "jewels"),
        ("kroonjuweel", "jewels"),
        ("cafe", "cafe"),
        ("CAFÉ", "cafe"),
        ("financiele", "cafe"),
        ("juwelen", "jewels"),
        ("bouwer", "oven"),
        ("it", "it"),
        ("de sloten van de deur", "locks"),
        ("oven controle", "oven"),
    ],
)
def test_what_is_meant_comes_first(query, best):
    assert pages(query)[0] == best


def test_a_word_in_a_title_counts_more_than_in_a_text():
    assert pages("sleutel") == ["keys", "locks", "vault"]


def test_a_short_word_is_not_half_of_another():
    assert "items" not in pages("it")
    assert pages("ite") == ["items"]


def test_pages_with_every_word_come_before_pages_with_one():
    assert pages("kluis sleutel")[0] == "vault"
    assert set(pages("kluis sleutel")) == {"vault", "locks", "keys"}


def test_words_that_stand_nowhere_do_not_spoil_the_rest():
    assert pages("quantumkluis kluis") == ["vault"]


@pytest.mark.parametrize("query", ["", " ", "?!", "🔑", "\x00", "é"])
def test_without_a_word_nothing_is_found(query):
    found = INDEX.find(query, 10)
    assert (found.total, found.hits) == (0, ())


def test_a_typing_error_gets_a_suggestion_that_finds_something():
    found = INDEX.find("klius", 10)
    assert (found.total, found.suggestion) == (0, "kluis")
    assert INDEX.find("xyzzy", 10).suggestion is None
    assert INDEX.find("kluis", 10).suggestion is None


def test_no_more_are_shown_than_asked_for_but_all_are_counted():
    found = INDEX.find("anders", 5)
    assert (len(found.hits), found.total) == (5, 13)


def test_a_snippet_shows_where_it_stands():
    (hit,) = INDEX.find("geheim", 10).hits
    pieces = hit.snippet.pieces
    assert pieces[1::2] == ("geheime",)
    assert pieces[0].startswith("… ")
    assert pieces[-1].endswith(" …")
    assert len("".join(pieces)) < 200


def test_a_page_found_by_its_title_shows_how_it_begins():
    (hit,) = INDEX.find("café", 10).hits
    assert hit.snippet.pieces == ("Iemand luistert mee naar uw financiële plannen.",)


@given(st.text(max_size=120))
def test_whatever_is_asked_gets_an_answer_in_the_words_of_the_pages(query):
    for hit in INDEX.find(query, 10).hits:
        words = "".join(hit.snippet.pieces).removeprefix("… ").removesuffix(" …")
        assert words in hit.snippet.text.source


def test_english_pages_are_found_by_english_words():
    words = {("keys", "Reservesleutels"): "Spare keys", ("vault", "De kluis"): "The strong box"}
    english = Index(PAGES, Localizer("en", words, DUTCH.frame))
    assert pages("key", english) == ["keys"]
    assert pages("boxes", english) == ["vault"]


def test_every_text_of_the_content_can_be_found(catalogue):
    index = Library(catalogue).index(DUTCH)
    for each in library.documents(catalogue):
        for text in (*each.titles, *each.body):
            found = index.find(text.source, 100)
            assert each.page in [hit.page for hit in found.hits], text


def test_the_kinds_of_pages_are_all_there(catalogue):
    shelves = {document.page.kind for document in library.documents(catalogue)}
    assert shelves == set(Kind)


def test_what_a_variant_says_is_found_at_its_measure(catalogue):
    found = Library(catalogue).index(DUTCH).find("buren", 5)
    assert found.hits[0].page == Page(Kind.MEASURE, "call_oven_builder")


def test_many_visitors_at_once_share_one_index(catalogue):
    shared = Library(catalogue)
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: shared.index(DUTCH), range(16)))
        found = list(pool.map(lambda _: shared.index(DUTCH).find("sleutels ovens recepten", 9), range(64)))
    assert len({id(index) for index in made}) == 1
    assert len(set(found)) == 1
