"""What the pages of an adviser show, in the words of one locale."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from ev_scan.domain.cases import Case, CaseStatus
from ev_scan.domain.consultation import GENERAL, AgreementState, Consultation
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import UNKNOWN, TopicId
from ev_scan.domain.loket import ELSEWHERE, Figure, QuarterFigures
from ev_scan.domain.plan import ActionPlan
from ev_scan.domain.questionnaire import Question
from ev_scan.domain.scoring import TopicResult, TopicState
from ev_scan.report.consultation_words import ConsultationWords
from ev_scan.report.words import Wording
from ev_scan.web import context
from ev_scan.web.desk.forms import regions, status_words

_TAGS = {CaseStatus.OPEN: "doing", CaseStatus.WAITING: "none", CaseStatus.CLOSED: "none"}


@dataclass(frozen=True, slots=True)
class Row:
    """For the component task_list."""

    title: str
    hint: str
    href: str
    theme: str | None
    status: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """For the component summary_list."""

    question: str
    answer: list[str]
    note: str | None
    open: bool
    href: str | None = None


def case_row(case: Case) -> Row:
    localize, today = context.localize(), context.today()
    hints = [localize.gettext("Laatste activiteit: %(day)s", day=localize.day(case.last_activity))]
    status = (_TAGS[case.status], status_words(case.status))
    if case.follow_up and case.status is not CaseStatus.CLOSED:
        hints.insert(0, localize.gettext("Weer spreken: %(day)s", day=localize.day(case.follow_up)))
    if case.is_overdue(today):
        status = ("warn", localize.gettext("Die dag is voorbij"))
    return Row(case.reference, " · ".join(hints), _url("desk.case", case), None, status)


def follow_up(case: Case) -> dict[str, Any]:
    """The lines about follow-up on the pages of a case."""
    localize = context.localize()
    day = localize.day(case.follow_up) if case.follow_up else localize.gettext("Nog niet afgesproken")
    if case.is_overdue(context.today()):
        day = localize.gettext("%(day)s (die dag is voorbij)", day=day)
    return {
        "status": status_words(case.status),
        "follow_up": day,
        "last_activity": localize.day(case.last_activity),
        "dated": bool(case.follow_up) and case.status is not CaseStatus.CLOSED,
    }


def private_notes(case: Case, words: ConsultationWords) -> list[tuple[str, str, str]]:
    """Title, text and the page where it is changed; without the one about no topic, which has a form of its own."""
    known = [topic.id for topic in words.catalogue.questionnaire.topics]
    order = sorted(
        (topic for topic in case.private_notes if topic != GENERAL),
        key=lambda topic: known.index(topic) if topic in known else len(known),
    )
    return [(words.topic(topic), case.private_note(topic), private_url(case, topic)) for topic in order]


def private_url(case: Case, topic: TopicId) -> str:
    return _url("desk.private_note", case, topic_id=topic)


def topic_url(case: Case, topic: TopicId) -> str:
    return _url("desk.topic", case, topic_id=topic)


def topic_row(case: Case, found: TopicResult, consultation: Consultation, wording: Wording) -> Row:
    localize = wording.localize
    topic = wording.catalogue.questionnaire.topic(found.topic)
    notes = len(consultation.notes_about(topic.id)) + bool(case.private_note(topic.id))
    hints = [wording.cluster(found.cluster)]
    if notes:
        hints.append(localize.ngettext("%(num)d notitie", "%(num)d notities", notes))
    return Row(localize(topic.title), " · ".join(hints), topic_url(case, topic.id), found.cluster, standing(found))


def standing(found: TopicResult) -> tuple[str, str]:
    """How far a topic is, as a tag."""
    localize = context.localize()
    match found.state:
        case TopicState.UNKNOWN:
            return "warn", localize.gettext("Weet de ondernemer niet")
        case TopicState.NOT_APPLICABLE:
            return "none", localize.gettext("Niet van toepassing")
        case TopicState.OPEN:
            return "none", localize.gettext("Nog niet beantwoord")
    level = found.level or 0
    words = localize.gettext("Niveau %(level)s, doel %(target)s", level=level, target=found.target)
    return ("ok" if level >= found.target else "high" if found.target - level > 1 else "warn"), words


def answer_rows(questions: Iterable[Question], dossier: Dossier) -> list[AnswerRow]:
    """To read, not to change."""
    localize, rows = context.localize(), []
    for question in questions:
        chosen = dossier.answers.of(question.id)
        rows.append(
            AnswerRow(
                question=localize(question.text),
                answer=[localize(question.option(option).text) for option in question.arranged(chosen)],
                note=dossier.notes.get(question.id),
                open=chosen == (UNKNOWN,),
            )
        )
    return rows


def bars(plan: ActionPlan, wording: Wording) -> list[dict[str, Any]]:
    return [
        {
            "id": cluster.cluster,
            "title": wording.cluster(cluster.cluster),
            "score": cluster.score,
            "low": cluster.low,
            "high": cluster.high,
            "target": cluster.target if cluster.possible else None,
        }
        for cluster in plan.result.clusters
    ]


def parts(case: Case, consultation: Consultation) -> list[Row]:
    """Where the conversation stands."""
    localize = context.localize()
    to_discuss = sum(not point.done for point in consultation.points)
    proposed, agreed = (
        len(consultation.with_state(state)) for state in (AgreementState.PROPOSED, AgreementState.ACCEPTED)
    )
    notes = sum(1 for _ in consultation.all_notes())
    return [
        Row(
            localize.gettext("Bespreekpunten"),
            localize.ngettext("%(num)d punt nog te bespreken", "%(num)d punten nog te bespreken", to_discuss),
            _url("desk.points", case),
            None,
            None,
        ),
        Row(
            localize.gettext("Afspraken"),
            localize.gettext(
                "%(proposed)s wachten op akkoord · %(agreed)s in het plan", proposed=proposed, agreed=agreed
            ),
            _url("desk.agreements", case),
            None,
            None,
        ),
        Row(
            localize.gettext("Notities voor de ondernemer"),
            localize.ngettext("%(num)d notitie", "%(num)d notities", notes),
            topic_url(case, GENERAL),
            None,
            None,
        ),
        Row(
            localize.gettext("Verslag (PDF)"),
            localize.gettext("Voor de ondernemer: situatie, notities en afspraken"),
            _url("desk.report", case),
            None,
            None,
        ),
    ]


def quarter_view(found: QuarterFigures, wording: Wording) -> dict[str, Any]:
    localize, known = wording.localize, regions()

    def region(name: str) -> str:
        return localize.gettext("Niet bekend") if name == ELSEWHERE else known.get(name, name)

    def joined(figure: Figure) -> str:
        return ", ".join(sorted(map(region, figure.names)))

    return {
        "title": localize.gettext("%(quarter)se kwartaal van %(year)s", quarter=found.quarter, year=found.year),
        "total": found.total,
        "months": [(localize.month(_first_day(each.names[0])), each.number) for each in found.months],
        "regions": [(joined(each), each.number) for each in found.regions],
        "themes": [(wording.cluster(each.names[0]), each.number) for each in found.themes],
    }


def _first_day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _url(endpoint: str, case: Case, **values: Any) -> str:
    return url_for(endpoint, case_id=case.id.hex(), **values)
