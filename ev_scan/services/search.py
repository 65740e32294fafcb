"""Finding pages by words: forgiving for endings, accents, half a word and parts of compounds.

In memory and without a query language. A few hundred pages fit in one dictionary, and nothing that a visitor types
can mean anything else than words.
"""

import difflib
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Final, Generic, TypeVar

import snowballstemmer

from ev_scan.domain.text import Text
from ev_scan.i18n import Localizer

Page = TypeVar("Page")

_LANGUAGES: Final = {"nl": "dutch", "en": "english"}
_WORD: Final = re.compile(r"\w+")
_TWICE: Final = re.compile(r"(.)\1")
_MOST_WORDS: Final = 8
_IN_TITLE, _IN_BODY = 5.0, 1.0
_SAME, _SAME_STEM, _BEGINNING, _END, _PART = 1.0, 0.9, 0.6, 0.6, 0.3
_SHORTEST_BEGINNING, _SHORTEST_PART, _SHORTEST_EVENED = 2, 4, 6
_ENOUGH = 5
_TOO_COMMON: Final = 0.25
"""A word in more than this share of the pages says little: a page without it may be found."""
_SNIPPET: Final = 160


@dataclass(frozen=True, slots=True)
class Document(Generic[Page]):
    page: Page
    titles: tuple[Text, ...]
    body: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of one text, cut where it was found: `pieces` alternates between other words and found ones."""

    text: Text
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit(Generic[Page]):
    page: Page
    title: Text
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Found(Generic[Page]):
    """The best first, and how many there are. `suggestion` is what was perhaps meant, when nothing was found."""

    total: int = 0
    hits: tuple[Hit[Page], ...] = ()
    suggestion: str | None = None


class Index(Generic[Page]):
    """What stands on the pages, in one language. Made once, then only read."""

    def __init__(self, documents: Iterable[Document[Page]], localize: Localizer) -> None:
        self._documents, self._localize = tuple(documents), localize
        self._stem = _stemmer(localize.locale)
        self._places: dict[str, dict[int, float]] = {}
        for place, document in enumerate(self._documents):
            for text in document.body:
                self._note(text, place, _IN_BODY)
            for text in document.titles:
                self._note(text, place, _IN_TITLE)
        self._stems = {word: self._stem(word) for word in self._places}

    def _note(self, text: Text, place: int, weight: float) -> None:
        words = _words(self._localize(text))
        # a title of one word is about that word; of a long title it is a part
        weight = weight * (1 + 1 / len(words)) if weight == _IN_TITLE and words else weight
        for word in words:
            places = self._places.setdefault(word, {})
            places[place] = max(weight, places.get(place, 0))

    def find(self, query: str, most: int) -> Found[Page]:
        words = list(dict.fromkeys(_words(query)))[:_MOST_WORDS]
        alike = {word: self._alike(word) for word in words}
        if not any(alike.values()):
            return Found(suggestion=self._suggestion(words))
        ranked = self._ranked(alike.values())
        matched = {word for grades in alike.values() for word in grades}
        return Found(len(ranked), tuple(self._hit(self._documents[place], matched) for place in ranked[:most]))

    def _ranked(self, asked: Iterable[dict[str, float]]) -> list[int]:
        """Pages that have every telling word; when these are few, the best of those that have any."""
        points: dict[int, float] = defaultdict(float)
        telling = []
        for grades in asked:
            scores = self._scores(grades)
            for place, score in scores.items():
                points[place] += score * math.log(1 + len(self._documents) / len(scores))
            if 0 < len(scores) <= _TOO_COMMON * len(self._documents):
                telling.append(set(scores))
        complete = set.intersection(*telling) if telling else set()
        best = sorted(points, key=lambda place: (place not in complete, -points[place], place))
        return best[: max(len(complete), _ENOUGH)] if complete else best

    def _alike(self, asked: str) -> dict[str, float]:
        """The words of the pages that may have been meant, and how well they fit."""
        stem = self._stem(asked)
        grades = {
            word: grade for word, its_stem in self._stems.items() if (grade := _grade(asked, stem, word, its_stem))
        }
        whole = {word: grade for word, grade in grades.items() if grade >= _SAME_STEM}
        # who types ‘it’ does not mean ‘item’
        return whole if whole and len(asked) <= _SHORTEST_BEGINNING else grades

    def _scores(self, grades: dict[str, float]) -> dict[int, float]:
        scores: dict[int, float] = {}
        for word, grade in grades.items():
            for place, weight in self._places[word].items():
                scores[place] = max(grade * weight, scores.get(place, 0))
        return scores

    def _suggestion(self, words: list[str]) -> str | None:
        """The same question with each word replaced by one that stands on a page."""
        meant = [self._nearest(word) for word in words]
        return " ".join(word for word in meant if word) or None

    def _nearest(self, asked: str) -> str | None:
        near = [word for word in self._places if word[0] == asked[0] and abs(len(word) - len(asked)) <= 2]
        return next(iter(difflib.get_close_matches(asked, near, 1, 0.75)), None)

    def _hit(self, document: Document[Page], matched: set[str]) -> Hit[Page]:
        texts = document.body or document.titles
        text = max(texts, key=lambda each: len(matched & set(_words(self._localize(each)))))
        return Hit(document.page, document.titles[0], Snippet(text, _pieces(self._localize(text), matched)))


def _grade(asked: str, stem: str, word: str, its_stem: str) -> float:
    if word == asked:
        return _SAME
    if its_stem == stem:
        return _SAME_STEM
    if len(asked) >= _SHORTEST_BEGINNING and (word.startswith(asked) or its_stem.startswith(stem)):
        return _BEGINNING
    if len(stem) < _SHORTEST_PART or stem not in its_stem:
        return 0
    # Dutch writes compounds as one word, and a ‘reservesleutel’ is a ‘sleutel’
    return _END if its_stem.endswith(stem) else _PART


def _words(text: str) -> list[str]:
    """Without capitals and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))


def _stemmer(locale: str) -> Callable[[str], str]:
    """In longer words letters that stand twice are taken once, so that ‘juweel’ meets ‘juwelen’."""
    stemmer, lock = snowballstemmer.stemmer(_LANGUAGES[locale]), Lock()

    def stem(word: str) -> str:
        with lock:  # a stemmer keeps the word it is working on
            stemmed: str = stemmer.stemWord(word)
        return _TWICE.sub(r"\1", stemmed) if len(stemmed) >= _SHORTEST_EVENED else stemmed

    return stem


def _pieces(text: str, matched: set[str]) -> tuple[str, ...]:
    """A text of some length around the first word that was found."""
    found = [each for each in _WORD.finditer(text) if not matched.isdisjoint(_words(each[0]))]
    begin, end = _window(text, found[0].start() if found else 0)
    pieces, at = [], begin
    for each in found:
        if begin <= each.start() and each.end() <= end:
            pieces += [text[at : each.start()], each[0]]
            at = each.end()
    pieces.append(text[at:end])
    pieces[0] = ("… " if begin else "") + pieces[0]
    pieces[-1] += " …" if end < len(text) else ""
    return tuple(pieces)


def _window(text: str, focus: int) -> tuple[int, int]:
    """From space to space, with the word that was found near the beginning."""
    if len(text) <= _SNIPPET:
        return 0, len(text)
    begin = 0 if focus < _SNIPPET // 2 else text.rfind(" ", 0, focus - _SNIPPET // 4) + 1
    end = text.find(" ", begin + _SNIPPET)
    return begin, len(text) if end < 0 else end
