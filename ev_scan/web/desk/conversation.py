"""The conversation itself: answers to read, beside notes for the owner and notes for the adviser alone."""

from datetime import UTC, datetime

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ev_scan.domain.cases import LONGEST_PRIVATE_NOTE, Case, NoteChanged, mark
from ev_scan.domain.consultation import GENERAL, LONGEST_NOTE, Note
from ev_scan.domain.consultation_changes import (
    ChangedMeanwhile,
    ConsultationFull,
    with_note,
    with_note_changed,
    without_note,
)
from ev_scan.domain.consultation_changes import mark as mark_of
from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.ids import NoteId, TopicId
from ev_scan.domain.questionnaire import Topic
from ev_scan.domain.scoring import TopicResult
from ev_scan.services import documents
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.conversation import meanwhile, note_view
from ev_scan.web.desk import presenters
from ev_scan.web.desk.blueprint import OpenCase, adviser, bp, case_of, case_url, change_case, open_case, wording, words
from ev_scan.web.desk.forms import NoteForm, PrivateNoteForm, check_text, note_form, private_note_form


@bp.get("/zaken/<case_id>/onderwerpen")
@open_to(Audience.ADVISER)
def topics(case_id: str) -> ResponseReturnValue:
    here, localize = open_case(case_id), context.localize()
    plan, consultation = here.plan(), here.consultation()
    general = presenters.Row(
        localize.gettext("Algemeen"),
        localize.gettext("Notities die bij geen onderwerp horen"),
        presenters.topic_url(here.case, GENERAL),
        "profile",
        None,
    )
    shelves = [(localize.gettext("Het hele gesprek"), [general])]
    for cluster in context.catalogue().questionnaire.clusters:
        found = [topic for topic in plan.result.topics if topic.cluster == cluster.id]
        if found:
            rows = [presenters.topic_row(here.case, each, consultation, wording()) for each in found]
            shelves.append((localize(cluster.title), rows))
    return render_template("desk/topics.html", case=here.case, shelves=shelves)


@bp.get("/zaken/<case_id>/onderwerpen/<topic_id>")
@open_to(Audience.ADVISER)
def topic(case_id: str, topic_id: str) -> ResponseReturnValue:
    _known(topic_id)
    return _topic_page(open_case(case_id), TopicId(topic_id), note_form())


def _known(topic_id: str) -> Topic | None:
    """None for what is about no topic in particular. Raises NotInCatalogue."""
    return None if topic_id == GENERAL else context.catalogue().questionnaire.topic(topic_id)


def _topic_page(here: OpenCase, topic_id: TopicId, form: NoteForm) -> str:
    localize, plan, said = context.localize(), here.plan(), here.consultation()
    asked = _known(topic_id)
    results = plan.result.topics
    found = next((each for each in results if each.topic == topic_id), None)
    steps = [action for action in plan.actions if asked and action.measure.topic == topic_id]
    return render_template(
        "desk/topic.html",
        case=here.case,
        form=form,
        topic_id=topic_id,
        title=localize(asked.title) if asked else localize.gettext("Het hele gesprek"),
        theme_title=wording().cluster(asked.cluster) if asked else localize.gettext("Algemeen"),
        emblem=asked.cluster if asked else "profile",
        standing=presenters.standing(found)[1] if found else None,
        answers=presenters.answer_rows(asked.questions, here.dossier) if asked else [],
        steps=[localize(action.measure.title) for action in steps],
        notes=[
            note_view(each, words(), lambda note_id: _note_url(here, topic_id, note_id))
            for each in said.notes_about(topic_id)
        ]
        if here.may_write
        else [note_view(each, words()) for each in said.notes_about(topic_id)],
        may_write=here.may_write,
        longest_note=LONGEST_NOTE,
        longest=LONGEST_PRIVATE_NOTE,
        private_form=private_note_form(here.case, topic_id),
        following=_following(here.case, results, topic_id),
    )


def _following(case: Case, results: tuple[TopicResult, ...], topic_id: TopicId) -> tuple[str, str] | None:
    """Title and address of the topic behind this one."""
    order = [GENERAL, *(each.topic for each in results)]
    place = order.index(topic_id) + 1 if topic_id in order else len(order)
    if place >= len(order):
        return None
    return words().topic(order[place]), presenters.topic_url(case, order[place])


def _note_url(here: OpenCase, about: TopicId, note_id: str) -> str:
    return url_for("desk.note", case_id=here.case.id.hex(), topic_id=about, note_id=note_id)


@bp.post("/zaken/<case_id>/onderwerpen/<topic_id>")
@open_to(Audience.ADVISER)
def write_note(case_id: str, topic_id: str) -> ResponseReturnValue:
    _known(topic_id)
    here, form, gettext = open_case(case_id), note_form(request.form), context.localize().gettext
    here.refuse_reader()
    if not check_text(form, LONGEST_NOTE, gettext("Schrijf eerst een notitie.")):
        return _topic_page(here, TopicId(topic_id), form), 422
    written = Note(NoteId(form.new_id()), form.text.data, adviser().name, context.today())
    try:
        here.change_consultation(lambda stored: with_note(stored, TopicId(topic_id), written))
    except ConsultationFull as full:
        form.text.errors = [gettext("Er passen %(most)s notities in. Haal er eerst een weg.", most=full.most)]
        return _topic_page(here, TopicId(topic_id), form), 422
    return redirect(presenters.topic_url(here.case, TopicId(topic_id)), 303)


