"""Words, sentences and syllables of Dutch text."""

import re
from functools import cache, lru_cache

import pyphen

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_END = re.compile(r"[.!?]+(?:\s|$)")
_PART_END = re.compile(r"(?<=[.!?:;])\s+")


def words_in(text: str) -> list[str]:
    return _WORD.findall(text)


def sentences_in(text: str) -> list[str]:
    """What stands between full stops, and also between colons: a reader rests there."""
    return _PART_END.split(text)


@cache
def _hyphenator() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="nl_NL")


@lru_cache(maxsize=50_000)
def _syllables(word: str) -> int:
    return len(_hyphenator().positions(word)) + 1


def flesch_douma(texts: list[str]) -> float:
    """206.84 - 0.93 words per sentence - 77 syllables per word: above 60 is plain Dutch (Douma 1960)."""
    words = [word for text in texts for word in _WORD.findall(text)]
    sentences = sum(max(1, len(_END.findall(text))) for text in texts)
    if not words:
        return 100.0
    syllables = sum(_syllables(word.lower()) for word in words)
    return 206.84 - 0.93 * len(words) / sentences - 77 * syllables / len(words)
