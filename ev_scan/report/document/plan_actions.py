"""What comes after the actions for now: later ones, finished ones, and questions to find out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ev_scan.domain.plan import Action, Phase, QuestionToAnswer, Status
from ev_scan.report.document.plan_report import Edition, joined, telephone
from ev_scan.report.document.styles import BODY, SMALL, STRONG
from ev_scan.report.document.text import Inline

WORTH_BEGINNING: Final = 170.0  # points: with less left, a chapter begins on a new page
LINE: Final = replace(STRONG, after=0)
DETAIL: Final = replace(SMALL, after=0, measure=432)


def add_later_actions(edition: Edition) -> None:
    plan, gettext = edition.plan, edition.localize.gettext
    groups = [
        (gettext("Daarna"), plan.in_phase(Phase.NEXT)),
        (gettext("Later"), plan.in_phase(Phase.LATER)),
        (gettext("Klaar"), plan.with_status(Status.DONE)),
        (gettext("Doen wij niet"), plan.with_status(Status.DROPPED)),
    ]
    if not any(actions for _, actions in groups):
        return
    edition.document.page_break(unless_room_for=WORTH_BEGINNING)
    edition.document.heading(1, gettext("Daarna en later"))
    if any(action.progress.status.is_open for _, actions in groups for action in actions):
        edition.document.paragraph(gettext("Begin hieraan als de acties voor nu klaar zijn."), introduces=True)
    for title, actions in groups:
        if actions:
            edition.document.heading(2, title, listed=False)
            _add_rows(edition, actions)


def _add_rows(edition: Edition, actions: Sequence[Action]) -> None:
    """With a box to tick, except beside what will not be done."""
    document = edition.document
    with document.items():
        for action in actions:
            title, status = edition.content(action.measure.title), action.progress.status
            done = status is Status.DONE
            row = document.item() if status is Status.DROPPED else document.box(title.text, checked=done)
            with row, document.keep_together(firmly=True):
                document.paragraph(f"{action.rank}. ", title, style=LINE)
                for detail in _details(edition, action):
                    document.paragraph(*detail, style=DETAIL)
    document.space(BODY.after)


def _details(edition: Edition, action: Action) -> list[list[Inline]]:
    gettext, measure, progress = edition.localize.gettext, action.measure, action.progress
    facts: list[list[Inline]] = [
        [edition.theme(action.cluster)],
        [edition.content(edition.catalogue.roles[measure.role].title)],
        [gettext("moeite:"), " ", _inside(edition.wording.effort(measure.effort))],
        [gettext("kosten:"), " ", _inside(edition.wording.cost(measure.cost))],
    ]
    agreed: list[list[Inline]] = []
    if progress.status is Status.DOING:
        agreed.append([edition.wording.status(progress.status)])
    if progress.owner.strip():
        agreed.append([gettext("Wie:"), " ", progress.owner])
    if progress.due:
        agreed.append([gettext("Klaar op:"), " ", edition.localize.day(progress.due)])
    details = [joined(facts, " · "), joined(agreed, " · ")]
    details += [[gettext("Afgesproken:"), " ", what] for what in edition.plan.agreed_about(measure.id)]
    if action.phase is Phase.NEXT and progress.status.is_open and not measure.message:  # a text to send needs a sheet
        details.append([gettext("Eerste stap"), ": ", edition.content(measure.first_step)])
    if action.after:
        details.append([gettext("Doe eerst:"), " ", *edition.after(action)])
    return [detail for detail in details if detail]


def _inside(sentence: str) -> str:
    """As it stands within a line."""
    return sentence[:1].lower() + sentence[1:]


def add_questions_to_find_out(edition: Edition) -> None:
    document, gettext = edition.document, edition.localize.gettext
    asked = edition.plan.questions_to_answer
    if not asked:
        return
    document.page_break(unless_room_for=WORTH_BEGINNING)
    document.heading(1, gettext("Zoek dit uit"))
    document.paragraph(
        gettext("Op deze vragen weet u het antwoord nog niet. Vraag het na, en vul het dan in."), introduces=True
    )
    with document.items():
        for question in asked:
            _add_question(edition, question)
    document.space(BODY.after)


def _add_question(edition: Edition, asked: QuestionToAnswer) -> None:
    document, gettext = edition.document, edition.localize.gettext
    question = edition.content(asked.question.text)
    help_from: list[list[Inline]] = []
    for contact in edition.contacts(asked.find_out.contacts):
        help_from.append([edition.link(contact.name, contact.url)])
        if contact.phone:
            help_from[-1] += [" ", telephone(contact.phone)]
    role = edition.content(edition.catalogue.roles[asked.find_out.role].title)
    whom: list[list[Inline]] = [[gettext("Wie:"), " ", role]]
    if help_from:
        whom.append([gettext("Hulp:"), " ", *joined(help_from, "; ")])
    with document.box(question.text), document.keep_together(firmly=True):
        document.paragraph(question, style=LINE)
        document.paragraph(edition.content(asked.find_out.text), style=replace(BODY, after=1))
        document.paragraph(*joined(whom, " · "), style=DETAIL)
