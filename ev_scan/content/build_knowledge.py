"""From file models to what stands around the questions."""

from datetime import date

from ev_scan.content import knowledge_schema as schema
from ev_scan.content.conditions import build_condition
from ev_scan.content.texts import maybe_text, text_of, texts_of
from ev_scan.domain.ids import (
    AssetGroupId,
    ClusterId,
    ContactId,
    EscalationId,
    MethodId,
    QuestionId,
    RegimeId,
    SourceId,
    TermId,
    TopicId,
)
from ev_scan.domain.knowledge import AssetGroup, Escalation, Method, Story, Term
from ev_scan.domain.questionnaire import DeepDive, Mode, Question
from ev_scan.domain.regimes import Regime, RegimeStatus


def build_asset_group(node: schema.AssetGroupFile) -> AssetGroup:
    examples = texts_of(node, node.examples)
    return AssetGroup(AssetGroupId(node.id), text_of(node, node.title), text_of(node, node.summary), examples)


def build_method(node: schema.MethodFile) -> Method:
    story = node.story
    return Method(
        id=MethodId(node.id),
        title=text_of(node, node.title),
        summary=text_of(node, node.summary),
        how=texts_of(node, node.how),
        signs=texts_of(node, node.signs),
        groups=tuple(map(AssetGroupId, node.groups)),
        story=Story(text_of(node, story.title), texts_of(node, story.text), text_of(node, story.lesson)),
        exposed_when=tuple(map(build_condition, node.exposed_when)),
        sources=tuple(map(SourceId, node.sources)),
    )


def build_term(node: schema.TermFile) -> Term:
    also = texts_of(node, node.also)
    return Term(TermId(node.id), text_of(node, node.term), also, text_of(node, node.explanation))


def build_escalation(node: schema.EscalationFile) -> Escalation:
    return Escalation(
        id=EscalationId(node.id),
        title=text_of(node, node.title),
        recognise=texts_of(node, node.recognise),
        now=texts_of(node, node.now),
        avoid=texts_of(node, node.avoid),
        afterwards=texts_of(node, node.afterwards),
        contacts=tuple(map(ContactId, node.contacts)),
        topics=tuple(map(TopicId, node.topics)),
        relevant_when=build_condition(node.relevant_when),
        sources=tuple(map(SourceId, node.sources)),
    )


def build_regime(node: schema.RegimeFile, questions: tuple[Question, ...]) -> Regime:
    return Regime(
        id=RegimeId(node.id),
        title=text_of(node, node.title),
        short=text_of(node, node.short),
        status=RegimeStatus(node.status),
        since=node.since,
        summary=text_of(node, node.summary),
        questions=questions,
        likely_when=build_condition(node.likely_when),
        possible_when=build_condition(node.possible_when),
        to_do=texts_of(node, node.to_do),
        coming=maybe_text(node, node.coming),
        verify=texts_of(node, node.verify),
        contacts=tuple(map(ContactId, node.contacts)),
        sources=tuple(map(SourceId, node.sources)),
        topics=tuple(map(TopicId, node.topics)),
        as_of=date.fromisoformat(node.as_of),
        review_by=date.fromisoformat(node.review_by),
    )


def build_deep_dive(node: schema.DeepDiveFile) -> DeepDive:
    return DeepDive(
        mode=Mode(node.id),
        slug=node.slug,
        cluster=ClusterId(node.cluster),
        title=text_of(node, node.title),
        promise=text_of(node, node.promise),
        lead=text_of(node, node.lead),
        points=texts_of(node, node.points),
        minutes=node.minutes,
        profile=frozenset(map(QuestionId, node.profile)),
        topics=tuple(map(TopicId, node.topics)),
    )
