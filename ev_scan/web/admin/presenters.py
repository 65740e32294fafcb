"""Accounts, checks and entries of the log, in words."""

from dataclasses import dataclass
from datetime import UTC, datetime

from ev_scan.domain.staff import Role
from ev_scan.i18n import Localizer
from ev_scan.persistence.accounts import Account
from ev_scan.persistence.audit import Entry
from ev_scan.services.audit import COMMAND_LINE, NOBODY, Event
from ev_scan.services.upkeep import Check, Part


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    name: str
    role: str
    state: str
    kind: str
    disabled: bool


def role_words(role: Role, localize: Localizer) -> str:
    return {
        Role.ADVISER: localize.gettext("Adviseur"),
        Role.MONITOR: localize.gettext("Monitorteam"),
        Role.ADMIN: localize.gettext("Beheerder"),
    }[role]


def account_row(account: Account, localize: Localizer) -> Row:
    gettext = localize.gettext
    if account.disabled:
        state, kind = gettext("Staat uit"), "none"
    elif account.must_change:
        state, kind = gettext("Nog niet ingelogd"), "warn"
    else:
        state, kind = gettext("In gebruik"), "ok"
    return Row(account.id.hex(), account.name, role_words(account.role, localize), state, kind, account.disabled)


def check_words(check: Check, localize: Localizer) -> dict[str, object]:
    gettext = localize.gettext
    title = {
        Part.DATABASE: gettext("Database"),
        Part.MONTH_KEYS: gettext("Sleutels van deze maand en de volgende"),
        Part.STAFF_KEY: gettext("Sleutel van de accounts"),
        Part.CATALOGUE: gettext("Vragenlijsten"),
        Part.MONITOR_KEY: gettext("Publieke sleutel van het monitorteam"),
        Part.RELEASE: gettext("Laatste publicatie van cijfers"),
        Part.AUDIT_LOG: gettext("Logboek"),
    }[check.part]
    optional = check.part in (Part.MONITOR_KEY, Part.RELEASE)
    words = gettext("In orde") if check.ok else gettext("Nog niet") if optional else gettext("Kijk dit na")
    kind = "ok" if check.ok else "none" if optional else "high"
    return {"title": title, "kind": kind, "words": words, "detail": _detail(check, localize)}


def _detail(check: Check, localize: Localizer) -> str:
    if check.part is Part.AUDIT_LOG:
        if not check.ok:
            return localize.gettext("Regel %(number)s is veranderd, of er ontbreekt iets voor.", number=check.detail)
        return localize.ngettext("%(num)d regel, geen gaten", "%(num)d regels, geen gaten", int(check.detail))
    return check.detail


def entry_row(entry: Entry, localize: Localizer) -> dict[str, object]:
    gettext = localize.gettext
    who = {COMMAND_LINE: gettext("Opdrachtregel"), NOBODY: gettext("Onbekend")}
    return {
        "number": entry.sequence,
        "moment": datetime.fromtimestamp(entry.minute * 60, UTC).strftime("%Y-%m-%d %H:%M"),
        "actor": who.get(entry.actor, entry.actor),
        "event": event_words(entry.event, localize),
        "subject": "" if entry.subject == entry.actor else entry.subject,
    }


def event_words(event: str, localize: Localizer) -> str:
    gettext = localize.gettext
    known = {
        Event.SIGNED_IN: gettext("Ingelogd"),
        Event.SIGN_IN_FAILED: gettext("Inloggen mislukt"),
        Event.SIGNED_OUT: gettext("Uitgelogd"),
        Event.PASSWORD_CHANGED: gettext("Wachtwoord gewijzigd"),
        Event.APP_ENROLLED: gettext("App ingesteld"),
        Event.TOTP_RESET: gettext("Andere app gevraagd"),
        Event.RECOVERY_CODE_USED: gettext("Herstelcode gebruikt"),
        Event.ACCOUNT_ADDED: gettext("Account gemaakt"),
        Event.ACCOUNT_DISABLED: gettext("Account uitgezet"),
        Event.ACCOUNT_RESET: gettext("Account opnieuw ingesteld"),
        Event.CASE_CLAIMED: gettext("Code van ondernemer gebruikt"),
        Event.CASE_OPENED: gettext("Zaak geopend"),
        Event.CASE_CLOSED: gettext("Zaak afgerond"),
        Event.CASE_REFUSED: gettext("Zaak geweigerd"),
        Event.CASE_HANDED_OVER: gettext("Zaak overgedragen"),
        Event.RELEASE_DOWNLOADED: gettext("Publicatie gedownload"),
        Event.AUDIT_EXPORTED: gettext("Logboek gedownload"),
    }
    return {each.value: words for each, words in known.items()}.get(event, event)
