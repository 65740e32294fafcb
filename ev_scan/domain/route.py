"""The way through the scan: sections of questions, and which question comes next."""

from dataclasses import dataclass
from enum import StrEnum

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.conditions import holds
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.ids import ClusterId, QuestionId
from ev_scan.domain.questionnaire import Cluster, DeepDive, Mode, Question

PROFILE = ClusterId("profile")
"""The section of questions about the company; it stands before the clusters and carries no score."""


class SectionState(StrEnum):
    NOT_STARTED = "not_started"
    BUSY = "busy"
    TO_CHECK = "to_check"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Section:
    """The questions of the profile, of one cluster or of one deep dive that concern this company now."""

    id: ClusterId
    subject: Cluster | DeepDive | None
    """None for the profile."""
    questions: tuple[Question, ...]
    answered: int
    state: SectionState

    @property
    def theme(self) -> ClusterId:
        """Whose colour and emblem it bears."""
        return self.subject.cluster if isinstance(self.subject, DeepDive) else self.id

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
    subject = None if section_id == PROFILE else _subject(catalogue, dossier, section_id)
    answers = catalogue.questionnaire.standing(dossier.answers)
    questions = _asked(catalogue, answers, dossier, subject)
    answered = sum(question.id in answers for question in questions)
    name = ClusterId(section_id)
    return Section(name, subject, questions, answered, _state(answered, len(questions), name in dossier.finished))


def sections(catalogue: Catalogue, dossier: Dossier) -> tuple[Section, ...]:
    """The profile first, then the clusters in order, or the deep dive that was chosen; none without questions."""
    if dossier.mode.is_deep_dive:
        names = [PROFILE, ClusterId(dossier.mode)]
    else:
        names = [PROFILE, *(cluster.id for cluster in catalogue.questionnaire.clusters)]
    found = (section(catalogue, dossier, name) for name in names)
    return tuple(each for each in found if each.questions)


def section_of(mode: Mode, cluster: ClusterId) -> ClusterId:
    """The section in which a company meets the topics of a cluster."""
    return ClusterId(mode) if mode.is_deep_dive else cluster


def _subject(catalogue: Catalogue, dossier: Dossier, section_id: str) -> Cluster | DeepDive:
    if dossier.mode.is_deep_dive and section_id == dossier.mode:
        return catalogue.questionnaire.deep_dive(section_id)
    return catalogue.questionnaire.cluster(section_id)


def _state(answered: int, asked: int, checked: bool) -> SectionState:
    if answered < asked:
        return SectionState.BUSY if answered else SectionState.NOT_STARTED
    return SectionState.FINISHED if checked else SectionState.TO_CHECK


def _asked(
    catalogue: Catalogue, answers: AnswerSet, dossier: Dossier, subject: Cluster | DeepDive | None
) -> tuple[Question, ...]:
    if subject is None:
        questions = catalogue.questionnaire.profile_in(dossier.mode)
    else:
        cluster = subject if isinstance(subject, Cluster) else None
        topics = catalogue.questionnaire.topics_in(dossier.mode, answers, cluster)
        questions = tuple(question for topic in topics for question in topic.questions)
    return tuple(question for question in questions if holds(question.asked_when, answers))
