"""The file format of the questionnaires; the published JSON Schema is generated from these models."""

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints


class Words:
    """Marks a field that people read: it is translated, whatever its name."""


def _no_stray_space(value: str) -> str:
    return " ".join(value.split())


Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=60)]
Phrase = Annotated[str, StringConstraints(min_length=1, max_length=600), AfterValidator(_no_stray_space), Words()]
Plain = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Url = Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$", max_length=300)]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
Level = Literal[0, 1, 2, 3]
Weight = Literal[1, 2, 3]


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
    level: Literal[1, 2, 3]
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
    weight: Weight
    when: ConditionFile


class FindOutFile(Node):
    text: Phrase
    role: Identifier
    contacts: list[Identifier] = []


class TopicFile(Node):
    kind: ClassVar[str] = "topic"
    id: Identifier
    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]\d{2}$")]
    title: Phrase
    quick: bool = False
    minimum_target: Weight = 1
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


class MeasureFile(Node):
    kind: ClassVar[str] = "measure"
    id: Identifier
    topic: Identifier
    from_level: Literal[0, 1, 2]
    title: Phrase
    why: Phrase
    first_step: Phrase
    how: Annotated[list[Phrase], Field(min_length=3, max_length=5)]
    effort: Literal["S", "M", "L"]
    cost: Literal["none", "low", "medium", "high"]
    role: Identifier
    after: list[Identifier] = []
    contacts: list[Identifier] = []
    sources: list[Identifier] = []


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

    version: Annotated[str, StringConstraints(pattern=r"^\d{4}\.\d+$")]
    date: Day
    owner: Plain
    licence: Plain
    clusters: Annotated[list[Identifier], Field(min_length=1)]
    """The files of scan/ and measures/, in the order in which a company meets them."""
