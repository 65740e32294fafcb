"""Accounts and sessions on both databases: what a thief gets, and what two at the same moment get."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyotp
import pytest
from sqlalchemy import select, text

from ev_scan.domain.staff import BadName, NameTaken, NoSuchAccount, Role, SignsInElsewhere, Stage, is_weak
from ev_scan.persistence.engines import new_engine
from ev_scan.persistence.models import AccountRow, AuditRow, RecoveryCodeRow, StaffSessionRow
from ev_scan.services import accounts
from ev_scan.vault import passwords
from ev_scan.vault.errors import KeysUnavailable
from ev_scan.vault.passwords import StaffKey

NOW = 1_700_000_000
OWN = "vier losse woorden samen"


@pytest.fixture
def engine(url):
    engine = new_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def key(tmp_path):
    return StaffKey(tmp_path / "keys")


class Phone:
    """Somebody who signed in for the first time, with the app and the recovery codes of then."""

    def __init__(self, engine, key, name="Anna", role=Role.ADVISER):
        self.engine, self.key, self.name = engine, key, name
        first = accounts.add(engine, key, name, role)
        here = accounts.sign_in(engine, key, name, first, NOW)
        here = accounts.change_password(engine, key, here, first, OWN, NOW)
        self.secret = here.pending
        self.here, self.recovery = accounts.enrol(engine, key, here, self.code(NOW), NOW)

    def code(self, now):
        return pyotp.TOTP(self.secret).at(now)

    def halfway(self, now):
        return accounts.sign_in(self.engine, self.key, self.name, OWN, now)

    def give(self, here, typed, now):
        return accounts.give_code(self.engine, self.key, here, typed, now)


@pytest.fixture
def anna(engine, key):
    return Phone(engine, key)


def test_the_desk_key_stays_through_sign_ins_and_password_changes(engine, key, anna):
    desk = anna.here.desk_key
    again, _ = anna.give(anna.halfway(NOW + 60), anna.code(NOW + 60), NOW + 60)
    assert again.desk_key == desk
    changed = accounts.change_password(engine, key, again, OWN, "nog vier andere woorden", NOW + 90)
    assert changed.desk_key == desk
    assert accounts.session(engine, key, changed.token, NOW + 91).desk_key == desk
    assert accounts.session(engine, key, again.token, NOW + 91) is None


def test_a_reset_makes_another_desk_key(engine, key, anna):
    first = accounts.reset(engine, key, "ANNA")
    here = accounts.sign_in(engine, key, "Anna", first, NOW)
    assert here.stage is Stage.PASSWORD
    assert here.desk_key != anna.here.desk_key
    assert accounts.sign_in(engine, key, "Anna", OWN, NOW) is None


def test_the_same_code_at_the_same_moment_lets_one_in(anna):
    now = NOW + 300
    waiting = [anna.halfway(now) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        let_in = [each for each in pool.map(lambda here: anna.give(here, anna.code(now), now), waiting) if each]
    assert len(let_in) == 1


def test_the_same_recovery_code_at_the_same_moment_lets_one_in(anna):
    waiting = [anna.halfway(NOW) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        let_in = [each for each in pool.map(lambda here: anna.give(here, anna.recovery[0], NOW), waiting) if each]
    assert len(let_in) == 1


def test_a_code_before_one_that_was_used_is_spent_too(anna):
    now = NOW + 300
    assert anna.give(anna.halfway(now), anna.code(now + 30), now)
    assert anna.give(anna.halfway(now), anna.code(now), now) is None


def test_many_may_sign_in_at_the_same_moment(engine, key):
    people = [Phone(engine, key, f"Persoon {number}") for number in range(3)]
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda each: each.halfway(NOW + 60), people * 2))
    assert all(found)
    assert len({each.token for each in found}) == 6


def test_the_database_alone_opens_no_desk_and_confirms_no_guess(engine, key, anna, tmp_path):
    """With everything in the tables and the right password, but another server key."""
    with engine.connect() as connection:
        row = connection.execute(text("SELECT salt, verifier, desk_key, id FROM account")).one()
    other = StaffKey(tmp_path / "elsewhere")
    other.ensure()
    guess = passwords.prove(OWN, bytes(row.salt), other.secret())
    assert guess.verifier != bytes(row.verifier)
    with pytest.raises(passwords.Unreadable):
        passwords.unwrap(guess.key, bytes(row.desk_key), "desk", bytes(row.id))
    right = passwords.prove(OWN, bytes(row.salt), key.secret())
    assert right.verifier == bytes(row.verifier)
    assert passwords.unwrap(right.key, bytes(row.desk_key), "desk", bytes(row.id)) == anna.here.desk_key


def test_nothing_that_signs_in_can_be_read_in_the_database(engine, anna):
    secrets = [OWN, anna.secret, anna.here.token, anna.here.desk_key, *anna.recovery]
    wanted = [each if isinstance(each, bytes) else each.encode() for each in secrets]
    held = b""
    with engine.connect() as connection:
        for table in (AccountRow, RecoveryCodeRow, StaffSessionRow, AuditRow):
            for row in connection.execute(select(table.__table__)):
                held += b"|".join(each if isinstance(each, bytes) else str(each).encode() for each in row)
    assert b"Anna" in held
    assert [each for each in wanted if each in held] == []


@pytest.mark.parametrize("name", ["ANNA", " anna ", "Ａnna"])
def test_names_that_look_alike_are_one(engine, key, anna, name):
    with pytest.raises(NameTaken):
        accounts.add(engine, key, name, Role.ADMIN)
    assert accounts.sign_in(engine, key, name, OWN, NOW)


def test_a_name_with_an_accent_can_sign_in(engine, key):
    first = accounts.add(engine, key, "Éva Čapek", Role.MONITOR)
    assert accounts.sign_in(engine, key, "éva čapek", first, NOW)
    assert accounts.sign_in(engine, key, "E\u0301va Čapek", first, NOW)


@pytest.mark.parametrize("name", ["", "x\0", "a" * 61, "<b>", "a;b"])
def test_what_is_no_name_is_refused(engine, key, name):
    with pytest.raises(BadName):
        accounts.add(engine, key, name, Role.ADMIN)


def test_two_accounts_of_one_name_at_the_same_moment(engine, key):
    key.ensure()

    def add(_):
        try:
            return accounts.add(engine, key, "Bram", Role.ADMIN)
        except NameTaken:
            return None

    with ThreadPoolExecutor(4) as pool:
        assert sum(each is not None for each in pool.map(add, range(4))) == 1


def test_nobody_who_is_not_there_can_be_disabled_or_reset(engine, key):
    key.ensure()
    with pytest.raises(NoSuchAccount):
        accounts.disable(engine, "niemand")
    with pytest.raises(NoSuchAccount):
        accounts.reset(engine, key, "niemand")


def test_without_the_server_key_nobody_signs_in(engine, key, anna, tmp_path):
    next(Path(tmp_path / "keys").glob("staff.key")).unlink()
    with pytest.raises(KeysUnavailable):
        anna.halfway(NOW)


def test_an_account_from_elsewhere_has_no_password_and_keeps_its_desk_key(engine, key):
    here = accounts.sign_in_elsewhere(engine, key, b"s" * 32, "Anna", Role.ADVISER, NOW)
    again = accounts.sign_in_elsewhere(engine, key, b"s" * 32, "Another Name", Role.ADVISER, NOW)
    assert again.member == here.member
    assert again.desk_key == here.desk_key
    assert accounts.sign_in(engine, key, "Anna", "", NOW) is None
    with pytest.raises(SignsInElsewhere):
        accounts.reset(engine, key, "Anna")


def test_a_stranger_does_not_get_the_name_of_somebody_here(engine, key, anna):
    here = accounts.sign_in_elsewhere(engine, key, b"s" * 32, "Anna", Role.ADMIN, NOW)
    assert here.member.name == "Anna 2"
    assert here.member.id != anna.here.member.id


def test_sessions_that_ended_are_purged(engine, anna):
    assert accounts.purge_sessions(engine, NOW + accounts.ABSOLUTE_SECONDS) == 0
    assert accounts.purge_sessions(engine, NOW + accounts.ABSOLUTE_SECONDS + 1) == 1


@pytest.mark.parametrize(
    "weak",
    ["a" * 20, "abababababababab", "123456789012345", "qwertyuiopasdfghjkl", "wachtwoord12345", "AnnaAnnaAnnaAnna"],
)
def test_what_everybody_tries_first_is_weak(weak):
    assert is_weak(weak, "Anna")


@pytest.mark.parametrize("good", [OWN, "K7PM-2XQD-9RTA-44VZ", "de kat zat op de krant van gisteren"])
def test_what_nobody_tries_first_is_not(good):
    assert not is_weak(good, "Anna")


def test_first_passwords_differ_and_pass(engine, key):
    made = {passwords.first_password() for _ in range(200)}
    assert len(made) == 200
    assert not any(is_weak(each, "Anna") for each in made)


def test_a_page_that_was_asked_for_before_a_reset_undoes_nothing_of_it(engine, key, anna):
    half = anna.give(anna.halfway(NOW + 60), anna.code(NOW + 60), NOW + 60)[0]
    enrolling = accounts.renew_app(engine, key, half, anna.code(NOW + 90), NOW + 90)
    first = accounts.reset(engine, key, "Anna")
    app = pyotp.TOTP(enrolling.pending).at(NOW + 90)
    assert accounts.enrol(engine, key, enrolling, app, NOW + 90) is None
    with pytest.raises(accounts.WrongPassword):
        accounts.change_password(engine, key, half, first, "heel andere losse woorden", NOW + 90)
    again = accounts.sign_in(engine, key, "Anna", first, NOW + 120)
    assert again.stage is Stage.PASSWORD
    assert again.desk_key != half.desk_key


def test_the_first_sign_in_from_elsewhere_twice_at_the_same_moment_makes_one_account(engine, key):
    for number in range(5):  # which of them are really at once is chance

        def enter(_, subject=bytes([number]) * 32, name=f"Carla {number}"):
            return accounts.sign_in_elsewhere(engine, key, subject, name, Role.ADVISER, NOW)

        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(enter, range(4)))
        assert len({each.member.id for each in found}) == 1
        assert len({each.desk_key for each in found}) == 1
