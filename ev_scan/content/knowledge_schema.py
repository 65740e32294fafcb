"""The file format of what stands around the questions: methods, legal checks, cards, words, themes to start with."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from ev_scan.content.schema import ConditionFile, Day, FullDay, Identifier, Node, Phrase, QuestionFile

_METHOD = r"^M\d{2}$"
_SLUG = r"^[a-z]+(-[a-z]+)*$"

FORMS = {
    _METHOD: "Een M en twee cijfers, zoals M01.",
    _SLUG: "Kleine letters en streepjes, zoals toeleveringsketen.",
}

MethodName = Annotated[str, StringConstraints(pattern=_METHOD)]
Lines = Annotated[list[Phrase], Field(min_length=1)]


class SuggestionFile(Node):
    """Something that companies of which `when` holds often have."""

    text: Phrase
    when: ConditionFile | None = None


class AssetGroupFile(Node):
    kind: ClassVar[str] = "asset_group"
    id: Identifier
    title: Phrase
    summary: Phrase
    examples: Annotated[list[Phrase], Field(min_length=2, max_length=8)]
    suggestions: list[SuggestionFile] = []


class AssetsFile(Node):
    """assets.yaml"""

    groups: list[AssetGroupFile]


class StoryFile(Node):
    title: Phrase
    text: Annotated[list[Phrase], Field(min_length=2, max_length=6)]
    lesson: Phrase


class MethodFile(Node):
    kind: ClassVar[str] = "method"
    id: MethodName
    title: Phrase
    summary: Phrase
    how: Annotated[list[Phrase], Field(min_length=2, max_length=5)]
    signs: Annotated[list[Phrase], Field(min_length=2, max_length=6)]
    groups: Annotated[list[Identifier], Field(min_length=1)]
    story: StoryFile
    exposed_when: Annotated[list[ConditionFile], Field(max_length=8)] = []
    """Each condition that holds makes a company one step more open to this method."""
    sources: list[Identifier] = []


class MethodsFile(Node):
    """methods.yaml"""

    methods: list[MethodFile]


class TermFile(Node):
    kind: ClassVar[str] = "term"
    id: Identifier
    term: Phrase
    also: list[Phrase] = []
    explanation: Phrase


class GlossaryFile(Node):
    """glossary.yaml"""

    terms: list[TermFile]


class EscalationFile(Node):
    kind: ClassVar[str] = "escalation"
    id: Identifier
    title: Phrase
    recognise: Annotated[list[Phrase], Field(min_length=2, max_length=6)]
    now: Annotated[list[Phrase], Field(min_length=3, max_length=8)]
    avoid: Annotated[list[Phrase], Field(min_length=1, max_length=5)]
    afterwards: Annotated[list[Phrase], Field(min_length=1, max_length=5)]
    contacts: Annotated[list[Identifier], Field(min_length=1)]
    topics: Annotated[list[Identifier], Field(min_length=1)]
    relevant_when: ConditionFile | None = None
    sources: list[Identifier] = []


class EscalationsFile(Node):
    """escalations.yaml"""

    escalations: list[EscalationFile]


class RegimeFile(Node):
    kind: ClassVar[str] = "regime"
    id: Identifier
    title: Phrase
    short: Phrase
    status: Literal["applies", "coming", "by_contract"]
    since: Day | None = None
    summary: Phrase
    questions: Annotated[list[QuestionFile], Field(min_length=1, max_length=6)]
    likely_when: ConditionFile
    possible_when: ConditionFile
    to_do: Annotated[list[Phrase], Field(min_length=2, max_length=6)]
    coming: Phrase | None = None
    verify: list[Phrase] = []
    """What the reader has to check, because nobody could be certain of it on `as_of`."""
    contacts: Annotated[list[Identifier], Field(min_length=1)]
    sources: Annotated[list[Identifier], Field(min_length=1)]
    topics: list[Identifier] = []
    as_of: FullDay
    review_by: FullDay


class RegimesFile(Node):
    """regimes.yaml"""

    regimes: list[RegimeFile]


class DeepDiveFile(Node):
    kind: ClassVar[str] = "deep_dive"
    id: Literal["personnel", "supply-chain"]
    slug: Annotated[str, StringConstraints(pattern=_SLUG, max_length=40)]
    """What the address of its page ends on."""
    cluster: Identifier
    """Whose colour and emblem it bears."""
    title: Phrase
    promise: Phrase
    lead: Phrase
    points: Annotated[list[Phrase], Field(min_length=2, max_length=5)]
    minutes: Annotated[int, Field(ge=1, le=60)]
    profile: Annotated[list[Identifier], Field(min_length=1)]
    topics: Annotated[list[Identifier], Field(min_length=1)]


class DeepDivesFile(Node):
    """deep_dives.yaml"""

    deep_dives: list[DeepDiveFile]
