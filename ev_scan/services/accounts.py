"""Accounts of staff: make, disable and reset them; sign in step by step; end it."""

import os
from dataclasses import dataclass, field, replace
from typing import Final

import pyotp
from sqlalchemy import Connection, Engine

from ev_scan.domain.staff import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    AccountId,
    NameTaken,
    NoSuchAccount,
    Role,
    SignsInElsewhere,
    StaffMember,
    Stage,
    checked_name,
    is_weak,
)
from ev_scan.persistence import accounts
from ev_scan.persistence.accounts import Account, StaffSession
from ev_scan.persistence.errors import AlreadyStored
from ev_scan.persistence.transactions import retrying
from ev_scan.vault import passwords
from ev_scan.vault.errors import Unreadable
from ev_scan.vault.passwords import Proof, StaffKey

ABSOLUTE_SECONDS: Final = 8 * 3600
IDLE_SECONDS: Final = 30 * 60
_STEP_SECONDS: Final = 30


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session as this request finds it."""

    member: StaffMember
    stage: Stage
    has_password: bool
    desk_key: bytes = field(repr=False)
    token: bytes = field(repr=False)
    pending: str | None = field(repr=False)
    """The secret of the app that is being enrolled."""


def add(engine: Engine, server: StaffKey, name: str, role: Role) -> str:
    """Returns the first password, which is shown once. Raises BadName and NameTaken."""
    server.ensure()
    password, plain = passwords.first_password(), checked_name(name)
    account = _new_account(plain, role, password, server.secret())
    try:
        retrying(engine, lambda own: accounts.add(own, account), writes=True)
    except AlreadyStored:
        raise NameTaken from None
    return password


def _new_account(name: str, role: Role, password: str, server: bytes) -> Account:
    id = AccountId(os.urandom(16))
    secret, proof = passwords.new_secret(password, server)
    desk = passwords.wrap(proof.key, passwords.new_desk_key(), "desk", id)
    return Account(id, name, role, False, True, secret.salt, secret.verifier, desk, None, 0, None)


def every(engine: Engine) -> list[Account]:
    return retrying(engine, accounts.every, writes=False)


def disable(engine: Engine, name: str) -> None:
    """Signs the account out everywhere. Raises NoSuchAccount."""

    def work(own: Connection) -> None:
        account = _named(own, name)
        accounts.change(own, account.id, disabled=True)
        accounts.end_sessions(own, account.id)

    retrying(engine, work, writes=True)


def reset(engine: Engine, server: StaffKey, name: str) -> str:
    """A new first password, no app any more, signed out everywhere, enabled again.

    The desk key is new too: private notes and references of the old one can't be read any more. Raises NoSuchAccount
    and SignsInElsewhere.
    """
    server.ensure()
    password, key = passwords.first_password(), server.secret()

    def work(own: Connection) -> None:
        account = _named(own, name)
        if account.subject is not None:
            raise SignsInElsewhere
        secret, proof = passwords.new_secret(password, key)
        accounts.change(
            own,
            account.id,
            disabled=False,
            must_change=True,
            salt=secret.salt,
            verifier=secret.verifier,
            desk_key=passwords.wrap(proof.key, passwords.new_desk_key(), "desk", account.id),
            totp=None,
        )
        accounts.replace_recovery(own, account.id, [])
        accounts.end_sessions(own, account.id)

    retrying(engine, work, writes=True)
    return password


def enable(engine: Engine, name: str) -> None:
    """For an account without a password here, which can't be reset. Raises NoSuchAccount."""
    retrying(engine, lambda own: accounts.change(own, _named(own, name).id, disabled=False), writes=True)


def _named(own: Connection, name: str) -> Account:
    account = accounts.by_name(own, " ".join(name.split()))
    if account is None:
        raise NoSuchAccount
    return account


def sign_in(engine: Engine, server: StaffKey, name: str, password: str, now: int) -> SignedIn | None:
    """The first step. None for a wrong name, a wrong password and a disabled account, after the same work."""
    key = server.secret()
    account = retrying(engine, lambda own: accounts.by_name(own, " ".join(name.split())), writes=False)
    proof = passwords.prove(password[:LONGEST_PASSWORD], (account and account.salt) or bytes(16), key)
    if account is None or account.disabled or not _is_right(account, proof):
        return None
    desk_key = passwords.unwrap(proof.key, account.desk_key, "desk", account.id)
    stage = Stage.CODE if account.totp else Stage.PASSWORD if account.must_change else Stage.ENROL
    return _begun(engine, account, stage, desk_key, key, now)


def _is_right(account: Account, proof: Proof) -> bool:
    if account.salt is None or account.verifier is None:
        return False
    return passwords.matches(passwords.Secret(account.salt, account.verifier), proof)


