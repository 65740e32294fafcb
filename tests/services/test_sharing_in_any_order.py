"""Whatever owners and holders do, in whatever order: who may open a dossier can, and who may not cannot."""

import tempfile
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from ev_scan.domain.dossier import Dossier
from ev_scan.domain.sharing import ADVISING, ANSWERING, MOST_SHARES, Gone, Holder, NotAllowed, Scope, ShareRole, Terms
from ev_scan.persistence import schema
from ev_scan.persistence.engines import new_engine
from ev_scan.services import dossiers, maintenance, sharing
from ev_scan.services.delegates import COLLEAGUE
from ev_scan.vault.codes import ResumeCode
from ev_scan.vault.epochs import EpochKeys
from ev_scan.vault.errors import Unreadable

HOUR = 3600
BEGIN = int(datetime(2026, 11, 2, tzinfo=UTC).timestamp())
HOLDERS = [Holder(name.encode() * 4, name) for name in ("Anna", "Bram")]


class Model:
    """What a share is supposed to be."""

    def __init__(self, role, expires, uses):
        self.role, self.expires, self.uses = role, expires, uses
        self.holder = None
        self.revoked = False


class Sharing(RuleBasedStateMachine):
    shares = Bundle("shares")

    @initialize()
    def begin(self):
        self.folder = tempfile.TemporaryDirectory()
        url = f"sqlite:///{Path(self.folder.name) / 'ev-scan.db'}"
        schema.upgrade(url)
        self.engine, self.keys = new_engine(url), EpochKeys(Path(self.folder.name) / "keys")
        self.keys.ensure(["2026-11", "2026-12", "2027-01", "2027-02", "2027-03"])
        self.now, self.option, self.said = BEGIN, "0", []
        self.code = dossiers.begin(self.engine, self.keys, Dossier("2026.1"), self.month)
        self.models = {}

    @property
    def month(self):
        return datetime.fromtimestamp(self.now, UTC).strftime("%Y-%m")

    @rule(
        target=shares,
        role=st.sampled_from(ShareRole),
        hours=st.sampled_from([1, 24, 720]),
        uses=st.integers(1, 3),
    )
    def make(self, role, hours, uses):
        if sum(self.now < each.expires and not each.revoked for each in self.models.values()) >= MOST_SHARES:
            return multiple()
        expires = (self.now // HOUR + hours) * HOUR
        terms = Terms(role, expires, uses, scope=Scope(frozenset({"logins"})))
        made, code = sharing.make(self.engine, self.keys, self.code, self.month, terms, self.now)
        self.models[made] = Model(role, expires, uses)
        return made, code

    @rule(share=shares, holder=st.sampled_from(HOLDERS))
    def claim(self, share, holder):
        made, code = share
        model = self.models[made]
        if self.may_claim(model, holder) and model.role in ADVISING:
            sharing.claim(self.engine, self.keys, code, holder, self.now)
            model.uses, model.holder = model.uses - 1, holder
        else:
            with pytest.raises(Gone):
                sharing.claim(self.engine, self.keys, code, holder, self.now)

    def may_claim(self, model, holder):
        return not model.revoked and self.now < model.expires and model.uses and model.holder in (None, holder)

    @rule(share=shares)
    def help(self, share):
        """Somebody without an account comes in."""
        made, code = share
        model = self.models[made]
        if self.may_claim(model, COLLEAGUE) and model.role in ANSWERING:
            sharing.claim(self.engine, self.keys, code, COLLEAGUE, self.now, ANSWERING)
            model.uses, model.holder = model.uses - 1, COLLEAGUE
        else:
            with pytest.raises(Gone):
                sharing.claim(self.engine, self.keys, code, COLLEAGUE, self.now, ANSWERING)

    @rule(share=shares, holder=st.sampled_from([*HOLDERS, COLLEAGUE]), option=st.sampled_from("0123"))
    def answer(self, share, holder, option):
        made, code = share
        who = (self.engine, self.keys, code, holder, self.now)
        if self.is_open(made, holder) and self.models[made].role in ANSWERING:
            with pytest.raises(NotAllowed):
                sharing.answer(*who, "backup", "backups", lambda _: (option,))
            sharing.answer(*who, "mfa", "logins", lambda _: (option,))
            self.option = option
        else:
            with pytest.raises((Gone, NotAllowed)):
                sharing.answer(*who, "mfa", "logins", lambda _: (option,))

    @rule(share=shares, holder=st.sampled_from([*HOLDERS, COLLEAGUE]))
    def look(self, share, holder):
        made, code = share
        if self.is_open(made, holder) and self.models[made].role in ADVISING:
            opened = sharing.look(self.engine, self.keys, code, holder, self.now)
            assert opened.dossier.answers.by_question.get("mfa", ("0",)) == (self.option,)
            assert opened.said.get("notes", []) == self.said
        else:
            with pytest.raises(Gone):
                sharing.look(self.engine, self.keys, code, holder, self.now)

    def is_open(self, made, holder):
        model = self.models[made]
        return not model.revoked and self.now < model.expires and model.holder == holder

    @rule(share=shares, holder=st.sampled_from(HOLDERS), words=st.text("abc", min_size=1, max_size=3))
    def note(self, share, holder, words):
        made, code = share
        may = self.is_open(made, holder) and self.models[made].role is ShareRole.NOTE

        def alter(said):
            return {**said, "notes": [*said.get("notes", []), words]}

        if may:
            sharing.change_consultation(self.engine, self.keys, code, holder, self.now, alter)
            self.said = [*self.said, words]
        else:
            with pytest.raises((Gone, NotAllowed)):
                sharing.change_consultation(self.engine, self.keys, code, holder, self.now, alter)

    @rule(share=consumes(shares))
    def revoke(self, share):
        made, _ = share
        sharing.revoke(self.engine, self.keys, self.code, self.month, made)
        self.models[made].revoked = True

    @rule(option=st.sampled_from("0123"))
    def save(self, option):
        dossiers.change(self.engine, self.keys, self.code, self.month, lambda stored: stored.answered("mfa", (option,)))
        self.option = option

    @rule()
    def renew(self):
        old = self.code
        self.code = dossiers.renew(self.engine, self.keys, old, self.month)
        with pytest.raises(Unreadable):
            dossiers.read(self.engine, self.keys, old)

    @rule(hours=st.sampled_from([1, 30, 24 * 12]))
    def wait(self, hours):
        if self.now + hours * HOUR < BEGIN + 55 * 24 * HOUR:
            self.now += hours * HOUR

    @rule()
    def purge(self):
        maintenance.purge(self.engine, self.keys, datetime.fromtimestamp(self.now, UTC).date(), 12)

    @invariant()
    def the_owner_gets_in(self):
        if hasattr(self, "code"):
            assert dossiers.read(self.engine, self.keys, self.code)
            assert dossiers.read(self.engine, self.keys, self.code).answers.of("mfa") in ((), (self.option,))
            assert sharing.read_consultation(self.engine, self.keys, self.code)[0].get("notes", []) == self.said

    def teardown(self):
        if hasattr(self, "engine"):
            self.engine.dispose()
            self.folder.cleanup()


TestSharing = Sharing.TestCase
TestSharing.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)


