"""What is asked: a company profile, and topics in four clusters."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ev_scan.domain.answers import Answer, AnswerSet
from ev_scan.domain.conditions import ALWAYS, Condition, holds
from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.ids import ClusterId, ContactId, MethodId, OptionId, QuestionId, RoleId, TopicId
from ev_scan.domain.text import Text


class Mode(StrEnum):
    """Which topics a company walks through."""

    QUICK = "quick"
    FULL = "full"
    PERSONNEL = "personnel"
    SUPPLY_CHAIN = "supply-chain"

    @property
    def is_deep_dive(self) -> bool:
        """Whether it is about one theme across the clusters."""
        return self in (Mode.PERSONNEL, Mode.SUPPLY_CHAIN)


class QuestionKind(StrEnum):
    GRADED = "graded"  # four levels, each described
    SINGLE = "single"
    MULTIPLE = "multiple"


@dataclass(frozen=True, slots=True)
class Option:
    id: OptionId
    text: Text
    points: int = 0
    """What this answer adds to the exposure of the company (profile only)."""
    exclusive: bool = False
    """In a multiple choice: cannot stand beside another option."""
    group: Text | None = None


@dataclass(frozen=True, slots=True)
class Question:
    id: QuestionId
    kind: QuestionKind
    text: Text
    options: tuple[Option, ...]
    hint: Text | None = None
    why: Text | None = None
    asked_when: Condition = ALWAYS

    def option(self, option_id: OptionId) -> Option:
        for option in self.options:
            if option.id == option_id:
                return option
        raise NotInCatalogue(option_id)

    def arranged(self, chosen: Answer) -> Answer:
        """The chosen options that exist, in the order of the questionnaire."""
        return tuple(option.id for option in self.options if option.id in chosen)


@dataclass(frozen=True, slots=True)
class WeightRule:
    """A profile answer that makes a topic count double or triple."""

    weight: int
    when: Condition


@dataclass(frozen=True, slots=True)
class FindOut:
    """What somebody who does not know the answer should do, and whom to ask."""

    text: Text
    role: RoleId
    contacts: tuple[ContactId, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    id: TopicId
    code: str
    cluster: ClusterId
    title: Text
    quick: bool
    questions: tuple[Question, ...]
    find_out: FindOut
    minimum_target: int = 1
    relevant_when: Condition = ALWAYS
    weight_rules: tuple[WeightRule, ...] = ()
    methods: tuple[MethodId, ...] = ()
    """The attack methods that this topic makes less likely."""

    graded: tuple[Question, ...] = field(init=False, repr=False, compare=False)
    """The questions whose answers are levels: the lowest decides."""

    def __post_init__(self) -> None:
        graded = tuple(question for question in self.questions if question.kind is QuestionKind.GRADED)
        object.__setattr__(self, "graded", graded)


@dataclass(frozen=True, slots=True)
class Cluster:
    id: ClusterId
    title: Text
    summary: Text
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class DeepDive:
    """One theme that a company can start with: some topics, asked in an order of their own."""

    mode: Mode
    slug: str
    cluster: ClusterId
    """Whose colour and emblem it bears."""
    title: Text
    promise: Text
    lead: Text
    points: tuple[Text, ...]
    minutes: int
    profile: frozenset[QuestionId]
    """The questions about the company that its topics look at."""
    topics: tuple[TopicId, ...]

    @property
    def summary(self) -> Text:
        return self.lead


@dataclass(frozen=True, slots=True)
class ExposureBand:
    """A range of profile points, and how far topics that matter to this company should come."""

    id: str
    from_points: int
    level: int
    title: Text
    meaning: Text


@dataclass(frozen=True)
class Questionnaire:
    profile: tuple[Question, ...]
    bands: tuple[ExposureBand, ...]
    """From low to high; the first starts at 0 points."""
    clusters: tuple[Cluster, ...]
    deep_dives: tuple[DeepDive, ...] = ()
    legal: tuple[Question, ...] = ()
    """The questions of the legal checks; they carry no score."""
    facts: tuple[Question, ...] = ()
    """What the register answers by itself; nobody is asked, but conditions look at it and reasons name it."""
    topics: tuple[Topic, ...] = field(init=False)
    _questions: dict[QuestionId, Question] = field(init=False, repr=False)
    _topics: dict[TopicId, Topic] = field(init=False, repr=False)
    _owners: dict[QuestionId, Topic] = field(init=False, repr=False)
    _options: dict[QuestionId, frozenset[OptionId]] = field(init=False, repr=False)
    _conditional: tuple[Question, ...] = field(init=False, repr=False)
    _by_mode: dict[tuple[Mode, ClusterId | None], tuple[Topic, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        topics = tuple(topic for cluster in self.clusters for topic in cluster.topics)
        owners = {question.id: topic for topic in topics for question in topic.questions}
        asked = (*self.profile, *(question for topic in topics for question in topic.questions), *self.legal)
        object.__setattr__(self, "topics", topics)
        object.__setattr__(self, "_topics", {topic.id: topic for topic in topics})
        object.__setattr__(self, "_owners", owners)
        object.__setattr__(self, "_questions", {question.id: question for question in asked})
        options = {question.id: frozenset(option.id for option in question.options) for question in asked}
        object.__setattr__(self, "_options", options)
        object.__setattr__(self, "_by_mode", {})
        object.__setattr__(self, "_conditional", tuple(q for q in asked if self._condition(q) != (ALWAYS, ALWAYS)))

    def cluster(self, cluster_id: str) -> Cluster:
        for cluster in self.clusters:
            if cluster.id == cluster_id:
                return cluster
        raise NotInCatalogue(cluster_id)

    def topic(self, topic_id: str) -> Topic:
        try:
            return self._topics[TopicId(topic_id)]
        except KeyError:
            raise NotInCatalogue(topic_id) from None

    def question(self, question_id: str) -> Question:
        found = self._questions.get(QuestionId(question_id))
        found = found or next((fact for fact in self.facts if fact.id == question_id), None)
        if found is None:
            raise NotInCatalogue(question_id)
        return found

    def topic_of(self, question_id: QuestionId) -> Topic | None:
        """The topic that asks this; None for a question of the profile."""
        return self._owners.get(question_id)

    def questions(self) -> Iterator[Question]:
        yield from self._questions.values()

    def standing(self, answers: AnswerSet) -> AnswerSet:
        """The answers that count: to questions that are asked, with options that exist, as the questionnaire has them.

        Others are kept, so that undoing restores them, but no score, condition or reason rests on them.
        """
        kept: dict[QuestionId, Answer] = {}
        for question_id, chosen in answers.by_question.items():
            known = self._options.get(question_id, frozenset())
            if len(chosen) == 1 and chosen[0] in known:
                kept[question_id] = chosen
            elif not known.isdisjoint(chosen):
                kept[question_id] = self._questions[question_id].arranged(chosen)
        standing = AnswerSet(kept)
        for question in self._conditional:  # conditions only look back, so one pass settles them
            if question.id in kept and not all(holds(condition, standing) for condition in self._condition(question)):
                del kept[question.id]
        return standing

    def _condition(self, question: Question) -> tuple[Condition, Condition]:
        topic = self._owners.get(question.id)
        return (topic.relevant_when if topic else ALWAYS, question.asked_when)

    @property
    def modes(self) -> tuple[Mode, ...]:
        """Those that a company can choose from."""
        return (Mode.QUICK, Mode.FULL, *(deep_dive.mode for deep_dive in self.deep_dives))

    def deep_dive(self, mode: str) -> DeepDive:
        for deep_dive in self.deep_dives:
            if deep_dive.mode == mode:
                return deep_dive
        raise NotInCatalogue(mode)

    def topics_of(self, mode: Mode, cluster: Cluster | None = None) -> tuple[Topic, ...]:
        """Every topic that a mode can ask, of one cluster or of all, in the order of asking, whomever it concerns."""
        key = (mode, cluster.id if cluster else None)
        if key not in self._by_mode:
            found = (topic for topic in self._ordered(mode) if cluster is None or topic.cluster == cluster.id)
            self._by_mode[key] = tuple(found)
        return self._by_mode[key]

    def _ordered(self, mode: Mode) -> tuple[Topic, ...]:
        if mode.is_deep_dive:
            return tuple(self._topics[topic] for topic in self.deep_dive(mode).topics)
        return tuple(topic for topic in self.topics if topic.quick or mode is Mode.FULL)

    def topics_in(self, mode: Mode, answers: AnswerSet, cluster: Cluster | None = None) -> tuple[Topic, ...]:
        """The topics that concern this company, in order; of one cluster or of all."""
        return tuple(topic for topic in self.topics_of(mode, cluster) if holds(topic.relevant_when, answers))

    def profile_in(self, mode: Mode) -> tuple[Question, ...]:
        """The questions about the company that a mode needs."""
        if not mode.is_deep_dive:
            return self.profile
        return tuple(question for question in self.profile if question.id in self.deep_dive(mode).profile)

    def clusters_in(self, mode: Mode) -> tuple[Cluster, ...]:
        """The clusters that a mode gives a score for."""
        if not mode.is_deep_dive:
            return self.clusters
        touched = {topic.cluster for topic in self.topics_of(mode)}
        return tuple(cluster for cluster in self.clusters if cluster.id in touched)
