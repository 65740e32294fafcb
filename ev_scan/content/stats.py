"""Figures about the content: how much there is, how it reads, how far it is translated."""

import re
from collections.abc import Iterable, Iterator

import pyphen

from ev_scan.content.babel_extractor import messages
from ev_scan.content.reading import Folder
from ev_scan.i18n import SOURCE_LOCALE, Localizer

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?]+(?:\s|$)")


def statistics(folder: Folder, localizers: Iterable[Localizer]) -> Iterator[str]:
    phrases = [(context, source) for sheet in folder for _, _, (context, source), _ in messages(sheet)]
    for scan, measures in zip(folder.scans, folder.measures, strict=True):
        topics = scan.model.topics
        quick = sum(topic.quick for topic in topics)
        counted = f"{len(topics)} topics ({quick} quick), {len(measures.model.measures)} measures"
        yield f"{scan.model.cluster.id}: {counted}"
    topics_total = sum(len(scan.model.topics) for scan in folder.scans)
    measures_total = sum(len(sheet.model.measures) for sheet in folder.measures)
    profile = len(folder.profile.model.questions)
    yield f"total: {topics_total} topics, {measures_total} measures, {profile} profile questions"
    texts = [source for _, source in phrases]
    words = sum(len(_WORD.findall(text)) for text in texts)
    long = [text for text in texts if len(_WORD.findall(text)) >= 8]
    yield f"words: {words}; readability (Flesch-Douma) of sentences: {flesch_douma(long):.0f}"
    for localize in localizers:
        if localize.locale != SOURCE_LOCALE:
            distinct = set(phrases)
            done = sum(phrase in localize.content for phrase in distinct)
            share = 100 * done // len(distinct)
            yield f"{SOURCE_LOCALE}/{localize.locale}: {done} of {len(distinct)} ({share} %)"


def flesch_douma(texts: list[str]) -> float:
    """206.84 - 0.93 words per sentence - 77 syllables per word: above 60 is plain Dutch (Douma 1960)."""
    split = pyphen.Pyphen(lang="nl_NL")
    words = [word for text in texts for word in _WORD.findall(text)]
    sentences = sum(max(1, len(_SENTENCE.findall(text))) for text in texts)
    if not words:
        return 100.0
    syllables = sum(len(split.positions(word.lower())) + 1 for word in words)
    return 206.84 - 0.93 * len(words) / sentences - 77 * syllables / len(words)
