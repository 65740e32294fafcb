"""Which words of the glossary a page explains."""

import pytest

from ev_scan.domain.ids import TermId
from ev_scan.domain.knowledge import Term
from ev_scan.domain.text import Text
from ev_scan.i18n import Localizer, localizer
from ev_scan.report.terms import Glossary


def term(name, *forms):
    return Term(
        TermId(name), Text(forms[0], name), tuple(Text(form, name) for form in forms[1:]), Text("Uitleg.", name)
    )


GLOSSARY = Glossary(
    [
        term("safety", "veiligheid"),
        term("ev", "economische veiligheid"),
        term("jewel", "kroonjuweel", "kroonjuwelen"),
        term("om", "OM"),
        term("dual_use", "dual-use"),
        term("escrow", "Escrow"),
    ],
    localizer("nl"),
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Denk aan veiligheid.", ["safety"]),
        ("Kroonjuwelen in de kluis", ["jewel"]),
        ("De KROONJUWELEN!", ["jewel"]),
        ("Onveiligheid, of veiligheidshalve", []),
        ("Economische veiligheid raakt u", ["ev"]),
        ("Economische veiligheid is meer dan veiligheid", ["ev", "safety"]),
        ("Bel om hulp, of om raad", []),
        ("Bel het OM", ["om"]),
        ("Een dual-use-product", ["dual_use"]),
        ("Software in escrow; kroonjuweel", ["escrow", "jewel"]),
        ("", []),
    ],
)
def test_a_text_uses_the_terms_that_stand_in_it_as_whole_words(text, names):
    assert sorted(found.id for found in GLOSSARY.in_texts([Text(text, "page")])) == names


def test_a_term_is_explained_once_and_in_alphabetical_order():
    texts = [Text("veiligheid en escrow", "a"), Text("dual-use, veiligheid, escrow", "b")]
    assert [found.id for found in GLOSSARY.in_texts(texts)] == ["dual_use", "escrow", "safety"]


def test_terms_are_looked_for_in_the_language_of_the_page():
    words = {("jewel", "kroonjuweel"): "crown jewel", ("page", "Ons kroonjuweel"): "Our crown jewel"}
    english = Glossary([term("jewel", "kroonjuweel")], Localizer("en", words, localizer("nl").frame))
    assert [found.id for found in english.in_texts([Text("Ons kroonjuweel", "page")])] == ["jewel"]
    assert english.in_texts([Text("Geen kroonjuweel meer", "page")]) == ()


def test_a_site_without_a_glossary_explains_nothing():
    assert Glossary([], localizer("nl")).in_texts([Text("veiligheid", "page")]) == ()
