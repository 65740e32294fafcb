"""What owner and adviser may do to their consultation: each function gives a changed copy, or says why it cannot be.

Whoever changes something tells with `seen` what he saw of it (see `mark`): if somebody else changed it since, nothing
is overwritten.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import TypeVar

from ev_scan.domain.consultation import (
    MOST_AGREEMENTS,
    MOST_NOTES,
    MOST_POINTS,
    Agreement,
    AgreementState,
    Consultation,
    Note,
    Point,
)
from ev_scan.domain.errors import EvScanError
from ev_scan.domain.ids import AgreementId, MeasureId, NoteId, PointId, TopicId

Part = Note | Point | Agreement
T = TypeVar("T", Note, Point, Agreement)


class ChangedMeanwhile(EvScanError):
    """Somebody else changed this since it was shown; `stored` is what stands there now, None when it is gone."""

    def __init__(self, stored: Part | None) -> None:
        super().__init__()
        self.stored = stored


class AlreadyAccepted(EvScanError):
    """An agreement that the owner accepted is the owner's: it stands in the plan, and changes there."""


class ConsultationFull(EvScanError):
    """No more fits in; `most` says how many do."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most


def mark(part: Part | date | None) -> str:
    """Changes with what is stored, and tells nothing about it."""
    return sha256(repr(part).encode("utf-8", "surrogatepass")).hexdigest()[:16]


# Notes for the owner


def with_note(consultation: Consultation, topic: TopicId, note: Note) -> Consultation:
    """Behind the others about this topic; the same note twice is one. Raises ConsultationFull."""
    if consultation.note(note.id):
        return consultation
    if sum(1 for _ in consultation.all_notes()) >= MOST_NOTES:
        raise ConsultationFull(MOST_NOTES)
    return _with_notes(consultation, topic, (*consultation.notes_about(topic), note))


def with_note_changed(consultation: Consultation, changed: Note, seen: str) -> Consultation:
    """Raises ChangedMeanwhile."""
    topic, stored = consultation.topic_of(changed.id), consultation.note(changed.id)
    if topic is None or stored is None:
        raise ChangedMeanwhile(None)
    if stored.text == changed.text:
        return consultation
    _refuse_if_changed(stored, seen)
    return _with_notes(consultation, topic, _replaced(consultation.notes_about(topic), changed))


def without_note(consultation: Consultation, note_id: NoteId, seen: str) -> Consultation:
    """Raises ChangedMeanwhile; what is gone already stays gone."""
    topic, stored = consultation.topic_of(note_id), consultation.note(note_id)
    if topic is None or stored is None:
        return consultation
    _refuse_if_changed(stored, seen)
    left = tuple(note for note in consultation.notes_about(topic) if note.id != note_id)
    return _with_notes(consultation, topic, left)


def _with_notes(consultation: Consultation, topic: TopicId, notes: tuple[Note, ...]) -> Consultation:
    changed = {**consultation.notes, topic: notes}
    if not notes:
        del changed[topic]
    return replace(consultation, notes=changed)


# Points to discuss


def with_point(consultation: Consultation, point: Point) -> Consultation:
    """Behind the others; the same point twice is one. Raises ConsultationFull."""
    if consultation.point(point.id):
        return consultation
    if len(consultation.points) >= MOST_POINTS:
        raise ConsultationFull(MOST_POINTS)
    return replace(consultation, points=(*consultation.points, point))


def ticked(consultation: Consultation, point_id: PointId, *, done: bool) -> Consultation:
    """Only this: the words may have changed meanwhile. Raises ChangedMeanwhile when the point is gone."""
    stored = consultation.point(point_id)
    if stored is None:
        raise ChangedMeanwhile(None)
    return replace(consultation, points=_replaced(consultation.points, replace(stored, done=done)))


def without_point(consultation: Consultation, point_id: PointId, seen: str) -> Consultation:
    """Raises ChangedMeanwhile; what is gone already stays gone."""
    stored = consultation.point(point_id)
    if stored is None:
        return consultation
    _refuse_if_changed(stored, seen)
    return replace(consultation, points=tuple(point for point in consultation.points if point.id != point_id))


# Agreements


@dataclass(frozen=True, slots=True)
class Terms:
    """What an agreement says."""

    what: str
    who: str = ""
    due: date | None = None
    measure: MeasureId | None = None


def terms_of(agreement: Agreement) -> Terms:
    return Terms(agreement.what, agreement.who, agreement.due, agreement.measure)


def proposed(consultation: Consultation, agreement: Agreement) -> Consultation:
    """Behind the others, for the owner to accept; the same one twice is one. Raises ConsultationFull."""
    if consultation.agreement(agreement.id):
        return consultation
    if len(consultation.agreements) >= MOST_AGREEMENTS:
        raise ConsultationFull(MOST_AGREEMENTS)
    offered = replace(agreement, state=AgreementState.PROPOSED)
    return replace(consultation, agreements=(*consultation.agreements, offered))


def with_terms(
    consultation: Consultation, agreement_id: AgreementId, terms: Terms, seen: str, *, by: str, at: date
) -> Consultation:
    """Other terms are a new proposal, also of what was refused. Raises ChangedMeanwhile and AlreadyAccepted."""
    stored = consultation.agreement(agreement_id)
    if stored is None:
        raise ChangedMeanwhile(None)
    if terms_of(stored) == terms:
        return consultation
    _refuse_if_changed(stored, seen)
    _refuse_if_accepted(stored)
    changed = replace(
        stored,
        what=terms.what,
        who=terms.who,
        due=terms.due,
        measure=terms.measure,
        state=AgreementState.PROPOSED,
        by=by,
        at=at,
    )
    return replace(consultation, agreements=_replaced(consultation.agreements, changed))


def withdrawn(consultation: Consultation, agreement_id: AgreementId, seen: str) -> Consultation:
    """Raises ChangedMeanwhile and AlreadyAccepted; what is gone already stays gone."""
    stored = consultation.agreement(agreement_id)
    if stored is None:
        return consultation
    _refuse_if_changed(stored, seen)
    _refuse_if_accepted(stored)
    return replace(consultation, agreements=tuple(e for e in consultation.agreements if e.id != agreement_id))


def accepted(consultation: Consultation, agreement_id: AgreementId, seen: str) -> Consultation:
    """By the owner, of what he saw; accepting once more changes nothing. Raises ChangedMeanwhile."""
    return _decided(consultation, agreement_id, AgreementState.ACCEPTED, seen)


def refused(consultation: Consultation, agreement_id: AgreementId, seen: str) -> Consultation:
    """By the owner. Raises ChangedMeanwhile, and AlreadyAccepted: what stands in the plan is dropped there."""
    return _decided(consultation, agreement_id, AgreementState.REFUSED, seen)


def _decided(consultation: Consultation, agreement_id: AgreementId, state: AgreementState, seen: str) -> Consultation:
    stored = consultation.agreement(agreement_id)
    if stored is None:
        raise ChangedMeanwhile(None)
    if stored.state is state and seen in {mark(replace(stored, state=each)) for each in AgreementState}:
        return consultation  # the same terms: the button was pressed twice
    _refuse_if_changed(stored, seen)
    if state is AgreementState.REFUSED:
        _refuse_if_accepted(stored)
    return replace(consultation, agreements=_replaced(consultation.agreements, replace(stored, state=state)))


def with_follow_up(consultation: Consultation, day: date | None) -> Consultation:
    return replace(consultation, follow_up=day)


def _refuse_if_changed(stored: Part, seen: str) -> None:
    if mark(stored) != seen:
        raise ChangedMeanwhile(stored)


def _refuse_if_accepted(stored: Agreement) -> None:
    if stored.is_accepted:
        raise AlreadyAccepted


def _replaced(parts: Iterable[T], changed: T) -> tuple[T, ...]:
    return tuple(changed if part.id == changed.id else part for part in parts)
