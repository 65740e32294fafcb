"""Figures about the content: how much there is, how it reads, how far it is translated."""

from collections.abc import Iterable, Iterator

from ev_scan.content.errors import Finding, Severity
from ev_scan.content.language import flesch_douma, words_in
from ev_scan.content.phrases import phrases_of
from ev_scan.content.reading import Folder
from ev_scan.i18n import SOURCE_LOCALE, Localizer

SENTENCE = 8
"""From this many words a phrase is read as a sentence; shorter ones are titles and names."""


def statistics(folder: Folder, findings: Iterable[Finding], localizers: Iterable[Localizer]) -> Iterator[str]:
    for scan, measures in zip(folder.scans, folder.measures, strict=True):
        topics = scan.model.topics
        quick = sum(topic.quick for topic in topics)
        counted = f"{len(topics)} topics ({quick} quick), {len(measures.model.measures)} measures"
        yield f"{scan.model.cluster.id}: {counted}"
    yield _total(folder)
    severities = [finding.severity for finding in findings]
    yield f"{severities.count(Severity.ERROR)} errors, {severities.count(Severity.WARNING)} warnings"
    phrases = [phrase for sheet in folder for phrase in phrases_of(sheet)]
    words = [(phrase.words, len(words_in(phrase.words))) for phrase in phrases]
    long = [text for text, count in words if count >= SENTENCE]
    total = sum(count for _, count in words)
    yield f"words: {total}; readability (Flesch-Douma) of sentences: {flesch_douma(long):.0f}"
    distinct = {(phrase.context, phrase.words) for phrase in phrases}
    for localize in localizers:
        if localize.locale != SOURCE_LOCALE:
            done = sum(phrase in localize.content for phrase in distinct)
            share = 100 * done // len(distinct)
            yield f"{SOURCE_LOCALE}/{localize.locale}: {done} of {len(distinct)} ({share} %)"


def _total(folder: Folder) -> str:
    counts = {
        "topics": sum(len(scan.model.topics) for scan in folder.scans),
        "measures": sum(len(sheet.model.measures) for sheet in folder.measures),
        "profile questions": len(folder.profile.model.questions),
        "regimes": len(folder.regimes.model.regimes),
        "methods": len(folder.methods.model.methods),
        "escalation cards": len(folder.escalations.model.escalations),
    }
    return "total: " + ", ".join(f"{count} {name}" for name, count in counts.items())
