"""A consultation as plain values, for JSON; read strictly, because two kinds of people write it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final, TypeVar

from ev_scan.domain.consultation import Agreement, AgreementState, Consultation, Note, Point
from ev_scan.domain.errors import EvScanError
from ev_scan.domain.ids import AgreementId, MeasureId, NoteId, PointId, TopicId

FORMAT: Final = "ev-scan/consultation@1"

Document = dict[str, Any]
T = TypeVar("T")

_FIELDS: Final = frozenset({"format", "notes", "points", "agreements", "follow_up"})


class BadConsultation(EvScanError):
    """A field of a stored consultation that is not as it should be; says which, and never what stands in it."""


def consultation_document(consultation: Consultation) -> Document:
    document: Document = {
        "format": FORMAT,
        "notes": {topic: [_note(note) for note in notes] for topic, notes in sorted(consultation.notes.items())},
        "points": [_point(point) for point in consultation.points],
        "agreements": [_agreement(agreement) for agreement in consultation.agreements],
    }
    if consultation.follow_up:
        document["follow_up"] = consultation.follow_up.isoformat()
    return document


def _note(note: Note) -> Document:
    return {"id": note.id, "text": note.text, "by": note.by, "at": note.at.isoformat()}


def _point(point: Point) -> Document:
    return {"id": point.id, "text": point.text, "done": point.done, **({"topic": point.topic} if point.topic else {})}


def _agreement(agreement: Agreement) -> Document:
    values = {
        "who": agreement.who or None,
        "due": agreement.due.isoformat() if agreement.due else None,
        "measure": agreement.measure,
        "by": agreement.by or None,
        "at": agreement.at.isoformat() if agreement.at else None,
    }
    filled = {name: value for name, value in values.items() if value is not None}
    return {"id": agreement.id, "what": agreement.what, "state": agreement.state.value, **filled}


def consultation_from(document: object) -> Consultation:
    """The opposite of `consultation_document`; ids that nobody knows are kept. Raises BadConsultation.

    An empty mapping is a conversation in which nobody said anything yet.
    """
    if document == {}:
        return Consultation()
    whole = _Fields(document, "", _FIELDS)
    if whole.text("format") != FORMAT:
        raise BadConsultation("format")
    by_topic = whole.mapping("notes")
    notes = {TopicId(topic): _all(_note_from, found, f"notes.{topic}") for topic, found in by_topic.items()}
    found = Consultation(
        notes={topic: each for topic, each in notes.items() if each},
        points=_all(_point_from, whole.value("points"), "points"),
        agreements=_all(_agreement_from, whole.value("agreements"), "agreements"),
        follow_up=whole.maybe_day("follow_up"),
    )
    _refuse_doubles((note.id for _, note in found.all_notes()), "notes")
    _refuse_doubles((point.id for point in found.points), "points")
    _refuse_doubles((agreement.id for agreement in found.agreements), "agreements")
    return found


def _all(read: Callable[["_Fields"], T], found: object, field: str) -> tuple[T, ...]:
    if not isinstance(found, list):
        raise BadConsultation(field)
    return tuple(read(_Fields(each, f"{field}.{number}.")) for number, each in enumerate(found))


def _note_from(fields: "_Fields") -> Note:
    fields.only("id", "text", "by", "at")
    return Note(NoteId(fields.text("id")), fields.text("text"), fields.text("by"), fields.day("at"))


def _point_from(fields: "_Fields") -> Point:
    fields.only("id", "text", "topic", "done")
    topic = fields.maybe_text("topic")
    done = fields.value("done")
    if not isinstance(done, bool):
        raise BadConsultation(f"{fields.path}done")
    return Point(PointId(fields.text("id")), fields.text("text"), TopicId(topic) if topic else None, done)


def _agreement_from(fields: "_Fields") -> Agreement:
    fields.only("id", "what", "state", "who", "due", "measure", "by", "at")
    state, measure = fields.text("state"), fields.maybe_text("measure")
    if state not in list(AgreementState):
        raise BadConsultation(f"{fields.path}state")
    return Agreement(
        id=AgreementId(fields.text("id")),
        what=fields.text("what"),
        who=fields.maybe_text("who"),
        due=fields.maybe_day("due"),
        measure=MeasureId(measure) if measure else None,
        state=AgreementState(state),
        by=fields.maybe_text("by"),
        at=fields.maybe_day("at"),
    )


def _refuse_doubles(ids: Iterable[str], field: str) -> None:
    found = list(ids)
    if len(set(found)) < len(found):
        raise BadConsultation(field)


class _Fields:
    """One mapping of the document; `path` names it in errors."""

    def __init__(self, document: object, path: str, known: frozenset[str] | None = None) -> None:
        if not isinstance(document, dict):
            raise BadConsultation(path.rstrip(".") or "the document")
        self.document, self.path = document, path
        if known is not None:
            self.only(*known)

    def only(self, *known: str) -> None:
        for unknown in self.document.keys() - set(known):
            raise BadConsultation(f"{self.path}{unknown}")

    def value(self, name: str) -> object:
        if name not in self.document:
            raise BadConsultation(f"{self.path}{name}")
        return self.document[name]

    def text(self, name: str) -> str:
        found = self.value(name)
        if not isinstance(found, str):
            raise BadConsultation(f"{self.path}{name}")
        return found

    def maybe_text(self, name: str) -> str:
        return self.text(name) if name in self.document else ""

    def day(self, name: str) -> date:
        try:
            return date.fromisoformat(self.text(name))
        except ValueError:
            raise BadConsultation(f"{self.path}{name}") from None

    def maybe_day(self, name: str) -> date | None:
        return self.day(name) if name in self.document else None

    def mapping(self, name: str) -> Mapping[str, object]:
        found = self.value(name)
        if not isinstance(found, dict):
            raise BadConsultation(f"{self.path}{name}")
        return found
