"""Letting somebody else in: who can open a dossier, what they may do there, and when it ends."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from ev_scan.domain.dossier import Dossier
from ev_scan.domain.sharing import (
    ANSWERING,
    MOST_SHARES,
    Gone,
    Holder,
    NotAllowed,
    Scope,
    ShareRole,
    Terms,
    TooManyShares,
)
from ev_scan.persistence.engines import new_engine
from ev_scan.persistence.models import ConsultationRow, DossierRow, ShareRow
from ev_scan.persistence.transactions import writing
from ev_scan.services import dossiers, maintenance, sharing
from ev_scan.vault.codes import ResumeCode, new_share_code
from ev_scan.vault.epochs import EpochKeys
from ev_scan.vault.errors import Unreadable

MONTH = "2026-11"
NOW = int(datetime(2026, 11, 25, 9, 30, 20, tzinfo=UTC).timestamp())
HOUR = 3600
ANNA, BRAM = Holder(b"account-of-anna-", "Anna"), Holder(b"account-of-bram-", "Bram")


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
def code(engine, keys):
    return dossiers.begin(engine, keys, Dossier("2026.1"), MONTH)


@pytest.fixture
def share(engine, keys, code):
    def make(role=ShareRole.NOTE, hours=24, uses=3, **more):
        terms = Terms(role, (NOW // HOUR + hours) * HOUR, uses, "Loket", **more)
        return sharing.make(engine, keys, code, MONTH, terms, NOW)

    return make


@pytest.fixture
def look(engine, keys):
    return lambda shared, holder=ANNA, now=NOW, **roles: sharing.look(engine, keys, shared, holder, now, **roles)


@pytest.fixture
def claim(engine, keys):
    return lambda shared, holder=ANNA, now=NOW, **roles: sharing.claim(engine, keys, shared, holder, now, **roles)


def three(_dossier):
    return ("3",)


def note(text):
    return lambda said: {**said, "notes": [*said.get("notes", []), text]}


def answered(engine, keys, code, question="mfa", option="2"):
    return dossiers.change(engine, keys, code, MONTH, lambda stored: stored.answered(question, (option,)))


def test_a_share_opens_the_dossier_for_whoever_claims_it_first(engine, keys, code, share, claim, look):
    answered(engine, keys, code)
    _, shared = share()
    with pytest.raises(Gone):
        look(shared)
    claim(shared)
    assert look(shared).dossier.answers.by_question == {"mfa": ("2",)}
    assert look(shared).dossier.shares == ()
    for step in (look, claim):
        with pytest.raises(Gone):
            step(shared, BRAM)


def test_a_resume_code_is_no_share_and_a_share_no_resume_code(engine, keys, code, share, claim):
    _, shared = share()
    with pytest.raises(Gone):
        claim(type(shared)(code.root))
    with pytest.raises(Unreadable):
        dossiers.read(engine, keys, ResumeCode(shared.root))


def test_uses_run_out_and_an_opening_that_counted_goes_on(share, claim, look):
    _, shared = share(uses=2)
    claim(shared)
    claim(shared)
    with pytest.raises(Gone):
        claim(shared)
    assert look(shared)


def test_it_ends_on_its_hour(share, claim, look):
    _, shared = share(hours=2)
    end = (NOW // HOUR + 2) * HOUR
    claim(shared, now=end - 1)
    assert look(shared, now=end - 1)
    for step in (look, claim):
        with pytest.raises(Gone):
            step(shared, now=end)


def test_the_owner_sees_who_came_and_what_is_left(engine, keys, code, share, claim):
    made, shared = share(uses=3)
    claim(shared)
    claim(shared, now=NOW + 90)
    (state,) = sharing.states(engine, keys, code)
    assert state.share.id == made
    assert state.uses_left == 1
    assert [(each.who, each.at.isoformat()) for each in state.openings] == [
        ("Anna", "2026-11-25T09:30:00+00:00"),
        ("Anna", "2026-11-25T09:31:00+00:00"),
    ]


def test_revoking_ends_it_at_once_and_leaves_the_others(engine, keys, code, share, claim, look):
    first, one = share()
    _, other = share()
    claim(one)
    claim(other, BRAM)
    sharing.change_consultation(engine, keys, one, ANNA, NOW, note("sleutels"))
    assert sharing.revoke(engine, keys, code, MONTH, first)
    for step in (look, claim):
        with pytest.raises(Gone):
            step(one)
    with pytest.raises(Gone):
        sharing.change_consultation(engine, keys, one, ANNA, NOW, note("te laat"))
    assert look(other, BRAM).said == {"notes": ["sleutels"]}
    assert answered(engine, keys, code).answers == look(other, BRAM).dossier.answers
    assert not sharing.revoke(engine, keys, code, MONTH, first)


def test_after_revoking_an_old_copy_of_the_share_opens_nothing(engine, keys, code, share, claim, look):
    made, shared = share()
    claim(shared)
    share_table = ShareRow.__table__
    with engine.connect() as connection:
        kept = dict(connection.execute(select(share_table)).mappings().one())
    sharing.revoke(engine, keys, code, MONTH, made)
    with writing(engine) as connection:
        connection.execute(share_table.insert().values(**kept))
    with pytest.raises(Gone):
        look(shared)


def test_a_share_survives_saves_months_and_a_new_code(engine, keys, code, share, claim, look):
    _, shared = share(hours=30 * 24)
    claim(shared)
    sharing.change_consultation(engine, keys, shared, ANNA, NOW, note("eerst"))
    dossiers.change(engine, keys, code, "2026-12", lambda stored: stored.answered("mfa", ("1",)))
    fresh = dossiers.renew(engine, keys, code, "2026-12")
    with pytest.raises(Unreadable):
        dossiers.read(engine, keys, code)
    later = NOW + 20 * 24 * HOUR
    assert look(shared, now=later).said == {"notes": ["eerst"]}
    assert look(shared, now=later).dossier.answers == dossiers.read(engine, keys, fresh).answers
    maintenance.purge(engine, keys, datetime(2026, 12, 24, tzinfo=UTC).date(), 1)
    assert look(shared, now=NOW + 29 * 24 * HOUR).said == {"notes": ["eerst"]}


def test_purging_removes_what_expired(engine, keys, code, share, claim):
    share(hours=2)
    maintenance.purge(engine, keys, datetime(2026, 11, 26, tzinfo=UTC).date(), 12)
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(ShareRow)).scalar_one() == 0


def test_reading_is_not_noting(engine, keys, code, share, claim):
    _, shared = share(role=ShareRole.READ)
    claim(shared)
    with pytest.raises(NotAllowed):
        sharing.change_consultation(engine, keys, shared, ANNA, NOW, note("mag niet"))
    with pytest.raises(NotAllowed):
        sharing.answer(engine, keys, shared, ANNA, NOW, "mfa", "mfa", three)
    assert sharing.read_consultation(engine, keys, code)[0] == {}


def test_a_colleague_answers_only_what_was_asked(engine, keys, code, share, claim, look):
    _, shared = share(role=ShareRole.ANSWER, scope=Scope(frozenset({"logins"})))
    claim(shared, roles=ANSWERING)
    sharing.answer(engine, keys, shared, ANNA, NOW, "mfa", "logins", three)
    with pytest.raises(NotAllowed):
        sharing.answer(engine, keys, shared, ANNA, NOW, "backup", "backups", three)
    with pytest.raises(NotAllowed):
        sharing.change_consultation(engine, keys, shared, ANNA, NOW, note("mag niet"))
    assert dossiers.read(engine, keys, code).answers.by_question == {"mfa": ("3",)}
    assert answered(engine, keys, code, "backup").answers.by_question == {"mfa": ("3",), "backup": ("2",)}
    assert look(shared, roles=ANSWERING).dossier.answers.by_question == {"mfa": ("3",), "backup": ("2",)}


def test_the_owner_answers_in_dossier_and_conversation_together(engine, keys, code, share, claim, look):
    _, shared = share()
    claim(shared)
    sharing.change_consultation(engine, keys, shared, ANNA, NOW, note("afspraak"))

    def accept(said, dossier):
        return {**said, "accepted": True}, dossier.answered("mfa", ("2",))

    said, dossier = sharing.change_by_owner(engine, keys, code, MONTH, accept)
    assert said == look(shared).said == {"notes": ["afspraak"], "accepted": True}
    assert dossier.answers == look(shared).dossier.answers

    def fail(said, dossier):
        raise KeyError

    with pytest.raises(KeyError):
        sharing.change_by_owner(engine, keys, code, MONTH, fail)
    assert look(shared).said == said


def test_wiping_takes_shares_and_conversation_along(engine, keys, code, share, claim, look):
    _, shared = share()
    claim(shared)
    assert dossiers.wipe(engine, keys, code)
    with pytest.raises(Gone):
        look(shared)
    with engine.connect() as connection:
        for table in (DossierRow, ShareRow, ConsultationRow):
            assert connection.execute(select(func.count()).select_from(table)).scalar_one() == 0


def test_there_is_an_end_to_the_number_of_shares(share):
    for _ in range(MOST_SHARES):
        share()
    with pytest.raises(TooManyShares):
        share()


def test_a_code_that_nobody_made_opens_nothing(claim):
    with pytest.raises(Gone):
        claim(new_share_code())


@pytest.mark.parametrize("step", ["revoke", "renew"])
def test_a_share_whose_month_has_no_key_any_more_is_in_nobodys_way(engine, keys, code, share, claim, look, step):
    """Who keeps on saving keeps a dossier for years, with what was shared long ago in its list."""
    share(hours=24)
    other, shared = share(hours=24 * 30)
    claim(shared)
    keys.ensure(["2027-11", "2027-12"])
    dossiers.change(engine, keys, code, "2027-12", lambda stored: stored)
    keys.destroy(MONTH)
    if step == "revoke":
        assert sharing.revoke(engine, keys, code, "2027-12", other)
        assert len(sharing.states(engine, keys, code)) == 1
    else:
        fresh = dossiers.renew(engine, keys, code, "2027-12")
        assert len(sharing.states(engine, keys, fresh)) == 2
        assert look(shared)
