"""What to discuss, and what was agreed: the owner sees both lists too."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ev_scan.domain.consultation import Agreement, Point
from ev_scan.domain.consultation_changes import (
    AlreadyAccepted,
    ChangedMeanwhile,
    ConsultationFull,
    mark,
    proposed,
    ticked,
    with_point,
    with_terms,
    withdrawn,
    without_point,
)
from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.ids import AgreementId, MeasureId, PointId, TopicId
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.conversation import agreement_view, point_view
from ev_scan.web.desk.blueprint import OpenCase, adviser, bp, open_case, words
from ev_scan.web.desk.conversation import conflict_words
from ev_scan.web.desk.forms import AgreementForm, PointForm, agreement_form, check_agreement, is_readable, point_form
from ev_scan.web.security import ScanForm


@bp.route("/zaken/<case_id>/punten", methods=["GET", "POST"])
@open_to(Audience.ADVISER)
def points(case_id: str) -> ResponseReturnValue:
    here, gettext = open_case(case_id), context.localize().gettext
    if request.method != "POST":
        return _points_page(here, point_form(_topics(here)))
    here.refuse_reader()
    form = point_form(_topics(here), request.form)
    form.validate()
    if form.text.errors:
        form.text.errors = [gettext("Maak het punt korter.")]
    elif not is_readable(form.text.data):
        form.text.errors = [gettext("Schrijf op wat u wilt bespreken.")]
    if form.errors:
        return _points_page(here, form), 422
    made = Point(PointId(form.new_id()), form.text.data, form.about())
    try:
        here.change_consultation(lambda stored: with_point(stored, made))
    except ConsultationFull as full:
        form.text.errors = [gettext("Er passen %(most)s punten in. Haal er eerst een weg.", most=full.most)]
        return _points_page(here, form), 422
    return redirect(_points_url(here), 303)


def _topics(here: OpenCase) -> list[tuple[TopicId, str]]:
    return [(each.topic, words().topic(each.topic)) for each in here.plan().result.topics]


def _points_url(here: OpenCase) -> str:
    return url_for("desk.points", case_id=here.case.id.hex())


def _points_page(here: OpenCase, form: PointForm, conflict: ChangedMeanwhile | None = None) -> str:
    return render_template(
        "desk/points.html",
        case=here.case,
        form=form,
        points=[point_view(each, words()) for each in here.consultation().points],
        may_write=here.may_write,
        meanwhile=conflict_words(conflict),
    )


@bp.post("/zaken/<case_id>/punten/<point_id>")
@open_to(Audience.ADVISER)
def point(case_id: str, point_id: str) -> ResponseReturnValue:
    """Discussed, not discussed after all, or off the list."""
    here, form, wanted = open_case(case_id), ScanForm(request.form), PointId(point_id)
    here.refuse_reader()
    if not form.validate():
        page = point_form(_topics(here))
        page["csrf_token"].errors = form["csrf_token"].errors
        return _points_page(here, page), 422
    try:
        if request.form.get("intent") == "remove":
            here.change_consultation(lambda stored: without_point(stored, wanted, request.form.get("seen", "")))
        elif request.form.get("intent") in ("done", "undo"):
            done = request.form.get("intent") == "done"
            here.change_consultation(lambda stored: ticked(stored, wanted, done=done))
    except ChangedMeanwhile as conflict:
        return _points_page(here, point_form(_topics(here)), conflict), 409
    return redirect(_points_url(here), 303)


@bp.get("/zaken/<case_id>/afspraken")
@open_to(Audience.ADVISER)
def agreements(case_id: str) -> ResponseReturnValue:
    here = open_case(case_id)
    return render_template(
        "desk/agreements.html",
        case=here.case,
        agreements=[agreement_view(each, words()) for each in here.consultation().agreements],
        may_write=here.may_write,
    )


@bp.route("/zaken/<case_id>/afspraken/nieuw", methods=["GET", "POST"])
@open_to(Audience.ADVISER)
def new_agreement(case_id: str) -> ResponseReturnValue:
    here = open_case(case_id)
    here.refuse_reader()
    if request.method != "POST":
        return _agreement_page(here, None, agreement_form(_measures(here)))
    form = agreement_form(_measures(here), request.form)
    if not check_agreement(form):
        return _agreement_page(here, None, form), 422
    terms = form.terms()
    made = Agreement(
        AgreementId(form.new_id()),
        terms.what,
        terms.who,
        terms.due,
        terms.measure,
        by=adviser().name,
        at=context.today(),
    )
    try:
        here.change_consultation(lambda stored: proposed(stored, made))
    except ConsultationFull as full:
        message = context.localize().gettext("Er passen %(most)s afspraken in. Trek er eerst een in.", most=full.most)
        form.what.errors = [message]
        return _agreement_page(here, None, form), 422
    return redirect(_agreements_url(here), 303)


def _measures(here: OpenCase) -> list[tuple[MeasureId, str]]:
    localize = context.localize()
    open_actions = (action for action in here.plan().actions if action.progress.status.is_open)
    return [(action.measure.id, localize(action.measure.title)) for action in open_actions]


def _agreements_url(here: OpenCase) -> str:
    return url_for("desk.agreements", case_id=here.case.id.hex())


@bp.route("/zaken/<case_id>/afspraken/<agreement_id>", methods=["GET", "POST"])
@open_to(Audience.ADVISER)
def agreement(case_id: str, agreement_id: str) -> ResponseReturnValue:
    here = open_case(case_id)
    here.refuse_reader()
    stored = here.consultation().agreement(agreement_id)
    measures = _measures_with(here, stored)
    if request.method != "POST":
        if stored is None:
            raise NotInCatalogue(agreement_id)
        return _agreement_page(here, agreement_id, agreement_form(measures, stored=stored, seen=mark(stored)))
    form = agreement_form(measures, request.form, seen=mark(stored))
    withdraws = request.form.get("intent") == "withdraw"
    if not (form.validate() if withdraws else check_agreement(form)):
        return _agreement_page(here, agreement_id, form), 422
    return _changed(here, agreement_id, form, withdraws=withdraws)


def _measures_with(here: OpenCase, stored: Agreement | None) -> list[tuple[MeasureId, str]]:
    """The measure of the agreement stays among the choices, also when its action is done."""
    measures, title = _measures(here), words().measure(stored) if stored else None
    if stored and stored.measure and title and stored.measure not in dict(measures):
        measures.append((stored.measure, title))
    return measures


def _changed(here: OpenCase, agreement_id: str, form: AgreementForm, *, withdraws: bool) -> ResponseReturnValue:
    wanted, seen, who, today = AgreementId(agreement_id), form.seen.data or "", adviser().name, context.today()
    try:
        if withdraws:
            here.change_consultation(lambda stored: withdrawn(stored, wanted, seen))
        else:
            terms = form.terms()
            here.change_consultation(lambda stored: with_terms(stored, wanted, terms, seen, by=who, at=today))
    except ChangedMeanwhile as conflict:
        form.seen.data = mark(conflict.stored)
        accepted = isinstance(conflict.stored, Agreement) and conflict.stored.is_accepted
        return _agreement_page(here, agreement_id, form, conflict, accepted=accepted), 409
    except AlreadyAccepted:
        return _agreement_page(here, agreement_id, form, accepted=True), 409
    return redirect(_agreements_url(here), 303)


def _agreement_page(
    here: OpenCase,
    agreement_id: str | None,
    form: AgreementForm,
    conflict: ChangedMeanwhile | None = None,
    *,
    accepted: bool = False,
) -> str:
    gone = conflict is not None and conflict.stored is None
    return render_template(
        "desk/agreement.html",
        case=here.case,
        form=form,
        agreement_id=None if gone or accepted else agreement_id,
        changing=agreement_id is not None,
        accepted=accepted,
        meanwhile=conflict_words(conflict),
    )
