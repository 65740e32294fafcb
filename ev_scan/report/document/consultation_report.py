"""What the report of a conversation is made of.

It is for the owner: what an adviser keeps to himself can't reach it, because no type here can hold it.
"""

from dataclasses import dataclass
from datetime import datetime

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.consultation import Consultation
from ev_scan.domain.plan import ActionPlan
from ev_scan.i18n import Localizer
from ev_scan.report.consultation_words import ConsultationWords
from ev_scan.report.document.layout import Document
from ev_scan.report.document.plan_report import Edition


@dataclass(frozen=True)
class ConsultationReport:
    """Everything that the document shows."""

    consultation: Consultation
    plan: ActionPlan
    answers: AnswerSet
    catalogue: Catalogue
    localize: Localizer
    created: datetime


class ConsultationEdition(Edition):
    def __init__(self, report: ConsultationReport, document: Document) -> None:
        super().__init__(report.plan, report.answers, report.catalogue, report.localize, document)
        self.consultation, self.created = report.consultation, report.created
        self.words = ConsultationWords(report.catalogue, report.localize)
