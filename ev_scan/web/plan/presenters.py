"""What the result and plan pages show, in the words of one locale."""

from dataclasses import dataclass

from flask import url_for

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.knowledge import Escalation
from ev_scan.domain.plan import Action, ActionPlan, AgreedAction, Status
from ev_scan.domain.regimes import Outcome
from ev_scan.domain.route import section_of
from ev_scan.domain.scoring import ScanResult
from ev_scan.report.words import Wording

STATUS_TAGS = {Status.DOING: "doing", Status.DONE: "ok", Status.DROPPED: "none"}


@dataclass(frozen=True, slots=True)
class BarRow:
    id: str
    title: str
    score: int | None
    low: int
    high: int
    target: int | None
    href: str


@dataclass(frozen=True, slots=True)
class ActionView:
    rank: int
    title: str
    theme: str
    theme_title: str
    why: str
    first_step: str
    effort: str
    cost: str
    who: str
    href: str
    text_href: str | None
    """Where the words to send stand that its first step may speak of."""
    lift: str | None
    after: str | None
    agreed: tuple[str, ...]
    """What was agreed about it with an adviser."""
    status: tuple[str, str] | None
    owner: str
    due: str | None


@dataclass(frozen=True, slots=True)
class OwnActionView:
    """Something that was agreed besides the actions of the plan; like a row of `task_list`."""

    title: str
    hint: str | None
    href: str
    status: tuple[str, str]


@dataclass(frozen=True, slots=True)
class NoticeView:
    """Something to look at besides the actions: a law, or what may be going on now."""

    title: str
    hint: str
    href: str
    status: tuple[str, str]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """Something to find out, and whom to ask."""

    question: str
    text: str
    who: str
    contacts: list[tuple[str, str]]
    href: str


def laws(plan: ActionPlan, wording: Wording) -> list[NoticeView]:
    """The legal checks of which something was found, the likely ones first."""
    found = sorted((each for each in plan.regimes if each.is_found), key=lambda each: each.outcome is Outcome.POSSIBLE)
    return [
        NoticeView(
            title=wording.localize(each.regime.short),
            hint=wording.localize(each.regime.summary),
            href=url_for("legal.check", regime_id=each.regime.id),
            status=("high" if each.outcome is Outcome.LIKELY else "warn", wording.outcome(each.outcome)),
        )
        for each in found
    ]


def urgent(answers: AnswerSet, wording: Wording) -> list[Escalation]:
    """The cards that the answers point to."""
    standing = wording.catalogue.questionnaire.standing(answers)
    return [card for card in wording.catalogue.escalations.values() if card.may_be_going_on(standing)]


def bars(result: ScanResult, wording: Wording) -> list[BarRow]:
    return [
        BarRow(
            id=cluster.cluster,
            title=wording.cluster(cluster.cluster),
            score=cluster.score,
            low=cluster.low,
            high=cluster.high,
            target=cluster.target if cluster.possible else None,
            href=url_for("scan.check", section_id=section_of(result.mode, cluster.cluster)),
        )
        for cluster in result.clusters
    ]


def action_view(action: Action, plan: ActionPlan, wording: Wording) -> ActionView:
    measure, localize = action.measure, wording.localize
    tag = STATUS_TAGS.get(action.progress.status)
    return ActionView(
        rank=action.rank,
        title=localize(measure.title),
        theme=action.cluster,
        theme_title=wording.cluster(action.cluster),
        why=localize(measure.why),
        first_step=localize(measure.first_step),
        effort=wording.effort(measure.effort),
        cost=wording.cost(measure.cost),
        who=wording.role(measure),
        href=url_for("plan.action", measure_id=measure.id),
        text_href=url_for("plan.action", measure_id=measure.id, _anchor="tekst") if measure.message else None,
        lift=wording.lift(action.lift) if action.lift else None,
        after=", ".join(wording.after(action)) or None,
        agreed=plan.agreed_about(measure.id),
        status=(tag, wording.status(action.progress.status)) if tag else None,
        owner=action.progress.owner,
        due=localize.day(action.progress.due) if action.progress.due else None,
    )


def own_action_view(own: AgreedAction, wording: Wording) -> OwnActionView:
    localize, progress = wording.localize, own.progress
    due = localize.gettext("klaar op %(day)s", day=localize.day(progress.due)) if progress.due else ""
    return OwnActionView(
        title=own.what,
        hint=" · ".join(filter(None, (progress.owner, due))) or None,
        href=url_for("plan.own_action", action_id=own.id),
        status=(STATUS_TAGS.get(progress.status, "warn"), wording.status(progress.status)),
    )


def questions_to_answer(plan: ActionPlan, wording: Wording) -> list[QuestionView]:
    catalogue, localize = wording.catalogue, wording.localize
    views = []
    for asked in plan.questions_to_answer:
        topic = catalogue.questionnaire.topic(asked.topic)
        contacts = [catalogue.contacts[contact] for contact in asked.find_out.contacts]
        views.append(
            QuestionView(
                question=localize(asked.question.text),
                text=localize(asked.find_out.text),
                who=localize(catalogue.roles[asked.find_out.role].title),
                contacts=[(localize(contact.name), contact.url) for contact in contacts],
                href=url_for(
                    "scan.question",
                    section_id=section_of(plan.result.mode, topic.cluster),
                    question_id=asked.question.id,
                ),
            )
        )
    return views
