"""The owner's side of a conversation: read it, answer what was proposed, and take it away."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields import HiddenField

from ev_scan.domain.consultation import Agreement, Consultation
from ev_scan.domain.consultation_changes import AlreadyAccepted, ChangedMeanwhile, mark
from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.own_actions import agreed_progress
from ev_scan.domain.plan import Progress
from ev_scan.report.consultation_words import ConsultationWords
from ev_scan.report.words import Wording
from ev_scan.services import conversations, documents
from ev_scan.services.conversations import Decision
from ev_scan.services.plans import creation_time
from ev_scan.web import context, conversation
from ev_scan.web.access import Audience, open_to
from ev_scan.web.conversation import AgreementView, Meanwhile
from ev_scan.web.security import ScanForm

bp = Blueprint("consultation", __name__)


class DecisionForm(ScanForm):
    seen: Any = HiddenField()
    """What the owner saw of the agreement: see `consultation_changes.mark`."""


@bp.get("/gesprek")
@open_to(Audience.ENTREPRENEUR)
def overview() -> ResponseReturnValue:
    return _overview_page()


def _overview_page(meanwhile: Meanwhile | None = None) -> str:
    found, words = conversation.stored(), _words()
    said, localize = found.said, context.localize()
    agreements = [conversation.agreement_view(each, words) for each in said.agreements]
    return render_template(
        "consultation/overview.html",
        meanwhile=meanwhile,
        empty=found.is_empty,
        waiting=[each for each in agreements if each.is_open],
        decided=[_decided_row(each) for each in agreements if not each.is_open],
        topics=conversation.notes_of(said, words),
        points=[conversation.point_view(point, words) for point in said.points],
        openings=[(each.who, localize.moment(each.at)) for each in reversed(found.openings)],
        follow_up=localize.day(said.follow_up) if said.follow_up else None,
        dated=said.follow_up is not None or any(each.due for each in said.agreements if each.is_accepted),
    )


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """What the owner answered already; a row of `task_list`."""

    title: str
    hint: str | None
    href: str
    status: tuple[str, str]


def _decided_row(view: AgreementView) -> DecidedRow:
    """What was accepted leads to the plan, what was refused can be accepted after all."""
    hint = " · ".join(filter(None, (view.who, view.due))) or None
    if view.is_accepted:
        return DecidedRow(view.what, hint, url_for("plan.own_action", action_id=view.id), view.status)
    return DecidedRow(view.what, hint, url_for("consultation.agreement", agreement_id=view.id), view.status)


@bp.route("/gesprek/afspraken/<agreement_id>", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def agreement(agreement_id: str) -> ResponseReturnValue:
    found = conversation.stored().said.agreement(agreement_id)
    if request.method != "POST":
        if found is None:
            raise NotInCatalogue(agreement_id)
        return _agreement_page(found, DecisionForm(data={"seen": mark(found)}))
    form, decision = DecisionForm(request.form), request.form.get("decision", Decision.ACCEPT)
    if found is None:
        return _overview_page(conversation.meanwhile(None, _words(), "")), 409
    valid = form.validate()
    if decision not in list(Decision):
        form.seen.errors = [context.localize().gettext("Kies of u akkoord gaat.")]
    if not valid or form.errors:
        return _agreement_page(found, form), 422
    try:
        runtime = context.runtime()
        conversations.decide(
            runtime.engine,
            runtime.epochs,
            context.code(),
            context.month(),
            found.id,
            Decision(decision),
            form.seen.data,
        )
    except ChangedMeanwhile as changed:
        return _conflict(changed.stored)
    except AlreadyAccepted:
        return _conflict(found)
    return redirect(url_for("consultation.overview", _anchor="afspraken"), 303)


def _conflict(stored: object) -> ResponseReturnValue:
    """What stands there now, and a form that knows it."""
    gettext = context.localize().gettext
    if not isinstance(stored, Agreement):
        return _overview_page(conversation.meanwhile(None, _words(), "")), 409
    advice = gettext("Uw antwoord is nog niet opgeslagen. Lees de afspraak opnieuw, en antwoord dan nog eens.")
    if stored.is_accepted:
        advice = gettext("U ging hier al mee akkoord. Wilt u het niet meer? Kies dan in uw actieplan ‘Doen wij niet’.")
    form = DecisionForm(data={"seen": mark(stored)})
    return _agreement_page(stored, form, conversation.meanwhile(stored, _words(), advice)), 409


def _agreement_page(found: Agreement, form: DecisionForm, meanwhile: Meanwhile | None = None) -> str:
    return render_template(
        "consultation/agreement.html",
        form=form,
        meanwhile=meanwhile,
        agreement=conversation.agreement_view(found, _words(), _measure_page),
        replaces=_replaced(found),
    )


def _measure_page(measure_id: str) -> str:
    return url_for("knowledge.measure", measure_id=measure_id)


def _replaced(found: Agreement) -> tuple[str, str] | None:
    """What is noted about the measure, and what it becomes; None when nothing noted is lost."""
    before = context.dossier().progress.get(found.measure, Progress()) if found.measure else Progress()
    after, wording = agreed_progress(before, found), Wording(context.catalogue(), context.localize())
    if before == Progress() or before == after or not found.is_open:
        return None
    return wording.progress(before), wording.progress(after)


@bp.get("/gesprek/verslag.pdf")
@open_to(Audience.ENTREPRENEUR)
def report() -> ResponseReturnValue:
    body = documents.consultation_pdf(
        context.dossier(), _said(), context.catalogue(), context.localize(), creation_time(None)
    )
    return _download(body, "application/pdf", "pdf")


@bp.get("/gesprek/agenda.ics")
@open_to(Audience.ENTREPRENEUR)
def calendar() -> ResponseReturnValue:
    body = documents.consultation_ics(
        context.dossier(), _said(), context.catalogue(), context.localize(), creation_time(None)
    )
    return _download(body, "text/calendar", "ics")


def _said() -> Consultation:
    """Raises NotInCatalogue when there was no conversation."""
    found = conversation.stored()
    if found.is_empty:
        raise NotInCatalogue
    return found.said


def _words() -> ConsultationWords:
    return ConsultationWords(context.catalogue(), context.localize())


def _download(body: bytes, mimetype: str, ending: str) -> Response:
    response = Response(body, mimetype=mimetype)
    name = context.localize().gettext("gesprek-ev-scan")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{context.today().isoformat()}.{ending}"'
    return response
