"""Made-up companies that differ get plans that differ, each as an adviser would make it."""

import json
from pathlib import Path

import pytest

from ev_scan.content.personas import read_personas
from ev_scan.content.schema import PersonaFile
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.plan import ActionPlan, Phase
from ev_scan.domain.questionnaire import Mode
from ev_scan.domain.scoring import TopicState
from ev_scan.i18n import localizer
from ev_scan.resources import QUESTIONNAIRES
from ev_scan.services.answers_file import read_dossier
from ev_scan.services.plans import plan_of

PERSONAS = read_personas(QUESTIONNAIRES)

each_persona = pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.id)


def plan_for(persona: PersonaFile, catalogue: Catalogue) -> ActionPlan:
    dossier = read_dossier(json.dumps(persona.answers).encode(), persona.id, catalogue, localizer("nl"))
    return plan_of(dossier, catalogue)


def first_six(plan: ActionPlan) -> set[str]:
    return {action.measure.id for action in plan.in_phase(Phase.NOW)}


def test_there_are_at_least_twelve_companies_of_every_size_and_in_every_mode() -> None:
    assert len(PERSONAS) >= 12
    assert {persona.answers["mode"] for persona in PERSONAS} == {mode.value for mode in Mode}
    assert {persona.answers["profile"]["size"] for persona in PERSONAS} >= {"solo", "micro", "small", "medium"}
    assert [persona.id for persona in PERSONAS] == [
        path.stem for path in sorted(Path(QUESTIONNAIRES / "personas").glob("*.yaml"))
    ]


@each_persona
def test_the_company_falls_in_the_expected_band(persona: PersonaFile, published: Catalogue) -> None:
    assert plan_for(persona, published).result.exposure.band.id == persona.expect.band


@each_persona
def test_the_first_actions_are_those_that_an_adviser_would_choose(persona: PersonaFile, published: Catalogue) -> None:
    assert first_six(plan_for(persona, published)) == set(persona.expect.first_six)


@each_persona
def test_the_scores_are_in_the_expected_range(persona: PersonaFile, published: Catalogue) -> None:
    found = {cluster.cluster: cluster.score for cluster in plan_for(persona, published).result.clusters}
    assert found.keys() == persona.expect.scores.keys()
    for cluster, (lowest, highest) in persona.expect.scores.items():
        score = found[cluster]
        assert score is not None
        assert lowest <= score <= highest, cluster


@each_persona
def test_what_the_company_does_not_know_is_asked(persona: PersonaFile, published: Catalogue) -> None:
    asked = [question.question.id for question in plan_for(persona, published).questions_to_answer]
    assert asked == persona.expect.find_out


@each_persona
def test_the_laws_are_those_that_a_lawyer_would_look_at(persona: PersonaFile, published: Catalogue) -> None:
    found = {each.regime.id: each.outcome for each in plan_for(persona, published).regimes if each.is_found}
    assert found == persona.expect.regimes


@each_persona
def test_the_company_is_asked_what_concerns_it(persona: PersonaFile, published: Catalogue) -> None:
    result = plan_for(persona, published).result
    assert not [topic.topic for topic in result.topics if topic.state is TopicState.OPEN]
    if persona.expect.topics_asked:
        fewest, most = persona.expect.topics_asked
        assert fewest <= len(result.topics) <= most


@each_persona
def test_the_full_scan_asks_a_small_company_at_most_fifty_topics(persona: PersonaFile, published: Catalogue) -> None:
    size = persona.answers["profile"]["size"]
    most = {"solo": 35, "micro": 50, "small": 50}.get(size, 64)
    dossier = read_dossier(json.dumps(persona.answers).encode(), persona.id, published, localizer("nl"))
    standing = published.questionnaire.standing(dossier.answers)
    assert len(published.questionnaire.topics_in(Mode.FULL, standing)) <= most
    assert len(published.questionnaire.topics_in(Mode.QUICK, standing)) <= 16


def test_a_software_firm_sees_no_questions_about_stock(published: Catalogue) -> None:
    persona = next(persona for persona in PERSONAS if persona.id == "solo_software")
    asked = {topic.topic for topic in plan_for(persona, published).result.topics}
    assert not asked & {"stock_plan", "raw_materials", "second_source", "deep_chain", "physical_zones", "visitors"}


@each_persona
def test_three_of_the_first_six_are_quick_wins(persona: PersonaFile, published: Catalogue) -> None:
    now = plan_for(persona, published).in_phase(Phase.NOW)
    assert sum(action.measure.is_quick_win for action in now) >= 3


def test_no_two_companies_get_the_same_advice(published: Catalogue) -> None:
    plans = [first_six(plan_for(persona, published)) for persona in PERSONAS]
    for number, plan in enumerate(plans):
        for other in plans[number + 1 :]:
            assert len(plan & other) <= 2
