"""The action plan as a document to print, to keep and to hand over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.ids import QuestionId
from ev_scan.domain.plan import ActionPlan
from ev_scan.i18n import Localizer


@dataclass(frozen=True)
class PlanReport:
    """Everything that the document shows."""

    plan: ActionPlan
    answers: AnswerSet
    notes: Mapping[QuestionId, str]
    catalogue: Catalogue
    localize: Localizer
    created: datetime
    attachment: tuple[str, bytes]
    """File name and content of the plan as JSON, carried inside the PDF."""
    code: str | None
    """The resume code, only when the owner asked for it."""
    resume_url: str | None


def render(report: PlanReport) -> bytes:
    raise RuntimeError
