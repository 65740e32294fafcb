"""What pages show of a conversation: the same for the owner and for the adviser."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ev_scan.domain.consultation import Agreement, AgreementState, Consultation, Note, Point
from ev_scan.domain.consultation_changes import Part, mark
from ev_scan.report.consultation_words import ConsultationWords
from ev_scan.services import conversations
from ev_scan.services.conversations import Conversation
from ev_scan.web import context

_TAGS = {AgreementState.PROPOSED: "warn", AgreementState.ACCEPTED: "ok", AgreementState.REFUSED: "none"}

Address = Callable[[str], str]
"""From the id of a part to the page where it is changed."""


@dataclass(frozen=True, slots=True)
class NoteView:
    id: str
    lines: Sequence[str]
    by: str
    day: str
    mark: str
    """What a form about it carries as `seen`."""
    href: str | None = None


@dataclass(frozen=True, slots=True)
class TopicNotes:
    id: str
    title: str
    notes: Sequence[NoteView]


@dataclass(frozen=True, slots=True)
class PointView:
    id: str
    text: str
    topic: str | None
    done: bool
    status: tuple[str, str]
    mark: str


@dataclass(frozen=True, slots=True)
class AgreementView:
    id: str
    what: str
    who: str
    due: str | None
    by: str
    measure: str | None
    measure_href: str | None
    is_open: bool
    is_accepted: bool
    status: tuple[str, str]
    mark: str


@dataclass(frozen=True, slots=True)
class TalkNotice:
    """That there was a conversation, and how many of its agreements wait for the owner."""

    waiting: int


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What stands there now, because somebody else changed it."""

    now: Sequence[tuple[str, str]]
    advice: str
    is_gone: bool = False


def stored() -> Conversation:
    """Of the opened dossier. Raises Unreadable."""
    runtime = context.runtime()
    return conversations.read(runtime.engine, runtime.epochs, context.code())


def talk_notice() -> TalkNotice | None:
    """For the owner's other pages; None when there was no conversation. Raises Unreadable."""
    found = stored()
    return None if found.is_empty else TalkNotice(sum(each.is_open for each in found.said.agreements))


def notes_of(consultation: Consultation, words: ConsultationWords, href: Address | None = None) -> list[TopicNotes]:
    """Of every topic that has some, in the order of the questionnaire; what is about no topic comes first."""
    return [
        TopicNotes(
            topic, words.topic(topic), [note_view(note, words, href) for note in consultation.notes_about(topic)]
        )
        for topic in words.topics(consultation)
    ]


def note_view(note: Note, words: ConsultationWords, href: Address | None = None) -> NoteView:
    lines = note.text.splitlines() or [""]
    return NoteView(note.id, lines, note.by, words.localize.day(note.at), mark(note), href(note.id) if href else None)


def point_view(point: Point, words: ConsultationWords) -> PointView:
    gettext = words.localize.gettext
    status = ("ok", gettext("Besproken")) if point.done else ("none", gettext("Nog bespreken"))
    topic = words.topic(point.topic) if point.topic else None
    return PointView(point.id, point.text, topic, point.done, status, mark(point))


def agreement_view(agreement: Agreement, words: ConsultationWords, href: Address | None = None) -> AgreementView:
    """`href`: from a measure to its page."""
    measure = words.measure(agreement)
    return AgreementView(
        id=agreement.id,
        what=agreement.what,
        who=agreement.who,
        due=words.due(agreement) or None,
        by=words.proposed(agreement),
        measure=measure,
        measure_href=href(agreement.measure) if href and measure and agreement.measure else None,
        is_open=agreement.is_open,
        is_accepted=agreement.is_accepted,
        status=(_TAGS[agreement.state], words.state(agreement.state)),
        mark=mark(agreement),
    )


def meanwhile(stored: Part | None, words: ConsultationWords, advice: str) -> Meanwhile:
    """`stored`: what ChangedMeanwhile brought along; `advice`: what to do about it on this page."""
    if stored is None:
        return Meanwhile((), "", is_gone=True)
    return Meanwhile(words.told(stored), advice)
