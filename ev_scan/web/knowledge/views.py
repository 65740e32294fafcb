"""The knowledge base: everything that editors wrote, for whoever wants to read without answering anything."""

from itertools import groupby
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import escape

from ev_scan.domain.ids import ContactId, SourceId, TopicId
from ev_scan.domain.knowledge import Term
from ev_scan.domain.text import Text
from ev_scan.report.words import Wording
from ev_scan.services import library
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.fields import clean_text
from ev_scan.web.knowledge import presenters

bp = Blueprint("knowledge", __name__)

_LONGEST_QUESTION = 100
_MOST_FOUND = 20
_TERMS_TO_TRY = 4


def _wording() -> Wording:
    return Wording(context.catalogue(), context.localize())


def _terms_in(texts: tuple[Text, ...]) -> tuple[Term, ...]:
    return context.runtime().library.glossary(context.localize()).in_texts(texts)


def _contacts(names: tuple[ContactId, ...]) -> list[Any]:
    return [context.catalogue().contacts[name] for name in names]


def _sources(names: tuple[SourceId, ...]) -> list[Any]:
    return [context.catalogue().sources[name] for name in names]


def _urgent_about(topic_id: TopicId) -> list[dict[str, Any]]:
    cards = context.catalogue().escalations.values()
    return [presenters.urgent_row(card) for card in cards if topic_id in card.topics]


@bp.get("/kennis")
@open_to(Audience.EVERYBODY)
def home() -> ResponseReturnValue:
    query = clean_text(request.args.get("q"))[:_LONGEST_QUESTION]
    if query:
        return _found(query)
    catalogue = context.catalogue()
    return render_template(
        "knowledge/home.html",
        clusters=catalogue.questionnaire.clusters,
        measures=len(catalogue.measures.measures),
    )


def _found(query: str) -> str:
    shelf, localize = context.runtime().library, context.localize()
    found = shelf.index(localize).find(query, _MOST_FOUND)
    return render_template(
        "knowledge/found.html",
        query=query,
        total=found.total,
        hits=[presenters.hit_view(hit, localize) for hit in found.hits],
        suggestion=found.suggestion,
        to_try=shelf.glossary(localize).terms[:_TERMS_TO_TRY],
    )


@bp.get("/kennis/onderwerpen/<topic_id>")
@open_to(Audience.EVERYBODY)
def topic(topic_id: str) -> ResponseReturnValue:
    catalogue, wording = context.catalogue(), _wording()
    about = catalogue.questionnaire.topic(topic_id)
    asked = about.graded[0]
    return render_template(
        "knowledge/topic.html",
        topic=about,
        title=wording.localize(about.title),
        theme_title=catalogue.questionnaire.cluster(about.cluster).title,
        asked=asked,
        others=[question for question in about.questions if question != asked],
        levels=presenters.levels(about, wording),
        role=catalogue.roles[about.find_out.role].title,
        contacts=_contacts(about.find_out.contacts),
        methods=[presenters.method_row(catalogue.method(name)) for name in about.methods],
        regimes=[presenters.regime_row(regime, wording) for regime in catalogue.regimes_about(about.id)],
        urgent=_urgent_about(about.id),
        terms=_terms_in(library.topic_texts(about)),
    )


@bp.get("/kennis/maatregelen/<measure_id>")
@open_to(Audience.EVERYBODY)
def measure(measure_id: str) -> ResponseReturnValue:
    catalogue, wording = context.catalogue(), _wording()
    shown = catalogue.measures.get(measure_id)
    about = catalogue.questionnaire.topic(shown.topic)
    return render_template(
        "knowledge/measure.html",
        measure=shown,
        title=wording.localize(shown.title),
        topic=about,
        theme_title=catalogue.questionnaire.cluster(about.cluster).title,
        reached=presenters.levels(about, wording)[shown.to_level].text,
        steps=len(presenters.levels(about, wording)) - 1,
        meta={
            "effort": wording.effort(shown.effort),
            "cost": wording.cost(shown.cost),
            "who": wording.role(shown),
        },
        variants=[presenters.variant_view(variant, shown, wording) for variant in shown.variants],
        before=[presenters.measure_row(catalogue.measures.get(name), wording) for name in shown.after],
        opened=[presenters.measure_row(each, wording) for each in presenters.opened_by(shown, catalogue)],
        contacts=_contacts(shown.contacts),
        sources=_sources(shown.sources),
        terms=_terms_in(library.measure_texts(shown)),
    )


