"""A printer that the server was started with stands for the one that is set: the form of settings says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.app import Server
from server.service.settings import changes
from tests.api.browsing import sign_in
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import enrol_everybody
from tests.support.quick_server import quick_server

PAGE = "/admin/settings/printer"
STARTED_WITH = "virtual:?timeout=3"


@pytest.fixture
def started(tmp_path: Path, clock: SetClock) -> Iterator[Server]:
    settings = default_settings(tmp_path / "data")
    own = settings.server.model_copy(update={"printer": STARTED_WITH})
    running = quick_server(settings.model_copy(update={"server": own}), clock)

    yield running
    running.close()


def page(server: Server) -> str:
    enrol_everybody(server.context)
    client: FlaskClient = server.app.test_client()
    sign_in(client, "binh")
    return client.get(PAGE).text


def test_the_form_names_the_printer_that_stands_for_what_is_set(started: Server) -> None:
    assert f"khi khởi động máy chủ: {STARTED_WITH}" in page(started)


def test_it_says_nothing_of_it_where_what_is_set_is_what_prints(server: Server) -> None:
    changes.put(server.context, "printer", {"url": "virtual:", "width": 576}, "admin:binh")
    server.printing.follow()
    assert "khi khởi động máy chủ" not in page(server)
