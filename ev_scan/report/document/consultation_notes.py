"""What the adviser wrote down for the owner, and the points that were talked about."""

from dataclasses import replace
from typing import Final

from ev_scan.domain.consultation import Note
from ev_scan.report.document.consultation_report import ConsultationEdition
from ev_scan.report.document.plan_actions import DETAIL, LINE, WORTH_BEGINNING
from ev_scan.report.document.styles import BODY, PINE, SMALL
from ev_scan.report.document.text import Run

_LINE: Final = replace(BODY, after=3)
_SIGNED: Final = replace(SMALL, after=0)


def add_notes(edition: ConsultationEdition) -> None:
    document, gettext = edition.document, edition.localize.gettext
    topics = edition.words.topics(edition.consultation)
    if not topics:
        return
    document.page_break(unless_room_for=WORTH_BEGINNING)
    document.heading(1, gettext("Notities voor u"))
    for topic in topics:
        document.heading(2, edition.words.topic(topic))
        for note in edition.consultation.notes_about(topic):
            _add_note(edition, note)


def _add_note(edition: ConsultationEdition, note: Note) -> None:
    document = edition.document
    with document.card(bar=PINE, padding=10):
        document.free_text(note.text, style=_LINE)
        document.paragraph(f"{note.by}, {edition.localize.day(note.at)}", style=_SIGNED)


def add_points(edition: ConsultationEdition) -> None:
    """With a box, ticked for what was talked about."""
    document, gettext = edition.document, edition.localize.gettext
    points = edition.consultation.points
    if not points:
        return
    document.page_break(unless_room_for=WORTH_BEGINNING)
    document.heading(1, gettext("Bespreekpunten"))
    document.paragraph(gettext("Een vinkje betekent: dit is besproken."), introduces=True)
    with document.items():
        for point in points:
            with document.box(point.text, checked=point.done), document.keep_together(firmly=True):
                document.paragraph(Run(point.text), style=LINE)
                if point.topic:
                    document.paragraph(edition.words.topic(point.topic), style=DETAIL)
    document.space(BODY.after)
