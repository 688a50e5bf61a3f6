"""Three days of a small centre, whose figures the pages tell."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.app import Server
from server.http.rate_limit import limiter
from server.service.people.people import NewPerson, add_person
from server.service.people.tokens import token_for
from tests.api.browsing import sign_in
from tests.support.api import Api
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import PASSWORD, Tokens, enrol_everybody
from tests.support.quick_server import quick_server

BIRTH = "1.001193"
"""The procedure of one number each day, which an officer gives."""


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Three days with visits that were served, missed, transferred, cancelled, or wait; nothing here is changed by a test."""
    clock = SetClock()
    running = quick_server(default_settings(Path(tmp_path_factory.mktemp("reports")) / "data"), clock)
    running.forecaster.close()
    limiter.reset()
    api = Api(running.app, enrol_everybody(running.context))
    add_person(running.context, NewPerson("xem", "Lê Văn Xem", "viewer", PASSWORD), "test")
    for day in (23, 24, 25):
        clock.set(f"2026-11-{day} 08:00")
        three_visits(api, clock)
    yield running
    running.close()


def three_visits(api: Api, clock: SetClock) -> None:
    """A morning of two officers."""
    for field in ("CT", "CT"):
        api.take(field)
        clock.forward(minutes=3)
    assert api.officer.post("/tickets", {"field": "HT", "procedure": BIRTH}).status_code == 201
    clock.forward(minutes=3)
    api.take("DD")
    clock.forward(minutes=3)
    api.officer.post(f"/tickets/{api.take('XD')['id']}/cancel")
    clock.forward(minutes=25)
    api.officer.post("/counters/1/open", {"fields": ["CT", "HT"]})
    for step, body in (
        ("call", {}),
        ("serve", {}),
        ("finish", {"dossiers": [{"outcome": "received"}, {"outcome": "returned"}]}),
        ("call", {}),
        ("no-show", {}),
        ("call", {}),
        ("serve", {}),
        ("transfer", {"field": "DD"}),
        ("pause", {"reason": "=Họp\nđầu giờ"}),
        ("resume", {}),
        ("pause", {}),
        ("close", {}),
    ):
        clock.forward(seconds=90)
        answer = api.officer.post(f"/counters/1/{step}", body)
        assert answer.status_code == 200, (step, answer.text)


@pytest.fixture(scope="package")
def api(server: Server) -> Api:
    """The manager, whoever is named."""
    token = token_for(server.context, "binh", "test")
    return Api(server.app, Tokens(*[token] * 7))


@pytest.fixture(scope="package")
def browser(server: Server) -> FlaskClient:
    """Somebody who may only read figures."""
    client = server.app.test_client()
    sign_in(client, "xem")
    return client