def _begun(
    engine: Engine, account: Account, stage: Stage, desk_key: bytes, server: bytes, now: int, old: bytes | None = None
) -> SignedIn:
    """A new token at every step, so that none that was seen before the last step is worth anything after it."""
    token = passwords.new_token()
    pending = pyotp.random_base32() if stage is Stage.ENROL else None
    sealed = passwords.wrap(passwords.totp_key(server), pending.encode(), "totp", account.id) if pending else None
    session = StaffSession(
        passwords.token_hash(token),
        account.id,
        now,
        stage,
        passwords.wrap(passwords.token_key(token), desk_key, "session", account.id),
        sealed,
    )

    def work(own: Connection) -> None:
        if old is not None:
            accounts.end_session(own, passwords.token_hash(old))
        accounts.begin_session(own, session)

    retrying(engine, work, writes=True)
    return SignedIn(account.member, stage, account.salt is not None, desk_key, token, pending)


def session(engine: Engine, server: StaffKey, token: bytes, now: int) -> SignedIn | None:
    """None when it ended, here or elsewhere."""
    found = retrying(engine, lambda own: accounts.session(own, passwords.token_hash(token)), writes=False)
    if found is None or not 0 <= now - found[0].issued + 300 <= ABSOLUTE_SECONDS + 300:
        return None
    stored, account = found
    try:
        desk_key = passwords.unwrap(passwords.token_key(token), stored.desk_key, "session", account.id)
        pending = (
            passwords.unwrap(passwords.totp_key(server.secret()), stored.pending, "totp", account.id).decode()
            if stored.pending
            else None
        )
    except Unreadable:
        return None
    return SignedIn(account.member, stored.stage, account.salt is not None, desk_key, token, pending)


def give_code(engine: Engine, server: StaffKey, here: SignedIn, typed: str, now: int) -> tuple[SignedIn, bool] | None:
    """The second step: a code of the app, or a recovery code (then True). None when it is wrong or was used before."""
    key = server.secret()
    account = retrying(engine, lambda own: accounts.by_id(own, here.member.id), writes=False)
    if account is None or here.stage is not Stage.CODE:
        return None
    recovered = _spend(engine, account, key, typed, now)
    if recovered is None:
        return None
    stage = Stage.PASSWORD if account.must_change else Stage.FULL
    return _begun(engine, account, stage, here.desk_key, key, now, here.token), recovered


def renew_app(engine: Engine, server: StaffKey, here: SignedIn, typed: str, now: int) -> SignedIn | None:
    """To the step of enrolling again, for who gives a code of the app of now or a recovery code; else None."""
    key = server.secret()
    account = retrying(engine, lambda own: accounts.by_id(own, here.member.id), writes=False)
    if account is None or here.stage is not Stage.FULL or _spend(engine, account, key, typed, now) is None:
        return None
    return _begun(engine, account, Stage.ENROL, here.desk_key, key, now, here.token)


def recovery_left(engine: Engine, here: SignedIn) -> int:
    return retrying(engine, lambda own: accounts.recovery_left(own, here.member.id), writes=False)


def _spend(engine: Engine, account: Account, server: bytes, typed: str, now: int) -> bool | None:
    """Uses up a code, for good: True for a recovery code, False for one of the app, None for a wrong or spent one."""
    if account.totp is None:
        return None
    step = _step_of(account, server, typed, now)
    if step is not None:
        return False if retrying(engine, lambda own: accounts.use_totp(own, account.id, step), writes=True) else None
    spent = passwords.recovery_hash(typed)
    return True if retrying(engine, lambda own: accounts.use_recovery(own, account.id, spent), writes=True) else None


def looks_like_app_code(typed: str) -> bool:
    return len("".join(typed.split())) <= 6


def _step_of(account: Account, server: bytes, typed: str, now: int) -> int | None:
    """The half minute that this code belongs to, of now and the ones before and after."""
    assert account.totp is not None  # noqa: S101 - the caller looked
    secret = passwords.unwrap(passwords.totp_key(server), account.totp, "totp", account.id).decode()
    return matching_step(secret, typed, now)


def matching_step(secret: str, typed: str, now: int) -> int | None:
    plain, totp = "".join(typed.split()), pyotp.TOTP(secret)
    if len(plain) != 6 or not plain.isascii() or not plain.isdigit():
        return None
    this = now // _STEP_SECONDS
    steps = (this, this - 1, this + 1)
    return next((step for step in steps if pyotp.utils.strings_equal(totp.generate_otp(step), plain)), None)


