"""The plan as a PDF to print and to keep."""

from datetime import datetime

import orjson

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.dossier import Dossier
from ev_scan.i18n import Localizer
from ev_scan.report.document.plan_document import PlanReport, render
from ev_scan.report.machine import plan_document
from ev_scan.services.answers_file import ATTACHMENT
from ev_scan.services.plans import plan_of


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
    document = plan_document(dossier, plan, catalogue, localize, created)
    attachment = orjson.dumps(document, option=orjson.OPT_INDENT_2)
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
    )
    return render(report)
