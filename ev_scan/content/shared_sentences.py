"""Advice that stands under three topics is no longer advice about any of them."""

import re
from collections.abc import Iterable, Iterator

from ev_scan.content import schema
from ev_scan.content.errors import Finding
from ev_scan.content.phrases import Phrase

MOST_TOPICS = 2
FEWEST_WORDS = 5

_END = re.compile(r"[.!?]+(?:\s+|$)")


def check_shared_sentences(phrases: Iterable[Phrase]) -> Iterator[Finding]:
    """A sentence stands under two topics at most, counting the topic's questions and its measures."""
    found: dict[str, dict[str, Phrase]] = {}
    for phrase in phrases:
        topic = _topic_of(phrase)
        if topic is not None:
            for sentence in _END.split(phrase.words):
                if sentence.count(" ") >= FEWEST_WORDS - 1:
                    found.setdefault(sentence.casefold(), {}).setdefault(topic, phrase)
    for sentence, topics in found.items():
        if len(topics) > MOST_TOPICS:
            phrase = list(topics.values())[MOST_TOPICS]
            names = list(topics)
            others = f" en {len(names) - 3} meer" if len(names) > 3 else ""
            message = f"De zin '{sentence}' staat bij {', '.join(names[:3])}{others}."
            hint = f"Zeg wat bij dit onderwerp hoort; bij {MOST_TOPICS} onderwerpen mag een zin gelijk zijn."
            yield Finding(phrase.place, "shared-sentence", message, hint)


def _topic_of(phrase: Phrase) -> str | None:
    """None for what is about no topic, and for a situation that may be the same everywhere."""
    if phrase.field == "Question.not_applicable" or len(phrase.path) < 2:
        return None
    model, number = phrase.sheet.model, phrase.path[1]
    if isinstance(model, schema.ScanFile) and phrase.path[0] == "topics":
        return model.topics[int(number)].id
    if isinstance(model, schema.MeasuresFile):
        return model.measures[int(number)].topic
    return None
