"""The cookie opens today and tomorrow, on our terms; a form counts only for the visit it was made for."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ev_scan.vault.codes import new_code
from ev_scan.vault.daily import DailyKeys
from ev_scan.vault.tokens import Visit, open_token, read_visit, seal_token, sign, verify, write_visit

NOON = 1_795_262_400  # 21 Nov 2026, 12:00 UTC
MIDNIGHT = NOON + 12 * 3600
MINUTE, HOUR, DAY = 60, 3600, 86_400
ROOT = new_code().root
per_directory = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def cookie(issued: int, seen: int, keys: DailyKeys) -> str:
    return write_visit(Visit(ROOT, issued, 0), seen, keys)


def test_a_visit_is_read_back(daily_keys: DailyKeys) -> None:
    token = write_visit(Visit.begin(ROOT, NOON), NOON + 5, daily_keys)
    assert read_visit(token, NOON + 10, daily_keys) == Visit(ROOT, NOON, NOON + 5)


@pytest.mark.parametrize(
    ("issued", "seen", "now", "alive"),
    [
        (NOON, NOON, NOON + 2 * HOUR, True),
        (NOON, NOON, NOON + 2 * HOUR + 1, False),
        (NOON, NOON + 11 * HOUR, NOON + 12 * HOUR, True),
        (NOON, NOON + 11 * HOUR, NOON + 12 * HOUR + 1, False),
        (NOON + 5 * MINUTE, NOON + 5 * MINUTE, NOON, True),  # made by a machine whose clock is ahead
        (NOON + 5 * MINUTE + 1, NOON + 5 * MINUTE + 1, NOON, False),
        (NOON, NOON + 5 * MINUTE + 1, NOON, False),  # a future "seen" would stretch the idle time
        (MIDNIGHT - MINUTE, MIDNIGHT - MINUTE, MIDNIGHT + MINUTE, True),  # over midnight, with yesterday's key
    ],
)
def test_a_visit_ends_by_the_rules(issued: int, seen: int, now: int, alive: bool, daily_keys: DailyKeys) -> None:
    assert (read_visit(cookie(issued, seen, daily_keys), now, daily_keys) is not None) is alive


def test_a_cookie_of_two_days_ago_opens_nothing(daily_keys: DailyKeys) -> None:
    token = seal_token(b"payload", "anything", NOON, daily_keys)
    assert open_token(token, "anything", NOON + DAY, daily_keys) == b"payload"
    assert open_token(token, "anything", NOON + 2 * DAY, daily_keys) is None


@per_directory
@given(payload=st.binary(max_size=300))
def test_a_token_opens_for_its_own_purpose_only(daily_keys: DailyKeys, payload: bytes) -> None:
    token = seal_token(payload, "one", NOON, daily_keys)
    assert open_token(token, "one", NOON, daily_keys) == payload
    assert open_token(token, "two", NOON, daily_keys) is None


def test_a_token_of_another_purpose_is_no_visit(daily_keys: DailyKeys) -> None:
    assert read_visit(seal_token(b"short", "visit", NOON, daily_keys), NOON, daily_keys) is None
    assert read_visit(seal_token(Visit.begin(ROOT, NOON).pack(), "other", NOON, daily_keys), NOON, daily_keys) is None


def test_another_servers_token_opens_nothing(daily_keys: DailyKeys, tmp_path: Path) -> None:
    other = DailyKeys(tmp_path / "other")
    assert read_visit(cookie(NOON, NOON, other), NOON, daily_keys) is None


def test_every_changed_character_is_noticed(daily_keys: DailyKeys) -> None:
    token = cookie(NOON, NOON, daily_keys)
    for position in range(len(token) - 1):  # the last one carries bits that base64 ignores
        changed = token[:position] + ("A" if token[position] != "A" else "B") + token[position + 1 :]
        assert read_visit(changed, NOON, daily_keys) is None


@per_directory
@given(token=st.text(max_size=120))
def test_any_text_is_no_visit_and_no_error(daily_keys: DailyKeys, token: str) -> None:
    assert read_visit(token, NOON, daily_keys) is None
    assert not verify(token, b"", "form", NOON, daily_keys)


def test_the_cookie_is_small_plain_ascii_and_never_the_same(daily_keys: DailyKeys) -> None:
    tokens = {cookie(NOON, NOON, daily_keys) for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token) < 100 and token.isascii() and not set(token) & set('=+/;," ') for token in tokens)


def test_the_cookie_does_not_show_the_root(daily_keys: DailyKeys) -> None:
    token = cookie(NOON, NOON, daily_keys)
    assert ROOT not in base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    assert repr(ROOT)[2:-1] not in repr(Visit.begin(ROOT, NOON))


@per_directory
@given(data=st.binary(max_size=100))
def test_a_signature_holds_for_its_data_and_purpose(daily_keys: DailyKeys, data: bytes) -> None:
    signature = sign(data, "form", NOON, daily_keys)
    assert verify(signature, data, "form", NOON, daily_keys)
    assert not verify(signature, data + b"x", "form", NOON, daily_keys)
    assert not verify(signature, data, "other", NOON, daily_keys)


def test_a_form_opened_before_midnight_can_be_sent_after_it(daily_keys: DailyKeys) -> None:
    signature = sign(b"visit", "form", NOON, daily_keys)
    assert verify(signature, b"visit", "form", NOON + DAY, daily_keys)
    assert not verify(signature, b"visit", "form", NOON + 2 * DAY, daily_keys)


def test_every_changed_character_of_a_signature_is_noticed(daily_keys: DailyKeys) -> None:
    signature = sign(b"visit", "form", NOON, daily_keys)
    for position in range(len(signature)):
        changed = signature[:position] + ("A" if signature[position] != "A" else "B") + signature[position + 1 :]
        assert not verify(changed, b"visit", "form", NOON, daily_keys)
    assert not verify(signature[:16], b"visit", "form", NOON, daily_keys)


def test_signatures_differ_each_time(daily_keys: DailyKeys) -> None:
    assert len({sign(b"visit", "form", NOON, daily_keys) for _ in range(20)}) == 20


@pytest.mark.parametrize("later", [0, MINUTE, HOUR])
def test_a_visit_keeps_its_identity_at_every_page(later: int, daily_keys: DailyKeys) -> None:
    begun = Visit.begin(ROOT, NOON)
    seen = read_visit(write_visit(begun, NOON + later, daily_keys), NOON + later, daily_keys)
    assert seen is not None
    assert seen.identity == begun.identity


@pytest.mark.parametrize("other", [lambda: Visit.begin(ROOT, NOON + 1), lambda: Visit.begin(new_code().root, NOON)])
def test_other_visits_have_another_identity(other: Callable[[], Visit]) -> None:
    assert other().identity != Visit.begin(ROOT, NOON).identity
