"""The answers and the plan for other programs: `ev-scan/answers@1` and `ev-scan/plan@1`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import OptionId
from ev_scan.domain.own_actions import OwnAction
from ev_scan.domain.plan import (
    Action,
    ActionPlan,
    AgreedAction,
    AnyReason,
    InputReason,
    LegalReason,
    QuestionToAnswer,
    RiskReason,
)
from ev_scan.domain.progress_document import progress_document
from ev_scan.domain.questionnaire import Question, QuestionKind
from ev_scan.domain.regimes import RegimeResult
from ev_scan.domain.scoring import ClusterResult, TopicResult
from ev_scan.i18n import Localizer
from ev_scan.report.register_machine import input_result, register_answers, risk_result

ANSWERS_FORMAT = "ev-scan/answers@1"
PLAN_FORMAT = "ev-scan/plan@1"

Document = dict[str, Any]


def answers_document(dossier: Dossier, catalogue: Catalogue) -> Document:
    """The dossier as an answers file; what this catalogue does not know is left out."""
    questionnaire = catalogue.questionnaire
    profile = {question.id for question in questionnaire.profile}
    known = {question.id: question for question in questionnaire.questions()}
    chosen = {name: question.arranged(dossier.answers.of(name)) for name, question in known.items()}
    given = {name: answer_value(known[name], answer) for name, answer in chosen.items() if answer}
    notes = {name: note for name, note in sorted(dossier.notes.items()) if name in known}
    document: Document = {
        "format": ANSWERS_FORMAT,
        "mode": dossier.mode.value,
        "profile": {question: value for question, value in given.items() if question in profile},
        "answers": {question: value for question, value in given.items() if question not in profile},
        "progress": {
            measure: progress_document(noted)
            for measure, noted in sorted(dossier.progress.items())
            if measure in catalogue.measures
        },
    }
    if notes:
        document["notes"] = notes
    agreements = [_agreement_answer(own, dossier, catalogue) for own in dossier.own_actions]
    return document | register_answers(dossier.register) | ({"agreements": agreements} if agreements else {})


def _agreement_answer(own: OwnAction, dossier: Dossier, catalogue: Catalogue) -> Document:
    """How far it is stands with its measure, if this catalogue has that."""
    if own.measure and own.measure in catalogue.measures:
        return {"what": own.what, "measure": own.measure}
    return {"what": own.what, **progress_document(dossier.own_progress(own.id))}


def answer_value(question: Question, chosen: tuple[OptionId, ...]) -> str | int | list[str]:
    """As an answers file writes it: a level as a number, several choices as a list."""
    if question.kind is QuestionKind.MULTIPLE:
        return list(chosen)
    return int(chosen[0]) if question.kind is QuestionKind.GRADED and chosen[0].isdigit() else chosen[0]


def plan_document(
    dossier: Dossier, plan: ActionPlan, catalogue: Catalogue, localize: Localizer, created: datetime
) -> Document:
    """Equal input gives an equal document, apart from `created`."""
    result, answers = plan.result, answers_document(dossier, catalogue)
    return {
        "format": PLAN_FORMAT,
        "catalogue": {"version": catalogue.version, "fingerprint": catalogue.fingerprint},
        "language": localize.locale,
        "created": created.isoformat(timespec="seconds"),
        "profile": answers["profile"],
        "exposure": {"points": result.exposure.points, "band": result.exposure.band.id},
        "scores": {"clusters": [_cluster(cluster) for cluster in result.clusters]},
        "topics": [_topic(topic) for topic in result.topics],
        "actions": [_action(action, plan, localize) for action in plan.actions],
        "agreements": [_agreement(agreed) for agreed in plan.agreed],
        "risks": [risk_result(found) for found in plan.risks],
        "critical_inputs": [input_result(found) for found in plan.inputs],
        "regimes": [_regime(found, localize) for found in plan.regimes],
        "questions_to_answer": [_question_to_answer(asked, localize) for asked in plan.questions_to_answer],
        "answers": answers,
    }


def _cluster(cluster: ClusterResult) -> Document:
    return {
        "id": cluster.cluster,
        "score": cluster.score,
        "earned": cluster.earned,
        "possible": cluster.possible,
        "low": cluster.low,
        "high": cluster.high,
        "unknown_share": cluster.unknown_share,
        "target": cluster.target,
    }


def _topic(topic: TopicResult) -> Document:
    return {
        "id": topic.topic,
        "cluster": topic.cluster,
        "level": topic.level,
        "weight": topic.weight,
        "applicable": topic.counts,
        "state": topic.state.value,
        "target": topic.target,
    }


def _action(action: Action, plan: ActionPlan, localize: Localizer) -> Document:
    measure, lift, progress = action.measure, action.lift, action.progress
    return {
        "measure": measure.id,
        "title": localize(measure.title),
        "rank": action.rank,
        "phase": action.phase.value,
        "reasons": [_reason(reason, plan) for reason in action.reasons],
        "effort": measure.effort.value,
        "cost": measure.cost.value,
        "role": measure.role,
        "after": list(action.after),
        "lift": {lift.cluster: [lift.before, lift.after]} if lift else {},
        "status": progress.status.value,
        "owner": progress.owner or None,
        "due": progress.due.isoformat() if progress.due else None,
    }


def _agreement(agreed: AgreedAction) -> Document:
    progress = agreed.progress
    return {
        "what": agreed.what,
        "measure": agreed.measure.id if agreed.measure else None,
        "status": progress.status.value,
        "owner": progress.owner or None,
        "due": progress.due.isoformat() if progress.due else None,
    }


def _reason(reason: AnyReason, plan: ActionPlan) -> Document:
    if isinstance(reason, RiskReason):
        found = plan.risk(reason.asset, reason.method)
        return {"risk": {"asset": found.asset.name if found else reason.asset, "method": reason.method}}
    if isinstance(reason, InputReason):
        leaning = plan.input(reason.input)
        return {"critical_input": leaning.input.name if leaning else reason.input}
    if isinstance(reason, LegalReason):
        return {"regime": reason.regime}
    return {"question": reason.question, "option": reason.option}


def _regime(found: RegimeResult, localize: Localizer) -> Document:
    regime = found.regime
    return {
        "regime": regime.id,
        "title": localize(regime.title),
        "status": regime.status.value,
        "outcome": found.outcome.value,
        "because": [{"question": question, "option": option} for question, option in found.because],
        "as_of": regime.as_of.isoformat(),
        "review_by": regime.review_by.isoformat(),
        "contacts": list(regime.contacts),
    }


def _question_to_answer(asked: QuestionToAnswer, localize: Localizer) -> Mapping[str, object]:
    return {
        "topic": asked.topic,
        "question": asked.question.id,
        "ask": localize(asked.find_out.text),
        "role": asked.find_out.role,
        "contacts": list(asked.find_out.contacts),
    }
