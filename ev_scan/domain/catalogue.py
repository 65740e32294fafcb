"""Everything that editors wrote, loaded once and never changed: the one source of questions and advice."""

from collections.abc import Mapping
from dataclasses import dataclass

from ev_scan.domain.ids import ContactId, RoleId, SourceId
from ev_scan.domain.measures import Contact, MeasureLibrary, Role, Source
from ev_scan.domain.questionnaire import Questionnaire


@dataclass(frozen=True)
class Catalogue:
    version: str
    date: str
    fingerprint: str
    """SHA-256 over all content except personas; equal content gives an equal fingerprint."""
    questionnaire: Questionnaire
    measures: MeasureLibrary
    roles: Mapping[RoleId, Role]
    contacts: Mapping[ContactId, Contact]
    sources: Mapping[SourceId, Source]
