"""A colleague answers some topics: what is asked, what is shown, and what is refused."""

from datetime import UTC, datetime

import pytest

from ev_scan.domain.dossier import Dossier
from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.sharing import Gone, Holder, NotAllowed, Scope, ShareRole, Terms
from ev_scan.persistence.engines import new_engine
from ev_scan.services import delegates, dossiers, sharing
from ev_scan.services.delegates import AnsweredMeanwhile
from ev_scan.vault.epochs import EpochKeys

MONTH = "2026-11"
NOW = int(datetime(2026, 11, 25, 9, 30, 20, tzinfo=UTC).timestamp())
HOUR = 3600
ANNA = Holder(b"account-of-anna-", "Anna")


@pytest.fixture
def keys(tmp_path):
    made = EpochKeys(tmp_path / "keys")
    made.ensure(["2026-11", "2026-12", "2027-01"])
    return made


@pytest.fixture
def engine(url):
    made = new_engine(url)
    yield made
    made.dispose()


@pytest.fixture
def questionnaire(catalogue):
    return catalogue.questionnaire


@pytest.fixture
def code(engine, keys):
    dossier = Dossier("2026.1").answered("shop", ("city",)).answered("oven_check", ("1",), "naar Piet gevraagd")
    return dossiers.begin(engine, keys, dossier.answered("recipe_list", ("0",)), MONTH)


@pytest.fixture
def share(engine, keys, code):
    def make(*topics, role=ShareRole.ANSWER):
        terms = Terms(role, (NOW // HOUR + 24) * HOUR, 2, "Techniek", Scope(frozenset(topics)))
        return sharing.make(engine, keys, code, MONTH, terms, NOW)

    return make


@pytest.fixture
def shared(engine, keys, share):
    _, made = share("oven_check", "spare_key", "customer_check")
    delegates.enter(engine, keys, made, NOW)
    return made


@pytest.fixture
def task(engine, keys, questionnaire):
    return lambda shared, now=NOW: delegates.task(engine, keys, questionnaire, shared, now)


@pytest.fixture
def answer(engine, keys, questionnaire, shared):
    def give(question, chosen, seen=()):
        asked = questionnaire.question(question)
        return delegates.answer(engine, keys, questionnaire, shared, NOW, asked, (chosen,), seen)

    return give


def test_a_colleague_sees_the_questions_in_scope_and_nothing_else(shared, task):
    found = task(shared)
    assert [each.id for each in found.questions] == ["oven_check", "spare_key", "spare_key_back"]
    assert found.answers.by_question == {"oven_check": ("1",)}
    assert "Piet" not in repr(found)
    assert "city" not in repr(found.answers)


def test_an_answer_reaches_the_owner_and_leaves_the_rest(engine, keys, code, answer):
    before = dossiers.read(engine, keys, code)
    left = answer("spare_key", "2")
    assert left.next_open("spare_key").id == "spare_key_back"
    after = dossiers.read(engine, keys, code)
    assert after.answers.by_question == {**before.answers.by_question, "spare_key": ("2",)}
    assert after.notes == before.notes
    assert after.shares == before.shares


def test_when_all_is_answered_nothing_is_open(answer):
    answer("spare_key", "2")
    assert answer("spare_key_back", "2").next_open() is None


@pytest.mark.parametrize(
    ("question", "refusal"),
    [("recipe_list", NotAllowed), ("shop", NotAllowed), ("customer_check", NotInCatalogue)],
    ids=["another topic", "about the company", "not asked of this company"],
)
def test_other_questions_are_refused(engine, keys, code, answer, question, refusal):
    before = dossiers.read(engine, keys, code)
    with pytest.raises(refusal):
        answer(question, "2" if question != "shop" else "farm")
    assert dossiers.read(engine, keys, code) == before


def test_nobody_overwrites_what_was_answered_meanwhile(engine, keys, code, answer):
    dossiers.change(engine, keys, code, MONTH, lambda stored: stored.answered("oven_check", ("3",)))
    with pytest.raises(AnsweredMeanwhile) as conflict:
        answer("oven_check", "2", seen=("1",))
    assert conflict.value.answer == ("3",)
    assert dossiers.read(engine, keys, code).answers.of("oven_check") == ("3",)
    answer("oven_check", "3", seen=("1",))
    answer("oven_check", "2", seen=("3",))
    assert dossiers.read(engine, keys, code).answers.of("oven_check") == ("2",)


def test_codes_for_advisers_and_for_colleagues_do_not_serve_each_other(engine, keys, code, share, task):
    _, adviser = share(role=ShareRole.NOTE)
    _, colleague = share("oven_check")
    with pytest.raises(Gone):
        delegates.enter(engine, keys, adviser, NOW)
    with pytest.raises(Gone):
        sharing.claim(engine, keys, colleague, ANNA, NOW)
    assert [state.uses_left for state in sharing.states(engine, keys, code)] == [2, 2]
    sharing.claim(engine, keys, adviser, ANNA, NOW)
    delegates.enter(engine, keys, colleague, NOW)
    assert task(colleague).topics
    with pytest.raises(Gone):
        sharing.look(engine, keys, colleague, delegates.COLLEAGUE, NOW)


def test_a_second_colleague_uses_up_another_opening(engine, keys, shared):
    delegates.enter(engine, keys, shared, NOW)
    with pytest.raises(Gone):
        delegates.enter(engine, keys, shared, NOW)


def test_it_ends_when_the_owner_or_the_hour_says_so(engine, keys, code, shared, task, answer):
    with pytest.raises(Gone):
        task(shared, now=NOW + 25 * HOUR)
    (state,) = sharing.states(engine, keys, code)
    sharing.revoke(engine, keys, code, MONTH, state.share.id)
    for step in (lambda: task(shared), lambda: answer("oven_check", "2", seen=("1",))):
        with pytest.raises(Gone):
            step()
    assert dossiers.read(engine, keys, code).answers.of("oven_check") == ("1",)
