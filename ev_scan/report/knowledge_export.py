"""What stands around the questions, as part of `ev-scan/catalogue@1`."""

from collections.abc import Callable, Iterable
from typing import Any

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.knowledge import Escalation, Method
from ev_scan.domain.questionnaire import Question
from ev_scan.domain.regimes import Regime
from ev_scan.domain.text import Text
from ev_scan.i18n import Localizer
from ev_scan.report.stappenplan_export import stappenplan_document

Document = dict[str, Any]


def knowledge_documents(
    catalogue: Catalogue, localize: Localizer, question: Callable[[Question, Localizer], Document]
) -> Document:
    """The lists by name; `question` makes the document of a question."""
    writer = _Writer(catalogue, localize)
    return {
        "methods": [writer.method(method) for method in catalogue.methods.values()],
        "asset_groups": [
            {
                "id": group.id,
                "title": localize(group.title),
                "summary": localize(group.summary),
                "examples": writer.lines(group.examples),
                "suggestions": writer.lines(
                    each.text for each in catalogue.stappenplan.suggestions if each.group == group.id
                ),
            }
            for group in catalogue.asset_groups.values()
        ],
        "regimes": [
            {**writer.regime(regime), "questions": [question(asked, localize) for asked in regime.questions]}
            for regime in catalogue.regimes.values()
        ],
        "escalations": [writer.escalation(card) for card in catalogue.escalations.values()],
        "terms": [
            {
                "id": term.id,
                "term": localize(term.term),
                "also": writer.lines(term.also),
                "explanation": localize(term.explanation),
            }
            for term in catalogue.terms
        ],
        "deep_dives": writer.deep_dives(),
        "stappenplan": stappenplan_document(catalogue.stappenplan, localize),
    }


class _Writer:
    def __init__(self, catalogue: Catalogue, localize: Localizer) -> None:
        self.catalogue, self.localize = catalogue, localize

    def lines(self, texts: Iterable[Text]) -> list[str]:
        return [self.localize(text) for text in texts]

    def method(self, method: Method) -> Document:
        story = method.story
        return {
            "id": method.id,
            "title": self.localize(method.title),
            "summary": self.localize(method.summary),
            "how": self.lines(method.how),
            "signs": self.lines(method.signs),
            "groups": list(method.groups),
            "topics": [topic.id for topic in self.catalogue.topics_against(method.id)],
            "story": {
                "title": self.localize(story.title),
                "text": self.lines(story.text),
                "lesson": self.localize(story.lesson),
            },
            "sources": list(method.sources),
        }

    def regime(self, regime: Regime) -> Document:
        return {
            "id": regime.id,
            "title": self.localize(regime.title),
            "short": self.localize(regime.short),
            "status": regime.status.value,
            "since": regime.since,
            "summary": self.localize(regime.summary),
            "to_do": self.lines(regime.to_do),
            "coming": self.localize(regime.coming) if regime.coming else None,
            "verify": self.lines(regime.verify),
            "contacts": list(regime.contacts),
            "sources": list(regime.sources),
            "topics": list(regime.topics),
            "as_of": regime.as_of.isoformat(),
            "review_by": regime.review_by.isoformat(),
        }

    def escalation(self, card: Escalation) -> Document:
        return {
            "id": card.id,
            "title": self.localize(card.title),
            "recognise": self.lines(card.recognise),
            "now": self.lines(card.now),
            "avoid": self.lines(card.avoid),
            "afterwards": self.lines(card.afterwards),
            "contacts": list(card.contacts),
            "topics": list(card.topics),
            "sources": list(card.sources),
        }

    def deep_dives(self) -> list[Document]:
        asked = self.catalogue.questionnaire
        return [
            {
                "id": deep_dive.mode.value,
                "title": self.localize(deep_dive.title),
                "promise": self.localize(deep_dive.promise),
                "lead": self.localize(deep_dive.lead),
                "points": self.lines(deep_dive.points),
                "minutes": deep_dive.minutes,
                "profile": [question.id for question in asked.profile_in(deep_dive.mode)],
                "topics": list(deep_dive.topics),
            }
            for deep_dive in asked.deep_dives
        ]
