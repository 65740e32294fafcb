"""Every question and what was answered, with the notes."""

from collections.abc import Iterable
from typing import Final

from ev_scan.domain.conditions import holds
from ev_scan.domain.questionnaire import Question, QuestionKind
from ev_scan.report.document.definitions import Definition
from ev_scan.report.document.plan_actions import WORTH_BEGINNING
from ev_scan.report.document.plan_report import PlanEdition, filled, joined
from ev_scan.report.document.text import Text, emphasis

_QUESTION_SHARE: Final = 0.42


def add_answers(edition: PlanEdition) -> None:
    document, gettext = edition.document, edition.localize.gettext
    questionnaire, mode = edition.catalogue.questionnaire, edition.plan.result.mode
    document.page_break(unless_room_for=WORTH_BEGINNING)
    document.heading(1, gettext("Uw antwoorden"))
    document.heading(2, gettext("Uw bedrijf"), listed=False)
    _add_rows(edition, questionnaire.profile_in(mode))
    topics = questionnaire.topics_in(mode, edition.answers)
    for cluster in questionnaire.clusters:
        questions = [question for topic in topics if topic.cluster == cluster.id for question in topic.questions]
        if questions:
            document.heading(2, edition.theme(cluster.id), listed=False)
            _add_rows(edition, questions)
    told = [question for question in questionnaire.legal if question.id in edition.answers]
    if told:
        document.heading(2, gettext("Wetten en regels"), listed=False)
        _add_rows(edition, told)


def _add_rows(edition: PlanEdition, questions: Iterable[Question]) -> None:
    asked = [question for question in questions if holds(question.asked_when, edition.answers)]
    rows = [
        Definition(edition.content(question.text), _answer(edition, question), _notes(edition, question))
        for question in asked
    ]
    edition.document.definitions(rows, share=_QUESTION_SHARE)


def _answer(edition: PlanEdition, question: Question) -> Text:
    gettext = edition.localize.gettext
    chosen = question.arranged(edition.answers.of(question.id))
    if not chosen:
        return emphasis(gettext("Niet ingevuld"))
    answer = joined([[edition.option(question.id, option)] for option in chosen], "; ")
    level = edition.answers.level(question.id) if question.kind is QuestionKind.GRADED else None
    if level is None:
        return answer
    return [*filled(gettext("Niveau %(level)s:"), level=str(level)), " ", *answer]


def _notes(edition: PlanEdition, question: Question) -> list[Text]:
    lines = [line for line in edition.report.notes.get(question.id, "").splitlines() if line.strip()]
    if not lines:
        return []
    return [[edition.localize.gettext("Notitie:"), " ", lines[0]], *lines[1:]]
