"""The file format of the questionnaires; the published JSON Schema is generated from these models."""

from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError


class Words:
    """Marks a field that people read: it is translated, whatever its name."""


def _no_stray_space(value: str) -> str:
    return " ".join(value.split())


NO_SUCH_DAY = "no_such_day"


def _existing_day(value: str) -> str:
    try:
        date.fromisoformat(f"{value}-01-01"[:10])  # a month or a year is there when its first day is
    except ValueError:
        raise PydanticCustomError(NO_SUCH_DAY, "no such day") from None
    return value


_IDENTIFIER = r"^[A-Za-z0-9][A-Za-z0-9_-]*$"
_URL = r"^https://[^\s]+$"
_DAY = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_FULL_DAY = r"^\d{4}-\d{2}-\d{2}$"
_CODE = r"^[A-Z]\d{2}$"
_VERSION = r"^\d{4}\.\d+$"

FORMS = {
    _IDENTIFIER: "Gebruik letters, cijfers, '_' en '-', zoals crown_jewels_list.",
    _URL: "Begin met https:// en gebruik geen spaties.",
    _DAY: "Schrijf een dag, maand of jaar, zoals 2026-04-24, 2026-04 of 2026.",
    _FULL_DAY: "Schrijf een dag die bestaat, zoals 2026-04-24.",
    _CODE: "Een hoofdletter en twee cijfers, zoals P01.",
    _VERSION: "Een jaar, een punt en een nummer, zoals 2026.1.",
}
"""What to tell an editor whose text does not have the form of a pattern."""

Identifier = Annotated[str, StringConstraints(pattern=_IDENTIFIER, max_length=60)]
Phrase = Annotated[
    str,
    StringConstraints(min_length=1, max_length=600, strip_whitespace=True),
    AfterValidator(_no_stray_space),
    Words(),
]
Plain = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
Url = Annotated[str, StringConstraints(pattern=_URL, max_length=300)]
Day = Annotated[str, StringConstraints(pattern=_DAY), AfterValidator(_existing_day)]
FullDay = Annotated[str, StringConstraints(pattern=_FULL_DAY), AfterValidator(_existing_day)]
Version = Annotated[str, StringConstraints(pattern=_VERSION)]
OneToThree = Annotated[int, Field(ge=1, le=3)]  # a Literal would take `true` for 1


