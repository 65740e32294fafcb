"""Fixtures that every test may use."""

import functools
from pathlib import Path

import pytest
from hypothesis import settings

from ev_scan.content.loader import load
from ev_scan.domain.catalogue import Catalogue
from ev_scan.resources import QUESTIONNAIRES

TINY = Path(__file__).parent / "fixtures" / "questionnaires"

# The same examples each run, however slow the machine; `--hypothesis-profile=explore` looks further.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=3000)
settings.load_profile("steady")


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
