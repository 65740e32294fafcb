"""The plan for other programs: it fits its format, adds up by hand, and restores the session."""

import json
from datetime import UTC, date, datetime
from math import floor

import orjson
import pytest
from factories import answers
from formats import assert_fits, fits
from hypothesis import given
from hypothesis import strategies as st

from ev_scan.content.loader import load
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import MeasureId, QuestionId
from ev_scan.domain.plan import Progress, Status
from ev_scan.domain.planner import build_plan
from ev_scan.domain.questionnaire import Mode, Question, QuestionKind
from ev_scan.i18n import localizer
from ev_scan.report.machine import answers_document, plan_document
from ev_scan.resources import QUESTIONNAIRES
from ev_scan.services.answers_file import read_dossier

CREATED = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
REAL = load(QUESTIONNAIRES)
DUTCH = localizer("nl")


def document_of(dossier: Dossier, catalogue: Catalogue, locale: str = "nl") -> dict:
    plan = build_plan(catalogue, dossier.answers, dossier.mode, dossier.progress)
    return plan_document(dossier, plan, catalogue, localizer(locale), CREATED)


def an_answer(question: Question) -> st.SearchStrategy[list[str] | None]:
    single = st.sampled_from([[str(option.id)] for option in question.options])
    if question.kind is not QuestionKind.MULTIPLE:
        return st.none() | single
    free = [str(option.id) for option in question.options if not option.exclusive]
    return st.none() | single | st.lists(st.sampled_from(free), min_size=1, max_size=3, unique=True)


def noted() -> st.SearchStrategy[Progress]:
    days = st.none() | st.dates(date(2020, 1, 1), date(2040, 1, 1))
    return st.builds(Progress, st.sampled_from(Status), st.sampled_from(["", "Jip"]), days).filter(
        lambda p: p != Progress()
    )


DOSSIERS = st.builds(
    lambda given, mode, notes, progress: Dossier(REAL.version, mode, answers(**given), notes, progress),
    st.fixed_dictionaries({str(question.id): an_answer(question) for question in REAL.questionnaire.questions()}),
    st.sampled_from(Mode),
    st.dictionaries(
        st.sampled_from([QuestionId("mfa"), QuestionId("sector")]), st.text(min_size=1, max_size=20), max_size=1
    ),
    st.dictionaries(st.sampled_from([measure.id for measure in REAL.measures]), noted(), max_size=3),
)


@given(DOSSIERS)
def test_every_plan_fits_its_format_adds_up_and_comes_back(dossier: Dossier):
    document = json.loads(orjson.dumps(document_of(dossier, REAL)))
    assert_fits("plan-1", document)
    assert_fits("answers-1", document["answers"])
    for cluster in document["scores"]["clusters"]:
        add_up(cluster, [topic for topic in document["topics"] if topic["cluster"] == cluster["id"]])
    restored = read_dossier(orjson.dumps(document), "plan.json", REAL, DUTCH)
    arranged = {q: REAL.questionnaire.question(q).arranged(chosen) for q, chosen in dossier.answers.by_question.items()}
    assert restored.answers.by_question == arranged
    assert (restored.mode, restored.notes, restored.progress) == (dossier.mode, dossier.notes, dossier.progress)
    assert document_of(restored, REAL) == document_of(dossier, REAL)


def add_up(cluster: dict, topics: list[dict]) -> None:
    """As a reader with a pocket calculator would."""
    counting = [topic for topic in topics if topic["applicable"]]
    earned = sum(topic["weight"] * topic["level"] for topic in counting)
    possible = sum(topic["weight"] * 3 for topic in counting)
    unknown = sum(topic["weight"] for topic in counting if topic["state"] == "unknown")
    waiting = sum(topic["weight"] for topic in topics if topic["state"] == "open")
    assert (cluster["earned"], cluster["possible"]) == (earned, possible)
    assert all(topic["level"] is None for topic in topics if not topic["applicable"])
    if not possible:
        assert (cluster["score"], cluster["low"], cluster["high"]) == (None, 0, 100)
        return
    known = possible / 3 - unknown
    assert cluster["low"] == floor(100 * earned / possible + 0.5)
    assert cluster["high"] == floor(100 * (earned + 3 * unknown) / possible + 0.5)
    assert cluster["score"] == (cluster["low"] if known >= (possible / 3 + waiting) / 2 else None)
    assert cluster["target"] == floor(100 * sum(t["weight"] * t["target"] for t in counting) / possible + 0.5)
    assert cluster["unknown_share"] == round(3 * unknown / possible, 2)


@pytest.fixture
def bakery_plan(catalogue: Catalogue) -> dict:
    return document_of(
        Dossier(
            "2000.1",
            answers=answers(
                shop="city", goods=["chocolate", "bread"], abroad="no", recipe_list=1, recipe_lock="unknown"
            ),
            notes={QuestionId("shop"): "bij de brug", QuestionId("gone"): "weg"},
            progress={MeasureId("write_recipes"): Progress(Status.DOING, "Jip", date(2030, 6, 1))},
        ),
        catalogue,
    )


