"""Draws the page of one question: joined from fragments, or in full when a note, an error or a conflict is on it."""

from dataclasses import dataclass

from flask import render_template

from ev_scan.domain.answers import Answer
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.questionnaire import Question
from ev_scan.domain.route import Section
from ev_scan.services.library import question_texts
from ev_scan.web import context
from ev_scan.web.filters import is_together
from ev_scan.web.forms import QuestionForm, control_of, question_form, seen_value
from ev_scan.web.fragments import SLOTS, mark
from ev_scan.web.scan import presenters
from ev_scan.web.security import form_token


@dataclass(frozen=True, slots=True)
class Stored:
    """What another page stored, in words."""

    answer: str
    note: str


def stored_page(here: Section, asked: Question, dossier: Dossier) -> str:
    """The page with what the dossier holds. Only a note makes it worth drawing anew."""
    if dossier.notes.get(asked.id):
        return full_page(here, asked, stored_form(asked, dossier))
    stored = dossier.answers.of(asked.id)
    key = (context.locale(), context.theme(), here.id, asked.id, "together" if is_together() else "")
    page = context.runtime().pages.page(key, control_of(asked), lambda: _with_marks(here, asked))
    return page.fill(_slots(here, asked, seen_value(stored, "")), stored)


def full_page(here: Section, asked: Question, form: QuestionForm, conflict: Stored | None = None) -> str:
    """The page with what a form holds."""
    return _template(here, asked, form, _slots(here, asked, form.seen.data or ""), conflict)


def conflict_page(here: Section, asked: Question, form: QuestionForm, answer: Answer, note: str) -> str:
    """Show both answers; sending the form again now means: this one."""
    form.seen.data = seen_value(answer, note)
    localize = context.localize()
    words = " + ".join(localize(asked.option(option).text) for option in asked.arranged(answer))
    return full_page(here, asked, form, Stored(words or localize.gettext("nog geen antwoord"), note))


def stored_form(asked: Question, dossier: Dossier) -> QuestionForm:
    stored, note = dossier.answers.of(asked.id), dossier.notes.get(asked.id, "")
    answer = list(stored) if control_of(asked) == "checkboxes" else (stored[0] if stored else None)
    data = {"answer": answer, "note": note, "seen": seen_value(stored, note)}
    return question_form(asked, context.locale())(data=data)


def _slots(here: Section, asked: Question, seen: str) -> dict[str, str]:
    return {
        "token": form_token(),
        "seen": seen,
        "position": presenters.position(here, asked, context.localize()),
        "back": presenters.back_url(here, asked),
    }


def _with_marks(here: Section, asked: Question) -> str:
    empty = question_form(asked, context.locale())(data={"answer": None, "note": "", "seen": ""})
    return _template(here, asked, empty, {slot: mark(slot) for slot in SLOTS}, None)


def _template(
    here: Section, asked: Question, form: QuestionForm, slots: dict[str, str], conflict: Stored | None
) -> str:
    glossary = context.runtime().library.glossary(context.localize())
    return render_template(
        "scan/question.html",
        form=form,
        asked=asked,
        control=control_of(asked),
        section=here,
        section_title=presenters.section_title(here, context.localize()),
        terms=glossary.in_texts(question_texts(asked)),
        slots=slots,
        conflict=conflict,
    )
