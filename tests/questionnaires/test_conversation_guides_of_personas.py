"""The guide for a conversation with each of the made-up companies."""

import json

import pytest

from ev_scan.content.personas import read_personas
from ev_scan.content.schema import PersonaFile
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.conversation_guide import AskKind, ConversationGuide, Occasion, conversation_guide
from ev_scan.i18n import LOCALES, localizer
from ev_scan.report.guide_words import GuideWords
from ev_scan.resources import QUESTIONNAIRES
from ev_scan.services.answers_file import read_dossier
from ev_scan.services.plans import plan_of

PERSONAS = read_personas(QUESTIONNAIRES)
each_persona = pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.id)


def guide_for(persona: PersonaFile, catalogue: Catalogue) -> ConversationGuide:
    dossier = read_dossier(json.dumps(persona.answers).encode(), persona.id, catalogue, localizer("nl"))
    return conversation_guide(catalogue, dossier, plan_of(dossier, catalogue))


@each_persona
def test_there_is_an_hour_of_things_to_talk_about(persona: PersonaFile, published: Catalogue) -> None:
    guide = guide_for(persona, published)
    assert guide.topics
    for each in guide.topics:
        assert 2 <= len(each.asks) <= 3, each.topic.id
        assert each.topic.methods
        assert each.contacts
        assert each.answers
        assert each.measure is not None
        assert each.shortfall


@each_persona
@pytest.mark.parametrize("locale", LOCALES)
def test_each_question_has_words(persona: PersonaFile, published: Catalogue, locale: str) -> None:
    words = GuideWords(localizer(locale))
    for each in guide_for(persona, published).topics:
        assert all("?" in words.ask(ask) for ask in each.asks)
        assert all(words.answer(answer) for answer in each.answers)
        assert words.occasion(each.occasion)
        assert words.standing(each)


@each_persona
def test_topics_that_are_asked_for_first_are_those_of_the_first_actions(
    persona: PersonaFile, published: Catalogue
) -> None:
    """Of the most pressing topics at least half stand in the guide."""
    dossier = read_dossier(json.dumps(persona.answers).encode(), persona.id, published, localizer("nl"))
    plan = plan_of(dossier, published)
    pressing = [action.measure.topic for action in plan.actions[:6]]
    talked = {each.topic.id for each in guide_for(persona, published).topics}
    assert len(talked.intersection(pressing)) * 2 >= min(len(pressing), len(talked))


@each_persona
def test_a_story_is_told_once_and_what_can_be_noticed_differs(persona: PersonaFile, published: Catalogue) -> None:
    guide = guide_for(persona, published)
    told = [each.example.id for each in guide.topics if each.example]
    assert told
    assert len(set(told)) == len(told)
    signs = [ask.text for each in guide.topics for ask in each.asks if ask.kind is AskKind.RECOGNISE]
    assert len(set(signs)) >= len(signs) - 1


def test_a_company_that_may_have_spies_talks_about_that_first(published: Catalogue) -> None:
    photonics = next(persona for persona in PERSONAS if persona.id == "photonics_startup")
    guide = guide_for(photonics, published)
    assert guide.escalations
    assert guide.topics[0].occasion is Occasion.URGENT
    assert any(each.occasion is Occasion.UNKNOWN for each in guide.topics)
