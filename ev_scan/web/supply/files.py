"""Critical inputs as a file: to work on in a spreadsheet, to send to the buyer, and to bring back."""

from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge
from wtforms.fields import FileField, HiddenField, RadioField

from ev_scan.domain.dossier import Dossier
from ev_scan.domain.errors import EvScanError, NotInCatalogue
from ev_scan.domain.input_changes import with_inputs
from ev_scan.domain.register import Register
from ev_scan.domain.register_changes import RegisterFull
from ev_scan.domain.supply_chain import MOST_INPUTS, CriticalInput
from ev_scan.report import supply_sheet
from ev_scan.services.supply_file import BadSupplyFile, read_inputs
from ev_scan.services.supply_table import LARGEST_FILE
from ev_scan.web import context, fields
from ev_scan.web.access import Audience, open_to
from ev_scan.web.security import ScanForm
from ev_scan.web.supply.stored import bp, mark, new_id, register

ADD, REPLACE = "add", "replace"
_AROUND_FILE = 16 * 1024
"""What a form needs besides the file."""
_MOST_SHOWN = 30
_TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


class ListChanged(EvScanError):
    """Another page changed the inputs since this one was opened."""


class Refused(EvScanError):
    """Nothing was taken over; `faults` says why."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__()
        self.faults = faults


class FileForm(ScanForm):
    file: Any = FileField()
    mode: Any = RadioField(validate_choice=False)
    seen: Any = HiddenField()


@bp.route("/leveringen/bestand", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def exchange() -> ResponseReturnValue:
    if request.method != "POST":
        return _page(_form())
    request.max_content_length = LARGEST_FILE + _AROUND_FILE
    try:
        form = _form(request.form)
    except RequestEntityTooLarge:
        return _too_large()
    try:
        _bring(form)
    except Refused as refused:
        return _page(form, refused.faults), 422
    except ListChanged:
        form.seen.data = _mark(register())
        return _page(form, changed=True), 409
    return redirect(url_for("supply.overview"), 303)


def _bring(form: FileForm) -> None:
    """Take over what is in the file. Raises Refused and ListChanged."""
    faults = _faults(form)
    if faults:
        raise Refused(faults)
    try:
        inputs = _inputs(form)
        context.change_dossier(lambda stored: _brought(stored, inputs, form))
    except BadSupplyFile as bad:
        raise Refused(bad.faults) from None
    except RegisterFull as full:
        message = context.localize().gettext(
            "Samen met uw lijst worden het er te veel: er passen er hoogstens %(most)s. Kies voor vervangen, "
            "of haal regels uit het bestand."
        )
        raise Refused([message % {"most": full.most}]) from None


def _too_large() -> ResponseReturnValue:
    message = context.localize().gettext("Dit bestand is te groot: hoogstens %(most)s kB. Gebruik ons lege voorbeeld.")
    return _page(_form(), [message % {"most": LARGEST_FILE // 1024}]), 422


def _form(sent: Any = None) -> FileForm:
    form = FileForm(sent, data={"mode": ADD, "seen": _mark(register())})
    gettext = context.localize().gettext
    form.file.label.text = gettext("Kies het bestand")
    form.mode.label.text = gettext("Wat doen wij met de leveringen die u al hebt?")
    form.mode.choices = [
        fields.choice(ADD, gettext("Bewaren, en deze erbij zetten")),
        fields.choice(REPLACE, gettext("Vervangen door wat in het bestand staat")),
    ]
    return form


def _faults(form: FileForm) -> list[str]:
    gettext = context.localize().gettext
    if not form.validate():
        return [str(field.errors[0]) for field in form if field.errors]
    if form.mode.data not in (ADD, REPLACE):
        return [gettext("Kies of wij uw leveringen bewaren of vervangen.")]
    if not request.files.get("file"):
        return [gettext("Kies een CSV-bestand of een Excel-bestand (.xlsx).")]
    return []


def _inputs(form: FileForm) -> tuple[CriticalInput, ...]:
    """Raises BadSupplyFile."""
    taken = [critical.name for critical in register().inputs] if form.mode.data == ADD else []
    raw = request.files["file"].stream.read(LARGEST_FILE + 1)
    return read_inputs(raw, context.localize(), new_id, taken)


def _brought(stored: Dossier, inputs: tuple[CriticalInput, ...], form: FileForm) -> Dossier:
    """Raises ListChanged and RegisterFull."""
    if form.seen.data != _mark(stored.register):
        raise ListChanged
    if form.mode.data == REPLACE:
        emptied = Register(stored.register.assets, stored.register.lines)
        return stored.with_register(with_inputs(emptied, inputs))
    return stored.with_register(with_inputs(stored.register, inputs))


def _mark(found: Register) -> str:
    return mark(found.inputs)


def _page(form: FileForm, faults: list[str] | None = None, changed: bool = False) -> str:
    shown = [("#file", fault) for fault in (faults or [])[:_MOST_SHOWN]]
    return render_template(
        "supply/file.html",
        form=form,
        faults=shown,
        more=max(0, len(faults or []) - _MOST_SHOWN),
        changed=changed,
        failed=bool(faults),
        count=len(register().inputs),
        most=MOST_INPUTS,
    )


@bp.get("/leveringen/bestand.<ending>")
@open_to(Audience.ENTREPRENEUR)
def download(ending: str) -> ResponseReturnValue:
    return _written(register().inputs, ending, context.localize().gettext("leveringen-ev-scan"))


@bp.get("/leveringen/voorbeeld.<ending>")
@open_to(Audience.ENTREPRENEUR)
def template(ending: str) -> ResponseReturnValue:
    return _written((), ending, context.localize().gettext("leveringen-voorbeeld"), explained=True)


def _written(inputs: tuple[CriticalInput, ...], ending: str, name: str, *, explained: bool = False) -> Response:
    """Raises NotInCatalogue for a kind of file that we do not write."""
    if ending not in _TYPES:
        raise NotInCatalogue(ending)
    if ending == "csv":
        body = supply_sheet.as_csv(inputs, context.localize(), explained=explained)
    else:
        body = supply_sheet.as_xlsx(inputs, context.localize())
    response = Response(body, mimetype=_TYPES[ending])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{context.today().isoformat()}.{ending}"'
    return response
