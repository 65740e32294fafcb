"""The blueprint on which the pages of an adviser stand, and what they all ask: whose desk, which case, is it open?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from limits import RateLimitItem
from werkzeug.exceptions import NotFound, TooManyRequests

from ev_scan.domain.cases import CASE_ID_BYTES, LONGEST_PRIVATE_NOTE, Case, CaseId
from ev_scan.domain.consultation import GENERAL, Consultation
from ev_scan.domain.consultation_document import consultation_document, consultation_from
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.errors import EvScanError
from ev_scan.domain.plan import ActionPlan
from ev_scan.domain.sharing import Gone, Holder, NotAllowed
from ev_scan.domain.staff import StaffMember
from ev_scan.report.consultation_words import ConsultationWords
from ev_scan.report.words import Wording
from ev_scan.services import audit, sharing
from ev_scan.services import desk as desks
from ev_scan.services.audit import Event
from ev_scan.services.desk import NoSuchCase
from ev_scan.services.plans import plan_of
from ev_scan.services.sharing import Opened, Said
from ev_scan.vault.codes import ShareCode
from ev_scan.vault.desk import Desk
from ev_scan.web import context
from ev_scan.web.desk import presenters
from ev_scan.web.desk.carried import typed_words
from ev_scan.web.desk.forms import private_note_form
from ev_scan.web.errors import http_error
from ev_scan.web.returning import sent
from ev_scan.web.security import ScanForm

bp = Blueprint("desk", __name__, url_prefix="/advies")

_ID: Final = CASE_ID_BYTES * 2


class NotOpened(EvScanError):
    """The dossier of this case does not lie open: the two hours are over, or it was put away."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.case = case


class ShareEnded(EvScanError):
    """The owner does not share this dossier any more, for whichever reason."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.case = case


class ReadOnly(EvScanError):
    """The owner lets this adviser read and not write."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.case = case


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case whose dossier lies open now."""

    case: Case
    opened: Opened

    @property
    def dossier(self) -> Dossier:
        return self.opened.dossier

    @property
    def may_write(self) -> bool:
        return self.opened.grant.may_note

    def plan(self) -> ActionPlan:
        return plan_of(self.dossier, context.catalogue())

    def refuse_reader(self) -> None:
        """Raises ReadOnly."""
        if not self.may_write:
            raise ReadOnly(self.case)

    def consultation(self) -> Consultation:
        return consultation_from(self.opened.said)

    def change_consultation(self, alter: Callable[[Consultation], Consultation]) -> Consultation:
        """Raises ReadOnly, ShareEnded, and what `alter` raises."""
        runtime, code = context.runtime(), ShareCode(self.case.share)

        def altered(said: Said) -> Said:
            return consultation_document(alter(consultation_from(said)))

        try:
            said = sharing.change_consultation(runtime.engine, runtime.epochs, code, holder(), context.now(), altered)
        except NotAllowed:
            raise ReadOnly(self.case) from None
        except Gone:
            raise ShareEnded(self.case) from None
        if self.case.last_activity != context.today():
            change_case(self.case, lambda stored: stored)
        return consultation_from(said)


def adviser() -> StaffMember:
    found = context.staff()
    if found is None:
        abort(403)
    return found


def desk() -> Desk:
    return Desk(adviser().id, context.staff_desk_key())


def holder() -> Holder:
    """As whom this adviser opens what an owner shares."""
    return Holder(adviser().id, adviser().name)


def case_of(case_id: str) -> Case:
    """Raises NoSuchCase, also for a case of somebody else."""
    try:
        wanted = bytes.fromhex(case_id) if len(case_id) == _ID else b""
    except ValueError:
        raise NoSuchCase from None
    return desks.find(context.engine(), desk(), CaseId(wanted))


def change_case(case: Case, alter: Callable[[Case], Case]) -> Case:
    return desks.change(context.engine(), desk(), case.id, context.today(), alter)


def open_case(case_id: str) -> OpenCase:
    """Raises NoSuchCase, NotOpened and ShareEnded: asked anew at every page."""
    case = case_of(case_id)
    if not case.is_open(context.now()):
        raise NotOpened(case)
    runtime = context.runtime()
    try:
        opened = sharing.look(runtime.engine, runtime.epochs, ShareCode(case.share), holder(), context.now())
    except Gone:
        raise ShareEnded(case) from None
    return OpenCase(case, opened)


def note(event: Event, case: Case | None = None) -> None:
    """For the audit log: who, what and when; of a case only its id."""
    subject = case.id.hex() if case else ""
    audit.note(context.engine(), adviser().name, event, subject, context.now())


def throttle(limit: RateLimitItem) -> None:
    """Per account and per address. Raises TooManyRequests."""
    _, day_key = context.runtime().days.current(context.today())
    for who in (request.remote_addr or "", f"account {adviser().id.hex()}"):
        if not context.runtime().throttle.allows(limit, who, day_key):
            raise TooManyRequests(retry_after=limit.get_expiry())


def words() -> ConsultationWords:
    return ConsultationWords(context.catalogue(), context.localize())


def wording() -> Wording:
    return Wording(context.catalogue(), context.localize())


def case_url(case: Case) -> str:
    return url_for("desk.case", case_id=case.id.hex())


def shut_page(case: Case, *, ended: bool = False, form: ScanForm | None = None) -> str:
    """What is left to see of a case while its dossier does not lie open."""
    return render_template(
        "desk/shut.html",
        case=case,
        form=form or ScanForm(),
        ended=ended,
        has_code=bool(case.share),
        typed=typed_words() if ended else [],
        target=request.path,
        carried=sent() if typed_words() and not ended else "",
        **presenters.follow_up(case),
        private_form=private_note_form(case, GENERAL),
        private_notes=presenters.private_notes(case, words()),
        general=GENERAL,
        longest=LONGEST_PRIVATE_NOTE,
    )


@bp.errorhandler(NoSuchCase)
def no_such_case(_: NoSuchCase) -> ResponseReturnValue:
    return http_error(NotFound())


@bp.errorhandler(NotOpened)
def not_opened(error: NotOpened) -> ResponseReturnValue:
    if request.method != "POST":
        return redirect(case_url(error.case), 303)
    return shut_page(error.case), 403


@bp.errorhandler(ShareEnded)
def share_ended(error: ShareEnded) -> ResponseReturnValue:
    return shut_page(error.case, ended=True), 410


@bp.errorhandler(ReadOnly)
def read_only(error: ReadOnly) -> ResponseReturnValue:
    return render_template("desk/read_only.html", case=error.case, typed=typed_words()), 403
