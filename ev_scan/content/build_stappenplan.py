"""From file models to the words and tables of the EV-stappenplan."""

from collections.abc import Iterable
from datetime import date

from ev_scan.content import stappenplan_schema as schema
from ev_scan.content.conditions import build_condition
from ev_scan.content.knowledge_schema import AssetGroupFile
from ev_scan.content.texts import text_of, texts_of
from ev_scan.domain.ids import AssetGroupId, MethodId, TopicId
from ev_scan.domain.register import Treatment
from ev_scan.domain.stappenplan import Chain, Choice, CountryTable, PatternAdvice, Scale, Stappenplan, Step, Suggestion
from ev_scan.domain.supply_chain import Label, Pattern


def build_stappenplan(node: schema.StappenplanFile, groups: Iterable[AssetGroupFile]) -> Stappenplan:
    return Stappenplan(
        steps=tuple(Step(step.id, text_of(step, step.title), text_of(step, step.summary)) for step in node.steps),
        ratings=tuple(map(_scale, node.ratings)),
        impacts=tuple(map(_scale, node.impacts)),
        treatments={Treatment(each.id): _choice(each) for each in node.treatments},
        euro_ranges=tuple(Choice(each.id, text_of(each, each.title)) for each in node.euro_ranges),
        suggestions=tuple(
            Suggestion(AssetGroupId(group.id), text_of(group, each.text), build_condition(each.when))
            for group in groups
            for each in group.suggestions
        ),
        chains=tuple(
            Chain(
                chain.id, text_of(chain, chain.title), text_of(chain, chain.text), tuple(map(MethodId, chain.methods))
            )
            for chain in node.chains
        ),
        patterns={Pattern(each.id): _pattern(each) for each in node.patterns},
        labels={Label(each.id): _choice(each) for each in node.labels},
        countries=_countries(node.countries),
    )


def _scale(node: schema.RatingFile | schema.ImpactFile) -> Scale:
    return Scale(node.id, text_of(node, node.title), text_of(node, node.question), texts_of(node, node.levels))


def _choice(node: schema.TreatmentFile | schema.LabelFile) -> Choice:
    return Choice(node.id, text_of(node, node.title), text_of(node, node.meaning))


def _pattern(node: schema.PatternFile) -> PatternAdvice:
    advice, topics = texts_of(node, node.advice), tuple(map(TopicId, node.topics))
    return PatternAdvice(Pattern(node.id), text_of(node, node.title), advice, topics)


def _countries(node: schema.CountriesFile) -> CountryTable:
    source, note = text_of(node, node.source), text_of(node, node.note)
    return CountryTable(date.fromisoformat(node.as_of), source, node.url, note, dict(node.weights))
