"""What an edit of the content does to the plans of the made-up companies beside it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ev_scan.content.schema import PersonaFile
from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import MeasureId
from ev_scan.domain.plan import ActionPlan, Phase
from ev_scan.domain.regimes import Outcome
from ev_scan.i18n import SOURCE_LOCALE, localizer
from ev_scan.services.answers_file import BadAnswers, Fault, read_dossier
from ev_scan.services.plans import plan_of


@dataclass(frozen=True, slots=True)
class Result:
    """What a company gets, as ids and numbers."""

    band: str
    points: int
    scores: dict[str, int | None]
    phases: dict[MeasureId, Phase]
    """The open actions, in the order of the plan."""
    regimes: dict[str, Outcome]
    find_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    persona: PersonaFile
    before: Result | None
    """None when the old content does not know the mode of this company."""
    after: Result
    left_out: tuple[str, ...]
    """The answers that the old content does not know, as `question:option`."""

    @property
    def changes_anything(self) -> bool:
        return self.before is None or self.before != self.after or list(self.before.phases) != list(self.after.phases)


def effects(personas: Iterable[PersonaFile], old: Catalogue, new: Catalogue) -> Iterator[Effect]:
    """Raises BadAnswers when a persona does not fit the new content."""
    for persona in personas:
        dossier = _dossier(persona, new)
        known = dossier.mode in old.questionnaire.modes
        before = _result(plan_of(_as_known_to(old, dossier), old)) if known else None
        yield Effect(persona, before, _result(plan_of(dossier, new)), tuple(_unknown(old, dossier)))


def _dossier(persona: PersonaFile, catalogue: Catalogue) -> Dossier:
    try:
        return read_dossier(json.dumps(persona.answers).encode(), persona.id, catalogue, localizer(SOURCE_LOCALE))
    except BadAnswers as error:
        raise BadAnswers([Fault(f"{persona.id}: {fault.field}", fault.message) for fault in error.faults]) from None


def _as_known_to(catalogue: Catalogue, dossier: Dossier) -> Dossier:
    known = {question.id: question for question in catalogue.questionnaire.questions()}
    kept = {name: known[name].arranged(chosen) for name, chosen in dossier.answers.by_question.items() if name in known}
    return replace(dossier, answers=AnswerSet({name: chosen for name, chosen in kept.items() if chosen}))


def _unknown(catalogue: Catalogue, dossier: Dossier) -> Iterator[str]:
    kept = _as_known_to(catalogue, dossier).answers
    for question, chosen in dossier.answers.by_question.items():
        yield from (f"{question}:{option}" for option in chosen if option not in kept.of(question))


def _result(plan: ActionPlan) -> Result:
    exposure = plan.result.exposure
    return Result(
        band=exposure.band.id,
        points=exposure.points,
        scores={cluster.cluster: cluster.score for cluster in plan.result.clusters},
        phases={action.measure.id: action.phase for action in plan.actions if action.progress.status.is_open},
        regimes={found.regime.id: found.outcome for found in plan.regimes},
        find_out=tuple(asked.question.id for asked in plan.questions_to_answer),
    )
