"""A counter at work over the API; after every test the doctor looks at what it left."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from server import config
from server.app import Server
from server.http.rate_limit import limiter
from server.store import doctor
from tests.support.api import Api
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import enrol_everybody
from tests.support.quick_server import quick_server

Centred = Callable[..., Api]


@pytest.fixture(autouse=True)
def _nothing_is_damaged(server: Server) -> Iterator[None]:
    yield
    with server.context.store.read() as connection:
        assert list(doctor.examine(connection)) == []


@pytest.fixture
def with_calling(tmp_path: Path, clock: SetClock) -> Iterator[Centred]:
    """The API of a centre with another `[calling]`: `with_calling(recalls_before_no_show=2)`."""
    running: list[Server] = []

    def start(**calling: Any) -> Api:
        settings = default_settings(tmp_path / "other", calling=config.CallingPart(**calling))
        running.append(quick_server(settings, clock))
        limiter.reset()
        return Api(running[-1].app, enrol_everybody(running[-1].context))

    yield start
    for each in running:
        each.close()
