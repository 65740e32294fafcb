import pytest
from torture_document import torture


@pytest.fixture(scope="session")
def tortured() -> bytes:
    return torture()
