"""From file models to the domain; expects that the checks found no error."""

import hashlib
import json
from dataclasses import replace
from functools import cached_property

from ev_scan.content import schema
from ev_scan.content.build_knowledge import (
    build_asset_group,
    build_deep_dive,
    build_escalation,
    build_method,
    build_regime,
    build_term,
)
from ev_scan.content.build_monitor import build_monitor_block
from ev_scan.content.build_stappenplan import build_stappenplan
from ev_scan.content.conditions import build_condition
from ev_scan.content.reading import Folder
from ev_scan.content.texts import maybe_text, text_of, texts_of
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.ids import (
    NOT_APPLICABLE,
    UNKNOWN,
    AssetGroupId,
    ClusterId,
    ContactId,
    EscalationId,
    MeasureId,
    MethodId,
    OptionId,
    QuestionId,
    RegimeId,
    RoleId,
    SourceId,
    TopicId,
)
from ev_scan.domain.measures import Contact, Cost, Effort, Measure, MeasureLibrary, Role, Source, Variant
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
from ev_scan.domain.regimes import Regime
from ev_scan.domain.text import Text


def build_catalogue(folder: Folder) -> Catalogue:
    head = folder.catalogue.model
    builder = _Builder(folder)
    regimes = builder.regimes()
    return Catalogue(
        version=head.version,
        date=head.date,
        fingerprint=_fingerprint(folder),
        questionnaire=builder.questionnaire(regimes),
        measures=MeasureLibrary(tuple(_measure(m) for sheet in folder.measures for m in sheet.model.measures)),
        roles={RoleId(r.id): Role(RoleId(r.id), text_of(r, r.title)) for r in folder.scales.model.roles},
        contacts={ContactId(c.id): _contact(c) for c in folder.contacts.model.contacts},
        sources={SourceId(s.id): _source(s) for s in folder.sources.model.sources},
        methods={MethodId(m.id): build_method(m) for m in folder.methods.model.methods},
        asset_groups={AssetGroupId(g.id): build_asset_group(g) for g in folder.assets.model.groups},
        terms=tuple(build_term(term) for term in folder.glossary.model.terms),
        escalations={EscalationId(e.id): build_escalation(e) for e in folder.escalations.model.escalations},
        regimes={RegimeId(regime.id): regime for regime in regimes},
        stappenplan=build_stappenplan(folder.stappenplan.model, folder.assets.model.groups),
        monitor=build_monitor_block(folder.monitor.model),
    )


def _fingerprint(folder: Folder) -> str:
    content = [sheet.model.model_dump(mode="json") for sheet in folder]
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


