"""The contact points and publications that this plan names."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from ev_scan.domain.measures import Contact, Source
from ev_scan.report.document.plan_actions import WORTH_BEGINNING
from ev_scan.report.document.plan_report import Edition, telephone
from ev_scan.report.document.styles import SMALL, STRONG
from ev_scan.report.document.text import Inline, link

_NAME: Final = replace(STRONG, after=0)
_DETAIL: Final = replace(SMALL, after=0)


def add_references(edition: Edition) -> None:
    document, gettext = edition.document, edition.localize.gettext
    contacts, sources = _contacts(edition), _sources(edition)
    if not contacts and not sources:
        return
    document.page_break(unless_room_for=WORTH_BEGINNING)
    document.heading(1, gettext("Contacten en bronnen"))
    if contacts:
        document.heading(2, gettext("Wie u kunnen helpen"), listed=False)
        _add_pairs(edition, [partial(_add_contact, edition, contact) for contact in contacts])
    if sources:
        document.heading(2, gettext("Waar dit advies op rust"), listed=False)
        _add_pairs(edition, [partial(_add_source, edition, source) for source in sources])


def _contacts(edition: Edition) -> list[Contact]:
    """In the order of the catalogue."""
    plan = edition.plan
    used = {name for action in plan.actions for name in action.measure.contacts}
    used |= {name for asked in plan.questions_to_answer for name in asked.find_out.contacts}
    return [contact for name, contact in edition.catalogue.contacts.items() if name in used]


def _sources(edition: Edition) -> list[Source]:
    used = {name for action in edition.plan.actions for name in action.measure.sources}
    return [source for name, source in edition.catalogue.sources.items() if name in used]


def _add_pairs(edition: Edition, entries: Sequence[Callable[[], None]]) -> None:
    """A list in two columns, read row by row."""
    document = edition.document
    with document.items():
        for start in range(0, len(entries), 2):
            with document.columns(1, 1, gap=24) as places:
                for place, add_entry in zip(places, entries[start : start + 2], strict=False):
                    with place, document.item():
                        add_entry()


def _add_contact(edition: Edition, contact: Contact) -> None:
    where: list[Inline] = [link(address(contact.url), contact.url)]
    if contact.phone:
        where += [" · ", telephone(contact.phone)]
    edition.document.paragraph(edition.content(contact.name), style=_NAME)
    edition.document.paragraph(edition.content(contact.helps_with), style=_DETAIL)
    edition.document.paragraph(*where, style=_DETAIL)


def _add_source(edition: Edition, source: Source) -> None:
    year = [f", {source.date[:4]}"] if source.date else []
    edition.document.paragraph(edition.content(source.title), style=_NAME)
    edition.document.paragraph(edition.content(source.publisher), *year, style=_DETAIL)
    edition.document.paragraph(link(address(source.url), source.url), style=_DETAIL)


def address(url: str) -> str:
    """As people write it down."""
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
