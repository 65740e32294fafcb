"""The owner reads the conversation with an adviser, and answers what was proposed there."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Engine

from ev_scan.domain.consultation import Consultation
from ev_scan.domain.consultation_changes import accepted, refused
from ev_scan.domain.consultation_document import consultation_document, consultation_from
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import AgreementId
from ev_scan.domain.sharing import Opening
from ev_scan.services import sharing
from ev_scan.vault.codes import ResumeCode
from ev_scan.vault.epochs import EpochKeys


class Decision(StrEnum):
    ACCEPT = "accept"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Conversation:
    said: Consultation
    openings: tuple[Opening, ...] = ()
    """Who opened the dossier and when, the first one first."""

    @property
    def is_empty(self) -> bool:
        return self.said.is_empty and not self.openings


def read(engine: Engine, keys: EpochKeys, code: ResumeCode) -> Conversation:
    """Raises Unreadable when there is no dossier that this code opens."""
    said, openings = sharing.read_consultation(engine, keys, code)
    return Conversation(consultation_from(said), openings)


def decide(
    engine: Engine,
    keys: EpochKeys,
    code: ResumeCode,
    month: str,
    agreement_id: AgreementId,
    decision: Decision,
    seen: str,
) -> Dossier:
    """The owner's answer; what is accepted is an action from then on, both in one transaction or neither.

    Raises Unreadable, ChangedMeanwhile and AlreadyAccepted.
    """

    def alter(stored: Mapping[str, Any], dossier: Dossier) -> tuple[Mapping[str, Any], Dossier]:
        consultation = consultation_from(stored)
        change = accepted if decision is Decision.ACCEPT else refused
        changed = change(consultation, agreement_id, seen)
        agreement = changed.agreement(agreement_id)
        if agreement and agreement.is_accepted:
            dossier = dossier.with_agreement(agreement)
        return (consultation_document(changed) if changed != consultation else stored), dossier

    return sharing.change_by_owner(engine, keys, code, month, alter)[1]
