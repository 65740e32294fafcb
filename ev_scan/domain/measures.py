"""The library of measures: what a company can do to come one level further."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.conditions import ALWAYS, Condition, holds
from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.ids import ContactId, MeasureId, RoleId, SourceId, TopicId
from ev_scan.domain.text import Text


class Effort(StrEnum):
    """Working time: half a day at most, one to five days, more or ongoing."""

    SMALL = "S"
    MEDIUM = "M"
    LARGE = "L"

    @property
    def order(self) -> int:
        return "SML".index(self.value)


class Cost(StrEnum):
    """Money in the first year, an estimate: nothing, below 1,000, 1,000 to 10,000, above 10,000 euro."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody in or near the company who can carry out a measure."""

    id: RoleId
    title: Text


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact point that helps companies."""

    id: ContactId
    name: Text
    helps_with: Text
    url: str
    phone: str | None = None
    near: Condition = ALWAYS
    """The companies for which it is help nearby; ALWAYS: it is near to nobody in particular."""


@dataclass(frozen=True, slots=True)
class Source:
    """A publication that a measure rests on."""

    id: SourceId
    title: Text
    publisher: Text
    url: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """A measure as it suits the companies of which `when` holds."""

    when: Condition
    measure: "Measure"


@dataclass(frozen=True, slots=True)
class Measure:
    id: MeasureId
    topic: TopicId
    from_level: int
    title: Text
    why: Text
    first_step: Text
    how: tuple[Text, ...]
    effort: Effort
    cost: Cost
    role: RoleId
    after: tuple[MeasureId, ...] = ()
    contacts: tuple[ContactId, ...] = ()
    """Whom to ask; empty means that no help is needed."""
    sources: tuple[SourceId, ...] = ()
    message: tuple[Text, ...] = ()
    """A text to send or to read out to somebody."""
    variants: tuple[Variant, ...] = ()

    def suited_to(self, answers: AnswerSet) -> "Measure":
        """The first variant that suits this company, else the measure itself."""
        return next((variant.measure for variant in self.variants if holds(variant.when, answers)), self)

    @property
    def to_level(self) -> int:
        return self.from_level + 1

    @property
    def is_quick_win(self) -> bool:
        return self.effort is Effort.SMALL and self.cost is Cost.NONE


@dataclass(frozen=True)
class MeasureLibrary:
    """All measures: one for each step of each topic."""

    measures: tuple[Measure, ...]
    _by_id: dict[MeasureId, Measure] = field(init=False, repr=False)
    _by_step: dict[tuple[TopicId, int], Measure] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {measure.id: measure for measure in self.measures})
        by_step = {(measure.topic, measure.from_level): measure for measure in self.measures}
        object.__setattr__(self, "_by_step", by_step)

    def __iter__(self) -> Iterator[Measure]:
        return iter(self.measures)

    def get(self, measure_id: str) -> Measure:
        try:
            return self._by_id[MeasureId(measure_id)]
        except KeyError:
            raise NotInCatalogue(measure_id) from None

    def __contains__(self, measure_id: object) -> bool:
        return measure_id in self._by_id

    def step(self, topic: TopicId, from_level: int) -> Measure | None:
        """The measure that brings a topic from this level to the next; None at the top."""
        return self._by_step.get((topic, from_level))

    def of_topic(self, topic: TopicId) -> Iterable[Measure]:
        return tuple(measure for measure in self.measures if measure.topic == topic)
