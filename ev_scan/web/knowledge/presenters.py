"""What the pages of the knowledge base show besides the texts themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from ev_scan.domain.answers import LEVELS
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.conditions import AllOf, AnswerIn, AnyOf, Condition, Not, questions_in
from ev_scan.domain.ids import OptionId, TopicId
from ev_scan.domain.knowledge import Escalation, Method
from ev_scan.domain.measures import Measure, Variant
from ev_scan.domain.questionnaire import Topic
from ev_scan.domain.regimes import Regime, RegimeStatus
from ev_scan.domain.text import Text
from ev_scan.i18n import Localizer
from ev_scan.report.words import Wording
from ev_scan.services.library import Kind, Page
from ev_scan.services.search import Hit
from ev_scan.web.filters import translated

STATUS_TAGS = {RegimeStatus.APPLIES: "ok", RegimeStatus.COMING: "warn", RegimeStatus.BY_CONTRACT: "doing"}


@dataclass(frozen=True, slots=True)
class LevelView:
    """How far a company can be, and what brings it further."""

    level: int
    text: Text
    measure: Measure | None
    meta: str


@dataclass(frozen=True, slots=True)
class VariantView:
    """What a measure says otherwise to some companies."""

    questions: list[Text]
    answers: str
    title: Text | None
    why: Text | None
    first_step: Text | None
    how: tuple[Text, ...]
    meta: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class HitView:
    kind: str
    title: Text
    href: str
    pieces: tuple[str, ...]
    """Of the snippet; every second one is what was looked for."""
    language: str


def row(title: Text | str, href: str, hint: Text | str | None = None, **more: Any) -> dict[str, Any]:
    """A row of `task_list`; `more` may be theme and status."""
    return {"title": _shown(title), "href": href, "hint": _shown(hint) if hint else None, **more}


def _shown(words: Text | str) -> str:
    return translated(words) if isinstance(words, Text) else words


def topic_row(topic: Topic) -> dict[str, Any]:
    return row(topic.title, url_for(".topic", topic_id=topic.id), topic.questions[0].text, theme=topic.cluster)


def topic_rows(catalogue: Catalogue, topics: Iterable[TopicId]) -> list[dict[str, Any]]:
    return [topic_row(catalogue.questionnaire.topic(topic)) for topic in topics]


def measure_row(measure: Measure, wording: Wording) -> dict[str, Any]:
    topic = wording.catalogue.questionnaire.topic(measure.topic)
    href = url_for(".measure", measure_id=measure.id)
    return row(measure.title, href, meta(measure, wording), theme=topic.cluster)


def method_row(method: Method) -> dict[str, Any]:
    return row(method.title, url_for(".method", method_id=method.id), method.summary)


def regime_row(regime: Regime, wording: Wording) -> dict[str, Any]:
    tag = (STATUS_TAGS[regime.status], wording.regime_status(regime.status))
    return row(regime.short, url_for(".regime", regime_id=regime.id), regime.summary, status=tag)


def urgent_row(card: Escalation) -> dict[str, Any]:
    return row(card.title, url_for(".urgent", escalation_id=card.id), card.recognise[0])


def meta(measure: Measure, wording: Wording) -> str:
    return " · ".join((wording.effort(measure.effort), wording.role(measure)))


def levels(topic: Topic, wording: Wording) -> list[LevelView]:
    """Of the first question; the measures take a topic from one of its levels to the next."""
    views = []
    for level in LEVELS:
        measure = wording.catalogue.measures.step(topic.id, level)
        text = topic.graded[0].option(OptionId(str(level))).text
        views.append(LevelView(level, text, measure, meta(measure, wording) if measure else ""))
    return views


def variant_view(variant: Variant, measure: Measure, wording: Wording) -> VariantView:
    """Only what differs: the rest stands above it on the page."""
    other, gettext = variant.measure, wording.localize.gettext
    pairs = [
        (gettext("Moeite"), wording.effort(other.effort), other.effort == measure.effort),
        (gettext("Kosten"), wording.cost(other.cost), other.cost == measure.cost),
        (gettext("Wie"), wording.role(other), other.role == measure.role),
    ]
    asked = dict.fromkeys(look.question for look in questions_in(variant.when))
    return VariantView(
        questions=[wording.catalogue.questionnaire.question(each).text for each in asked],
        answers=condition_words(variant.when, wording),
        title=_other(other.title, measure.title),
        why=_other(other.why, measure.why),
        first_step=_other(other.first_step, measure.first_step),
        how=other.how if other.how != measure.how else (),
        meta=[(name, words) for name, words, same in pairs if not same],
    )


def _other(text: Text, usual: Text) -> Text | None:
    return text if text != usual else None


def condition_words(condition: Condition, wording: Wording) -> str:
    """The answers that a condition looks for, without their questions."""
    gettext = wording.localize.gettext
    if isinstance(condition, AnswerIn):
        chosen = wording.answer(condition.question, tuple(condition.options))
        return _listed(chosen, gettext("of"))
    if isinstance(condition, Not):
        return gettext("niet: %(answers)s", answers=condition_words(condition.part, wording))
    parts = [condition_words(part, wording) for part in condition.parts]
    if isinstance(condition, AllOf):
        return "; ".join(parts)
    if isinstance(condition, AnyOf):
        return _listed(parts, gettext("of"))
    answers = _listed(parts, gettext("of"))
    return gettext("minstens %(count)s van: %(answers)s", count=condition.count, answers=answers)


def _listed(words: list[str], last: str) -> str:
    """‘a, b of c’"""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def opened_by(measure: Measure, catalogue: Catalogue) -> list[Measure]:
    """What becomes possible once a measure is done: the next step of its topic first."""
    following = [each for each in catalogue.measures if measure.id in each.after]
    next_step = catalogue.measures.step(measure.topic, measure.to_level)
    return list({each.id: each for each in (next_step, *following) if each}.values())


def moment(day: str, localize: Localizer) -> str:
    """A year, a month or a day in words."""
    if len(day) == len("2026"):
        return day
    if len(day) == len("2026-12"):
        return localize.month(date.fromisoformat(f"{day}-01"))
    return localize.day(date.fromisoformat(day))


def hit_view(hit: Hit[Page], localize: Localizer) -> HitView:
    return HitView(
        kind=_kinds(localize)[hit.page.kind],
        title=hit.title,
        href=address(hit.page),
        pieces=hit.snippet.pieces,
        language=localize.language_of(hit.snippet.text),
    )


def _kinds(localize: Localizer) -> dict[Kind, str]:
    return {
        Kind.URGENT: localize.gettext("Doe dit nu"),
        Kind.TERM: localize.gettext("Begrip"),
        Kind.TOPIC: localize.gettext("Onderwerp"),
        Kind.MEASURE: localize.gettext("Maatregel"),
        Kind.METHOD: localize.gettext("Methode"),
        Kind.REGIME: localize.gettext("Wet of regel"),
    }


def address(page: Page) -> str:
    return {
        Kind.URGENT: lambda: url_for(".urgent", escalation_id=page.id),
        Kind.TERM: lambda: url_for(".terms", _anchor=f"begrip-{page.id}"),
        Kind.TOPIC: lambda: url_for(".topic", topic_id=page.id),
        Kind.MEASURE: lambda: url_for(".measure", measure_id=page.id),
        Kind.METHOD: lambda: url_for(".method", method_id=page.id),
        Kind.REGIME: lambda: url_for(".regime", regime_id=page.id),
    }[page.kind]()
