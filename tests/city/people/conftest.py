"""A city with three people."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.city_office import Office
from tests.support.clock import SetClock


@pytest.fixture
def office(conninfo: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setattr("server.city.people.passwords.hasher", None)
    opened = Office(conninfo, tmp_path, SetClock())
    yield opened
    opened.close()