class Node(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    kind: ClassVar[str] = ""
    """With `id`: the context of every phrase below, such as `topic.mfa`."""


class ConditionFile(Node):
    """Exactly one of: answer + in, all, any, not, at_least + of."""

    answer: Identifier | None = None
    in_: Annotated[list[Identifier] | None, Field(alias="in", min_length=1)] = None
    all: Annotated[list["ConditionFile"] | None, Field(min_length=1)] = None
    any: Annotated[list["ConditionFile"] | None, Field(min_length=1)] = None
    not_: Annotated["ConditionFile | None", Field(alias="not")] = None
    at_least: Annotated[int | None, Field(ge=1)] = None
    of: Annotated[list["ConditionFile"] | None, Field(min_length=1)] = None


class OptionFile(Node):
    id: Identifier
    text: Phrase
    group: Phrase | None = None
    points: Annotated[int, Field(ge=0, le=10)] = 0
    exclusive: bool = False


class QuestionFile(Node):
    kind: ClassVar[str] = "question"
    id: Identifier
    choose: Literal["one", "several"] = "one"
    text: Phrase
    hint: Phrase | None = None
    why: Phrase | None = None
    asked_when: ConditionFile | None = None
    levels: list[Phrase] | None = None
    options: list[OptionFile] | None = None
    scale: Identifier | None = None
    not_applicable: Phrase | None = None


class BandFile(Node):
    kind: ClassVar[str] = "band"
    id: Identifier
    from_points: Annotated[int, Field(ge=0)]
    level: OneToThree
    title: Phrase
    meaning: Phrase


class ProfileFile(Node):
    """profile.yaml"""

    questions: Annotated[list[QuestionFile], Field(min_length=1)]
    bands: Annotated[list[BandFile], Field(min_length=1)]


class ScaleFile(Node):
    kind: ClassVar[str] = "scale"
    id: Identifier
    options: Annotated[list[OptionFile], Field(min_length=2)]


class NamedFile(Node):
    kind: ClassVar[str] = "role"
    id: Identifier
    title: Phrase


class CommonOptionsFile(Node):
    unknown: Phrase
    unknown_profile: Phrase


class ScalesFile(Node):
    """scales.yaml"""

    kind: ClassVar[str] = "scales"
    common: CommonOptionsFile
    scales: list[ScaleFile]
    roles: Annotated[list[NamedFile], Field(min_length=1)]


class WeightRuleFile(Node):
    weight: OneToThree
    when: ConditionFile


class FindOutFile(Node):
    text: Phrase
    role: Identifier
    contacts: list[Identifier] = []


class TopicFile(Node):
    kind: ClassVar[str] = "topic"
    id: Identifier
    code: Annotated[str, StringConstraints(pattern=_CODE)]
    title: Phrase
    quick: bool = False
    methods: Annotated[list[Identifier], Field(min_length=1, max_length=8)]
    """The attack methods that this topic makes less likely."""
    minimum_target: OneToThree = 1
    relevant_when: ConditionFile | None = None
    weights: list[WeightRuleFile] = []
    find_out: FindOutFile
    questions: Annotated[list[QuestionFile], Field(min_length=1)]


class ClusterFile(Node):
    kind: ClassVar[str] = "cluster"
    id: Identifier
    title: Phrase
    summary: Phrase


class ScanFile(Node):
    """scan/<cluster>.yaml"""

    cluster: ClusterFile
    topics: list[TopicFile]


class VariantFile(Node):
    """A measure as it suits some companies: each key given here stands instead of that of the measure."""

    when: ConditionFile
    title: Phrase | None = None
    why: Phrase | None = None
    first_step: Phrase | None = None
    how: Annotated[list[Phrase] | None, Field(min_length=2, max_length=5)] = None
    effort: Literal["S", "M", "L"] | None = None
    cost: Literal["none", "low", "medium", "high"] | None = None
    role: Identifier | None = None


class MeasureFile(Node):
    kind: ClassVar[str] = "measure"
    id: Identifier
    topic: Identifier
    from_level: Annotated[int, Field(ge=0, le=2)]
    title: Phrase
    why: Phrase
    first_step: Phrase
    how: Annotated[list[Phrase], Field(min_length=3, max_length=5)]
    effort: Literal["S", "M", "L"]
    cost: Literal["none", "low", "medium", "high"]
    role: Identifier
    after: list[Identifier] = []
    contacts: list[Identifier] = []
    no_help_needed: bool = False
    sources: list[Identifier] = []
    message: list[Phrase] = []
    """A text to send or to read out to somebody."""
    variants: list[VariantFile] = []


class MeasuresFile(Node):
    """measures/<cluster>.yaml"""

    measures: list[MeasureFile]


class ContactFile(Node):
    kind: ClassVar[str] = "contact"
    id: Identifier
    name: Phrase
    helps_with: Phrase
    url: Url
    phone: Plain | None = None
    near: ConditionFile | None = None
    """For whom it is help nearby."""


class ContactsFile(Node):
    """contacts.yaml"""

    contacts: list[ContactFile]


class SourceFile(Node):
    kind: ClassVar[str] = "source"
    id: Identifier
    title: Phrase
    publisher: Phrase
    url: Url
    date: Day | None = None


class SourcesFile(Node):
    """sources.yaml"""

    sources: list[SourceFile]


class CatalogueFile(Node):
    """catalogue.yaml"""

    version: Version
    date: Day
    owner: Plain
    licence: Plain
    clusters: Annotated[list[Identifier], Field(min_length=1)]
    """The files of scan/ and measures/, in the order in which a company meets them."""


class ExpectedFile(Node):
    """What an adviser would expect of a company, before looking at what the program says."""

    band: Identifier
    first_six: Annotated[list[Identifier], Field(min_length=1, max_length=6)]
    """The measures for now, in any order."""
    scores: dict[Identifier, Annotated[list[Annotated[int, Field(ge=0, le=100)]], Field(min_length=2, max_length=2)]]
    """Per cluster the lowest and the highest score that would still be right."""
    find_out: list[Identifier] = []
    """The questions whose answer the company has to find out."""
    regimes: dict[Identifier, Literal["likely", "possible"]] = {}
    """Every legal check that may matter; the others are not found."""
    topics_asked: Annotated[list[Annotated[int, Field(ge=0)]], Field(min_length=2, max_length=2)] | None = None
    """The fewest and the most topics that this company should be asked in its mode."""


class PersonaFile(Node):
    """personas/<id>.yaml: a made-up company and what its plan should be"""

    kind: ClassVar[str] = "persona"
    id: Identifier
    title: Plain
    story: Annotated[str, StringConstraints(min_length=1, max_length=600)]
    answers: dict[str, Any]
    """An `ev-scan/answers@1` document."""
    expect: ExpectedFile
