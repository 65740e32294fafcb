"""A dossier opens with its own code, in its own row, at its own revision, while its month lives; else never."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ev_scan.domain.sealed import SealedDossier
from ev_scan.vault.codes import ROOT_BITS, new_code
from ev_scan.vault.derivation import derive, labelled
from ev_scan.vault.epochs import EpochKeys
from ev_scan.vault.errors import EpochShredded, KeysUnavailable, Unreadable
from ev_scan.vault.sealing import encrypt, open_sealed, open_shared, rekeyed, reseal, reseal_shared, seal_new

SECRET = b"our only supplier of laser diodes"
ROOT = new_code().root
per_directory = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def sealed(epoch_keys: EpochKeys) -> SealedDossier:
    return seal_new(ROOT, SECRET, "2026-11", epoch_keys)


def refuse(sealed: SealedDossier, root: bytes, keys: EpochKeys) -> None:
    with pytest.raises(Unreadable) as caught:
        open_sealed(sealed, root, keys)
    assert caught.value.__cause__ is None
    assert str(caught.value) == str(Unreadable())  # all failures look the same


@per_directory
@given(
    payload=st.binary(max_size=20_000),
    root=st.integers(0, 2**ROOT_BITS - 1).map(lambda number: number.to_bytes(17, "big")),
)
def test_what_was_sealed_is_opened(epoch_keys: EpochKeys, payload: bytes, root: bytes) -> None:
    sealed = seal_new(root, payload, "2026-11", epoch_keys)
    opened = open_sealed(sealed, root, epoch_keys)
    assert (opened.payload, opened.revision, opened.lookup) == (payload, 1, sealed.lookup)


@per_directory
@given(payloads=st.lists(st.binary(max_size=9000), min_size=1, max_size=5))
def test_each_save_is_the_next_revision(epoch_keys: EpochKeys, payloads: list[bytes]) -> None:
    sealed = seal_new(ROOT, b"", "2026-11", epoch_keys)
    for payload in payloads:
        sealed = reseal(open_sealed(sealed, ROOT, epoch_keys), payload, "2026-11", epoch_keys)
        assert open_sealed(sealed, ROOT, epoch_keys).payload == payload
    assert sealed.revision == 1 + len(payloads)


def test_a_save_moves_the_dossier_to_the_current_month(sealed: SealedDossier, epoch_keys: EpochKeys) -> None:
    saved = reseal(open_sealed(sealed, ROOT, epoch_keys), SECRET, "2026-12", epoch_keys)
    assert (sealed.epoch, saved.epoch) == ("2026-11", "2026-12")
    epoch_keys.destroy("2026-11")
    assert open_sealed(saved, ROOT, epoch_keys).payload == SECRET
    refuse(sealed, ROOT, epoch_keys)


def test_a_shredded_month_is_unreadable_even_with_the_code_and_a_backup(
    sealed: SealedDossier, epoch_keys: EpochKeys, key_directory: Path
) -> None:
    assert open_sealed(sealed, ROOT, epoch_keys).payload == SECRET
    EpochKeys(key_directory).destroy("2026-11")
    refuse(sealed, ROOT, epoch_keys)
    refuse(sealed, ROOT, EpochKeys(key_directory))


def test_a_remade_month_does_not_open_what_the_old_one_sealed(sealed: SealedDossier, epoch_keys: EpochKeys) -> None:
    epoch_keys.destroy("2026-11")
    epoch_keys.ensure(["2026-11"])
    refuse(sealed, ROOT, epoch_keys)


def test_a_month_without_key_cannot_be_sealed_under(epoch_keys: EpochKeys) -> None:
    with pytest.raises(EpochShredded):
        seal_new(ROOT, SECRET, "2027-01", epoch_keys)


def test_keys_that_are_out_of_reach_are_an_operators_problem_and_not_a_lost_dossier(
    sealed: SealedDossier, tmp_path: Path
) -> None:
    with pytest.raises(KeysUnavailable):
        open_sealed(sealed, ROOT, EpochKeys(tmp_path / "not mounted"))


def test_another_code_opens_nothing(sealed: SealedDossier, epoch_keys: EpochKeys) -> None:
    refuse(sealed, new_code().root, epoch_keys)


@pytest.mark.parametrize("column", ["wrapped_key", "sealed"])
def test_every_changed_byte_is_noticed(sealed: SealedDossier, epoch_keys: EpochKeys, column: str) -> None:
    blob = getattr(sealed, column)
    for position in [*range(0, len(blob), 1 + len(blob) // 100), len(blob) - 1]:
        changed = bytearray(blob)
        changed[position] ^= 1
        change: dict[str, Any] = {column: bytes(changed)}
        refuse(replace(sealed, **change), ROOT, epoch_keys)


@pytest.mark.parametrize("column", ["wrapped_key", "sealed"])
@pytest.mark.parametrize("length", [0, 1, 5, 13, 28, 29, 40])
def test_a_cut_off_row_is_refused(sealed: SealedDossier, epoch_keys: EpochKeys, column: str, length: int) -> None:
    change: dict[str, Any] = {column: getattr(sealed, column)[:length]}
    refuse(replace(sealed, **change), ROOT, epoch_keys)


@pytest.mark.parametrize(
    "change",
    [
        {"epoch": "2026-12"},
        {"epoch": "2026-10"},
        {"epoch": "../../etc"},
        {"epoch": ""},
        {"revision": 2},
        {"revision": 0},
        {"revision": -1},
        {"revision": 2**70},
        {"lookup": bytes(16)},
    ],
)
def test_a_row_with_another_label_is_refused(
    sealed: SealedDossier, epoch_keys: EpochKeys, change: dict[str, Any]
) -> None:
    refuse(replace(sealed, **change), ROOT, epoch_keys)


def test_blobs_of_an_older_revision_are_refused(sealed: SealedDossier, epoch_keys: EpochKeys) -> None:
    saved = reseal(open_sealed(sealed, ROOT, epoch_keys), b"newer", "2026-11", epoch_keys)
    refuse(replace(saved, sealed=sealed.sealed), ROOT, epoch_keys)
    refuse(replace(saved, sealed=sealed.sealed, wrapped_key=sealed.wrapped_key), ROOT, epoch_keys)


def test_a_wrapped_key_of_an_earlier_revision_opens_nothing_once_there_is_another(
    sealed: SealedDossier, epoch_keys: EpochKeys
) -> None:
    saved = reseal(rekeyed(open_sealed(sealed, ROOT, epoch_keys)), b"newer", "2026-11", epoch_keys)
    assert open_sealed(saved, ROOT, epoch_keys).payload == b"newer"
    refuse(replace(saved, wrapped_key=sealed.wrapped_key), ROOT, epoch_keys)
    with pytest.raises(Unreadable):
        open_shared(saved, open_sealed(sealed, ROOT, epoch_keys).data_key)


def test_a_row_from_before_there_were_shares_still_opens(sealed: SealedDossier, epoch_keys: EpochKeys) -> None:
    """Its key was bound to its revision."""
    opened = open_sealed(sealed, ROOT, epoch_keys)
    wrapping = derive(ROOT, "dossier/2026-11", salt=epoch_keys.secret("2026-11"))
    place = labelled("dossier/key|") + sealed.lookup + (1).to_bytes(8, "big")
    before = replace(sealed, wrapped_key=encrypt(wrapping, opened.data_key, place))
    assert open_sealed(before, ROOT, epoch_keys).payload == SECRET
    refuse(replace(before, revision=2), ROOT, epoch_keys)
    saved = reseal(open_sealed(before, ROOT, epoch_keys), b"newer", "2026-11", epoch_keys)
    assert saved.wrapped_key[:1] == b"\x02"


def test_who_has_only_the_random_key_saves_what_the_code_opens(sealed: SealedDossier, epoch_keys: EpochKeys) -> None:
    key = open_sealed(sealed, ROOT, epoch_keys).data_key
    assert open_shared(sealed, key) == SECRET
    saved = reseal_shared(sealed, key, b"by a colleague")
    assert open_sealed(saved, ROOT, epoch_keys).payload == b"by a colleague"
    assert (saved.revision, saved.epoch) == (2, "2026-11")


def test_rows_and_columns_cannot_be_exchanged(sealed: SealedDossier, epoch_keys: EpochKeys) -> None:
    other = seal_new(new_code().root, SECRET, "2026-11", epoch_keys)
    refuse(replace(sealed, sealed=other.sealed), ROOT, epoch_keys)
    refuse(replace(sealed, wrapped_key=other.wrapped_key), ROOT, epoch_keys)
    refuse(replace(sealed, lookup=other.lookup), ROOT, epoch_keys)
    refuse(replace(other, lookup=sealed.lookup), ROOT, epoch_keys)
    refuse(replace(sealed, sealed=sealed.wrapped_key, wrapped_key=sealed.sealed), ROOT, epoch_keys)


@pytest.mark.parametrize(("shortest", "longest"), [(0, 8188), (8189, 16380)])
def test_the_size_tells_only_the_bucket(epoch_keys: EpochKeys, shortest: int, longest: int) -> None:
    sizes = {
        len(seal_new(ROOT, bytes(length), "2026-11", epoch_keys).sealed) for length in (shortest, shortest + 1, longest)
    }
    assert sizes == {8192 * (1 + shortest // 8189) + 29}


def test_equal_answers_give_different_rows(epoch_keys: EpochKeys) -> None:
    one, two = (seal_new(ROOT, SECRET, "2026-11", epoch_keys) for _ in range(2))
    assert one.lookup == two.lookup
    assert one.wrapped_key != two.wrapped_key
    assert one.sealed[13:45] != two.sealed[13:45]


def test_a_save_without_changes_gives_different_bytes(sealed: SealedDossier, epoch_keys: EpochKeys) -> None:
    saved = reseal(open_sealed(sealed, ROOT, epoch_keys), SECRET, "2026-11", epoch_keys)
    assert saved.sealed[13:] != sealed.sealed[13:]
    assert saved.wrapped_key[13:] != sealed.wrapped_key[13:]


def test_neither_answers_nor_keys_are_in_the_row_or_in_any_repr(sealed: SealedDossier, epoch_keys: EpochKeys) -> None:
    opened = open_sealed(sealed, ROOT, epoch_keys)
    secrets = [SECRET, ROOT, opened.data_key, epoch_keys.secret("2026-11")]
    stored = sealed.lookup + sealed.wrapped_key + sealed.sealed
    shown = repr(opened) + repr(sealed)
    for secret in secrets:
        assert secret not in stored
        assert repr(secret)[2:-1] not in shown
        assert secret.hex() not in shown
    assert repr(sealed.lookup)[2:-1] not in shown  # with it a log could be joined to the table
