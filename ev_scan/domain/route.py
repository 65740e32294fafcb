"""The way through the scan: sections of questions, and which question comes next."""

from dataclasses import dataclass
from enum import StrEnum

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.conditions import holds
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.ids import ClusterId, QuestionId
from ev_scan.domain.questionnaire import Cluster, Mode, Question

PROFILE = ClusterId("profile")
"""The section of questions about the company; it stands before the clusters and carries no score."""


class SectionState(StrEnum):
    NOT_STARTED = "not_started"
    BUSY = "busy"
    TO_CHECK = "to_check"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Section:
    """The questions of the profile or of one cluster that concern this company now."""

    id: ClusterId
    cluster: Cluster | None
    """None for the profile."""
    questions: tuple[Question, ...]
    answered: int
    state: SectionState

    def position(self, question: QuestionId) -> int:
        """Counting from 1. Raises NotInCatalogue for a question that is not asked here."""
        for number, asked in enumerate(self.questions, start=1):
            if asked.id == question:
                return number
        raise NotInCatalogue(question)

    def previous(self, question: QuestionId) -> Question | None:
        number = self.position(question)
        return self.questions[number - 2] if number > 1 else None

    def next_open(self, answers: AnswerSet, after: QuestionId | None = None) -> Question | None:
        """The first open question behind `after`, else the first open one at all; None when all are answered."""
        start = self.position(after) if after else 0
        in_order = (*self.questions[start:], *self.questions[:start])
        return next((question for question in in_order if not question.arranged(answers.of(question.id))), None)


def section(catalogue: Catalogue, dossier: Dossier, section_id: str) -> Section:
    """Raises NotInCatalogue."""
    cluster = None if section_id == PROFILE else catalogue.questionnaire.cluster(section_id)
    answers = catalogue.questionnaire.standing(dossier.answers)
    questions = _asked(catalogue, answers, dossier.mode, cluster)
    answered = sum(question.id in answers for question in questions)
    name = ClusterId(section_id)
    return Section(name, cluster, questions, answered, _state(answered, len(questions), name in dossier.finished))


def sections(catalogue: Catalogue, dossier: Dossier) -> tuple[Section, ...]:
    """The profile first, then the clusters in order; a cluster without questions for this company is left out."""
    names = [PROFILE, *(cluster.id for cluster in catalogue.questionnaire.clusters)]
    found = (section(catalogue, dossier, name) for name in names)
    return tuple(each for each in found if each.questions)


def _state(answered: int, asked: int, checked: bool) -> SectionState:
    if answered < asked:
        return SectionState.BUSY if answered else SectionState.NOT_STARTED
    return SectionState.FINISHED if checked else SectionState.TO_CHECK


def _asked(catalogue: Catalogue, answers: AnswerSet, mode: Mode, cluster: Cluster | None) -> tuple[Question, ...]:
    if cluster is None:
        questions = catalogue.questionnaire.profile
    else:
        topics = catalogue.questionnaire.topics_in(mode, answers, cluster)
        questions = tuple(question for topic in topics for question in topic.questions)
    return tuple(question for question in questions if holds(question.asked_when, answers))
