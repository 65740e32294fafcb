"""A case opens with the key of its desk, in its own row, at its own revision; else never."""

import secrets
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ev_scan.vault.desk import Desk, open_case, seal_case
from ev_scan.vault.errors import Unreadable

DESK = Desk(b"account-account-", secrets.token_bytes(32))
CASE = b"case-case-case-!"


@given(st.binary(max_size=20_000))
def test_what_was_sealed_is_opened(payload: bytes):
    sealed = seal_case(DESK, CASE, 3, payload)
    assert open_case(DESK, CASE, 3, sealed) == payload
    assert len(sealed) % 8192 == 1 + 12 + 16, "sizes come in steps"


def test_equal_cases_look_different():
    assert seal_case(DESK, CASE, 1, b"x") != seal_case(DESK, CASE, 1, b"x")


@pytest.mark.parametrize(
    "how",
    [
        lambda sealed: (replace(DESK, key=bytes(32)), CASE, 1, sealed),
        lambda sealed: (replace(DESK, account_id=b"another-account-"), CASE, 1, sealed),
        lambda sealed: (DESK, b"case-case-case-2", 1, sealed),
        lambda sealed: (DESK, CASE, 2, sealed),
        lambda sealed: (DESK, CASE, -1, sealed),
        lambda sealed: (DESK, CASE, 1, b"\x02" + sealed[1:]),
        lambda sealed: (DESK, CASE, 1, sealed[:-1] + bytes([sealed[-1] ^ 1])),
        lambda sealed: (DESK, CASE, 1, sealed[:5]),
        lambda sealed: (DESK, CASE, 1, b""),
    ],
    ids=["key", "account", "row", "revision", "negative", "version", "damaged", "short", "empty"],
)
def test_anything_else_is_refused_alike(how):
    sealed = seal_case(DESK, CASE, 1, b"Bakker 12")
    with pytest.raises(Unreadable) as caught:
        open_case(*how(sealed))
    assert caught.value.__cause__ is None


def test_the_key_stands_in_no_repr():
    assert repr(DESK.key)[2:10] not in repr(DESK)
