"""People who sign in: who they are and what they may see. Roles are strictly apart."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final, NewType

from ev_scan.domain.errors import EvScanError

AccountId = NewType("AccountId", bytes)

LONGEST_NAME: Final = 60
SHORTEST_PASSWORD: Final = 15
LONGEST_PASSWORD: Final = 1000


class Role(StrEnum):
    ADVISER = "adviser"
    MONITOR = "monitor"
    ADMIN = "admin"


class Stage(StrEnum):
    """How far somebody is in signing in; pages of a role open at FULL only."""

    CODE = "code"
    """The password was right; the code of the app is still to come."""
    PASSWORD = "password"  # noqa: S105 - the name of a step
    """The first password has to be replaced."""
    ENROL = "enrol"
    """There is no app yet that makes codes."""
    FULL = "full"


@dataclass(frozen=True, slots=True)
class StaffMember:
    id: AccountId
    name: str
    role: Role


class BadName(EvScanError):
    def __init__(self) -> None:
        super().__init__(f"a name has 1 to {LONGEST_NAME} letters, digits, spaces, dots, dashes, underscores or @")


class NameTaken(EvScanError):
    def __init__(self) -> None:
        super().__init__("there is an account with this name already")


class SignsInElsewhere(EvScanError):
    def __init__(self) -> None:
        super().__init__("this account has no password here: its own organisation signs it in")


class NoSuchAccount(EvScanError):
    def __init__(self) -> None:
        super().__init__("there is no account with this name")


def checked_name(name: str) -> str:
    """Raises BadName."""
    plain = " ".join(unicodedata.normalize("NFC", name).split())
    if not 0 < len(plain) <= LONGEST_NAME or not all(sign.isalnum() or sign in " .-_@" for sign in plain):
        raise BadName
    return plain


def name_key(name: str) -> str:
    """The same for names that differ in case, spaces or width only."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())[:240]


def is_weak(password: str, name: str) -> bool:
    """Long enough to pass, and still among the first that anybody tries: little variety, runs, the own name."""
    folded = "".join(password.casefold().split())
    if len(set(folded)) < 6:
        return True
    steps = {ord(after) - ord(before) for before, after in pairwise(folded)}
    rest = folded
    for word in (name.casefold().replace(" ", ""), *_FIRST_TRIED):
        rest = rest.replace(word, "") if word else rest
    return len(steps) <= 2 or len(rest) < 6 or folded[: len(folded) // 2] * 2 == folded


_FIRST_TRIED: Final = (
    "economischeveiligheid",
    "wachtwoord",
    "password",
    "welkom",
    "welcome",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1234567890",
    "123456789",
    "12345678",
    "qwerty",
    "iloveyou",
    "letmein",
    "evscan",
    "ev-scan",
    "adviseur",
    "monitor",
    "admin",
)
