"""From the code of an owner to a dossier that lies open on the desk, and back again."""

from contextlib import suppress
from datetime import UTC, date, datetime

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ev_scan.domain.cases import OPEN_SECONDS, Case, DeskFull, ReferenceTaken
from ev_scan.domain.consultation_changes import with_follow_up
from ev_scan.domain.loket import ELSEWHERE
from ev_scan.domain.plan import ActionPlan
from ev_scan.domain.scoring import TopicResult, TopicState
from ev_scan.domain.sharing import Gone, ShareRole
from ev_scan.services import desk as desks
from ev_scan.services import sharing
from ev_scan.services.audit import Event
from ev_scan.vault.codes import ShareCode, parse_share_code
from ev_scan.vault.errors import MistypedCode
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.desk import presenters
from ev_scan.web.desk.blueprint import (
    NotOpened,
    OpenCase,
    ReadOnly,
    ShareEnded,
    bp,
    case_of,
    case_url,
    change_case,
    desk,
    holder,
    note,
    open_case,
    shut_page,
    throttle,
    wording,
)
from ev_scan.web.desk.carried import tokens_in
from ev_scan.web.desk.forms import (
    NO_REGION,
    REGION_QUESTION,
    ClaimForm,
    CodeForm,
    FinishForm,
    check_finish,
    check_reference,
    claim_form,
    code_form,
    finish_form,
    regions,
)
from ev_scan.web.returning import carried as carried_fields
from ev_scan.web.returning import inside
from ev_scan.web.security import ScanForm, form_token
from ev_scan.web.throttle import TRY_CODE
from ev_scan.web.typed_codes import typing_advice

_WEAKEST = 5


@bp.route("/code", methods=["GET", "POST"])
@open_to(Audience.ADVISER)
def claim() -> ResponseReturnValue:
    if request.method != "POST":
        return render_template("desk/claim.html", form=claim_form())
    form = claim_form(request.form)
    case = _claimed(form) if check_reference(form) else None
    if case is None:
        return render_template("desk/claim.html", form=form), 422
    return redirect(case_url(case), 303)


def _claimed(form: ClaimForm) -> Case | None:
    """The new case; None when the form says what is wrong. A use of the code is spent only when all else is well."""
    gettext, engine = context.localize().gettext, context.engine()
    case = desks.new_case(form.reference.data, context.today())
    try:
        desks.check(engine, desk(), case)
        code = opened_with(form)
        if code is None:
            return None
        case = case.with_share(code.root, context.now())
        desks.add(engine, desk(), case)  # asks again: a button pressed twice sends two requests at once
    except ReferenceTaken:
        form.reference.errors = [gettext("U hebt al een zaak met dit kenmerk. Kies een ander.")]
        return None
    except DeskFull:
        form.reference.errors = [gettext("Uw lijst is vol. Verwijder eerst een zaak die klaar is.")]
        return None
    note(Event.CASE_CLAIMED, case)
    return case


def opened_with(form: CodeForm | ClaimForm) -> ShareCode | None:
    """The code that was typed, of which one use is spent now; None when the form says what is wrong.

    A code that is unknown, expired, used up, revoked or claimed by a colleague gets one and the same answer.
    """
    throttle(TRY_CODE)
    runtime, gettext = context.runtime(), context.localize().gettext
    try:
        code = parse_share_code(form.code.data)
        grant = sharing.claim(runtime.engine, runtime.epochs, code, holder(), context.now())
        if grant.role is ShareRole.ANSWER:  # for a colleague of the owner: nothing to see here
            raise Gone
    except MistypedCode as error:
        form.code.errors = [typing_advice(error)]
        return None
    except Gone:
        note(Event.CASE_REFUSED)
        form.code.errors = [
            gettext("Met deze deelcode is niets te openen. Kijk hem na, of vraag de ondernemer om een nieuwe.")
        ]
        return None
    return code


@bp.route("/zaken/<case_id>/code", methods=["GET", "POST"])
@open_to(Audience.ADVISER)
def renew_code(case_id: str) -> ResponseReturnValue:
    """The owner shares again, after the code had ended or the case was closed."""
    found = case_of(case_id)
    if request.method != "POST":
        return render_template("desk/claim.html", form=code_form(), case=found)
    form = code_form(request.form)
    code = opened_with(form) if form.validate() else None
    if code is None:
        return render_template("desk/claim.html", form=form, case=found), 422
    change_case(found, lambda stored: stored.with_share(code.root, context.now()))
    note(Event.CASE_CLAIMED, found)
    return redirect(case_url(found), 303)


