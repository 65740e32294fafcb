"""Every Dutch word has its English one: what is shown, what is offered and what is translated are the same."""

import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from dutch import asked_for, in_content, in_interface

from ev_scan.i18n import LOCALES, SOURCE_LOCALE, read_catalogue
from ev_scan.resources import ROOT, TRANSLATIONS

DOMAINS = {"questionnaires": in_content, "messages": in_interface}
OTHER_LOCALES = [locale for locale in LOCALES if locale != SOURCE_LOCALE]

each_catalogue = pytest.mark.parametrize(
    ("domain", "locale"), [(domain, locale) for domain in DOMAINS for locale in OTHER_LOCALES]
)


def keys(catalogue: Catalog) -> set[tuple[str | None, str]]:
    return {(message.context, first(message.id)) for message in catalogue if message.id}


def first(words: str | tuple[str, ...]) -> str:
    return words if isinstance(words, str) else words[0]


def said(words: str | tuple[str, ...]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else words


@each_catalogue
def test_translators_work_on_what_is_there_now(domain: str, locale: str):
    assert keys(read_catalogue(TRANSLATIONS, locale, domain)) == DOMAINS[domain]()


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_template_for_a_new_language_is_fresh(domain: str):
    with (TRANSLATIONS / f"{domain}.pot").open("rb") as source:
        assert keys(read_po(source)) == DOMAINS[domain]()


@each_catalogue
def test_nothing_is_left_untranslated_or_stale(domain: str, locale: str):
    catalogue = read_catalogue(TRANSLATIONS, locale, domain)
    waiting = [m.id for m in catalogue if m.id and (m.fuzzy or not all(said(m.string)))]
    assert waiting == []


@each_catalogue
def test_a_translation_fills_in_the_same_values(domain: str, locale: str):
    named = re.compile(r"%\((\w+)\)[sd]")
    for message in read_catalogue(TRANSLATIONS, locale, domain):
        if message.id:
            wanted = {name for words in said(message.id) for name in named.findall(words)}
            found = [set(named.findall(words)) for words in said(message.string)]
            assert all(names <= wanted for names in found), message.id
            assert set().union(*found) == wanted, message.id


def test_every_message_that_the_program_asks_for_is_offered_to_translators():
    """An extractor does not see a message inside an f-string."""
    offered = {words for _, words in in_interface()}
    assert [(place, words) for place, words in asked_for(ROOT / "ev_scan") if words not in offered] == []