class _Builder:
    def __init__(self, folder: Folder) -> None:
        self.folder = folder

    @cached_property
    def common(self) -> dict[str, Text]:
        scales = self.folder.scales.model
        return {name: text_of(scales, words) for name, words in scales.common.model_dump().items()}

    @cached_property
    def scales(self) -> dict[str, tuple[Option, ...]]:
        return {
            scale.id: tuple(_option(scale, option) for option in scale.options)
            for scale in self.folder.scales.model.scales
        }

    def questionnaire(self, regimes: tuple[Regime, ...]) -> Questionnaire:
        profile = self.folder.profile.model
        return Questionnaire(
            profile=tuple(self.profile_question(question) for question in profile.questions),
            bands=tuple(
                ExposureBand(
                    band.id, band.from_points, band.level, text_of(band, band.title), text_of(band, band.meaning)
                )
                for band in profile.bands
            ),
            clusters=tuple(self.cluster(sheet.model) for sheet in self.folder.scans),
            deep_dives=tuple(build_deep_dive(node) for node in self.folder.deep_dives.model.deep_dives),
            legal=tuple(question for regime in regimes for question in regime.questions),
            facts=tuple(map(self.topic_question, self.folder.stappenplan.model.facts)),
        )

    def cluster(self, scan: schema.ScanFile) -> Cluster:
        head = scan.cluster
        topics = tuple(self.topic(ClusterId(head.id), topic) for topic in scan.topics)
        return Cluster(ClusterId(head.id), text_of(head, head.title), text_of(head, head.summary), topics)

    def topic(self, cluster: ClusterId, topic: schema.TopicFile) -> Topic:
        whom = topic.find_out
        return Topic(
            id=TopicId(topic.id),
            code=topic.code,
            cluster=cluster,
            title=text_of(topic, topic.title),
            quick=topic.quick,
            questions=tuple(self.topic_question(question) for question in topic.questions),
            find_out=FindOut(text_of(topic, whom.text), RoleId(whom.role), tuple(map(ContactId, whom.contacts))),
            minimum_target=topic.minimum_target,
            relevant_when=build_condition(topic.relevant_when),
            weight_rules=tuple(WeightRule(rule.weight, build_condition(rule.when)) for rule in topic.weights),
            methods=tuple(map(MethodId, topic.methods)),
        )

    def regimes(self) -> tuple[Regime, ...]:
        nodes = self.folder.regimes.model.regimes
        return tuple(build_regime(node, tuple(map(self.topic_question, node.questions))) for node in nodes)

    def profile_question(self, node: schema.QuestionFile) -> Question:
        unknown = Option(UNKNOWN, self.common["unknown_profile"], exclusive=True)
        return self.question(node, (*self.options(node), unknown))

    def topic_question(self, node: schema.QuestionFile) -> Question:
        asides = [Option(UNKNOWN, self.common["unknown"], exclusive=True)]
        if node.not_applicable:
            asides.append(Option(NOT_APPLICABLE, text_of(node, node.not_applicable), exclusive=True))
        return self.question(node, (*self.options(node), *asides))

    def options(self, node: schema.QuestionFile) -> tuple[Option, ...]:
        if node.levels:
            return tuple(Option(OptionId(str(level)), words) for level, words in enumerate(texts_of(node, node.levels)))
        if node.scale:
            return self.scales[node.scale]
        return tuple(_option(node, option) for option in node.options or ())

    def question(self, node: schema.QuestionFile, options: tuple[Option, ...]) -> Question:
        kind = QuestionKind.MULTIPLE if node.choose == "several" else QuestionKind.SINGLE
        return Question(
            id=QuestionId(node.id),
            kind=QuestionKind.GRADED if node.levels else kind,
            text=text_of(node, node.text),
            options=options,
            hint=maybe_text(node, node.hint),
            why=maybe_text(node, node.why),
            asked_when=build_condition(node.asked_when),
        )


def _option(owner: schema.Node, option: schema.OptionFile) -> Option:
    group = maybe_text(owner, option.group)
    return Option(OptionId(option.id), text_of(owner, option.text), option.points, option.exclusive, group)


def _measure(node: schema.MeasureFile) -> Measure:
    measure = Measure(
        id=MeasureId(node.id),
        topic=TopicId(node.topic),
        from_level=node.from_level,
        title=text_of(node, node.title),
        why=text_of(node, node.why),
        first_step=text_of(node, node.first_step),
        how=texts_of(node, node.how),
        effort=Effort(node.effort),
        cost=Cost(node.cost),
        role=RoleId(node.role),
        after=tuple(map(MeasureId, node.after)),
        contacts=tuple(map(ContactId, node.contacts)),
        sources=tuple(map(SourceId, node.sources)),
        message=texts_of(node, node.message),
    )
    return replace(measure, variants=tuple(_variant(node, measure, variant) for variant in node.variants))


def _variant(owner: schema.MeasureFile, measure: Measure, node: schema.VariantFile) -> Variant:
    return Variant(
        build_condition(node.when),
        replace(
            measure,
            title=maybe_text(owner, node.title) or measure.title,
            why=maybe_text(owner, node.why) or measure.why,
            first_step=maybe_text(owner, node.first_step) or measure.first_step,
            how=texts_of(owner, node.how) if node.how else measure.how,
            effort=Effort(node.effort) if node.effort else measure.effort,
            cost=Cost(node.cost) if node.cost else measure.cost,
            role=RoleId(node.role) if node.role else measure.role,
        ),
    )


def _contact(node: schema.ContactFile) -> Contact:
    name, helps_with = text_of(node, node.name), text_of(node, node.helps_with)
    return Contact(ContactId(node.id), name, helps_with, node.url, node.phone, build_condition(node.near))


def _source(node: schema.SourceFile) -> Source:
    return Source(SourceId(node.id), text_of(node, node.title), text_of(node, node.publisher), node.url, node.date)
