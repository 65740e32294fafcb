"""What owner and adviser both see of their conversation: notes for the owner, points to discuss, and agreements."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from ev_scan.domain.ids import AgreementId, MeasureId, NoteId, PointId, TopicId

GENERAL: Final = TopicId("general")
"""Where notes stand that are about no topic in particular."""

LONGEST_NOTE: Final = 2000
LONGEST_POINT: Final = 300
LONGEST_WHAT: Final = 300
LONGEST_WHO: Final = 80
MOST_NOTES: Final = 100
"""Of all topics together."""
MOST_POINTS: Final = 40
MOST_AGREEMENTS: Final = 30


@dataclass(frozen=True, slots=True)
class Note:
    """Meant for the owner; what an adviser keeps to himself is no part of a consultation."""

    id: NoteId
    text: str
    by: str
    at: date


@dataclass(frozen=True, slots=True)
class Point:
    """Something to talk about."""

    id: PointId
    text: str
    topic: TopicId | None = None
    done: bool = False


class AgreementState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Who does what by when. It counts when the owner has accepted it, and then it stands in the plan."""

    id: AgreementId
    what: str
    who: str = ""
    due: date | None = None
    measure: MeasureId | None = None
    """The measure of the library that it comes down to."""
    state: AgreementState = AgreementState.PROPOSED
    by: str = ""
    """Who proposed it, or changed it last."""
    at: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether the owner still has to say something about it."""
        return self.state is AgreementState.PROPOSED

    @property
    def is_accepted(self) -> bool:
        return self.state is AgreementState.ACCEPTED


@dataclass(frozen=True)
class Consultation:
    notes: Mapping[TopicId, tuple[Note, ...]] = field(default_factory=dict)
    """In the order of writing; also of topics that the questionnaire no longer knows."""
    points: tuple[Point, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    follow_up: date | None = None
    """When both look at it again."""

    @property
    def is_empty(self) -> bool:
        return not (self.notes or self.points or self.agreements or self.follow_up)

    def notes_about(self, topic: TopicId) -> tuple[Note, ...]:
        return self.notes.get(topic, ())

    def all_notes(self) -> Iterator[tuple[TopicId, Note]]:
        return ((topic, note) for topic, notes in self.notes.items() for note in notes)

    def note(self, note_id: str) -> Note | None:
        return next((note for _, note in self.all_notes() if note.id == note_id), None)

    def topic_of(self, note_id: str) -> TopicId | None:
        return next((topic for topic, note in self.all_notes() if note.id == note_id), None)

    def point(self, point_id: str) -> Point | None:
        return next((point for point in self.points if point.id == point_id), None)

    def agreement(self, agreement_id: str) -> Agreement | None:
        return next((agreement for agreement in self.agreements if agreement.id == agreement_id), None)

    def with_state(self, state: AgreementState) -> tuple[Agreement, ...]:
        return tuple(agreement for agreement in self.agreements if agreement.state is state)

    @property
    def days(self) -> tuple[date, ...]:
        """On which somebody wrote something down, the first day first."""
        told = [note.at for _, note in self.all_notes()] + [each.at for each in self.agreements if each.at]
        return tuple(sorted(set(told)))

    @property
    def advisers(self) -> tuple[str, ...]:
        """Who wrote, in the order of the alphabet."""
        told = {note.by for _, note in self.all_notes()} | {each.by for each in self.agreements}
        return tuple(sorted(name for name in told if name))
