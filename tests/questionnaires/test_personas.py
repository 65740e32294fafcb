"""Three companies that differ get three plans that differ, each as an adviser would make it."""

import json
from pathlib import Path

import pytest

from ev_scan.content.personas import read_personas
from ev_scan.content.schema import PersonaFile
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.plan import ActionPlan, Phase
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


def test_there_are_at_least_three_companies() -> None:
    assert len(PERSONAS) >= 3
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
def test_three_of_the_first_six_are_quick_wins(persona: PersonaFile, published: Catalogue) -> None:
    now = plan_for(persona, published).in_phase(Phase.NOW)
    assert sum(action.measure.is_quick_win for action in now) >= 3


def test_no_two_companies_get_the_same_advice(published: Catalogue) -> None:
    plans = [first_six(plan_for(persona, published)) for persona in PERSONAS]
    for number, plan in enumerate(plans):
        for other in plans[number + 1 :]:
            assert len(plan & other) <= 2
