"""A topic on one page, for who edits it."""

import shutil
from pathlib import Path

import html5lib
import pytest

TINY = Path(__file__).parents[1] / "fixtures" / "questionnaires"
EVERYTHING = {
    "oven_check": [
        "B01 Controle van de oven",
        "  Thema: Bakkerij",
        "  Soort scan: Snelle scan, Volledige scan, Bakkers",
        "  Gewicht 2 als: niet: ‘Waar staat uw bakkerij?’ Op een boerderij",
        "  Hiermee houdt u tegen: M02 Langskomen in de nacht",
        "  Doe dit nu: Het deeg loopt over de rand",
        "  Vraag het aan: Bakker, Molenaar, Bakkersgilde",
        "  - 3: Elk kwartaal, en dat staat op papier",
        "  - not_applicable: Wij hebben geen oven",
        "0 → 1  Bel de ovenbouwer",
        "  id: call_oven_builder",
        "  Kosten: Tot 1.000 euro",
        "  Wie u kunnen helpen: Molenaar",
        "  Waar dit advies op rust: Handleiding van de oven",
        "  Tekst om te sturen:",
        "  - Kunt u zeggen wanneer u onze oven het laatst hebt nagekeken?",
        "  * Vraag de buurman naar zijn ovenbouwer",
        "  Alleen als: ‘Waar staat uw bakkerij?’ Op een boerderij",
        "  Kosten: Geen",
        "  - Neem een brood mee als u gaat.",
        "  Wie u kunnen helpen: Geen hulp nodig: dit kunt u zelf.",
    ],
    "customer_check": [
        "  Alleen als: ‘Levert u over de grens?’ Ja",
        "  Gewicht 2 als: ‘Hoe ver over de grens levert u?’ Ver over de grens",
        "  Regels die hierover gaan: Broodwet",
        "  Doe eerst: Tel uw recepten",
    ],
    "recipe_list": [
        "  Doel is minstens: 2",
        "  Ook een schrift telt mee.",
        "  Waarom vragen wij dit?: Wie niet weet wat hij heeft, kan het niet beschermen.",
        "  Gewicht 2 als: ‘Wat bakt u?’ Taart of Chocolade",
        "  Gewicht 3 als: ‘Wat bakt u?’ Chocolade en ‘Levert u over de grens?’ Ja",
    ],
    "recipe_lock": [
        "  Gewicht 2 als: ‘Wat bakt u?’ Chocolade of ‘Waar staat uw bakkerij?’ In een stad",
        "  Alleen als: ‘Zijn uw recepten achter slot?’ Ze liggen in een kast met een slot of Ze liggen in een",
    ],
    "spare_key": [
        "  Gewicht 3 als: minstens 2 van: ‘Waar staat uw bakkerij?’ In een stad; ‘Wat bakt u?’ Chocolade;",
    ],
    "bread_van": ["  Soort scan: Volledige scan"],
}


@pytest.mark.parametrize("topic", EVERYTHING)
def test_everything_about_a_topic_in_the_terminal(ev_scan, topic: str):
    outcome = ev_scan("content", "preview", topic)
    lines = outcome.text.splitlines()
    assert (outcome.code, outcome.err) == (0, "")
    assert [line for line in EVERYTHING[topic] if line not in lines] == []


def test_only_what_differs_in_a_variant(ev_scan):
    text = ev_scan("content", "preview", "oven_check").text
    variant = text[text.index("* Vraag de buurman") : text.index("1 → 2")]
    assert "Daarom is" not in variant
    assert "Wie u kunnen helpen" not in variant


def test_a_variant_that_only_says_why(ev_scan, tmp_path):
    folder = Path(shutil.copytree(TINY, tmp_path / "questionnaires"))
    measures = folder / "measures" / "recipes.yaml"
    variant = "    variants: [{when: {answer: shop, in: [farm]}, why: Op het land kijkt ook iemand mee.}]\n"
    title = "    title: Koop een slot\n"
    text = measures.read_text(encoding="utf-8")
    measures.write_text(text.replace(title, f"{title}{variant}"), encoding="utf-8")
    shown = ev_scan("content", "preview", "recipe_lock", folder).text
    assert shown[shown.index("* Koop een slot") : shown.index("2 → 3")].splitlines() == [
        "* Koop een slot",
        "  Alleen als: ‘Waar staat uw bakkerij?’ Op een boerderij",
        "  Op het land kijkt ook iemand mee.",
        "",
    ]


def test_a_topic_by_its_code(ev_scan):
    assert ev_scan("content", "preview", "B01").out == ev_scan("content", "preview", "oven_check").out


def test_a_page_that_needs_nothing_else(ev_scan, tmp_path):
    page = tmp_path / "oven.html"
    outcome = ev_scan("content", "preview", "oven_check", "--out", page)
    assert (outcome.code, outcome.text) == (0, f"{page}\n")
    text = page.read_text(encoding="utf-8")
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    assert tree.get("lang") == "nl"
    assert tree.find(".//title").text == tree.find(".//h1").text == "B01 Controle van de oven"
    assert [heading.text for heading in tree.iter("h2")][1] == "0 → 1  Bel de ovenbouwer"
    assert not {"src", "href"} & {name for element in tree.iter() for name in element.attrib}


def test_words_of_an_editor_are_no_markup(ev_scan, tmp_path):
    folder = Path(shutil.copytree(TINY, tmp_path / "questionnaires"))
    scan = folder / "scan" / "bakery.yaml"
    scan.write_text(scan.read_text(encoding="utf-8").replace("title: Controle", "title: <b>&"), encoding="utf-8")
    ev_scan("content", "preview", "oven_check", "--out", tmp_path / "oven.html", folder)
    text = (tmp_path / "oven.html").read_text(encoding="utf-8")
    assert text.count("B01 &lt;b&gt;&amp; van de oven") == 2
    assert "<b>" not in text


def test_in_english(ev_scan, tmp_path):
    page = tmp_path / "oven.html"
    ev_scan("content", "preview", "oven_check", "--lang", "en", "--out", page)
    text = page.read_text(encoding="utf-8")
    assert '<html lang="en">' in text
    assert "<dt>First step</dt>" in text


@pytest.mark.parametrize(
    ("topic", "words"),
    [("oven_chek", "Bedoelt u 'oven_check'?"), ("zzz", "Bekend zijn onder meer: recipe_list, recipe_lock")],
)
def test_a_topic_that_is_not_there(ev_scan, topic: str, words: str):
    outcome = ev_scan("content", "preview", topic)
    assert (outcome.code, outcome.out) == (2, b"")
    assert f"Het onderwerp '{topic}' bestaat niet. {words}" in outcome.err


def test_a_place_where_nothing_can_be_written(ev_scan, tmp_path):
    outcome = ev_scan("content", "preview", "oven_check", "--out", tmp_path / "nowhere" / "oven.html")
    assert (outcome.code != 0, outcome.out) == (True, b"")
    assert "oven.html" in outcome.err