@bp.get("/kennis/methoden")
@open_to(Audience.EVERYBODY)
def methods() -> ResponseReturnValue:
    rows = [presenters.method_row(method) for method in context.catalogue().methods.values()]
    return render_template("knowledge/methods.html", rows=rows)


@bp.get("/kennis/methoden/<method_id>")
@open_to(Audience.EVERYBODY)
def method(method_id: str) -> ResponseReturnValue:
    catalogue = context.catalogue()
    shown = catalogue.method(method_id)
    groups = [catalogue.asset_groups[name] for name in shown.groups]
    return render_template(
        "knowledge/method.html",
        method=shown,
        title=context.localize()(shown.title),
        groups=groups,
        topics=[presenters.topic_row(topic) for topic in catalogue.topics_against(shown.id)],
        sources=_sources(shown.sources),
        terms=_terms_in((*library.method_texts(shown), *library.group_texts(groups))),
    )


@bp.get("/kennis/wetten")
@open_to(Audience.EVERYBODY)
def regimes() -> ResponseReturnValue:
    rows = [presenters.regime_row(regime, _wording()) for regime in context.catalogue().regimes.values()]
    return render_template("knowledge/regimes.html", rows=rows)


@bp.get("/kennis/wetten/<regime_id>")
@open_to(Audience.EVERYBODY)
def regime(regime_id: str) -> ResponseReturnValue:
    catalogue, wording = context.catalogue(), _wording()
    shown = catalogue.regime(regime_id)
    return render_template(
        "knowledge/regime.html",
        regime=shown,
        title=wording.localize(shown.title),
        status=(presenters.STATUS_TAGS[shown.status], wording.regime_status(shown.status)),
        since=presenters.moment(shown.since, wording.localize) if shown.since else None,
        as_of=wording.localize.day(shown.as_of),
        review_by=wording.localize.day(shown.review_by),
        contacts=_contacts(shown.contacts),
        sources=_sources(shown.sources),
        topics=presenters.topic_rows(catalogue, shown.topics),
        terms=_terms_in(library.regime_texts(shown)),
    )


@bp.get("/kennis/begrippen")
@open_to(Audience.EVERYBODY)
def terms() -> ResponseReturnValue:
    localize = context.localize()
    ordered = context.runtime().library.glossary(localize).terms
    letters = [(letter, list(group)) for letter, group in groupby(ordered, lambda term: localize(term.term)[0].upper())]
    return render_template("knowledge/terms.html", letters=letters)


@bp.get("/nu")
@open_to(Audience.EVERYBODY)
def urgent_cards() -> ResponseReturnValue:
    rows = [presenters.urgent_row(card) for card in context.catalogue().escalations.values()]
    return render_template("knowledge/urgent_cards.html", rows=rows)


@bp.get("/nu/<escalation_id>")
@open_to(Audience.EVERYBODY)
def urgent(escalation_id: str) -> ResponseReturnValue:
    catalogue = context.catalogue()
    card = catalogue.escalation(escalation_id)
    return render_template(
        "knowledge/urgent.html",
        card=card,
        title=context.localize()(card.title),
        contacts=_contacts(card.contacts),
        topics=presenters.topic_rows(catalogue, card.topics),
        sources=_sources(card.sources),
        terms=_terms_in(library.escalation_texts(card)),
    )


@bp.get("/sitemap.xml")
@open_to(Audience.EVERYBODY)
def sitemap() -> ResponseReturnValue:
    pages = [document.page for document in library.documents(context.catalogue())]
    paths = [presenters.address(page) for page in pages if page.kind is not library.Kind.TERM]
    fixed = [url_for(name) for name in ("public.home", ".home", ".urgent_cards", ".methods", ".regimes", ".terms")]
    places = (escape(request.host_url.rstrip("/") + path) for path in fixed + paths)
    listed = "".join(f"<url><loc>{place}</loc></url>" for place in places)
    body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>\n'
    return Response('<?xml version="1.0" encoding="utf-8"?>\n' + body, mimetype="application/xml")
