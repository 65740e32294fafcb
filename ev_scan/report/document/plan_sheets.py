"""The actions for now: a sheet each, to hand over without the rest of the plan."""

from dataclasses import replace
from itertools import groupby
from typing import Final

from ev_scan.domain.plan import Action, InputReason, LegalReason, Phase, Reason, RiskReason, Status
from ev_scan.report.document.definitions import Definition
from ev_scan.report.document.lists import Check
from ev_scan.report.document.plan_figures import blank_sketch, rank_sketch, writing_sketch
from ev_scan.report.document.plan_report import Edition, anchor_of, joined, telephone
from ev_scan.report.document.styles import (
    AMBER,
    BODY,
    CAPTION,
    HEADINGS,
    LABEL,
    PINE_TINT,
    RULE,
    SMALL,
    STRONG,
)
from ev_scan.report.document.text import Inline, strong

_TILE_SHARE: Final = (1, 8.1)
_TITLE: Final = replace(HEADINGS[2], size=17, leading=21.5, before=0, after=4)
_REASON: Final = replace(SMALL, size=9.2, leading=12.8, measure=BODY.measure)
_WORDS: Final = replace(BODY, size=9, leading=12.2, after=1.5)
_PART: Final = replace(CAPTION, size=10.3, leading=14, before=15, after=4)


def add_sheets(edition: Edition) -> None:
    document, localize = edition.document, edition.localize
    actions = edition.plan.in_phase(Phase.NOW)
    for action in actions:
        with document.page_of_its_own():
            if action is actions[0]:
                document.heading(1, localize.gettext("Nu doen"), style=replace(HEADINGS[1], after=14))
            with document.section():
                _add_sheet(edition, action, len(actions))


def _add_sheet(edition: Edition, action: Action, total: int) -> None:
    document, gettext, measure = edition.document, edition.localize.gettext, action.measure
    with document.columns(*_TILE_SHARE, gap=8) as (tile, head):
        with tile:
            document.drawing(40, rank_sketch(action.cluster, action.rank))
        with head:
            rank = gettext("Actie %(rank)s van %(total)s") % {"rank": action.rank, "total": total}
            eyebrow: list[Inline] = [edition.theme(action.cluster), " · ", rank]
            anchor = anchor_of(measure.id)
            document.heading(2, edition.content(measure.title), eyebrow=eyebrow, style=_TITLE, anchor=anchor)
            document.paragraph(edition.content(measure.why), style=replace(BODY, after=0, balanced=True))
    _add_facts(edition, action)
    with document.card(fill=PINE_TINT, bar=AMBER):
        if action.after:
            document.paragraph(gettext("Doe eerst"), style=LABEL)
            document.paragraph(*edition.after(action))
        document.paragraph(gettext("Eerste stap"), style=LABEL)
        document.paragraph(edition.content(measure.first_step), style=replace(STRONG, after=0, balanced=True))
    document.paragraph(gettext("Zo pakt u het aan"), style=_PART, introduces=True)
    document.checklist(Check(edition.content(step)) for step in measure.how)
    _add_message(edition, action)
    _add_reasons(edition, action)
    _add_help(edition, action)
    _add_agreement(edition, action)


def _add_facts(edition: Edition, action: Action) -> None:
    localize, measure, wording = edition.localize, action.measure, edition.wording
    facts = [
        Definition(localize.gettext("Wie"), edition.content(edition.catalogue.roles[measure.role].title)),
        Definition(localize.gettext("Moeite"), wording.effort(measure.effort)),
        Definition(localize.gettext("Kosten"), wording.cost(measure.cost)),
        Definition(localize.gettext("Levert op"), edition.lift(action)),
    ]
    edition.document.facts(facts, across=True)


