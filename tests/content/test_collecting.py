"""Reading pauses the search for garbage, and leaves it as it was."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from bakery import TINY

from ev_scan.content.errors import BadContent
from ev_scan.content.loader import check, load


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    yield
    gc.enable()


@pytest.mark.parametrize("read", [load, check])
def test_collecting_goes_on_afterwards(read) -> None:
    read(TINY)
    assert gc.isenabled()


def test_collecting_goes_on_after_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(BadContent):
        load(tmp_path)
    assert gc.isenabled()


def test_who_switched_collecting_off_keeps_it_off() -> None:
    gc.disable()
    load(TINY)
    assert not gc.isenabled()
