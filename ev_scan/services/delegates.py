"""A colleague without an account answers the questions of some topics by a code, and sees nothing else."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Engine

from ev_scan.domain.answers import Answer, AnswerSet
from ev_scan.domain.conditions import holds
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.errors import EvScanError, NotInCatalogue
from ev_scan.domain.ids import QuestionId
from ev_scan.domain.questionnaire import Question, Questionnaire, Topic
from ev_scan.domain.sharing import ANSWERING, Grant, Holder, NotAllowed, Scope
from ev_scan.services import sharing
from ev_scan.vault.codes import ShareCode
from ev_scan.vault.epochs import EpochKeys

COLLEAGUE: Final = Holder(b"a colleague", "")
"""Whoever has the code: without accounts nothing tells one colleague from another, only the uses limit it."""


@dataclass(frozen=True, slots=True)
class TopicTask:
    topic: Topic
    questions: tuple[Question, ...]
    """Those that concern this company now."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a colleague was asked to do, and what was answered there. Nothing else of the dossier is in it."""

    expires: int
    topics: tuple[TopicTask, ...]
    answers: AnswerSet

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for each in self.topics for question in each.questions)

    def is_answered(self, question: Question) -> bool:
        return bool(question.arranged(self.answers.of(question.id)))

    def topic_of(self, question_id: str) -> Topic:
        """Raises NotInCatalogue for a question that is not asked here."""
        for each in self.topics:
            if any(question.id == question_id for question in each.questions):
                return each.topic
        raise NotInCatalogue(question_id)

    def next_open(self, after: QuestionId | None = None) -> Question | None:
        """The first open question behind `after`, else the first open one at all; None when all are answered."""
        names = [question.id for question in self.questions]
        start = names.index(after) + 1 if after in names else 0
        in_order = (*self.questions[start:], *self.questions[:start])
        return next((question for question in in_order if not self.is_answered(question)), None)


class AnsweredMeanwhile(EvScanError):
    """Somebody else answered this question since the page of it was made."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


def topics_to_ask(questionnaire: Questionnaire, dossier: Dossier) -> tuple[Topic, ...]:
    """The topics that a colleague of this company can be asked about."""
    return questionnaire.topics_in(dossier.mode, questionnaire.standing(dossier.answers))


def enter(engine: Engine, keys: EpochKeys, code: ShareCode, now: int) -> Grant:
    """Counts a use. Raises Gone, also for a code that an owner made for an adviser."""
    return sharing.claim(engine, keys, code, COLLEAGUE, now, ANSWERING)


def task(engine: Engine, keys: EpochKeys, questionnaire: Questionnaire, code: ShareCode, now: int) -> Task:
    """Raises Gone."""
    opened = sharing.look(engine, keys, code, COLLEAGUE, now, ANSWERING)
    return _task(questionnaire, opened.dossier, opened.grant)


def answer(
    engine: Engine,
    keys: EpochKeys,
    questionnaire: Questionnaire,
    code: ShareCode,
    now: int,
    question: Question,
    chosen: Answer,
    seen: Answer,
) -> Task:
    """Stores an answer over the one that was `seen`.

    Raises Gone, NotAllowed, NotInCatalogue when this is not asked of the company, and AnsweredMeanwhile.
    """
    topic = questionnaire.topic_of(question.id)
    if topic is None:  # about the company as a whole
        raise NotAllowed

    def decide(stored: Dossier) -> Answer:
        _refuse_unasked(questionnaire, stored, topic, question)
        present = stored.answers.of(question.id)
        if present not in (seen, chosen):
            raise AnsweredMeanwhile(present)
        return chosen

    opened = sharing.answer(engine, keys, code, COLLEAGUE, now, question.id, topic.id, decide)
    return _task(questionnaire, opened.dossier, opened.grant)


def _task(questionnaire: Questionnaire, dossier: Dossier, grant: Grant) -> Task:
    topics = _asked(questionnaire, dossier, grant.scope)
    asked = {question.id for each in topics for question in each.questions}
    answers = AnswerSet({name: chosen for name, chosen in dossier.answers.by_question.items() if name in asked})
    return Task(grant.expires, topics, answers)


def _refuse_unasked(questionnaire: Questionnaire, dossier: Dossier, topic: Topic, question: Question) -> None:
    """Raises NotInCatalogue."""
    for each in _asked(questionnaire, dossier, Scope(frozenset({topic.id}))):
        if question in each.questions:
            return
    raise NotInCatalogue(question.id)


def _asked(questionnaire: Questionnaire, dossier: Dossier, scope: Scope) -> tuple[TopicTask, ...]:
    standing = questionnaire.standing(dossier.answers)
    found = (
        TopicTask(topic, tuple(each for each in topic.questions if holds(each.asked_when, standing)))
        for topic in topics_to_ask(questionnaire, dossier)
        if topic.id in scope
    )
    return tuple(each for each in found if each.questions)
