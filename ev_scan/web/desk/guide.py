"""The guide of one conversation: which topics first, what to ask about them and what to show."""

from dataclasses import dataclass

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from ev_scan.domain.cases import Case
from ev_scan.domain.conversation_guide import GuideTopic, conversation_guide
from ev_scan.report.guide_words import GuideWords
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.conversation import agreement_view, point_view
from ev_scan.web.desk import presenters
from ev_scan.web.desk.blueprint import bp, open_case, wording, words


@dataclass(frozen=True, slots=True)
class Stop:
    """One topic of the conversation."""

    title: str
    theme: str
    occasion: str
    standing: str
    minutes: str
    answers: list[tuple[str, str]]
    reasons: list[tuple[str, str]]
    asks: list[str]
    story: list[str]
    step: str | None
    links: list[tuple[str, str]]
    """What to show, and where that stands in the knowledge base."""
    waiting: list[str]
    href: str


@bp.get("/zaken/<case_id>/leidraad")
@open_to(Audience.ADVISER)
def guide(case_id: str) -> ResponseReturnValue:
    here = open_case(case_id)
    plan, spoken = here.plan(), GuideWords(context.localize())
    found = conversation_guide(context.catalogue(), here.dossier, plan, here.consultation())
    return render_template(
        "desk/guide.html",
        case=here.case,
        opening=spoken.minutes(found.opening),
        closing=spoken.minutes(found.closing),
        stops=[_stop(here.case, topic, spoken) for topic in found.topics],
        escalations=found.escalations,
        others=[point_view(point, words()) for point in found.others],
    )


def _stop(case: Case, found: GuideTopic, spoken: GuideWords) -> Stop:
    localize = spoken.localize
    return Stop(
        title=localize(found.topic.title),
        theme=found.topic.cluster,
        occasion=spoken.occasion(found.occasion),
        standing=spoken.standing(found),
        minutes=spoken.minutes(found.minutes),
        answers=[(localize(given.question.text), spoken.answer(given)) for given in found.answers],
        reasons=[wording().reason(reason) for reason in found.reasons],
        asks=[spoken.ask(ask) for ask in found.asks],
        story=[localize(text) for text in (*found.example.story.text, found.example.story.lesson)]
        if found.example
        else [],
        step=localize(found.measure.title) if found.measure else None,
        links=list(_to_show(found)),
        waiting=[point_view(point, words()).text for point in found.points]
        + [agreement_view(each, words()).what for each in found.agreements],
        href=presenters.topic_url(case, found.topic.id),
    )


def _to_show(found: GuideTopic) -> list[tuple[str, str]]:
    localize = context.localize()
    shown = [(localize.gettext("Het onderwerp in gewone taal"), url_for("knowledge.topic", topic_id=found.topic.id))]
    if found.measure:
        href = url_for("knowledge.measure", measure_id=found.measure.id)
        shown.append((localize.gettext("De eerste stap, uitgewerkt"), href))
    if found.example:
        shown.append(
            (localize.gettext("Hoe anderen dit doen"), url_for("knowledge.method", method_id=found.example.id))
        )
    shown += [
        (localize(each.regime.short), url_for("knowledge.regime", regime_id=each.regime.id)) for each in found.regimes
    ]
    return shown
