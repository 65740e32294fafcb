"""What the pages of the stappenplan show, in the words of one locale."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from ev_scan.domain.plan import Action, ActionPlan, RiskReason
from ev_scan.domain.register import Asset, Register, Risk
from ev_scan.domain.register_changes import StepProgress, methods_against
from ev_scan.domain.risk_pictures import View
from ev_scan.domain.risks import MethodExposure, RiskResult
from ev_scan.domain.supply_chain import RiskBand
from ev_scan.report.register_words import RegisterWords
from ev_scan.web import context
from ev_scan.web.stappenplan.stored import wording

Tag = tuple[str, str]

BAND_TAGS = {RiskBand.LOW: "ok", RiskBand.MODERATE: "warn", RiskBand.HIGH: "high", RiskBand.VERY_HIGH: "high"}
STEP_PAGES = {
    "assets": "stappenplan.assets",
    "values": "stappenplan.ratings",
    "methods": "stappenplan.methods",
    "lines": "stappenplan.lines",
    "treatment": "stappenplan.treatments",
}


@dataclass(frozen=True, slots=True)
class Row:
    """As a task list takes it."""

    title: str | Markup
    hint: str | Markup
    href: str | None
    status: Tag | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A risk before, now or after, in words."""

    title: str
    text: str
    kind: str


def own(text: str) -> Markup:
    """Words of the company, whose direction of writing stays inside."""
    return Markup("<bdi>{}</bdi>").format(text)


def joined(*parts: str | Markup) -> Markup:
    return Markup(" · ").join(part for part in parts if part)


def step_rows(progress: dict[str, StepProgress]) -> list[Row]:
    localize = context.localize()
    return [
        Row(
            title=f"{number}. {localize(step.title)}",
            hint=localize(step.summary),
            href=url_for(STEP_PAGES[step.id]) if progress[step.id].total or step.id == "assets" else None,
            status=step_status(step.id, progress[step.id]),
        )
        for number, step in enumerate(context.catalogue().stappenplan.steps, start=1)
    ]


def step_status(step_id: str, progress: StepProgress) -> Tag:
    localize = context.localize()
    if step_id == "assets" and progress.total:
        return "ok", localize.ngettext("%(num)d belang", "%(num)d belangen", progress.total)
    if progress.is_ready:
        return "ok", localize.gettext("Klaar")
    if progress.done:
        return "doing", localize.gettext("Bezig: %(done)s van %(total)s", done=progress.done, total=progress.total)
    if progress.total or step_id == "assets":
        return "none", localize.gettext("Nog niet begonnen")
    return "none", localize.gettext("Kan nog niet")


def asset_row(asset: Asset, found: Register, words: RegisterWords) -> Row:
    number = len(methods_against(found, asset.id))
    lines = context.localize().ngettext("%(num)d risicoregel", "%(num)d risicoregels", number)
    owner = own(asset.owner) if asset.owner else ""
    return Row(
        title=own(asset.name),
        hint=joined(words.group(asset), owner, lines if number else ""),
        href=url_for("stappenplan.asset", asset_id=asset.id),
        status=None,
    )


def rating_row(asset: Asset) -> Row:
    gettext = context.localize().gettext
    hint = ""
    if asset.value:
        hint = gettext("Waarde %(value)s van 5", value=asset.value)
    if asset.attractiveness:
        wanted = gettext("Gewild %(level)s van 5", level=asset.attractiveness)
        hint = f"{hint} · {wanted}" if hint else wanted
    status = ("ok", gettext("Klaar")) if asset.is_rated else ("none", gettext("Nog geen vier cijfers"))
    return Row(own(asset.name), hint, url_for("stappenplan.rating", asset_id=asset.id), status)


def methods_row(asset: Asset, found: Register, words: RegisterWords) -> Row:
    localize, number = context.localize(), len(methods_against(found, asset.id))
    status = ("none", localize.gettext("Nog niet gekozen"))
    if number:
        status = ("ok", localize.ngettext("%(num)d methode", "%(num)d methoden", number))
    href = url_for("stappenplan.asset_methods", asset_id=asset.id)
    return Row(own(asset.name), words.group(asset), href, status)


def exposure_row(exposure: MethodExposure, words: RegisterWords) -> Row:
    kinds = {1: "none", 2: "doing", 3: "warn"}
    return Row(
        title=words.localize(exposure.method.title),
        hint=because(exposure) or words.localize(exposure.method.summary),
        href=url_for("knowledge.method", method_id=exposure.method.id),
        status=(kinds.get(exposure.level, "high"), words.exposure(exposure.level)),
    )


def because(exposure: MethodExposure) -> str:
    """The answers that make a company open to a method; empty while none does."""
    answers = dict.fromkeys(wording().answer(question, (option,))[0] for question, option in exposure.because)
    if not answers:
        return ""
    return context.localize().gettext("Door uw antwoorden: %(answers)s.", answers="; ".join(answers))


def line_title(found: RiskResult, words: RegisterWords) -> Markup:
    return joined(own(found.asset.name), words.localize(found.method.title))


def risk_tag(risk: Risk | None, words: RegisterWords) -> Tag:
    if risk is None:
        return "none", words.gettext("Nog niet ingeschat")
    return BAND_TAGS[risk.band], f"{words.band(risk.band)} · {risk.score}"


def line_row(found: RiskResult, words: RegisterWords) -> Row:
    hint = ""
    if found.current and found.gross and found.target:
        hint = words.gettext(
            "Kans %(likelihood)s van 5, ernst %(impact)s van 5. Zonder maatregelen %(gross)s, na uw plan %(target)s.",
            likelihood=found.current.likelihood,
            impact=found.current.impact,
            gross=found.gross.score,
            target=found.target.score,
        )
    href = url_for("stappenplan.line", asset_id=found.line.asset, method_id=found.line.method)
    return Row(line_title(found, words), hint, href, risk_tag(found.current, words))


def treatment_row(found: RiskResult, words: RegisterWords) -> Row:
    line, gettext = found.line, words.gettext
    status = ("ok", gettext("Besloten")) if line.treatment else ("none", gettext("Nog geen besluit"))
    if line.acceptance and line.acceptance.review <= context.today():
        status = ("warn", gettext("Bekijk opnieuw"))
    href = url_for("stappenplan.treatment", asset_id=line.asset, method_id=line.method)
    risk = words.risk(found.current) if found.current else gettext("Nog niet ingeschat")
    decided = own(words.treatment(line)) if line.treatment else ""
    return Row(line_title(found, words), joined(risk, decided), href, status)


def readings(found: RiskResult, words: RegisterWords) -> list[Reading]:
    """Gross, current and target; empty while the line was not rated."""
    return [
        Reading(words.view(view), words.risk(risk), BAND_TAGS[risk.band])
        for view in View
        if (risk := view.of(found)) is not None
    ]


def reducing(plan: ActionPlan, found: RiskResult) -> list[Action]:
    """The open actions of a plan that make a line less likely, in the order of the plan."""
    against = {topic.id for topic in context.catalogue().topics_against(found.method.id)}
    reason = RiskReason(*found.line.key)
    return [
        action
        for action in plan.actions
        if action.progress.status.is_open and (reason in action.reasons or action.measure.topic in against)
    ]


def action_rows(actions: Iterable[Action]) -> list[Row]:
    words = wording()
    return [
        Row(
            title=words.localize(action.measure.title),
            hint=f"{words.phase(action.phase)} · {words.effort(action.measure.effort)}",
            href=url_for("plan.action", measure_id=action.measure.id),
            status=None,
        )
        for action in actions
    ]
