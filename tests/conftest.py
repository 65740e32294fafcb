"""Fixtures that every test may use."""

import functools
from pathlib import Path

import pytest

from ev_scan.content.loader import load
from ev_scan.domain.catalogue import Catalogue
from ev_scan.resources import QUESTIONNAIRES

TINY = Path(__file__).parent / "fixtures" / "questionnaires"


@functools.cache
def real_catalogue() -> Catalogue:
    return load(QUESTIONNAIRES)


@pytest.fixture(scope="session")
def published() -> Catalogue:
    """The real content; code tests use `catalogue` instead."""
    return real_catalogue()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The tiny synthetic content of tests/fixtures/questionnaires."""
    return load(TINY)