def test_many_at_once_use_a_share_as_often_as_it_says(url, tmp_path):
    """Thirty holders' clicks at the same moment, seven uses: seven get in, and all of them the same holder."""
    keys = EpochKeys(tmp_path / "keys")
    keys.ensure(["2026-11", "2026-12"])
    engine = new_engine(url)
    code = dossiers.begin(engine, keys, Dossier("2026.1"), "2026-11")
    _, shared = sharing.make(
        engine, keys, code, "2026-11", Terms(ShareRole.NOTE, (BEGIN // HOUR + 24) * HOUR, 7), BEGIN
    )
    won, start = [], threading.Barrier(6)

    def clicks(holder):
        start.wait()
        for _ in range(5):
            try:
                sharing.claim(engine, keys, shared, holder, BEGIN)
            except Gone:
                continue
            won.append(holder)

    threads = [threading.Thread(target=clicks, args=(HOLDERS[number % 2],)) for number in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    (state,) = sharing.states(engine, keys, code)
    engine.dispose()
    assert len(won) == 7
    assert len(set(won)) == 1
    assert (state.uses_left, len(state.openings)) == (0, 7)


def test_no_note_is_lost_while_the_owner_changes_the_key(url, tmp_path):
    """An adviser writes while the owner renews the code again and again: all notes are there at the end."""
    keys = EpochKeys(tmp_path / "keys")
    keys.ensure(["2026-11", "2026-12"])
    engine = new_engine(url)
    codes: list[ResumeCode] = [dossiers.begin(engine, keys, Dossier("2026.1"), "2026-11")]
    _, shared = sharing.make(
        engine, keys, codes[0], "2026-11", Terms(ShareRole.NOTE, (BEGIN // HOUR + 24) * HOUR, 1), BEGIN
    )
    sharing.claim(engine, keys, shared, HOLDERS[0], BEGIN)

    def write():
        for number in range(20):
            sharing.change_consultation(
                engine,
                keys,
                shared,
                HOLDERS[0],
                BEGIN,
                lambda said, number=number: {**said, "notes": [*said.get("notes", []), number]},
            )

    writer = threading.Thread(target=write)
    writer.start()
    for _ in range(20):
        codes.append(dossiers.renew(engine, keys, codes[-1], "2026-11"))
    writer.join()
    said, _ = sharing.read_consultation(engine, keys, codes[-1])
    engine.dispose()
    assert said == {"notes": list(range(20))}
