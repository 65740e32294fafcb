"""The file format of the words and tables of the EV-stappenplan."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from ev_scan.content.schema import FullDay, Identifier, Node, Phrase, QuestionFile, Url

_COUNTRY = r"^[A-Z]{2}$"

FORMS = {_COUNTRY: "Twee hoofdletters, zoals US: de landcode van ISO 3166-1."}

CountryCode = Annotated[str, StringConstraints(pattern=_COUNTRY)]
Weight = Annotated[float, Field(ge=0, le=1)]
FivePhrases = Annotated[list[Phrase], Field(min_length=5, max_length=5)]


class StepFile(Node):
    kind: ClassVar[str] = "step"
    id: Literal["assets", "values", "methods", "lines", "treatment"]
    title: Phrase
    summary: Phrase


class RatingFile(Node):
    kind: ClassVar[str] = "rating"
    id: Literal["confidentiality", "integrity", "availability", "attractiveness"]
    title: Phrase
    question: Phrase
    levels: FivePhrases


class ImpactFile(Node):
    kind: ClassVar[str] = "impact"
    id: Literal["secrecy", "standstill", "money", "law", "wider"]
    title: Phrase
    question: Phrase
    levels: FivePhrases


class TreatmentFile(Node):
    kind: ClassVar[str] = "treatment"
    id: Literal["avoid", "reduce", "share", "accept"]
    title: Phrase
    meaning: Phrase


class EuroRangeFile(Node):
    kind: ClassVar[str] = "euro_range"
    id: Identifier
    title: Phrase


class ChainFile(Node):
    kind: ClassVar[str] = "chain"
    id: Identifier
    title: Phrase
    text: Phrase
    methods: Annotated[list[Identifier], Field(min_length=2, max_length=4)]


class PatternFile(Node):
    kind: ClassVar[str] = "pattern"
    id: Literal["availability", "dependency", "crisis", "dependency_and_crisis", "none"]
    title: Phrase
    advice: Annotated[list[Phrase], Field(min_length=1, max_length=6)]
    topics: list[Identifier] = []


class LabelFile(Node):
    kind: ClassVar[str] = "label"
    id: Literal["dependent", "strategic", "risky_strategic"]
    title: Phrase
    meaning: Phrase


class CountriesFile(Node):
    kind: ClassVar[str] = "countries"
    as_of: FullDay
    source: Phrase
    url: Url
    note: Phrase
    weights: dict[CountryCode, Weight]


class StappenplanFile(Node):
    """stappenplan.yaml"""

    steps: Annotated[list[StepFile], Field(min_length=5, max_length=5)]
    ratings: Annotated[list[RatingFile], Field(min_length=4, max_length=4)]
    impacts: Annotated[list[ImpactFile], Field(min_length=5, max_length=5)]
    treatments: Annotated[list[TreatmentFile], Field(min_length=4, max_length=4)]
    euro_ranges: Annotated[list[EuroRangeFile], Field(min_length=2)]
    chains: list[ChainFile]
    patterns: Annotated[list[PatternFile], Field(min_length=5, max_length=5)]
    labels: Annotated[list[LabelFile], Field(min_length=3, max_length=3)]
    countries: CountriesFile
    facts: list[QuestionFile] = []
    """What the register itself answers, so that legal checks and urgent cards can look at it; nobody is asked."""
