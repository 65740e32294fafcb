"""A deep dive asks every question about the company that its topics look at: else their weight would be a guess."""

from collections.abc import Iterator

from ev_scan.content import schema
from ev_scan.content.conditions import questions_named
from ev_scan.content.errors import Finding
from ev_scan.content.reading import Folder


def check_deep_dives(folder: Folder) -> Iterator[Finding]:
    sheet = folder.deep_dives
    profile = {question.id: question for question in folder.profile.model.questions}
    topics = {topic.id: topic for scan in folder.scans for topic in scan.model.topics}
    for i, deep_dive in enumerate(sheet.model.deep_dives):
        missing: dict[str, str] = {}
        for name in deep_dive.topics:
            for question in _needed(topics[name], profile):
                if question not in deep_dive.profile:
                    missing.setdefault(question, name)
        for question, topic in missing.items():
            message = f"'{deep_dive.id}' stelt de vraag '{question}' niet, maar het onderwerp '{topic}' kijkt ernaar."
            place = sheet.place("deep_dives", i, "profile")
            yield Finding(place, "deep-dive-profile", message, f"Voeg '{question}' toe bij 'profile'.")


def _needed(topic: schema.TopicFile, profile: dict[str, schema.QuestionFile]) -> Iterator[str]:
    """The questions about the company behind a topic, and those that decide whether these are asked."""
    conditions = [topic.relevant_when, *(rule.when for rule in topic.weights)]
    conditions += [question.asked_when for question in topic.questions]
    waiting = [name for condition in conditions for name in questions_named(condition)]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop(0)
        if name in profile and name not in seen:
            seen.add(name)
            yield name
            waiting.extend(questions_named(profile[name].asked_when))
