"""What the pages about critical inputs show, in the words of one locale."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from ev_scan.domain.plan import ActionPlan
from ev_scan.domain.stappenplan import PatternAdvice
from ev_scan.domain.supply_chain import CriticalInput, InputResult, RiskBand
from ev_scan.report.supply_fields import NAME
from ev_scan.web import context
from ev_scan.web.supply.stored import FIGURES, Part, words

BAND_TAGS = {RiskBand.LOW: "ok", RiskBand.MODERATE: "warn", RiskBand.HIGH: "high", RiskBand.VERY_HIGH: "high"}


@dataclass(frozen=True, slots=True)
class InputRow:
    title: str
    hint: str
    href: str
    status: tuple[str, str]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """As `summary_list` wants it."""

    question: str
    answer: str
    href: str | None = None


def governance() -> Mapping[str, float]:
    table = context.catalogue().stappenplan.countries
    return table.weights if table else {}


def input_row(found: InputResult) -> InputRow:
    said = words()
    more = [] if not found.exposure_eur else [euro_at_risk(found)]
    more += [context.localize()(label.title) for label in labels(found)]
    hint = " ".join(filter(None, (said.endurance(found), f"{' · '.join(more)}." if more else "")))
    href = url_for("supply.result", input_id=found.input.id)
    return InputRow(found.input.name, hint, href, (BAND_TAGS[found.band], said.band(found.band)))


def euro_at_risk(found: InputResult) -> str:
    """Empty while it cannot be known."""
    if found.exposure_eur is None:
        return ""
    return context.localize().gettext("%(amount)s op het spel") % {"amount": words().euros(found.exposure_eur)}


def figures(found: InputResult) -> list[tuple[str, str]]:
    """As `facts` wants them: the figure and what it is."""
    localize, gap = context.localize(), found.gap_days
    shown = [(localize.number(found.risk), localize.gettext("risico, van 0 tot 100. Hoger is slechter."))]
    if gap is not None:
        words_for_days = localize.ngettext("dag zonder", "dagen zonder", round(gap))
        shown.append((localize.number(gap, 1), words_for_days))
    if found.exposure_eur is not None:
        shown.append((localize.number(found.exposure_eur), localize.gettext("euro marge op het spel")))
    return shown


def labels(found: InputResult) -> list[Any]:
    """Their words, as far as editors wrote them."""
    known = context.catalogue().stappenplan.labels
    return [known[label] for label in found.labels if label in known]


def advice_links(advice: PatternAdvice, plan: ActionPlan) -> list[tuple[str, str]]:
    """What helps: an action of the plan where there is one, else what the knowledge base says about it."""
    localize, questionnaire = context.localize(), context.catalogue().questionnaire
    actions = {action.measure.topic: action.measure for action in reversed(plan.actions)}
    links = []
    for topic_id in advice.topics:
        measure = actions.get(topic_id)
        if measure:
            links.append((url_for("plan.action", measure_id=measure.id), localize(measure.title)))
        else:
            topic = questionnaire.topic(topic_id)
            links.append((url_for("knowledge.topic", topic_id=topic_id), localize(topic.title)))
    return links


def part_title(part: Part) -> str:
    gettext = context.localize().gettext
    return {
        Part.IMPACT: gettext("Wat het voor u betekent"),
        Part.SUPPLIERS: gettext("Leveranciers"),
        Part.MARKET: gettext("Prijs, levering en alternatieven"),
        Part.STOCK: gettext("Voorraad en tijd"),
    }[part]


def answers(critical: CriticalInput, part: Part) -> list[AnswerRow]:
    """What is stored of one part, in words."""
    said, rows = words(), []
    if part is Part.SUPPLIERS:
        shown = "; ".join(said.supplier(supplier) for supplier in critical.suppliers)
        rows.append(AnswerRow(context.localize().gettext("Leveranciers"), shown))
    for figure in FIGURES[part]:
        rows.append(AnswerRow(said.question(figure.name), said.value(figure, getattr(critical, figure.name))))
    return rows


def parts(critical: CriticalInput) -> list[AnswerRow]:
    """How much of each part is filled in."""
    gettext, rows = context.localize().gettext, []
    for part in Part:
        given = [row for row in answers(critical, part) if row.question != words().question(NAME.name)]
        known = sum(bool(row.answer) for row in given)
        shown = gettext("%(known)s van %(total)s ingevuld") % {"known": known, "total": len(given)}
        href = url_for("supply.part", input_id=critical.id, part=part.value)
        rows.append(AnswerRow(part_title(part), shown if known else "", href))
    return rows


def first_open(critical: CriticalInput) -> Part | None:
    """The first part in which something is missing."""
    return next((part for part in Part if any(not row.answer for row in answers(critical, part))), None)
