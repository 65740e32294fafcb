"""The audit log: who of the staff did what and when."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields import StringField

from ev_scan.persistence.audit import Entry
from ev_scan.services import audit
from ev_scan.services.audit import Event
from ev_scan.web import context, fields
from ev_scan.web.access import Audience, open_to
from ev_scan.web.admin.presenters import entry_row
from ev_scan.web.admin.views import bp, note
from ev_scan.web.security import ScanForm

_MOST_SHOWN = 200
_LONGEST_NAME = 60


class LogForm(ScanForm):
    since: Any = StringField(filters=[fields.clean_text])
    until: Any = StringField(filters=[fields.clean_text])
    actor: Any = StringField(filters=[fields.clean_text])


@bp.route("/logboek", methods=["GET", "POST"])
@open_to(Audience.ADMIN)
def log() -> ResponseReturnValue:
    """Searching is sent as a form: an address would keep names of colleagues in the history of the browser."""
    form, gettext = LogForm(request.form if request.method == "POST" else None), context.localize().gettext
    form.since.label.text, form.until.label.text = gettext("Vanaf"), gettext("Tot en met")
    form.actor.label.text = gettext("Wie")
    everything = audit.entries(context.engine())
    is_right = request.method != "POST" or _is_right(form)
    found = _wanted(form) if is_right else []
    page = render_template(
        "admin/log.html",
        form=form,
        rows=[entry_row(each, context.localize()) for each in found[: -_MOST_SHOWN - 1 : -1]],
        number=len(found),
        most=_MOST_SHOWN,
        broken=audit.broken_at(everything),
        last=everything[-1].hash.hex() if everything else "",
    )
    return page, 200 if is_right else 422


def _is_right(form: LogForm) -> bool:
    valid = form.validate()
    for field in (form.since, form.until):
        if field.data and _day(field.data) is None:
            field.errors = [context.localize().gettext("Schrijf een datum als 2026-11-25.")]
            valid = False
    return valid


@bp.post("/logboek.csv")
@open_to(Audience.ADMIN)
def export() -> ResponseReturnValue:
    """The whole log: only a chain without gaps can be checked. That it was taken along is in the log as well."""
    if not ScanForm(request.form).validate():
        return redirect(url_for("admin.log"), 303)
    note(Event.AUDIT_EXPORTED, "")
    name = f"ev-scan-logboek-{context.today().isoformat()}.csv"
    return Response(
        audit.table(audit.entries(context.engine())),
        mimetype="text/csv",
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


def _wanted(form: LogForm) -> list[Entry]:
    since, until = _day(form.since.data), _day(form.until.data)
    return audit.entries(
        context.engine(),
        _minute(since) if since else 0,
        _minute(until + timedelta(days=1)) - 1 if until else None,
        (form.actor.data or "")[:_LONGEST_NAME],
    )


def _day(written: str | None) -> date | None:
    try:
        found = date.fromisoformat(written or "")
    except ValueError:
        return None
    return found if 1970 <= found.year <= 9000 else None


def _minute(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp()) // 60
