"""The dates of a plan and of a conversation for a calendar (RFC 5545).

As events of a whole day and not as tasks: the calendars of Outlook and Google leave tasks out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from icalendar import Calendar, Event

from ev_scan.domain.cases import Case, CaseStatus
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.consultation import Consultation
from ev_scan.domain.plan import Action, ActionPlan, AgreedAction
from ev_scan.domain.risks import RiskResult
from ev_scan.domain.text import storable
from ev_scan.i18n import Localizer
from ev_scan.report.register_words import RegisterWords
from ev_scan.report.words import Wording

_NAMESPACE: Final = UUID("6a1f0a52-5d0c-4f3a-9c54-0e2c7a5f1d34")
_PRODUCT: Final = "-//EV-scan//EV-scan//NL"


@dataclass(frozen=True, slots=True)
class Appointment:
    key: str
    """Ids only: the same in the next file, so that a calendar replaces and does not double."""
    day: date
    title: str
    text: str


def as_ics(plan: ActionPlan, catalogue: Catalogue, localize: Localizer, created: datetime) -> bytes:
    name = localize.gettext("Actieplan economische veiligheid")
    return _written(name, appointments(plan, catalogue, localize), created)


def conversation_ics(
    plan: ActionPlan, consultation: Consultation, catalogue: Catalogue, localize: Localizer, created: datetime
) -> bytes:
    """When both look again, and what the owner accepted; what is in the file of the plan too has one id in both."""
    agreed = {f"agreement/{each.id}" for each in plan.own_actions}
    agreed |= {f"action/{each.measure.id}" for each in plan.agreed if each.measure}
    found = [each for each in appointments(plan, catalogue, localize) if each.key in agreed]
    if consultation.follow_up:
        found.append(follow_up(consultation.follow_up, localize))
    return _written(localize.gettext("Gesprek over economische veiligheid"), found, created)


def follow_up(day: date, localize: Localizer) -> Appointment:
    about = localize.gettext("Neem uw actieplan en uw code mee. Kijk samen wat gelukt is en wat niet.")
    return Appointment("consultation/follow-up", day, localize.gettext("Vervolg van het adviesgesprek"), about)


def follow_ups_ics(cases: Iterable[Case], localize: Localizer, created: datetime) -> bytes:
    """When an adviser speaks a company again; holds the adviser's own references and nothing of any company."""
    title, text = localize.gettext("Opvolging: %(reference)s"), localize.gettext("Uw eigen notities staan bij de zaak.")
    found = (
        Appointment(f"case/{case.id.hex()}", case.follow_up, title % {"reference": case.reference}, text)
        for case in cases
        if case.follow_up and case.status is not CaseStatus.CLOSED
    )
    return _written(localize.gettext("Opvolging van adviesgesprekken"), found, created)


def _written(name: str, found: Iterable[Appointment], created: datetime) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for each in found:
        calendar.add_component(_event(each, created))
    return bytes(calendar.to_ical())


def appointments(plan: ActionPlan, catalogue: Catalogue, localize: Localizer) -> Iterator[Appointment]:
    """Of every open action with a date, what was agreed besides too, and of every accepted risk."""
    for action in plan.actions:
        if action.progress.status.is_open and action.progress.due:
            agreed = plan.agreed_about(action.measure.id)
            yield _of_action(action, action.progress.due, agreed, Wording(catalogue, localize))
    for own in plan.own_actions:
        if own.progress.status.is_open and own.progress.due:
            yield _of_own_action(own, own.progress.due, localize)
    for found in plan.risks:
        if found.line.acceptance:
            yield _of_risk(found, found.line.acceptance.review, RegisterWords(catalogue, localize))


def _of_action(action: Action, due: date, agreed: tuple[str, ...], wording: Wording) -> Appointment:
    localize, measure, progress = wording.localize, action.measure, action.progress
    first_step, who = localize.gettext("Eerste stap"), localize.gettext("Wie:")
    due_today = localize.gettext("Klaar op deze dag")
    lines = [f"{first_step}: {localize(measure.first_step)}"]
    if progress.owner.strip():
        lines.append(f"{who} {progress.owner}")
    lines += [f"{localize.gettext('Afgesproken:')} {what}" for what in agreed]
    return Appointment(f"action/{measure.id}", due, f"{due_today}: {localize(measure.title)}", "\n".join(lines))


def _of_own_action(own: AgreedAction, due: date, localize: Localizer) -> Appointment:
    lines = [localize.gettext("Afgesproken in het gesprek")]
    if own.measure:
        lines.append(f"{localize.gettext('Eerste stap')}: {localize(own.measure.first_step)}")
    if own.progress.owner.strip():
        lines.append(f"{localize.gettext('Wie:')} {own.progress.owner}")
    due_today = localize.gettext("Klaar op deze dag")
    return Appointment(f"agreement/{own.id}", due, f"{due_today}: {own.what}", "\n".join(lines))


def _of_risk(found: RiskResult, review: date, words: RegisterWords) -> Appointment:
    localize = words.localize
    again = localize.gettext("Risico opnieuw bekijken")
    lines = [localize(found.method.title), words.treatment(found.line)]
    if found.current:
        lines.insert(1, words.risk(found.current))
    key = f"risk/{found.line.asset}/{found.line.method}"
    return Appointment(key, review, f"{again}: {found.asset.name}", "\n".join(lines))


def _event(found: Appointment, created: datetime) -> Event:
    event = Event()
    event.add("uid", str(uuid5(_NAMESPACE, found.key)))
    event.add("dtstamp", created)
    event.add("dtstart", found.day)
    if found.day < date.max:
        event.add("dtend", found.day + timedelta(days=1))
    event.add("summary", storable(found.title).replace("\n", " "))
    event.add("description", storable(found.text))
    event.add("class", "PRIVATE")  # a shared calendar shows that there is something, and not what
    event.add("transp", "TRANSPARENT")
    return event
