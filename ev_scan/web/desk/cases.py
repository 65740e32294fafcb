"""An adviser's own cases: the list, the dates, what is noted about one, and giving it up."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ev_scan.domain.cases import Case, CaseStatus, DetailsChanged, ReferenceTaken, mark, matching
from ev_scan.report.calendar import follow_ups_ics
from ev_scan.services import desk as desks
from ev_scan.services.audit import Event
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.desk import presenters
from ev_scan.web.desk.blueprint import bp, case_of, case_url, change_case, desk, note
from ev_scan.web.desk.forms import DetailsForm, check_details, details_form, status_words
from ev_scan.web.fields import clean_text
from ev_scan.web.security import ScanForm

_FEW = 5
"""So many cases are found at a glance."""


@bp.route("", methods=["GET", "POST"])
@open_to(Audience.ADVISER)
def overview() -> ResponseReturnValue:
    """Searching is sent as a form: an address would keep the words in the history of the browser."""
    own, form = desks.own_cases(context.engine(), desk()), ScanForm(request.form if request.method == "POST" else None)
    wanted = clean_text(request.form.get("q")) if request.method == "POST" and form.validate() else ""
    shown = matching(own.cases, wanted)
    page = render_template(
        "desk/cases.html",
        form=form,
        wanted=wanted,
        few=_FEW,
        total=len(own.cases),
        running=sum(case.status is not CaseStatus.CLOSED for case in own.cases),
        overdue=sum(case.is_overdue(context.today()) for case in own.cases),
        lost=len(own.lost),
        rows=[presenters.case_row(case) for case in shown if case.status is not CaseStatus.CLOSED],
        closed=[presenters.case_row(case) for case in shown if case.status is CaseStatus.CLOSED],
        dated=any(case.follow_up and case.status is not CaseStatus.CLOSED for case in own.cases),
    )
    return page, 422 if form.errors else 200


@bp.post("/onleesbaar")
@open_to(Audience.ADVISER)
def clear_lost() -> ResponseReturnValue:
    """Cases whose key is gone since the account was reset."""
    if ScanForm(request.form).validate():
        desks.remove(context.engine(), desk(), desks.own_cases(context.engine(), desk()).lost)
    return redirect(url_for("desk.overview"), 303)


@bp.get("/agenda.ics")
@open_to(Audience.ADVISER)
def calendar() -> ResponseReturnValue:
    return _calendar(desks.own_cases(context.engine(), desk()).cases)


@bp.get("/zaken/<case_id>/agenda.ics")
@open_to(Audience.ADVISER)
def case_calendar(case_id: str) -> ResponseReturnValue:
    return _calendar([case_of(case_id)])


def _calendar(found: Iterable[Case]) -> Response:
    moment = datetime.fromtimestamp(context.now(), UTC)
    response = Response(follow_ups_ics(found, context.localize(), moment), mimetype="text/calendar")
    name = context.localize().gettext("opvolging")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{context.today().isoformat()}.ics"'
    return response


@bp.route("/zaken/<case_id>/gegevens", methods=["GET", "POST"])
@open_to(Audience.ADVISER)
def details(case_id: str) -> ResponseReturnValue:
    found = case_of(case_id)
    if request.method != "POST":
        return _details_page(found, details_form(found))
    form = details_form(found, request.form)
    if not check_details(form):
        return _details_page(found, form), 422
    try:
        changed = change_case(found, lambda stored: stored.described(form.details(), form.seen.data or ""))
    except ReferenceTaken:
        form.reference.errors = [context.localize().gettext("U hebt al een zaak met dit kenmerk. Kies een ander.")]
        return _details_page(found, form), 422
    except DetailsChanged as conflict:
        form.seen.data = mark(conflict.stored.details)
        return _details_page(found, form, _differences(form, conflict.stored)), 409
    if found.share and not changed.share:
        note(Event.CASE_CLOSED, found)
    return redirect(case_url(found), 303)


def _details_page(case: Case, form: DetailsForm, differences: Sequence[tuple[str, str]] = ()) -> str:
    return render_template("desk/details.html", case=case, form=form, differences=differences)


def _differences(sent: DetailsForm, stored: Case) -> list[tuple[str, str]]:
    localize, told = context.localize(), sent.details()
    day = localize.day(stored.follow_up) if stored.follow_up else localize.gettext("niets")
    rows = [
        (sent.reference.label.text, stored.reference, stored.reference != told.reference),
        (sent.status.label.text, status_words(stored.status), stored.status != told.status),
        (sent.follow_up.label.text, day, stored.follow_up != told.follow_up),
    ]
    return [(question, shown) for question, shown, differs in rows if differs]


@bp.route("/zaken/<case_id>/overdragen", methods=["GET", "POST"])
@open_to(Audience.ADVISER)
def hand_over(case_id: str) -> ResponseReturnValue:
    """The case goes from this desk; a colleague begins with a code of the owner."""
    return _give_up(case_id, "desk/hand_over.html", Event.CASE_HANDED_OVER)


@bp.route("/zaken/<case_id>/verwijderen", methods=["GET", "POST"])
@open_to(Audience.ADVISER)
def remove(case_id: str) -> ResponseReturnValue:
    return _give_up(case_id, "desk/remove.html", Event.CASE_CLOSED)


def _give_up(case_id: str, template: str, event: Event) -> ResponseReturnValue:
    found, form = case_of(case_id), ScanForm(request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        desks.remove(context.engine(), desk(), [found.id])
        note(event, found)
        return redirect(url_for("desk.overview"), 303)
    return render_template(template, case=found, form=form), 422 if form.errors else 200
