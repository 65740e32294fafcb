"""Owner and adviser in one conversation, on real databases: both write, nothing is lost, nothing is half done."""

import threading
from datetime import UTC, date, datetime
from random import Random

import pytest
from consultations import ADVISER, LOCK, a_note, an_agreement

from ev_scan.domain.consultation import GENERAL, AgreementState, Consultation
from ev_scan.domain.consultation_changes import (
    AlreadyAccepted,
    ChangedMeanwhile,
    Terms,
    mark,
    proposed,
    with_note,
    with_note_changed,
    with_terms,
)
from ev_scan.domain.consultation_document import consultation_document, consultation_from
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import AgreementId, MeasureId, NoteId
from ev_scan.domain.plan import Progress, Status
from ev_scan.domain.sharing import Holder, ShareRole
from ev_scan.domain.sharing import Terms as ShareTerms
from ev_scan.persistence.engines import new_engine
from ev_scan.services import conversations, dossiers, sharing
from ev_scan.services.conversations import Decision
from ev_scan.vault.codes import new_code
from ev_scan.vault.epochs import EpochKeys
from ev_scan.vault.errors import Unreadable

MONTH, HOUR = "2026-11", 3600
NOW = int(datetime(2026, 11, 25, 9, 30, tzinfo=UTC).timestamp())
HOLDER = Holder(b"account-of-sanne", ADVISER)


@pytest.fixture
def keys(tmp_path):
    made = EpochKeys(tmp_path / "keys")
    made.ensure(["2026-11", "2026-12"])
    return made


@pytest.fixture
def engine(url):
    made = new_engine(url)
    yield made
    made.dispose()


