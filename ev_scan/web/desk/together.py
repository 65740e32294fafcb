"""An adviser starts a scan with a company, and gives it out of hand at the end."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ev_scan.domain.cases import Case, DeskFull, ReferenceTaken
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.questionnaire import Mode
from ev_scan.services import desk as desks
from ev_scan.services import starting
from ev_scan.services.audit import Event
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.desk.blueprint import adviser, bp, desk, note, throttle
from ev_scan.web.desk.forms import ReferenceForm, check_reference, reference_form
from ev_scan.web.qr import qr_code
from ev_scan.web.scope import chosen_mode, descriptions, scope_form
from ev_scan.web.security import ScanForm
from ev_scan.web.throttle import BEGIN_SCAN


@bp.route("/samen", methods=["GET", "POST"])
@open_to(Audience.ADVISER)
def together() -> ResponseReturnValue:
    catalogue, localize = context.catalogue(), context.localize()
    sent = request.form if request.method == "POST" else None
    form, named = scope_form(catalogue, localize, sent), reference_form(sent)
    if sent:
        mode, valid = chosen_mode(form, catalogue, localize), check_reference(named)
        if mode and valid and _begun(named, mode):
            return redirect(url_for("scan.overview"), 303)
    page = render_template(
        "desk/together.html",
        form=form,
        reference_form=named,
        descriptions=descriptions(catalogue, localize, Dossier(catalogue.version)),
        retention=context.runtime().settings.retention_months,
        days=starting.DAYS,
        busy=context.has_dossier(),
    )
    return page, 422 if sent else 200


def _begun(form: ReferenceForm, mode: Mode) -> Case | None:
    """The new case, with its dossier open in this browser; None when the form says what is wrong."""
    gettext, runtime = context.localize().gettext, context.runtime()
    case = desks.new_case(form.reference.data, context.today())
    dossier = Dossier(catalogue_version=context.catalogue().version, mode=mode)
    try:
        desks.check(runtime.engine, desk(), case)
        throttle(BEGIN_SCAN)
        begun = starting.start_together(
            runtime.engine, runtime.epochs, desk(), adviser(), dossier, case, context.month(), context.now()
        )
    except ReferenceTaken:
        form.reference.errors = [gettext("U hebt al een zaak met dit kenmerk. Kies een ander.")]
        return None
    except DeskFull:
        form.reference.errors = [gettext("Uw lijst is vol. Verwijder eerst een zaak die klaar is.")]
        return None
    context.visitor().enter(begun.code.root)
    note(Event.CASE_CLAIMED, begun.case)
    return begun.case


@bp.route("/code-geven", methods=["GET", "POST"])
@open_to(Audience.ADVISER)
def give_code() -> ResponseReturnValue:
    """A sheet for the owner. Afterwards this browser forgets the code."""
    if not context.has_dossier():
        return redirect(url_for("desk.overview"), 303)
    form = ScanForm(request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        context.visitor().leave()
        return redirect(url_for("desk.overview"), 303)
    code, address = str(context.code()), url_for("dossier.resume", _external=True)
    page = render_template(
        "desk/give_code.html",
        form=form,
        code=code,
        qr=qr_code(f"{address}#{code}"),
        resume_url=address.partition("://")[2],
    )
    return page, 422 if form.errors else 200
