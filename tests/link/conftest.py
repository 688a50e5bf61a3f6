"""A city of the tests' own, and a centre's context with a morning in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.service.context import Context
from tests.support.fake_city import FakeCity
from tests.support.journeys import a_morning


@pytest.fixture
def city() -> Iterator[FakeCity]:
    """It speaks the protocol."""
    with FakeCity() as running:
        yield running


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of `context`."""
    return tmp_path / "data"


@pytest.fixture
def morning(context: Context) -> Context:
    """A centre after a morning."""
    a_morning(context)
    return context
