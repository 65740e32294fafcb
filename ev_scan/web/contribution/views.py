"""Taking part in the monitor: questions before the scan, and at the end the choice to contribute."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import TooManyRequests

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.errors import EvScanError
from ev_scan.domain.monitor_block import BlockPage
from ev_scan.services import participation
from ev_scan.services.participation import Preview, Standing
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.contribution import presenters
from ev_scan.web.contribution.forms import ConsentForm, answered, check_consent, consent_form, turn
from ev_scan.web.monitor_offer import folder
from ev_scan.web.question_sets import (
    AnsweredElsewhere,
    QuestionSetForm,
    question_set_form,
    seen_values,
    stored_form,
)
from ev_scan.web.security import ScanForm
from ev_scan.web.throttle import CONTRIBUTE

bp = Blueprint("contribution", __name__)


class ScanBegun(EvScanError):
    """Explanations may have been read: the block is closed."""


@bp.route("/bijdragen/vragen/<page_id>", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def questions(page_id: str) -> ResponseReturnValue:
    page = context.catalogue().monitor.page(page_id)
    if not participation.may_ask_block(folder(), context.dossier()):
        return redirect(url_for("scan.overview"), 303)
    if request.method == "POST":
        return _receive(page, question_set_form(page.questions, context.locale())(request.form))
    return _block_page(page, stored_form(page.questions, _given(context.dossier()), context.locale()))


def _receive(page: BlockPage, form: QuestionSetForm) -> ResponseReturnValue:
    if not form.validate():
        return _block_page(page, form), 422
    after = None if request.form.get("intent") == "stop" else context.catalogue().monitor.beside(page, 1)
    try:
        context.change_dossier(lambda stored: _with_answers(page, form, stored))
    except AnsweredElsewhere:
        form.seen.data = seen_values(page.questions, _given(context.dossier()))
        return _block_page(page, form, changed=True), 409
    except ScanBegun:
        after = None
    overview = url_for("scan.overview")
    return redirect(url_for("contribution.questions", page_id=after.id) if after else overview, 303)


def _given(dossier: Dossier) -> AnswerSet:
    return dossier.participation.counted_for(context.catalogue().monitor.version, context.today().year)


def _with_answers(page: BlockPage, form: QuestionSetForm, stored: Dossier) -> Dossier:
    if not participation.may_ask_block(folder(), stored):
        raise ScanBegun
    version, year = context.catalogue().monitor.version, context.today().year
    return stored.with_participation(answered(page, form, stored.participation, version, year))


def _block_page(page: BlockPage, form: QuestionSetForm, changed: bool = False) -> str:
    block = context.catalogue().monitor
    turn(page, form, context.code().root)
    before = block.beside(page, -1)
    return render_template(
        "contribution/questions.html",
        form=form,
        page=page,
        changed=changed,
        number=block.pages.index(page) + 1,
        total=len(block.pages),
        back=url_for("contribution.questions", page_id=before.id) if before else url_for("scan.overview"),
    )


@bp.post("/bijdragen/nee")
@open_to(Audience.ENTREPRENEUR)
def decline() -> ResponseReturnValue:
    """No questions of the monitor; those answered are removed."""
    if ScanForm(request.form).validate():
        context.change_dossier(lambda stored: stored.with_participation(stored.participation.with_declined()))
    return redirect(url_for("scan.overview"), 303)


@bp.route("/bijdragen", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def consent() -> ResponseReturnValue:
    found = participation.standing(folder(), context.dossier(), context.today().year)
    if found is not Standing.OPEN:
        return _nothing_to_decide(found)
    if request.method != "POST":
        return _consent_page(consent_form(context.localize()))
    form = consent_form(context.localize(), request.form)
    if not check_consent(form, context.localize()):
        return _consent_page(form), 422
    if form.consent.data == "yes":
        return _send(form)
    participation.refuse(_place(), context.today())
    return redirect(url_for("plan.results"), 303)


def _nothing_to_decide(found: Standing) -> ResponseReturnValue:
    if found is Standing.LACKING:
        return render_template("contribution/lacking.html")
    if found is Standing.DONE:
        return render_template("contribution/done.html", year=context.today().year)
    return redirect(url_for("plan.results"), 303)


def _send(form: ConsentForm) -> ResponseReturnValue:
    _slow_down()
    catalogue, looked_at, first = context.catalogue(), form.seen.data or "", form.first.data == "yes"
    try:
        participation.take_part(folder(), catalogue, _place(), context.today(), looked_at, first)
    except participation.ChangedMeanwhile:
        return _consent_page(form, "changed"), 409
    except participation.NotSent:
        return _consent_page(form, "not_sent"), 503
    except participation.AlreadyContributed:
        pass  # another tab did it: the same page says so
    return redirect(url_for("contribution.consent"), 303)


def _place() -> participation.Place:
    return participation.Place(context.engine(), context.runtime().epochs, context.code(), context.month())


def _slow_down() -> None:
    _, day_key = context.runtime().days.current(context.today())
    if not context.runtime().throttle.allows(CONTRIBUTE, request.remote_addr or "", day_key):
        raise TooManyRequests(retry_after=CONTRIBUTE.get_expiry())


def _consent_page(form: ConsentForm, trouble: str | None = None) -> str:
    shown: Preview = participation.preview(folder(), context.catalogue(), context.dossier(), context.today())
    form.seen.data = shown.fingerprint
    return render_template(
        "contribution/consent.html",
        form=form,
        trouble=trouble,
        parts=presenters.parts(shown, context.catalogue(), context.localize()),
    )
