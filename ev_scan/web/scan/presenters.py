"""What the scan's pages show, in the words of one locale."""

from dataclasses import dataclass
from functools import cache

from flask import url_for

from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import UNKNOWN
from ev_scan.domain.questionnaire import DeepDive, Question
from ev_scan.domain.route import Section, SectionState
from ev_scan.i18n import Localizer


@dataclass(frozen=True, slots=True)
class SectionRow:
    title: str
    hint: str
    href: str
    theme: str
    status: tuple[str, str]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    question: str
    answer: list[str]
    href: str
    note: str | None
    open: bool
    """Whether the answer is "I don't know"."""


@dataclass(frozen=True, slots=True)
class Following:
    """The page to go on with, and how far the visitor is."""

    href: str
    begun: bool


def section_title(section: Section, localize: Localizer) -> str:
    return localize(section.subject.title) if section.subject else localize.gettext("Uw bedrijf")


def section_rows(sections: tuple[Section, ...], localize: Localizer) -> list[SectionRow]:
    told = not sections or sections[0].answered == len(sections[0].questions)
    return [
        SectionRow(
            title=section_title(section, localize),
            hint=_hint(section, localize, told),
            href=section_url(section),
            theme=section.theme,
            status=_status(section, localize),
        )
        for section in sections
    ]


def _hint(section: Section, localize: Localizer, told: bool) -> str:
    """How many questions a theme has shows only when the profile is told."""
    number = len(section.questions)
    count = localize.ngettext("%(num)d vraag", "%(num)d vragen", number)
    if section.subject is None:
        return localize.gettext("Zo past het advies bij u.") + f" {count}"
    about = (
        f"{localize(section.subject.promise)}."
        if isinstance(section.subject, DeepDive)
        else localize(section.subject.summary)
    )
    return f"{about} {count}" if told else about


def _status(section: Section, localize: Localizer) -> tuple[str, str]:
    match section.state:
        case SectionState.FINISHED:
            return "ok", localize.gettext("Klaar")
        case SectionState.TO_CHECK:
            return "doing", localize.gettext("Nog nakijken")
        case SectionState.BUSY:
            words = localize.gettext("Bezig: %(answered)s van %(total)s")
            return "doing", words % {"answered": section.answered, "total": len(section.questions)}
        case SectionState.NOT_STARTED:
            return "none", localize.gettext("Nog niet begonnen")


def section_url(section: Section) -> str:
    """The first question of a fresh section, else its answers."""
    if section.state is SectionState.NOT_STARTED:
        return question_url(section, section.questions[0])
    return url_for("scan.check", section_id=section.id)


def question_url(section: Section, question: Question) -> str:
    return _question_url(section.id, question.id)


@cache
def _question_url(section_id: str, question_id: str) -> str:
    return url_for("scan.question", section_id=section_id, question_id=question_id)


def back_url(section: Section, question: Question) -> str:
    previous = section.previous(question.id)
    return question_url(section, previous) if previous else url_for("scan.overview")


def position(section: Section, question: Question, localize: Localizer) -> str:
    words = localize.gettext("Vraag %(number)s van %(total)s")
    return words % {"number": section.position(question.id), "total": len(section.questions)}


def following(sections: tuple[Section, ...], dossier: Dossier) -> Following | None:
    """Where the one obvious button leads; None when every section is finished."""
    begun = any(section.answered for section in sections)
    for section in sections:
        question = section.next_open(dossier.answers)
        if question:
            return Following(question_url(section, question), begun)
        if section.state is not SectionState.FINISHED:
            return Following(url_for("scan.check", section_id=section.id), begun)
    return None


def answer_rows(section: Section, dossier: Dossier, localize: Localizer) -> list[AnswerRow]:
    rows = []
    for question in section.questions:
        chosen = dossier.answers.of(question.id)
        rows.append(
            AnswerRow(
                question=localize(question.text),
                answer=[localize(question.option(option).text) for option in question.arranged(chosen)],
                href=question_url(section, question),
                note=dossier.notes.get(question.id),
                open=chosen == (UNKNOWN,),
            )
        )
    return rows
