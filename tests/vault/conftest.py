"""Keys in a throw-away directory."""

from pathlib import Path

import pytest

from ev_scan.vault.daily import DailyKeys
from ev_scan.vault.epochs import EpochKeys


@pytest.fixture
def key_directory(tmp_path: Path) -> Path:
    return tmp_path / "keys"


@pytest.fixture
def epoch_keys(key_directory: Path) -> EpochKeys:
    keys = EpochKeys(key_directory)
    keys.ensure(["2026-11", "2026-12"])
    return keys


@pytest.fixture
def daily_keys(key_directory: Path) -> DailyKeys:
    return DailyKeys(key_directory)