def enrol(engine: Engine, server: StaffKey, here: SignedIn, typed: str, now: int) -> tuple[SignedIn, list[str]] | None:
    """The app shows the right code: from now on it is asked for. Returns recovery codes, which are shown once."""
    key = server.secret()
    step = matching_step(here.pending, typed, now) if here.pending and here.stage is Stage.ENROL else None
    account = retrying(engine, lambda own: accounts.by_id(own, here.member.id), writes=False)
    if step is None or account is None or here.pending is None:
        return None
    codes = [passwords.recovery_code() for _ in range(passwords.RECOVERY_CODES)]
    sealed = passwords.wrap(passwords.totp_key(key), here.pending.encode(), "totp", account.id)

    def work(own: Connection) -> bool:
        if not _lasts(own, here):
            return False
        accounts.change(own, account.id, totp=sealed, totp_used=step)
        accounts.replace_recovery(own, account.id, [passwords.recovery_hash(each) for each in codes])
        return True

    if not retrying(engine, work, writes=True):
        return None
    return _begun(engine, account, Stage.FULL, here.desk_key, key, now, here.token), codes


def sign_in_elsewhere(
    engine: Engine, server: StaffKey, subject: bytes, name: str, role: Role, now: int
) -> SignedIn | None:
    """Somebody whom an organisation vouches for; made at the first sign-in, with the role that it says each time.

    None for an account that was disabled here.
    """
    server.ensure()
    key = server.secret()

    def work(own: Connection) -> Account:
        account = accounts.by_subject(own, subject)
        if account is None:
            account = _stranger(own, subject, name, role, key)
        elif account.role is not role:
            accounts.change(own, account.id, role=role.value)
            accounts.end_sessions(own, account.id)
            account = replace(account, role=role)
        return account

    try:
        account = retrying(engine, work, writes=True)
    except AlreadyStored:  # the first sign-in twice at the same moment: the other one made the account
        account = retrying(engine, work, writes=True)
    if account.disabled:
        return None
    desk_key = passwords.unwrap(passwords.server_proof(key), account.desk_key, "desk", account.id)
    return _begun(engine, account, Stage.FULL, desk_key, key, now)


def _stranger(own: Connection, subject: bytes, name: str, role: Role, server: bytes) -> Account:
    id, plain, number = AccountId(os.urandom(16)), checked_name(name), 1
    free = plain
    while accounts.by_name(own, free):
        number += 1
        free = f"{plain} {number}"
    desk = passwords.wrap(passwords.server_proof(server), passwords.new_desk_key(), "desk", id)
    account = Account(id, free, role, False, False, None, None, desk, None, 0, subject)
    accounts.add(own, account)
    return account


def _lasts(own: Connection, here: SignedIn) -> bool:
    """False when an admin reset or disabled the account since this page was asked for: then nothing is undone."""
    return accounts.session(own, passwords.token_hash(here.token)) is not None


class WrongPassword(Exception):
    """The present password was not right."""


class WeakPassword(Exception):
    """Too short, too long, or among the first that anybody tries."""


def change_password(engine: Engine, server: StaffKey, here: SignedIn, present: str, wanted: str, now: int) -> SignedIn:
    """Signs this account out everywhere else. Raises WrongPassword and WeakPassword."""
    key = server.secret()
    account = retrying(engine, lambda own: accounts.by_id(own, here.member.id), writes=False)
    if account is None or account.salt is None:
        raise WrongPassword
    if not _is_right(account, passwords.prove(present[:LONGEST_PASSWORD], account.salt, key)):
        raise WrongPassword
    if not SHORTEST_PASSWORD <= len(wanted) <= LONGEST_PASSWORD or wanted == present or is_weak(wanted, account.name):
        raise WeakPassword
    secret, proof = passwords.new_secret(wanted, key)

    def work(own: Connection) -> None:
        if not _lasts(own, here):
            raise WrongPassword
        accounts.change(
            own,
            account.id,
            must_change=False,
            salt=secret.salt,
            verifier=secret.verifier,
            desk_key=passwords.wrap(proof.key, here.desk_key, "desk", account.id),
        )
        accounts.end_sessions(own, account.id)

    retrying(engine, work, writes=True)
    stage = Stage.FULL if account.totp else Stage.ENROL
    return _begun(engine, account, stage, here.desk_key, key, now)


def sign_out(engine: Engine, token: bytes) -> None:
    retrying(engine, lambda own: accounts.end_session(own, passwords.token_hash(token)), writes=True)


def purge_sessions(engine: Engine, now: int) -> int:
    """Removes what ended by its age."""
    return retrying(engine, lambda own: accounts.purge_sessions(own, now - ABSOLUTE_SECONDS), writes=True)
