"""From a dossier to a contribution that the monitor accepts, whatever the company answered."""

import json
import random
from datetime import UTC, datetime
from itertools import product

import pytest
from pages.monitor_trip import finished, persona_answers, start_monitor, told
from pages.site import new_settings

from ev_scan.content.personas import read_personas
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import ClusterId, OptionId, QuestionId
from ev_scan.domain.monitor_block import Participation
from ev_scan.domain.questionnaire import Mode, QuestionKind
from ev_scan.monitor.classification import SECTIONS
from ev_scan.monitor.codebook import SCORES
from ev_scan.monitor.contribution import read_contribution, record
from ev_scan.monitor.sealing import ENVELOPE_BYTES, Sealer
from ev_scan.resources import QUESTIONNAIRES
from ev_scan.services.contributing import SHIPPED, Folder, codebook_of
from ev_scan.services.participation import Standing, document_of, preview, standing

TODAY = datetime.now(UTC).date()
PERSONAS = [persona.id for persona in read_personas(QUESTIONNAIRES)]


@pytest.fixture
def folder(tmp_path) -> Folder:
    return start_monitor(new_settings(tmp_path)).folder


def answered(dossier: Dossier, **answers: str) -> Dossier:
    for question, option in answers.items():
        dossier = dossier.answered(QuestionId(question), (OptionId(option),))
    return dossier


def read(document, catalogue):
    return read_contribution(json.loads(json.dumps(document)), codebook_of(catalogue))


@pytest.mark.parametrize("name", PERSONAS)
def test_every_persona_makes_a_contribution_that_is_accepted(published, folder, name):
    dossier = finished(published, name, told(published, 7))
    if standing(folder, dossier, TODAY.year) is not Standing.OPEN:
        profile = persona_answers(name)["profile"]
        assert not {"sector", "size"} <= profile.keys() or "unknown" in (profile["sector"], profile["size"])
        return
    shown = preview(folder, published, dossier, TODAY)
    contribution = read(shown.document, published)
    assert contribution.document["levels"]
    sealed = Sealer(folder.public_key.read_bytes()).seal(
        record(contribution, shown.profile, shown.period, codebook_of(published))
    )
    assert len(sealed) == ENVELOPE_BYTES


@pytest.mark.parametrize("seed", range(40))
def test_whatever_was_answered_gives_a_contribution_that_is_accepted(published, seed):
    luck = random.Random(seed)  # noqa: S311
    dossier = Dossier(published.version, luck.choice(list(Mode)))
    for question in published.questionnaire.questions():
        if luck.random() < 0.8:
            several = question.kind is QuestionKind.MULTIPLE
            chosen = luck.sample(question.options, luck.randint(1, len(question.options)) if several else 1)
            dossier = dossier.answered(question.id, tuple(option.id for option in chosen))
    block = {
        question.id: tuple(option.id for option in luck.sample(question.options, 1))
        for question in published.monitor.questions
        if luck.random() < 0.7
    }
    told_now = Participation().answered(block, published.monitor.version, TODAY.year)
    dossier = answered(dossier.with_participation(told_now), sector="C26", size=luck.choice(["solo", "large"]))
    document = read(document_of(published, dossier, TODAY), published).document
    assert document["sector"] == "C"
    assert document["size"] in ("micro", "large")


def test_every_sector_and_size_of_the_profile_has_its_section_and_class(published):
    sections, sizes = set(), {}
    questions = published.questionnaire
    pairs = product(questions.question("sector").options, questions.question("size").options)
    for sector, size in pairs:
        document = document_of(published, answered(finished(published), sector=sector.id, size=size.id), TODAY)
        sections.add(document["sector"])
        sizes[size.id] = document["size"]
    assert sections - {None} == set(SECTIONS) - {"U"}
    assert sizes == {"solo": "micro"} | {each: each for each in ("micro", "small", "medium", "large")} | {
        "unknown": None
    }


def test_provinces_go_along_and_what_is_unknown_becomes_the_country(published):
    for option in published.questionnaire.question("province").options:
        region = document_of(published, answered(finished(published), province=option.id), TODAY)["region"]
        assert region == ("nl" if option.id in ("outside_nl", "unknown") else option.id)


def test_scores_go_along_in_five_bands_and_never_from_one_theme_alone(published):
    whole = document_of(published, finished(published), TODAY)
    assert set(whole["scores"]) <= set(SCORES)
    assert set(whole["scores"].values()) <= {1, 2, 3, 4, 5}
    for mode in (Mode.PERSONNEL, Mode.SUPPLY_CHAIN):
        assert document_of(published, finished(published).with_mode(mode), TODAY)["scores"] == {}


def test_answers_of_another_year_or_to_other_words_stay_behind(published):
    old = Participation(published.monitor.version, TODAY.year - 1, told(published).answers)
    other = Participation("1999.1", TODAY.year, told(published).answers)
    for participation in (old, other):
        document = document_of(published, finished(published, participation=participation), TODAY)
        assert "awareness" not in document
    assert "awareness" in document_of(published, finished(published), TODAY)


def test_the_standing_says_what_is_lacking(published, folder, tmp_path):
    dossier = finished(published)
    begun = Dossier(dossier.catalogue_version, dossier.mode, dossier.answers)
    year = TODAY.year
    assert standing(folder, dossier, year) is Standing.OPEN
    assert standing(folder, begun.with_finished(ClusterId("profile")), year) is Standing.TOO_EARLY
    assert standing(folder, answered(dossier, sector="unknown"), year) is Standing.LACKING
    assert standing(folder, answered(dossier, province="outside_nl"), year) is Standing.CLOSED
    assert standing(Folder(tmp_path / "elsewhere"), dossier, year) is Standing.CLOSED
    done = dossier.with_participation(Participation(contributed=year))
    assert standing(folder, done, year) is Standing.DONE
    assert standing(folder, done, year + 1) is Standing.OPEN, "and next year it may decide again"


def test_what_was_shown_is_told_apart_from_what_changed(published, folder):
    shown = preview(folder, published, finished(published), TODAY)
    assert shown.fingerprint == preview(folder, published, finished(published), TODAY).fingerprint
    changed = answered(finished(published), province="zeeland")
    assert shown.fingerprint != preview(folder, published, changed, TODAY).fingerprint
    folder.population.write_bytes(SHIPPED.read_bytes())
    assert shown.fingerprint == preview(folder, published, finished(published), TODAY).fingerprint
