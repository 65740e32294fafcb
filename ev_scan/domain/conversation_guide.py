"""What to talk about with one company in an hour: which topics, in which order, what to ask and what to show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.conditions import holds
from ev_scan.domain.consultation import Agreement, Consultation, Point
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import ContactId, MethodId, TopicId
from ev_scan.domain.knowledge import Escalation, Method
from ev_scan.domain.measures import Measure
from ev_scan.domain.plan import ActionPlan, AnyReason, InputReason, LegalReason, Reason, RiskReason
from ev_scan.domain.questionnaire import Option, Question, Topic
from ev_scan.domain.regimes import Outcome, RegimeResult
from ev_scan.domain.scoring import TopicResult, TopicState
from ev_scan.domain.text import Text

MINUTES: Final = 60
OPENING_MINUTES: Final = 5
MINUTES_FOR_TOPICS: Final = 45
LEAST_MINUTES: Final = 4
MOST_MINUTES: Final = 10
MOST_TOPICS: Final = 8
MOST_URGENT: Final = 3
MOST_AGREED: Final = 3
MOST_ASKS: Final = 3


class Occasion(StrEnum):
    """Why a topic is talked about, in the order of the conversation."""

    URGENT = "urgent"
    """The answers say that something may be going on now."""
    WEAK = "weak"
    UNKNOWN = "unknown"
    AGREED = "agreed"
    """Something about it waits for the owner, or for the conversation."""


_ORDER: Final = list(Occasion)


class AskKind(StrEnum):
    NEXT_LEVEL = "next_level"
    """How far the company is from the next level, in the words of that level."""
    FIND_OUT = "find_out"
    RECOGNISE = "recognise"
    """Whether it knows a sign of a method."""
    BEGIN = "begin"
    """Who begins, with the first step of the measure."""
    KEEP = "keep"
    """How it stays as well as it is."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Something to ask; the words come from the content."""

    kind: AskKind
    text: Text | None = None


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    question: Question
    options: tuple[Option, ...]
    """Empty while unanswered."""


@dataclass(frozen=True, slots=True)
class GuideTopic:
    topic: Topic
    occasion: Occasion
    result: TopicResult
    answers: tuple[GivenAnswer, ...]
    reasons: tuple[AnyReason, ...]
    """Why it matters to this company."""
    asks: tuple[Ask, ...]
    example: Method | None
    """The method of which the story is to be told; None when it was told about an earlier topic."""
    measure: Measure | None
    """The next step; None at the top."""
    regimes: tuple[RegimeResult, ...]
    contacts: tuple[ContactId, ...]
    agreements: tuple[Agreement, ...]
    """Those that still wait for the owner, or that are not done yet."""
    points: tuple[Point, ...]
    """Those not talked about yet."""
    minutes: int = 0

    @property
    def shortfall(self) -> int:
        return max(0, self.result.target - (self.result.level or 0))


@dataclass(frozen=True, slots=True)
class ConversationGuide:
    topics: tuple[GuideTopic, ...]
    escalations: tuple[Escalation, ...]
    """What may be going on now: to look at first."""
    others: tuple[Point, ...]
    """Points about no topic of this guide."""
    agreements: tuple[Agreement, ...] = ()
    """Agreements about no topic of this guide that wait for the owner, or that are not done yet."""

    @property
    def opening(self) -> int:
        return OPENING_MINUTES

    @property
    def closing(self) -> int:
        """For agreements and a next date: whatever the topics leave."""
        return MINUTES - OPENING_MINUTES - sum(topic.minutes for topic in self.topics)


def conversation_guide(
    catalogue: Catalogue, dossier: Dossier, plan: ActionPlan, consultation: Consultation | None = None
) -> ConversationGuide:
    guide = _Guide(catalogue, dossier, plan, consultation or Consultation())
    chosen = guide.chosen()
    talked_about = {result.topic for result, _ in chosen}
    return ConversationGuide(
        topics=_timed(list(guide.topics(chosen))),
        escalations=guide.escalations,
        others=tuple(point for point in guide.points if point.topic not in talked_about),
        agreements=tuple(each for each in guide.agreements if guide.topic_of(each) not in talked_about),
    )


