"""What was agreed with an adviser besides the actions that the answers call for."""

from typing import Final

from ev_scan.domain.plan import AgreedAction, Status
from ev_scan.report.document.plan_actions import DETAIL, LINE, WORTH_BEGINNING
from ev_scan.report.document.plan_report import Edition, joined
from ev_scan.report.document.styles import BODY
from ev_scan.report.document.text import Inline, Run

_OPEN: Final = (Status.TODO, Status.DOING)


def add_agreed(edition: Edition) -> None:
    """With a box to tick, except beside what will not be done."""
    document, gettext = edition.document, edition.localize.gettext
    if not edition.plan.own_actions:
        return
    document.page_break(unless_room_for=WORTH_BEGINNING)
    document.heading(1, gettext("Afgesproken in het gesprek"))
    document.paragraph(
        gettext("Dit sprak u af met een adviseur. Het staat naast de acties die uit uw antwoorden komen."),
        introduces=True,
    )
    with document.items():
        for own in edition.plan.own_actions:
            status = own.progress.status
            row = document.item() if status is Status.DROPPED else document.box(own.what, checked=status is Status.DONE)
            with row, document.keep_together(firmly=True):
                document.paragraph(Run(own.what), style=LINE)
                for detail in _details(edition, own):
                    document.paragraph(*detail, style=DETAIL)
    document.space(BODY.after)


def _details(edition: Edition, own: AgreedAction) -> list[list[Inline]]:
    gettext, progress = edition.localize.gettext, own.progress
    facts: list[list[Inline]] = []
    if progress.status is not Status.TODO:
        facts.append([edition.wording.status(progress.status)])
    if progress.owner.strip():
        facts.append([gettext("Wie:"), " ", progress.owner])
    if progress.due:
        facts.append([gettext("Klaar op:"), " ", edition.localize.day(progress.due)])
    details = [joined(facts, " · ")]
    if own.measure:
        details.append([gettext("Dit hoort bij:"), " ", edition.content(own.measure.title)])
        if progress.status in _OPEN:
            details.append([gettext("Eerste stap"), ": ", edition.content(own.measure.first_step)])
    return [detail for detail in details if detail]
