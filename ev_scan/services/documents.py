"""The plan as files to keep or to open in another program."""

from datetime import datetime

import orjson

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.consultation import Consultation
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.plan import ActionPlan
from ev_scan.i18n import Localizer
from ev_scan.report.calendar import as_ics, conversation_ics
from ev_scan.report.document import consultation_document
from ev_scan.report.document.plan_document import PlanReport, render
from ev_scan.report.machine import plan_document
from ev_scan.report.plan_tables import PlanTables
from ev_scan.report.spreadsheet import as_csv, as_xlsx
from ev_scan.services.answers_file import ATTACHMENT
from ev_scan.services.plans import plan_of


def plan_json(dossier: Dossier, catalogue: Catalogue, localize: Localizer, created: datetime) -> bytes:
    """`ev-scan/plan@1`."""
    return _json(dossier, plan_of(dossier, catalogue), catalogue, localize, created)


def _json(dossier: Dossier, plan: ActionPlan, catalogue: Catalogue, localize: Localizer, created: datetime) -> bytes:
    document = plan_document(dossier, plan, catalogue, localize, created)
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def plan_xlsx(dossier: Dossier, catalogue: Catalogue, localize: Localizer, created: datetime) -> bytes:
    """A workbook: actions, register, critical inputs and scores."""
    return as_xlsx(_tables(dossier, catalogue, localize).all(), created)


def plan_csv(dossier: Dossier, catalogue: Catalogue, localize: Localizer, created: datetime) -> bytes:
    """The actions alone; the moment of making stands nowhere in it."""
    return as_csv(_tables(dossier, catalogue, localize).actions())


def plan_ics(dossier: Dossier, catalogue: Catalogue, localize: Localizer, created: datetime) -> bytes:
    """The dates of the plan for a calendar."""
    return as_ics(plan_of(dossier, catalogue), catalogue, localize, created)


def _tables(dossier: Dossier, catalogue: Catalogue, localize: Localizer) -> PlanTables:
    return PlanTables(plan_of(dossier, catalogue), dossier.register, catalogue, localize)


def plan_pdf(
    dossier: Dossier,
    catalogue: Catalogue,
    localize: Localizer,
    created: datetime,
    *,
    code: str | None = None,
    resume_url: str | None = None,
) -> bytes:
    """A tagged PDF that carries the plan as JSON; the resume code stands in it only when given."""
    plan = plan_of(dossier, catalogue)
    attachment = _json(dossier, plan, catalogue, localize, created)
    report = PlanReport(
        plan=plan,
        answers=dossier.answers,
        notes=dossier.notes,
        catalogue=catalogue,
        localize=localize,
        created=created,
        attachment=(ATTACHMENT, attachment),
        code=code,
        resume_url=resume_url if code else None,
        register=dossier.register,
    )
    return render(report)


def consultation_pdf(
    dossier: Dossier, consultation: Consultation, catalogue: Catalogue, localize: Localizer, created: datetime
) -> bytes:
    """The report of a conversation, for the owner."""
    report = consultation_document.ConsultationReport(
        consultation=consultation,
        plan=plan_of(dossier, catalogue),
        answers=dossier.answers,
        catalogue=catalogue,
        localize=localize,
        created=created,
    )
    return consultation_document.render(report)


def consultation_ics(
    dossier: Dossier, consultation: Consultation, catalogue: Catalogue, localize: Localizer, created: datetime
) -> bytes:
    """When both look again, and the dates of what the owner accepted."""
    return conversation_ics(plan_of(dossier, catalogue), consultation, catalogue, localize, created)