class _Guide:
    def __init__(self, catalogue: Catalogue, dossier: Dossier, plan: ActionPlan, consultation: Consultation) -> None:
        self.catalogue, self.plan = catalogue, plan
        self.answers: AnswerSet = catalogue.questionnaire.standing(dossier.answers)
        self.escalations = tuple(card for card in catalogue.escalations.values() if card.may_be_going_on(self.answers))
        self.urgent = {topic for card in self.escalations for topic in card.topics}
        self.points = tuple(point for point in consultation.points if not point.done)
        undone = {each.id for each in plan.agreed if each.progress.status.is_open}
        self.agreements = tuple(each for each in consultation.agreements if each.is_open or each.id in undone)
        self.steps = {action.measure.topic: action for action in plan.actions if action.progress.status.is_open}
        self.told: dict[MethodId, int] = {}

    # Which topics

    def chosen(self) -> list[tuple[TopicResult, Occasion]]:
        """At most MOST_TOPICS: some that are urgent, some about which something is open, and the weakest."""
        found = sorted(self.plan.result.topics, key=self.urgency)
        lacking = [result for result in found if result.counts and self.shortfall(result)]
        urgent = [result for result in lacking if result.topic in self.urgent][:MOST_URGENT]
        open_ended = [result for result in found if self.is_open_about(result.topic)][:MOST_AGREED]
        unknown = [result for result in lacking if result.state is TopicState.UNKNOWN][:1]
        first = list(dict.fromkeys((*urgent, *open_ended, *unknown)))
        rest = [result for result in lacking if result not in first]
        taken = (*first, *rest)[:MOST_TOPICS]
        occasions = {result.topic: self.occasion(result, result in urgent) for result in taken}
        ordered = sorted(taken, key=lambda result: (_ORDER.index(occasions[result.topic]), self.urgency(result)))
        return [(result, occasions[result.topic]) for result in ordered]

    def urgency(self, result: TopicResult) -> tuple[int, int]:
        """Smaller comes first: far below target and heavy; the questionnaire decides between equals."""
        return (-self.shortfall(result) * result.weight, result.level if result.level is not None else 0)

    @staticmethod
    def shortfall(result: TopicResult) -> int:
        return max(0, result.target - (result.level or 0)) if result.counts else 0

    def occasion(self, result: TopicResult, urgent: bool) -> Occasion:
        if urgent:
            return Occasion.URGENT
        if result.state is TopicState.UNKNOWN:
            return Occasion.UNKNOWN
        return Occasion.WEAK if self.shortfall(result) else Occasion.AGREED

    def is_open_about(self, topic: TopicId) -> bool:
        return bool(self.agreements_about(topic)) or any(point.topic == topic for point in self.points)

    def agreements_about(self, topic: TopicId) -> tuple[Agreement, ...]:
        return tuple(each for each in self.agreements if self.topic_of(each) == topic)

    def topic_of(self, agreement: Agreement) -> TopicId | None:
        library = self.catalogue.measures
        return library.get(agreement.measure).topic if agreement.measure and agreement.measure in library else None

    # What to say about them

    def topics(self, chosen: Sequence[tuple[TopicResult, Occasion]]) -> Iterator[GuideTopic]:
        for result, occasion in chosen:
            topic = self.catalogue.questionnaire.topic(result.topic)
            method = self.method(topic)
            measure = self.measure(result)
            yield GuideTopic(
                topic=topic,
                occasion=occasion,
                result=result,
                answers=tuple(self.given(topic)),
                reasons=tuple(self.reasons(result)),
                asks=tuple(self.asks(topic, result, method, measure))[:MOST_ASKS],
                example=method if method and method.id not in self.told else None,
                measure=measure,
                regimes=tuple(
                    found for found in self.plan.regimes if found.is_found and topic.id in found.regime.topics
                ),
                contacts=tuple(dict.fromkeys((*(measure.contacts if measure else ()), *topic.find_out.contacts))),
                agreements=self.agreements_about(topic.id),
                points=tuple(point for point in self.points if point.topic == topic.id),
            )
            if method:
                self.told[method.id] = self.told.get(method.id, 0) + 1

    def given(self, topic: Topic) -> Iterator[GivenAnswer]:
        for question in topic.graded:
            if holds(question.asked_when, self.answers):
                chosen = self.answers.of(question.id)
                yield GivenAnswer(question, tuple(option for option in question.options if option.id in chosen))

    def reasons(self, result: TopicResult) -> Iterator[AnyReason]:
        """The profile that made it weigh more, likely laws, and what of the register leans on it."""
        yield from (Reason(*cause) for cause in result.weighed_by)
        for found in self.plan.regimes:
            if found.outcome is Outcome.LIKELY and result.topic in found.regime.topics:
                yield LegalReason(found.regime.id)
        step = self.steps.get(result.topic)
        if step:
            yield from (reason for reason in step.reasons if isinstance(reason, RiskReason | InputReason))

    def measure(self, result: TopicResult) -> Measure | None:
        if result.topic in self.steps:
            return self.steps[result.topic].measure
        step = self.catalogue.measures.step(result.topic, result.level or 0)
        return step.suited_to(self.answers) if step else None

    def method(self, topic: Topic) -> Method | None:
        """The method that this company is most open to, rather one that did not come up yet."""
        known = [self.catalogue.methods[method] for method in topic.methods if method in self.catalogue.methods]
        return min(known, key=lambda method: (self.told.get(method.id, 0), -self.exposure(method)), default=None)

    def exposure(self, method: Method) -> int:
        return sum(holds(condition, self.answers) for condition in method.exposed_when)

    def asks(self, topic: Topic, result: TopicResult, method: Method | None, measure: Measure | None) -> Iterator[Ask]:
        if result.state is TopicState.UNKNOWN:
            yield Ask(AskKind.FIND_OUT, topic.find_out.text)
        elif measure:
            yield from self.next_level(topic, result)
        else:
            yield Ask(AskKind.KEEP)
        if method and method.signs:
            yield Ask(AskKind.RECOGNISE, method.signs[self.told.get(method.id, 0) % len(method.signs)])
        if measure:
            yield Ask(AskKind.BEGIN, measure.first_step)

    def next_level(self, topic: Topic, result: TopicResult) -> Iterator[Ask]:
        """Of the first question whose answer holds the topic where it is."""
        level = result.level or 0
        for question in topic.graded:
            if self.answers.level(question.id) in (level, None) and holds(question.asked_when, self.answers):
                wanted = next((option for option in question.options if option.id == str(level + 1)), None)
                if wanted:
                    yield Ask(AskKind.NEXT_LEVEL, wanted.text)
                    return


def _timed(topics: list[GuideTopic]) -> tuple[GuideTopic, ...]:
    """The same number of minutes each, and one more for the first ones as long as there are any."""
    minutes = [LEAST_MINUTES] * len(topics)
    left = MINUTES_FOR_TOPICS - sum(minutes)
    while left > 0 and any(given < MOST_MINUTES for given in minutes):
        for number, given in enumerate(minutes):
            if left > 0 and given < MOST_MINUTES:
                minutes[number] += 1
                left -= 1
    return tuple(replace(topic, minutes=given) for topic, given in zip(topics, minutes, strict=True))
