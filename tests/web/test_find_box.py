"""The find box of the knowledge base, in a browser without JavaScript."""

from urllib.parse import quote_from_bytes, urlencode

import pytest
from pages.page_checks import words

LABEL = "Zoek in de kennisbank"


def ask(visitor, question):
    return visitor.open(f"/kennis?{urlencode({'q': question})}").page


def rows(page):
    """Title, where it leads, and of what kind it is."""
    found = []
    for row in page.root.iter("li"):
        if row.get("class") == "ev-task":
            link = next(row.iter("a"))
            tag = next(each for each in row.iter("span") if "ev-tag" in each.get("class", ""))
            found.append((words(link), link.get("href"), words(tag)))
    return found


def test_the_box_asks_in_the_address_and_keeps_what_was_asked(visitor):
    (form,) = (each for each in visitor.open("/kennis").page.root.iter("form") if each.get("role") == "search")
    assert (form.get("method"), form.get("action")) == ("get", "/kennis")
    box = visitor.page.field(LABEL)
    assert (box.get("name"), box.get("maxlength"), box.get("value")) == ("q", "100", "")
    page = ask(visitor, 'slot "op" <de> deur')
    assert page.written(LABEL) == 'slot "op" <de> deur'
    assert page.title.startswith('slot "op" <de> deur - Zoeken')


def test_each_page_that_was_found_says_of_what_kind_it_is(visitor):
    found = rows(ask(visitor, "sleutels"))
    assert ("Reservesleutels", "/kennis/onderwerpen/spare_key", "Onderwerp") in found
    assert ("Tel de sleutels", "/kennis/maatregelen/count_keys", "Maatregel") in found
    assert ("Langskomen in de nacht", "/kennis/methoden/M02", "Methode") in found
    assert f"{len(found)} pagina’s gevonden." in visitor.page.text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("broodwet", ("Broodwet", "/kennis/wetten/bread_act", "Wet of regel")),
        ("deeg over de rand", ("Het deeg loopt over de rand", "/nu/dough_escapes", "Doe dit nu")),
        ("zuurdesems", ("zuurdesem", "/kennis/begrippen#begrip-sourdough", "Begrip")),
        ("R02", ("Slot op de recepten", "/kennis/onderwerpen/recipe_lock", "Onderwerp")),
    ],
)
def test_the_best_page_comes_first(visitor, question, first):
    assert rows(ask(visitor, question))[0] == first


def test_what_was_found_is_marked_in_its_sentence(visitor):
    marked = {words(each) for each in ask(visitor, "sleutel").root.iter("mark")}
    assert marked == {"sleutel", "sleutels"}


def test_a_long_list_is_cut_and_says_so(visitor):
    page = ask(visitor, "papier")
    assert len(rows(page)) == 20
    assert "De 20 beste van 21 gevonden pagina’s." in page.text


def test_nothing_found_is_met_with_ways_on(visitor):
    page = ask(visitor, "quantumzwaartekracht")
    assert "Hierover vonden wij niets" in page.text
    for link in ("Methoden", "Wetten en regels", "Begrippen", "Doe dit nu", "zuurdesem"):
        visitor.open(page.link(link))
        assert visitor.status == 200


def test_a_typing_error_is_answered_with_what_was_perhaps_meant(visitor):
    visitor = visitor.open("/kennis?q=recpeten")
    assert "Bedoelde u recepten?" in visitor.page.text
    assert rows(visitor.click("recepten").page)


@pytest.mark.parametrize("query", ["?q=", "?q=%20%20", "?q=%00", "?p=x"])
def test_an_empty_question_shows_the_front(visitor, query):
    assert visitor.open(f"/kennis{query}").page.h1 == "Kennisbank"


def test_only_a_hundred_signs_are_read(visitor):
    page = ask(visitor, "sleutel " + "x" * 10_000)
    assert page.written(LABEL) == "sleutel " + "x" * 92


HOSTILE = [
    *(b'"', b"'", b'""" OR 1', b"NEAR(a b)", b"a AND NOT b", b"slot*", b"^slot", b"{slot}", b"title:slot", b"-slot"),
    *(b"\x00", b"slot\x00en", b"%", b"%%s %(q)s", b"\xed\xa0\x80", b"\xff\xfe", b"\r\nX: y", b"</title><script>"),
    *("🔑🥖".encode(), "\u202eslot".encode(), "ﷺ".encode() * 100, "e\u0301".encode() * 50, "\ue000t\ue001".encode()),
    *(b"{{7*7}}", b"(" * 100, b"a " * 50, b"&lang=en", b"SELECT 1; DROP TABLE dossiers"),
]


@pytest.mark.parametrize("question", HOSTILE, ids=repr)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_hostile_question_is_only_a_question(visit, question, language):
    page = visit(language).open(f"/kennis?q={quote_from_bytes(question)}").page
    assert (page.status, page.language) == (200, language)


def test_the_question_stays_when_colours_or_language_change(visitor):
    ask(visitor, "één sleutel")
    assert visitor.click("Donker").page.written(LABEL) == "één sleutel"
    assert visitor.page.root.get("data-theme") == "dark"
    assert visitor.click("English").page.root.find(".//input[@name='q']").get("value") == "één sleutel"


def test_asking_leaves_nothing_behind(visitor):
    ask(visitor, "sleutel")
    assert visitor.cookies == {}


def test_snippets_that_are_not_translated_are_marked_as_dutch(visit):
    page = ask(visit("en"), "sleutel")
    snippets = [each for each in page.root.iter("span") if any(child.tag == "mark" for child in each)]
    assert snippets
    assert {each.get("lang") for each in snippets} == {"nl"}