def _add_message(edition: Edition, action: Action) -> None:
    """Words to send, which a first step may speak of."""
    document = edition.document
    if not action.measure.message:
        return
    document.paragraph(edition.localize.gettext("Tekst om te sturen"), style=_PART, introduces=True)
    with document.card(bar=AMBER, padding=9):
        for line in action.measure.message:
            document.paragraph(edition.content(line), style=_WORDS)


def _add_help(edition: Edition, action: Action) -> None:
    localize = edition.localize
    places: list[list[Inline]] = []
    for contact in edition.contacts(action.measure.contacts):
        places.append([edition.link(contact.name, contact.url)])
        if contact.phone:
            places[-1] += [" ", telephone(contact.phone)]
    words: list[Inline] = joined(places, " · ") or [localize.gettext("geen hulp nodig, dit kunt u zelf.")]
    edition.document.paragraph(localize.gettext("Hulp:"), " ", *words, style=replace(BODY, after=12))


def _add_reasons(edition: Edition, action: Action) -> None:
    """Everything that called for the action; several answers to one question together."""
    document, localize = edition.document, edition.localize
    if not action.reasons:
        return
    document.paragraph(localize.gettext("Waarom staat deze actie in uw plan?"), style=_PART, introduces=True)
    items: list[list[Inline]] = []
    given = [reason for reason in action.reasons if isinstance(reason, Reason)]
    for question, reasons in groupby(given, key=lambda reason: reason.question):
        answers = joined([[edition.option(question, reason.option, strong=True)] for reason in reasons], "; ")
        items.append([edition.question(question), " ", *answers])
    for reason in action.reasons:
        if isinstance(reason, LegalReason):
            law = edition.content(edition.catalogue.regimes[reason.regime].short, strong=True)
            items.append([localize.gettext("Deze regels zijn waarschijnlijk relevant"), ": ", law])
        elif isinstance(reason, RiskReason | InputReason):
            items.append(_at_stake(edition, reason))
    document.bullets(items, style=_REASON)


def _at_stake(edition: Edition, reason: RiskReason | InputReason) -> list[Inline]:
    """The line of the register, or the input, that the action helps with."""
    gettext, plan = edition.localize.gettext, edition.plan
    if isinstance(reason, InputReason):
        leaning = plan.input(reason.input)
        return [gettext("Hier leunt u op"), ": ", strong(leaning.input.name if leaning else reason.input)]
    found = plan.risk(reason.asset, reason.method)
    line: list[Inline] = [strong(reason.method)]
    if found:
        line = [strong(found.asset.name), " · ", edition.content(found.method.title, strong=True)]
    return [gettext("Dit verkleint een risico uit uw register"), ": ", *line]


def _add_agreement(edition: Edition, action: Action) -> None:
    document, localize, progress = edition.document, edition.localize, action.progress
    title = localize(action.measure.title)
    with document.card(fill=None, edge=RULE):
        for what in edition.plan.agreed_about(action.measure.id):
            document.paragraph(localize.gettext("Afgesproken in het gesprek"), style=LABEL)
            document.paragraph(what, style=STRONG)
        with document.columns(1.6, 1.2, 1, gap=20) as (owner, due, status):
            with owner:
                _add_blank(edition, localize.gettext("Wie doet het?"), progress.owner)
            with due:
                _add_blank(
                    edition,
                    localize.gettext("Wanneer is het klaar?"),
                    localize.day(progress.due) if progress.due else "",
                )
            with status:
                for state in (Status.DOING, Status.DONE):
                    words = edition.wording.status(state)
                    with document.box(f"{words}: {title}", checked=progress.status is state):
                        document.paragraph(words, style=replace(BODY, after=0))
        document.paragraph(localize.gettext("Notities"), style=LABEL)
        document.drawing(27, writing_sketch, grows=True)


def _add_blank(edition: Edition, question: str, given: str) -> None:
    """What was agreed, or a line to write it on."""
    edition.document.paragraph(question, style=LABEL)
    if given.strip():
        edition.document.paragraph(given, style=STRONG)
    else:
        edition.document.drawing(24, blank_sketch)
