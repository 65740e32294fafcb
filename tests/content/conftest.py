"""Content that can be broken."""

from pathlib import Path

import pytest
from bakery import Bakery


@pytest.fixture
def bakery(tmp_path: Path) -> Bakery:
    return Bakery(tmp_path)