@bp.get("/zaken/<case_id>")
@open_to(Audience.ADVISER)
def case(case_id: str) -> ResponseReturnValue:
    found = case_of(case_id)
    return _overview(open_case(case_id)) if found.is_open(context.now()) else shut_page(found)


def _overview(here: OpenCase) -> str:
    plan, localize, words, consultation = here.plan(), context.localize(), wording(), here.consultation()
    grant = here.opened.grant
    return render_template(
        "desk/case.html",
        case=here.case,
        conclusion=words.conclusion(plan),
        answered=any(topic.state is not TopicState.OPEN for topic in plan.result.topics),
        minutes=_minutes_left(here.case),
        shared_until=localize.day(datetime.fromtimestamp(grant.expires, UTC).date()),
        may_write=here.may_write,
        weakest=[presenters.topic_row(here.case, each, consultation, words) for each in _weakest(plan)],
        parts=presenters.parts(here.case, consultation),
        bars=presenters.bars(plan, words),
        profile=presenters.answer_rows(words.catalogue.questionnaire.profile_in(here.dossier.mode), here.dossier),
        **presenters.follow_up(here.case),
    )


def _minutes_left(case: Case) -> int:
    since = case.opening.since if case.opening else 0
    return max(1, (since + OPEN_SECONDS - context.now()) // 60)


def _weakest(plan: ActionPlan) -> list[TopicResult]:
    """Where the most is to be won: far below its target, and heavy for this company."""
    below = [topic for topic in plan.result.topics if topic.level is not None and topic.level < topic.target]
    return sorted(below, key=lambda each: -each.weight * (each.target - (each.level or 0)))[:_WEAKEST]


@bp.post("/zaken/<case_id>/openen")
@open_to(Audience.ADVISER)
def open_dossier(case_id: str) -> ResponseReturnValue:
    """Counts as one use, which the owner sees."""
    found, form = case_of(case_id), ScanForm(request.form)
    if not form.validate():
        return shut_page(found, form=form), 422
    if not found.is_open(context.now()):
        runtime = context.runtime()
        try:
            sharing.claim(runtime.engine, runtime.epochs, ShareCode(found.share), holder(), context.now())
        except (Gone, ValueError):
            raise ShareEnded(found) from None
        change_case(found, lambda stored: stored.opened(context.now()))
        note(Event.CASE_OPENED, found)
    target, fields = inside(request.form.get("target")), carried_fields(request.form.get("carried"))
    fields = [(name, value) for name, value in fields if not name.endswith("csrf_token")]
    if target and fields:
        tokens = [(name, form_token()) for name in tokens_in(fields)]
        return render_template("desk/carry_on.html", case=found, target=target, carried=[*tokens, *fields])
    return redirect(case_url(found), 303)


@bp.route("/zaken/<case_id>/afronden", methods=["GET", "POST"])
@open_to(Audience.ADVISER)
def finish(case_id: str) -> ResponseReturnValue:
    """The conversation is over; it is counted for the loket, unless the adviser says otherwise."""
    found = case_of(case_id)
    if request.method != "POST":
        return _finish_page(found, finish_form(found, _region_of(open_case(case_id))))
    form = finish_form(found, sent=request.form)
    if not check_finish(form):
        return _finish_page(found, form), 422
    counted = None
    if request.form.get("count") != "no":
        counted = (form.region.data or ELSEWHERE, form.themes.data or ())
    if form.follow_up.data != found.follow_up:
        change_case(found, lambda stored: stored.followed_up(form.follow_up.data))
        _tell_owner(found, form.follow_up.data)
    desks.put_away(context.engine(), desk(), found.id, context.today(), counted)
    note(Event.CASE_CLOSED, found)
    return redirect(url_for("desk.overview"), 303)


def _tell_owner(case: Case, day: date | None) -> None:
    """The owner sees the day too, where the adviser may still write."""
    with suppress(NotOpened, ShareEnded, ReadOnly):
        open_case(case.id.hex()).change_consultation(lambda stored: with_follow_up(stored, day))


def _finish_page(case: Case, form: FinishForm) -> str:
    return render_template("desk/finish.html", case=case, form=form)


def _region_of(here: OpenCase) -> str:
    """What the company told, as a proposal: the adviser decides what is counted."""
    chosen = here.dossier.answers.of(REGION_QUESTION)
    return next((option for option in chosen if option in regions()), NO_REGION)