@bp.route("/zaken/<case_id>/onderwerpen/<topic_id>/<note_id>", methods=["GET", "POST"])
@open_to(Audience.ADVISER)
def note(case_id: str, topic_id: str, note_id: str) -> ResponseReturnValue:
    here, about = open_case(case_id), TopicId(topic_id)
    here.refuse_reader()
    stored = here.consultation().note(note_id)
    if request.method != "POST":
        if stored is None:
            raise NotInCatalogue(note_id)
        return _note_page(here, about, note_id, note_form(text=stored.text, seen=mark_of(stored)))
    form = note_form(request.form)
    if request.form.get("intent") != "remove" and not check_text(
        form, LONGEST_NOTE, context.localize().gettext("Schrijf eerst een notitie.")
    ):
        return _note_page(here, about, note_id, form), 422
    return _changed(here, about, note_id, form)


def _changed(here: OpenCase, about: TopicId, note_id: str, form: NoteForm) -> ResponseReturnValue:
    seen = form.seen.data or ""
    written = Note(NoteId(note_id), form.text.data or "", adviser().name, context.today())
    try:
        if request.form.get("intent") == "remove":
            if not form.validate():
                return _note_page(here, about, note_id, form), 422
            here.change_consultation(lambda stored: without_note(stored, NoteId(note_id), seen))
        else:
            here.change_consultation(lambda stored: with_note_changed(stored, written, seen))
    except ChangedMeanwhile as conflict:
        form.seen.data = mark_of(conflict.stored)
        return _note_page(here, about, note_id, form, conflict), 409
    return redirect(presenters.topic_url(here.case, about), 303)


def _note_page(
    here: OpenCase, about: TopicId, note_id: str, form: NoteForm, conflict: ChangedMeanwhile | None = None
) -> str:
    return render_template(
        "desk/note.html",
        case=here.case,
        form=form,
        note_id=note_id,
        about=about,
        topic=words().topic(about),
        longest_note=LONGEST_NOTE,
        meanwhile=conflict_words(conflict),
    )


def conflict_words(conflict: ChangedMeanwhile | None) -> object:
    if conflict is None:
        return None
    advice = context.localize().gettext("Wilt u wat hieronder staat? Verstuur het dan nog eens.")
    return meanwhile(conflict.stored, words(), advice)


# For the adviser alone


@bp.get("/zaken/<case_id>/prive")
@open_to(Audience.ADVISER)
def private(case_id: str) -> ResponseReturnValue:
    here = open_case(case_id)
    return render_template(
        "desk/private.html",
        case=here.case,
        private_form=private_note_form(here.case, GENERAL),
        private_notes=presenters.private_notes(here.case, words()),
        general=GENERAL,
        longest=LONGEST_PRIVATE_NOTE,
    )


@bp.route("/zaken/<case_id>/prive/<topic_id>", methods=["GET", "POST"])
@open_to(Audience.ADVISER)
def private_note(case_id: str, topic_id: str) -> ResponseReturnValue:
    """Also while the dossier lies shut, and after the owner stopped sharing."""
    found, about = case_of(case_id), TopicId(topic_id)
    if about not in found.private_notes:
        _known(topic_id)
    if request.method != "POST":
        return _private_page(found, about, private_note_form(found, about))
    form = private_note_form(found, about, request.form)
    if not check_text(form, LONGEST_PRIVATE_NOTE, None):
        return _private_page(found, about, form), 422
    try:
        change_case(found, lambda stored: stored.with_private_note(about, form.text.data or "", form.seen.data or ""))
    except NoteChanged as conflict:
        form.seen.data = mark(conflict.stored)
        return _private_page(found, about, form, conflict.stored), 409
    return redirect(_after_private(found, about), 303)


def _after_private(case: Case, about: TopicId) -> str:
    if not case.is_open(context.now()):
        return case_url(case)
    if about == GENERAL:
        return url_for("desk.private", case_id=case.id.hex())
    return presenters.topic_url(case, about)


def _private_page(case: Case, about: TopicId, form: PrivateNoteForm, conflict: str | None = None) -> str:
    return render_template(
        "desk/private_note.html",
        case=case,
        private_form=form,
        title=words().topic(about),
        topic_id=about,
        longest=LONGEST_PRIVATE_NOTE,
        conflict=conflict,
    )


# Afterwards


@bp.get("/zaken/<case_id>/verslag.pdf")
@open_to(Audience.ADVISER)
def report(case_id: str) -> ResponseReturnValue:
    """What the owner gets: without private notes."""
    here, moment = open_case(case_id), datetime.fromtimestamp(context.now(), UTC)
    body = documents.consultation_pdf(
        here.dossier, here.consultation(), context.catalogue(), context.localize(), moment
    )
    response = Response(body, mimetype="application/pdf")
    name = context.localize().gettext("verslag-adviesgesprek")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{context.today().isoformat()}.pdf"'
    return response