class Talk:
    """The two of them, each with what opens the dossier for them."""

    def __init__(self, engine, keys) -> None:
        self.engine, self.keys = engine, keys
        self.owner = dossiers.begin(engine, keys, Dossier("2026.1"), MONTH)
        terms = ShareTerms(ShareRole.NOTE, (NOW // HOUR + 48) * HOUR, 3)
        _, self.share = sharing.make(engine, keys, self.owner, MONTH, terms, NOW)
        sharing.claim(engine, keys, self.share, HOLDER, NOW)

    def say(self, alter) -> Consultation:
        changed = sharing.change_consultation(
            self.engine, self.keys, self.share, HOLDER, NOW, lambda said: consultation_document(alter(read(said)))
        )
        return consultation_from(changed)

    def read(self) -> conversations.Conversation:
        return conversations.read(self.engine, self.keys, self.owner)

    @property
    def said(self) -> Consultation:
        return self.read().said

    @property
    def dossier(self) -> Dossier:
        return dossiers.read(self.engine, self.keys, self.owner)

    def decide(self, agreement_id: str, decision: Decision = Decision.ACCEPT, seen: str | None = None) -> Dossier:
        saw = mark(self.said.agreement(agreement_id)) if seen is None else seen
        return conversations.decide(self.engine, self.keys, self.owner, MONTH, AgreementId(agreement_id), decision, saw)


def read(said) -> Consultation:
    return consultation_from(said)


@pytest.fixture
def talk(engine, keys) -> Talk:
    return Talk(engine, keys)


def test_nobody_said_anything_at_first_but_the_owner_sees_who_came(talk):
    found = talk.read()
    assert found.said == Consultation()
    assert [(each.who, each.at) for each in found.openings] == [(ADVISER, datetime(2026, 11, 25, 9, 30, tzinfo=UTC))]
    assert not found.is_empty


def test_a_dossier_that_nobody_opened_has_an_empty_conversation(engine, keys):
    code = dossiers.begin(engine, keys, Dossier("2026.1"), MONTH)
    assert conversations.read(engine, keys, code).is_empty
    with pytest.raises(Unreadable):
        conversations.read(engine, keys, new_code())


def test_what_is_accepted_is_an_action_at_once(talk):
    talk.say(lambda said: proposed(said, an_agreement()))
    dossier = talk.decide("g1")
    assert dossier.own_actions == talk.dossier.own_actions
    assert talk.said.agreement("g1").is_accepted
    assert [own.what for own in talk.dossier.own_actions] == [an_agreement().what]


def test_accepting_again_changes_nothing_at_all(talk):
    talk.say(lambda said: proposed(said, an_agreement(measure="buy_lock")))
    saw = mark(talk.said.agreement("g1"))
    talk.decide("g1", seen=saw)
    done = Progress(Status.DONE, "Jip")
    lock = MeasureId("buy_lock")
    dossiers.change(talk.engine, talk.keys, talk.owner, MONTH, lambda stored: stored.with_progress(lock, done))
    talk.decide("g1", seen=saw)
    assert talk.dossier.progress == {lock: done}
    assert len(talk.dossier.own_actions) == 1


def test_what_is_refused_leaves_the_dossier_alone(talk):
    talk.say(lambda said: proposed(said, an_agreement()))
    talk.decide("g1", Decision.REFUSE)
    assert talk.said.agreement("g1").state is AgreementState.REFUSED
    assert talk.dossier == Dossier("2026.1").with_shares(talk.dossier.shares)


def test_a_conflict_changes_neither_the_conversation_nor_the_dossier(talk):
    talk.say(lambda said: proposed(said, an_agreement()))
    before = talk.dossier
    with pytest.raises(ChangedMeanwhile) as refusal:
        talk.decide("g1", seen="something older")
    assert refusal.value.stored == talk.said.agreement("g1")
    assert talk.dossier == before
    talk.decide("g1")
    with pytest.raises(AlreadyAccepted):
        talk.decide("g1", Decision.REFUSE)
    with pytest.raises(ChangedMeanwhile):
        talk.decide("nothing", seen="x")


def test_a_new_code_for_the_dossier_takes_the_conversation_along(talk):
    talk.say(lambda said: proposed(said, an_agreement()))
    talk.owner = dossiers.renew(talk.engine, talk.keys, talk.owner, MONTH)
    assert talk.said.agreement("g1")
    talk.decide("g1")
    assert talk.say(lambda said: said).agreement("g1").is_accepted


def test_fifty_steps_of_both_lose_nothing_and_conflicts_say_so(talk):
    """Each acts on what was seen some steps ago, as with two open pages."""
    random, seen = Random(6), [talk.said]  # noqa: S311 - nothing is secret here
    written: dict[str, str] = {}
    conflicts = 0
    for step in range(50):
        saw = random.choice(seen[-4:])
        try:
            if step % 2:
                _adviser_acts(talk, saw, step, written, random)
            else:
                _owner_acts(talk, saw, random)
        except (ChangedMeanwhile, AlreadyAccepted):
            conflicts += 1
        seen.append(talk.said)
        assert {note.id: note.text for _, note in talk.said.all_notes()} == written
        accepted = {each.id for each in talk.said.with_state(AgreementState.ACCEPTED)}
        assert {own.id for own in talk.dossier.own_actions} == accepted
    assert conflicts
    assert written
    assert talk.dossier.own_actions


def _adviser_acts(talk: Talk, saw: Consultation, step: int, written: dict[str, str], random: Random) -> None:
    notes, agreements = [note for _, note in saw.all_notes()], list(saw.agreements)
    kind = random.choice(["note", "change", "propose", "terms"])
    if kind == "change" and notes:
        note = random.choice(notes)
        changed = a_note(note.id, f"stap {step}")
        talk.say(lambda said: with_note_changed(said, changed, mark(note)))
        written[note.id] = changed.text
    elif kind == "terms" and agreements:
        old = random.choice(agreements)
        terms = Terms(f"stap {step}")
        talk.say(lambda said: with_terms(said, old.id, terms, mark(old), by=ADVISER, at=date(2026, 11, 25)))
    elif kind == "propose":
        talk.say(lambda said: proposed(said, an_agreement(f"g{step}", f"stap {step}")))
    else:
        talk.say(lambda said: with_note(said, GENERAL, a_note(f"n{step}", f"stap {step}")))
        written[f"n{step}"] = f"stap {step}"


def _owner_acts(talk: Talk, saw: Consultation, random: Random) -> None:
    if saw.agreements:
        agreement = random.choice(saw.agreements)
        talk.decide(agreement.id, random.choice([Decision.ACCEPT, Decision.ACCEPT, Decision.REFUSE]), mark(agreement))


def test_both_at_the_very_same_time_lose_nothing(talk):
    """Real threads: the owner answers while the adviser writes."""
    for number in range(8):
        talk.say(lambda said, number=number: proposed(said, an_agreement(f"g{number}")))
    failed: list[BaseException] = []

    def run(work) -> None:
        try:
            for number in range(8):
                work(number)
        except BaseException as error:
            failed.append(error)

    def write(number: int) -> None:
        talk.say(lambda said: with_note(said, LOCK, a_note(NoteId(f"n{number}"), f"notitie {number}")))

    threads = [threading.Thread(target=run, args=(work,)) for work in (write, lambda number: talk.decide(f"g{number}"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert len(talk.said.notes_about(LOCK)) == 8
    assert len(talk.dossier.own_actions) == 8
    assert all(each.is_accepted for each in talk.said.agreements)
