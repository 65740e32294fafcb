"""The words and tables with which a company maps what it protects: written by editors."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ev_scan.domain.conditions import ALWAYS, Condition
from ev_scan.domain.ids import AssetGroupId, MethodId, TopicId
from ev_scan.domain.register import Treatment
from ev_scan.domain.supply_chain import Label, Pattern
from ev_scan.domain.text import Text


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five steps, in order."""

    id: str
    title: Text
    summary: Text


@dataclass(frozen=True, slots=True)
class Scale:
    """A value from 1 to 5, each with an everyday anchor."""

    id: str
    title: Text
    question: Text
    levels: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to pick from a list."""

    id: str
    title: Text
    meaning: Text | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that companies like this one often have."""

    group: AssetGroupId
    text: Text
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Chain:
    """Methods that often follow each other: a template for risk lines."""

    id: str
    title: Text
    text: Text
    methods: tuple[MethodId, ...]


@dataclass(frozen=True, slots=True)
class PatternAdvice:
    """What to do about an input that scores high in one of the three views."""

    pattern: Pattern
    title: Text
    advice: tuple[Text, ...]
    topics: tuple[TopicId, ...]
    """Where the measures are that help."""


@dataclass(frozen=True, slots=True)
class CountryTable:
    """How well countries are governed, 0 to 1, higher is weaker: a public index, rounded; 0 within the EEA."""

    as_of: date
    source: Text
    url: str
    note: Text
    weights: Mapping[str, float] = field(default_factory=dict)
    """By ISO 3166-1 code, for countries outside the EEA."""


@dataclass(frozen=True)
class Stappenplan:
    steps: tuple[Step, ...] = ()
    ratings: tuple[Scale, ...] = ()
    """Confidentiality, integrity, availability and attractiveness."""
    impacts: tuple[Scale, ...] = ()
    treatments: Mapping[Treatment, Choice] = field(default_factory=dict)
    euro_ranges: tuple[Choice, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    chains: tuple[Chain, ...] = ()
    patterns: Mapping[Pattern, PatternAdvice] = field(default_factory=dict)
    labels: Mapping[Label, Choice] = field(default_factory=dict)
    countries: CountryTable | None = None
