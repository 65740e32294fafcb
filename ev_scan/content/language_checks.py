"""Plain Dutch: short sentences, common words and one way of addressing the reader (decision 16)."""

import re
from collections.abc import Iterable, Iterator

from ev_scan.content.errors import Finding, Severity
from ev_scan.content.hard_words import HARD_WORDS
from ev_scan.content.language import flesch_douma, sentences_in, words_in
from ev_scan.content.phrases import Phrase
from ev_scan.content.reading import Folder

LONGEST_SENTENCE = 20
LONG_SENTENCE = 15
LONG_SENTENCES = 2
HARD_SENTENCE = 45
HARD_PHRASE = 45
LONG_PHRASE = 20
MOST_COMMAS = 4
LONG_WORD = 19

_TITLE = 12
LIMITS = {"Question.text": 20, "Question.hint": 25, "Question.levels": 16, "Option.text": 16}
"""The most words of a kind of phrase; of every title 12."""

NAMES = {"Contact.name", "Source.title", "Source.publisher", "Regime.title", "Regime.short", "Term.term", "Term.also"}
"""What others called it: nobody can write that more plainly."""

_INFORMAL = re.compile(r"\b(?:je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
_FORMAL = re.compile(r"\b(?:u|uw|uzelf)\b", re.IGNORECASE)
_BECOMES = r"(?:wordt|worden|werd|werden)"
_PASSIVE = re.compile(
    rf"\b{_BECOMES}\b[^.;:,]*?\b\w{{0,5}}ge\w{{2,}}(?:d|t|en)\b"
    rf"|\b\w{{0,5}}ge\w{{2,}}(?:d|t|en)\s+{_BECOMES}\b"
    rf"|\b{_BECOMES}\s+(?:niet\s+)?(?:be|ver|ont|her)\w{{2,}}(?:d|t)\b"
    rf"|\b(?:be|ver|ont|her)\w{{2,}}(?:d|t)\s+{_BECOMES}\b",
    re.IGNORECASE,
)
_HARD: dict[str, list[str]] = {}
for _entry in HARD_WORDS:
    _HARD.setdefault(max(_entry.split(), key=len), []).append(_entry)
"""Hard words by the longest part of each: a look in a table is many times faster than one long pattern."""


class LanguageChecks:
    def __init__(self, folder: Folder, phrases: Iterable[Phrase]) -> None:
        self.phrases = [phrase for phrase in phrases if phrase.field not in NAMES]
        self.explained = _explained(folder)
        self.long_words: dict[str, list[Phrase]] = {}

    def findings(self) -> Iterator[Finding]:
        for phrase in self.phrases:
            words = words_in(phrase.words)
            sentences = sentences_in(phrase.words)
            yield from _length(phrase, sentences)
            yield from self.hard_words(phrase, words)
            yield from _address(phrase)
            yield from _reading(phrase, words, sentences)
            for word in words:
                if len(word) > LONG_WORD:
                    self.long_words.setdefault(word.casefold(), []).append(phrase)
        yield from self.too_long_words()

    def hard_words(self, phrase: Phrase, words: list[str]) -> Iterator[Finding]:
        for word in words:
            for hard in _HARD.get(word.lower(), ()):
                if word.casefold() not in self.explained and (hard == word.lower() or hard in phrase.words.lower()):
                    message = f"'{word if hard == word.lower() else hard}' is moeilijke taal."
                    hint = f"Schrijf: {HARD_WORDS[hard]}. Of leg het uit in glossary.yaml."
                    yield Finding(phrase.place, "hard-word", message, hint)

    def too_long_words(self) -> Iterator[Finding]:
        for word, phrases in self.long_words.items():
            if word not in self.explained and any(len(part) > LONG_WORD for part in word.split("-")):
                times = f", en nog {len(phrases) - 1} keer elders" if len(phrases) > 1 else ""
                message = f"'{word}' is een lang woord: {len(word)} letters{times}."
                hint = "Knip het in twee woorden, of leg het uit in glossary.yaml."
                yield Finding(phrases[0].place, "long-word", message, hint, Severity.WARNING)


def _explained(folder: Folder) -> frozenset[str]:
    """The words that the site explains, whatever their form."""
    said = (words for term in folder.glossary.model.terms for words in (term.term, *term.also))
    return frozenset(word.casefold() for words in said for word in (words, *words_in(words)))


def _length(phrase: Phrase, sentences: list[str]) -> Iterator[Finding]:
    for sentence in sentences:
        count = len(sentence.split())
        if count > LONGEST_SENTENCE:
            message = f"Deze zin heeft {count} woorden: '{_start(sentence)}'."
            hint = f"Maak er twee zinnen van, van hoogstens {LONGEST_SENTENCE} woorden."
            yield Finding(phrase.place, "long-sentence", message, hint)
    limit = LIMITS.get(phrase.field) or (_TITLE if phrase.field.endswith(".title") else 0)
    count = len(phrase.words.split()) if limit else 0
    if count > limit:
        message = f"Hier passen hoogstens {limit} woorden; dit zijn er {count}."
        yield Finding(phrase.place, "too-many-words", message, "Laat weg wat de lezer hier niet nodig heeft.")


def _address(phrase: Phrase) -> Iterator[Finding]:
    found = _INFORMAL.search(phrase.words)
    if found:
        mixed = _FORMAL.search(phrase.words)
        message = "Hier staan 'u' en 'je' door elkaar." if mixed else f"Hier staat '{found[0]}'."
        yield Finding(phrase.place, "address", message, "Spreek de lezer overal aan met 'u' en 'uw'.")


def _reading(phrase: Phrase, words: list[str], sentences: list[str]) -> Iterator[Finding]:
    """What is allowed, but deserves a second look."""

    def warn(code: str, message: str, hint: str) -> Finding:
        return Finding(phrase.place, code, message, hint, Severity.WARNING)

    long = [sentence for sentence in sentences if len(sentence.split()) > LONG_SENTENCE]
    hard = next((sentence for sentence in long if flesch_douma([sentence]) < HARD_SENTENCE), None)
    if hard:
        message = f"Deze zin is lang en zwaar: '{_start(hard)}'."
        yield warn("hard-to-read", message, "Knip hem, of kies kortere woorden.")
    elif len(long) >= LONG_SENTENCES:
        message = f"Hier staan {len(long)} zinnen van meer dan {LONG_SENTENCE} woorden."
        yield warn("hard-to-read", message, "Knip er een.")
    elif len(words) >= LONG_PHRASE and flesch_douma([phrase.words]) < HARD_PHRASE:
        yield warn("hard-to-read", "Deze tekst leest zwaar.", "Kies kortere woorden, en laat weg wat niet nodig is.")
    for sentence in sentences:
        if sentence.count(",") > MOST_COMMAS:
            message = f"Deze zin heeft {sentence.count(',')} komma's."
            yield warn("commas", message, "Noem minder voorbeelden, of maak er twee zinnen van.")
        passive = _PASSIVE.search(sentence) if "word" in sentence.lower() or "werd" in sentence.lower() else None
        if passive:
            message = f"Wie doet dit? '{_start(passive[0])}'."
            yield warn("passive", message, "Zeg wie het doet, zonder 'worden'.")


def _start(sentence: str) -> str:
    words = sentence.rstrip(".!?").split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")
