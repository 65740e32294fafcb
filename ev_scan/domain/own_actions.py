"""What a company agreed with an adviser and made its own: actions besides those that the answers call for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.consultation import Agreement
from ev_scan.domain.ids import AgreementId, MeasureId
from ev_scan.domain.measures import MeasureLibrary
from ev_scan.domain.plan import AgreedAction, Progress, Status
from ev_scan.domain.progress_document import progress_document, progress_from


@dataclass(frozen=True, slots=True)
class OwnAction:
    id: AgreementId
    what: str
    measure: MeasureId | None = None
    progress: Progress = field(default_factory=Progress)
    """Only of an action without a measure: what a company notes about a measure is kept once, with the measure."""


def own_action_of(agreement: Agreement) -> OwnAction:
    if agreement.measure:
        return OwnAction(agreement.id, agreement.what, agreement.measure)
    return OwnAction(agreement.id, agreement.what, None, Progress(Status.TODO, agreement.who, agreement.due))


def agreed_progress(noted: Progress, agreement: Agreement) -> Progress:
    """What the agreement says goes before what was noted; what is going on or done stays so."""
    status = Status.TODO if noted.status is Status.DROPPED else noted.status
    return Progress(status, agreement.who or noted.owner, agreement.due or noted.due)


def agreed_actions(
    own: Iterable[OwnAction], progress: Mapping[MeasureId, Progress], library: MeasureLibrary, answers: AnswerSet
) -> tuple[AgreedAction, ...]:
    """As the plan shows them, in the order of accepting; a measure that the library lost is left out."""
    found = []
    for each in own:
        if each.measure is None:
            found.append(AgreedAction(each.id, each.what, None, each.progress))
            continue
        measure = library.get(each.measure).suited_to(answers) if each.measure in library else None
        found.append(AgreedAction(each.id, each.what, measure, progress.get(each.measure, Progress())))
    return tuple(found)


def noted(own: Iterable[OwnAction], action_id: str, progress: Progress) -> tuple[OwnAction, ...]:
    return tuple(replace(each, progress=progress) if each.id == action_id else each for each in own)


def own_action_document(own: OwnAction) -> dict[str, Any]:
    document: dict[str, Any] = {"id": own.id, "what": own.what}
    if own.measure:
        return document | {"measure": own.measure}
    return document | progress_document(own.progress)


def own_action_from(document: Mapping[str, Any]) -> OwnAction:
    measure = document.get("measure")
    if measure:
        return OwnAction(AgreementId(document["id"]), document["what"], MeasureId(measure))
    return OwnAction(AgreementId(document["id"]), document["what"], None, progress_from(document))
