"""The contact points and publications that this plan names."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ev_scan.domain.measures import Contact, Source
from ev_scan.report.document.plan_actions import WORTH_BEGINNING
from ev_scan.report.document.plan_report import Edition, telephone
from ev_scan.report.document.styles import BODY, SMALL, STRONG
from ev_scan.report.document.text import Inline, link

_NAME: Final = replace(STRONG, after=0)
_DETAIL: Final = replace(SMALL, after=0)
_ENTRY: Final = replace(SMALL, size=9.2, leading=12.8, measure=BODY.measure)


def add_references(edition: Edition) -> None:
    document, gettext = edition.document, edition.localize.gettext
    contacts, sources = _contacts(edition), _sources(edition)
    if not contacts and not sources:
        return
    document.page_break(unless_room_for=WORTH_BEGINNING)
    document.heading(1, gettext("Contacten en bronnen"))
    if contacts:
        document.heading(2, gettext("Wie u kunnen helpen"), listed=False)
        add_contacts(edition, contacts)
    if sources:
        document.heading(2, gettext("Waar dit advies op rust"), listed=False)
        document.bullets([_source(edition, source) for source in sources], style=_ENTRY)


def _contacts(edition: Edition) -> list[Contact]:
    """In the order of the catalogue."""
    plan = edition.plan
    used = {name for action in plan.actions for name in action.measure.contacts}
    used |= {name for asked in plan.questions_to_answer for name in asked.find_out.contacts}
    used |= {name for found in plan.regimes if found.is_found for name in found.regime.contacts}
    used |= {contact.id for contact in edition.catalogue.contacts_near(edition.answers)}
    return [contact for name, contact in edition.catalogue.contacts.items() if name in used]


def _sources(edition: Edition) -> list[Source]:
    used = {name for action in edition.plan.actions for name in action.measure.sources}
    used |= {name for found in edition.plan.regimes if found.is_found for name in found.regime.sources}
    return [source for name, source in edition.catalogue.sources.items() if name in used]


def add_contacts(edition: Edition, contacts: Sequence[Contact]) -> None:
    """A list in two columns, read row by row."""
    document = edition.document
    with document.items():
        for start in range(0, len(contacts), 2):
            with document.columns(1, 1, gap=24) as places:
                for place, contact in zip(places, contacts[start : start + 2], strict=False):
                    with place, document.item():
                        _add_contact(edition, contact)


def _add_contact(edition: Edition, contact: Contact) -> None:
    where: list[Inline] = [link(address(contact.url), contact.url)]
    if contact.phone:
        where += [" · ", telephone(contact.phone)]
    edition.document.paragraph(edition.content(contact.name), style=_NAME)
    edition.document.paragraph(edition.content(contact.helps_with), style=_DETAIL)
    edition.document.paragraph(*where, style=_DETAIL)


def _source(edition: Edition, source: Source) -> list[Inline]:
    year = f", {source.date[:4]}" if source.date else ""
    title, publisher = edition.content(source.title, strong=True), edition.content(source.publisher)
    return [title, ". ", publisher, f"{year}. ", link(address(source.url), source.url)]


def address(url: str) -> str:
    """As people write it down."""
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