def test_the_head_of_a_plan(bakery_plan, catalogue):
    assert bakery_plan["catalogue"] == {"version": "2000.1", "fingerprint": catalogue.fingerprint}
    assert (bakery_plan["language"], bakery_plan["created"]) == ("nl", "2030-01-02T03:04:05+00:00")
    assert bakery_plan["profile"] == {"shop": "city", "goods": ["bread", "chocolate"], "abroad": "no"}
    assert bakery_plan["exposure"] == {"points": 6, "band": "watched"}


def test_a_cluster_and_a_topic_of_a_plan(bakery_plan):
    assert bakery_plan["scores"]["clusters"][0] == {
        "id": "recipes",
        "score": 17,
        "earned": 2,
        "possible": 12,
        "low": 17,
        "high": 67,
        "unknown_share": 0.5,
        "target": 67,
    }
    assert bakery_plan["topics"][1] == {
        "id": "recipe_lock",
        "cluster": "recipes",
        "level": 0,
        "weight": 2,
        "applicable": True,
        "state": "unknown",
        "target": 2,
    }


def test_an_action_of_a_plan(bakery_plan):
    assert bakery_plan["actions"][1] == {
        "measure": "write_recipes",
        "title": "Schrijf uw recepten op",
        "rank": 2,
        "phase": "now",
        "reasons": [{"question": "recipe_list", "option": "1"}, {"question": "goods", "option": "chocolate"}],
        "effort": "S",
        "cost": "none",
        "role": "baker",
        "after": [],
        "lift": {"recipes": [17, 33]},
        "status": "doing",
        "owner": "Jip",
        "due": "2030-06-01",
    }


def test_a_question_to_answer_and_the_answers_of_a_plan(bakery_plan):
    assert bakery_plan["questions_to_answer"] == [
        {
            "topic": "recipe_lock",
            "question": "recipe_lock",
            "ask": "Kijk of de kast met recepten op slot zit.",
            "role": "shopkeeper",
            "contacts": [],
        }
    ]
    assert bakery_plan["answers"]["notes"] == {"shop": "bij de brug"}
    assert bakery_plan["answers"]["progress"] == {
        "write_recipes": {"status": "doing", "owner": "Jip", "due": "2030-06-01"}
    }


def test_what_the_catalogue_no_longer_knows_is_left_out(catalogue):
    dossier = Dossier(
        "1999.1",
        answers=answers(moon=1, shop="castle", goods=["bread", "pie"], recipe_list=2),
        notes={QuestionId("moon"): "vol"},
        progress={MeasureId("fly"): Progress(Status.DONE)},
    )
    document = answers_document(dossier, catalogue)
    assert document["profile"] == {"goods": ["bread"]}
    assert document["answers"] == {"recipe_list": 2}
    assert document["progress"] == {}
    assert "notes" not in document
    read_dossier(orjson.dumps(document), "answers.json", catalogue, DUTCH)


def test_equal_input_gives_equal_bytes():
    first = Dossier(REAL.version, answers=answers(sector="C26", technologies=["photonics", "quantum"], mfa=1))
    second = Dossier(REAL.version, answers=answers(mfa=1, technologies=["quantum", "photonics"], sector="C26"))
    assert orjson.dumps(document_of(first, REAL)) == orjson.dumps(document_of(second, REAL))


def test_only_words_depend_on_the_language():
    dossier = Dossier(REAL.version, answers=answers(mfa=0, backup="unknown"))
    dutch, english = document_of(dossier, REAL, "nl"), document_of(dossier, REAL, "en")
    for document in (dutch, english):
        assert_fits("plan-1", document)
        for spoken in (*document["actions"], *document["questions_to_answer"], *document["regimes"]):
            spoken.pop("title", None)
            spoken.pop("ask", None)
        document.pop("language")
    assert dutch == english


@pytest.mark.parametrize("field", ["surprise", "scores", "created"])
def test_the_format_refuses_what_is_not_in_it(catalogue, field: str):
    document = document_of(Dossier("2000.1"), catalogue)
    changed = document | {field: 1} if field == "surprise" else {k: v for k, v in document.items() if k != field}
    assert fits("plan-1", json.loads(orjson.dumps(document)))
    assert not fits("plan-1", json.loads(orjson.dumps(changed)))


def test_an_action_says_what_comes_first_and_lifts_nothing_without_a_score(catalogue):
    document = document_of(
        Dossier("2000.1", answers=answers(recipe_list=0, recipe_lock=0, spare_key="unknown")), catalogue
    )
    told = {action["measure"]: (action["after"], action["lift"]) for action in document["actions"]}
    assert told == {
        "recount_recipes": ([], {"recipes": [0, 17]}),
        "clear_counter": (["recount_recipes"], {"recipes": [0, 17]}),
        "count_keys": ([], {}),
    }
