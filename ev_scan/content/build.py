"""From file models to the domain; expects that the checks found no error."""

import hashlib
import json
from functools import cached_property

from ev_scan.content import schema
from ev_scan.content.reading import Folder
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.conditions import ALWAYS, AllOf, AnswerIn, AnyOf, AtLeast, Condition, Not
from ev_scan.domain.ids import (
    NOT_APPLICABLE,
    UNKNOWN,
    ClusterId,
    ContactId,
    MeasureId,
    OptionId,
    QuestionId,
    RoleId,
    SourceId,
    TopicId,
)
from ev_scan.domain.measures import Contact, Cost, Effort, Measure, MeasureLibrary, Role, Source
from ev_scan.domain.questionnaire import (
    Cluster,
    ExposureBand,
    FindOut,
    Option,
    Question,
    QuestionKind,
    Questionnaire,
    Topic,
    WeightRule,
)
from ev_scan.domain.text import Text


def build_catalogue(folder: Folder) -> Catalogue:
    head = folder.catalogue.model
    builder = _Builder(folder)
    return Catalogue(
        version=head.version,
        date=head.date,
        fingerprint=_fingerprint(folder),
        questionnaire=builder.questionnaire(),
        measures=MeasureLibrary(tuple(_measure(m) for sheet in folder.measures for m in sheet.model.measures)),
        roles={RoleId(r.id): Role(RoleId(r.id), _text(r, r.title)) for r in folder.scales.model.roles},
        contacts={ContactId(c.id): _contact(c) for c in folder.contacts.model.contacts},
        sources={SourceId(s.id): _source(s) for s in folder.sources.model.sources},
    )


def build_condition(node: schema.ConditionFile | None) -> Condition:
    if node is None:
        return ALWAYS
    if node.answer is not None:
        return AnswerIn(QuestionId(node.answer), frozenset(OptionId(option) for option in node.in_ or ()))
    if node.not_ is not None:
        return Not(build_condition(node.not_))
    if node.all is not None:
        return AllOf(tuple(build_condition(part) for part in node.all))
    if node.any is not None:
        return AnyOf(tuple(build_condition(part) for part in node.any))
    return AtLeast(node.at_least or 1, tuple(build_condition(part) for part in node.of or ()))


def context_of(node: schema.Node) -> str:
    """The id under which a translator finds the phrases of this node."""
    node_id = getattr(node, "id", None)
    return f"{node.kind}.{node_id}" if node_id else node.kind


def _fingerprint(folder: Folder) -> str:
    content = [sheet.model.model_dump(mode="json") for sheet in folder]
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _text(owner: schema.Node, words: str) -> Text:
    return Text(words, context_of(owner))


def _maybe(owner: schema.Node, words: str | None) -> Text | None:
    return Text(words, context_of(owner)) if words else None


class _Builder:
    def __init__(self, folder: Folder) -> None:
        self.folder = folder

    @cached_property
    def common(self) -> dict[str, Text]:
        scales = self.folder.scales.model
        return {name: _text(scales, words) for name, words in scales.common.model_dump().items()}

    @cached_property
    def scales(self) -> dict[str, tuple[Option, ...]]:
        return {
            scale.id: tuple(_option(scale, option) for option in scale.options)
            for scale in self.folder.scales.model.scales
        }

    def questionnaire(self) -> Questionnaire:
        profile = self.folder.profile.model
        return Questionnaire(
            profile=tuple(self.profile_question(question) for question in profile.questions),
            bands=tuple(
                ExposureBand(band.id, band.from_points, band.level, _text(band, band.title), _text(band, band.meaning))
                for band in profile.bands
            ),
            clusters=tuple(self.cluster(sheet.model) for sheet in self.folder.scans),
        )

    def cluster(self, scan: schema.ScanFile) -> Cluster:
        head = scan.cluster
        topics = tuple(self.topic(ClusterId(head.id), topic) for topic in scan.topics)
        return Cluster(ClusterId(head.id), _text(head, head.title), _text(head, head.summary), topics)

    def topic(self, cluster: ClusterId, topic: schema.TopicFile) -> Topic:
        whom = topic.find_out
        return Topic(
            id=TopicId(topic.id),
            code=topic.code,
            cluster=cluster,
            title=_text(topic, topic.title),
            quick=topic.quick,
            questions=tuple(self.topic_question(question) for question in topic.questions),
            find_out=FindOut(_text(topic, whom.text), RoleId(whom.role), tuple(map(ContactId, whom.contacts))),
            minimum_target=topic.minimum_target,
            relevant_when=build_condition(topic.relevant_when),
            weight_rules=tuple(WeightRule(rule.weight, build_condition(rule.when)) for rule in topic.weights),
        )

    def profile_question(self, node: schema.QuestionFile) -> Question:
        unknown = Option(UNKNOWN, self.common["unknown_profile"], exclusive=True)
        return self.question(node, (*self.options(node), unknown))

    def topic_question(self, node: schema.QuestionFile) -> Question:
        asides = [Option(UNKNOWN, self.common["unknown"], exclusive=True)]
        if node.not_applicable:
            asides.append(Option(NOT_APPLICABLE, _text(node, node.not_applicable), exclusive=True))
        return self.question(node, (*self.options(node), *asides))

    def options(self, node: schema.QuestionFile) -> tuple[Option, ...]:
        if node.levels:
            return tuple(Option(OptionId(str(level)), _text(node, words)) for level, words in enumerate(node.levels))
        if node.scale:
            return self.scales[node.scale]
        return tuple(_option(node, option) for option in node.options or ())

    def question(self, node: schema.QuestionFile, options: tuple[Option, ...]) -> Question:
        kind = QuestionKind.MULTIPLE if node.choose == "several" else QuestionKind.SINGLE
        return Question(
            id=QuestionId(node.id),
            kind=QuestionKind.GRADED if node.levels else kind,
            text=_text(node, node.text),
            options=options,
            hint=_maybe(node, node.hint),
            why=_maybe(node, node.why),
            asked_when=build_condition(node.asked_when),
        )


def _option(owner: schema.Node, option: schema.OptionFile) -> Option:
    group = _maybe(owner, option.group)
    return Option(OptionId(option.id), _text(owner, option.text), option.points, option.exclusive, group)


def _measure(node: schema.MeasureFile) -> Measure:
    return Measure(
        id=MeasureId(node.id),
        topic=TopicId(node.topic),
        from_level=node.from_level,
        title=_text(node, node.title),
        why=_text(node, node.why),
        first_step=_text(node, node.first_step),
        how=tuple(_text(node, step) for step in node.how),
        effort=Effort(node.effort),
        cost=Cost(node.cost),
        role=RoleId(node.role),
        after=tuple(map(MeasureId, node.after)),
        contacts=tuple(map(ContactId, node.contacts)),
        sources=tuple(map(SourceId, node.sources)),
    )


def _contact(node: schema.ContactFile) -> Contact:
    return Contact(ContactId(node.id), _text(node, node.name), _text(node, node.helps_with), node.url, node.phone)


def _source(node: schema.SourceFile) -> Source:
    return Source(SourceId(node.id), _text(node, node.title), _text(node, node.publisher), node.url, node.date)
