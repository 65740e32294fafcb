"""Which words of the glossary stand in a page's texts."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ev_scan.domain.knowledge import Term
from ev_scan.domain.text import Text
from ev_scan.i18n import Localizer

_WORD: Final = re.compile(r"\w+")


class Glossary:
    """The terms in one language; reading it changes nothing, so threads may share it."""

    def __init__(self, terms: Iterable[Term], localize: Localizer) -> None:
        self._localize = localize
        self.terms = tuple(sorted(terms, key=lambda term: localize(term.term).casefold()))
        self._forms: dict[tuple[str, ...], Term] = {}
        for term in self.terms:
            for form in (term.term, *term.also):
                self._forms.setdefault(tuple(_words(localize(form))), term)
        self._forms.pop((), None)
        self._longest = max(map(len, self._forms), default=0)

    def in_texts(self, texts: Iterable[Text]) -> tuple[Term, ...]:
        """The terms that occur as whole words, in alphabetical order."""
        found = {term.id for text in texts for term in self._in_words(tuple(_words(self._localize(text))))}
        return tuple(term for term in self.terms if term.id in found)

    def _in_words(self, words: tuple[str, ...]) -> Iterator[Term]:
        """The longest form wins: ‘economische veiligheid’ is not also ‘veiligheid’."""
        start = 0
        while start < len(words):
            step = 1
            for length in range(min(self._longest, len(words) - start), 0, -1):
                term = self._form(words[start : start + length])
                if term:
                    yield term
                    step = length
                    break
            start += step

    def _form(self, words: tuple[str, ...]) -> Term | None:
        return self._forms.get(words) or self._forms.get(tuple(_plain(word) for word in words))


def _words(text: str) -> Iterator[str]:
    """An abbreviation keeps its capitals: the term ‘OM’ is not in ‘om te’."""
    for word in _WORD.findall(text):
        yield word if word.isupper() and len(word) > 1 else _plain(word)


def _plain(word: str) -> str:
    return word.casefold()
