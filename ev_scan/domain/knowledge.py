"""What an entrepreneur can read without answering anything: methods, words, and cards for when it is urgent."""

from dataclasses import dataclass

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.conditions import ALWAYS, Condition, holds
from ev_scan.domain.ids import AssetGroupId, ContactId, EscalationId, MethodId, SourceId, TermId, TopicId
from ev_scan.domain.text import Text


@dataclass(frozen=True, slots=True)
class AssetGroup:
    """A kind of thing that makes a company strong."""

    id: AssetGroupId
    title: Text
    summary: Text
    examples: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Made up, and shown as such: how a method works out in a company like yours."""

    title: Text
    text: tuple[Text, ...]
    lesson: Text


@dataclass(frozen=True, slots=True)
class Method:
    """A way in which somebody gets at what a company has."""

    id: MethodId
    title: Text
    summary: Text
    how: tuple[Text, ...]
    signs: tuple[Text, ...]
    groups: tuple[AssetGroupId, ...]
    """What it mainly hits."""
    story: Story
    exposed_when: tuple[Condition, ...] = ()
    """Each one that holds makes a company one step more open to it."""
    sources: tuple[SourceId, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A word that texts may use, because the site explains it."""

    id: TermId
    term: Text
    also: tuple[Text, ...]
    """Other forms of the word, as they stand in texts."""
    explanation: Text


@dataclass(frozen=True, slots=True)
class Escalation:
    """What to do now, whatever the scores say."""

    id: EscalationId
    title: Text
    recognise: tuple[Text, ...]
    now: tuple[Text, ...]
    """In this order."""
    avoid: tuple[Text, ...]
    afterwards: tuple[Text, ...]
    contacts: tuple[ContactId, ...]
    """In the order of calling."""
    topics: tuple[TopicId, ...]
    """What prevents it next time."""
    relevant_when: Condition = ALWAYS
    """The answers that say it may be going on here; ALWAYS means that no answer can."""
    sources: tuple[SourceId, ...] = ()

    def may_be_going_on(self, answers: AnswerSet) -> bool:
        return self.relevant_when is not ALWAYS and holds(self.relevant_when, answers)
