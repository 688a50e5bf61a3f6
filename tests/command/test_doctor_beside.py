"""`goiso doctor --online` beside a running server: everything but the replay, read-only, also when nobody answers."""

import json
from collections.abc import Iterator
from threading import Thread

import pytest
from click.testing import Result
from werkzeug.serving import make_server

from server.app import Server
from server.link.heard import kept
from tests.command.test_main import goiso
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.fake_city import FakeCity
from tests.support.linked import all_is_there, join
from tests.support.ports import free_port
from tests.support.waiting import until


@pytest.fixture
def port(server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Where the server answers."""
    number = free_port()
    running = make_server("127.0.0.1", number, server.app, threaded=True)
    thread = Thread(target=running.serve_forever)
    thread.start()
    monkeypatch.setenv("GOISO_PORT", str(number))
    yield number
    running.shutdown()
    thread.join()


def online(server: Server) -> tuple[Result, dict[str, str]]:
    answer = goiso("doctor", "--data", server.settings.server.data, "--online", "--json")
    said = json.loads(answer.output)
    assert said["agrees"] is None, "the journal is not replayed beside people who are served"
    return answer, {item["code"]: item["text"]["en"] for item in said["items"]}


def test_it_knows_what_only_the_running_server_knows(
    server: Server, api: Api, clock: SetClock, port: int
) -> None:
    clock.forward(minutes=5)  # a screen that was just paired may be on its way
    before = api.admin.get("/journal?limit=1").json["seq"]
    _, found = online(server)
    assert found["screen_trouble"] == "Screen display: not connected."
    assert found["kiosk_silent"] == "Kiosk kiosk is not connected to the server."
    assert "nobody_listens" not in found
    assert api.admin.get("/journal?limit=1").json["seq"] == before, "it only looked"
    assert api.take()["number"] == "A001", "and people are served"


def test_something_that_cannot_wait_is_its_exit_status(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOISO_PORT", str(free_port()))
    answer, found = online(server)
    assert answer.exit_code == 1
    assert "nobody_listens" in found
    text = goiso("doctor", "--data", server.settings.server.data, "--online").output
    assert "[Cần xử lý ngay / Act now] nobody_listens\n" in text
    assert "systemctl status goiso" in text
    assert text.endswith("The journal was not replayed (--online).\n")


def test_a_server_on_a_port_of_its_own_is_found_there(
    server: Server, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GOISO_PORT")
    data = server.settings.server.data
    answer = goiso("doctor", "--data", data, "--online", "--port", port)
    assert "nobody_listens" not in answer.output
    elsewhere = goiso("doctor", "--data", data, "--online", "--port", free_port())
    assert "nobody_listens" in elsewhere.output


def test_it_knows_what_is_wrong_with_the_line_to_the_city(server: Server, api: Api, port: int) -> None:
    data = server.settings.server.data
    with FakeCity() as city:
        join(city, server.context, data)
        server.watches.city.look()
        all_is_there(server.context, city)
        assert not [code for code in online(server)[1] if code.startswith("city")]
        city.tokens.clear()
        until(lambda: (found := kept(data)) is not None and found.trouble is not None)
        answer, found = online(server)
        assert found["city_stopped"].startswith("Nothing is sent to the city since ")
        assert answer.exit_code == 1
        (data / "city.json").unlink()
        server.watches.city.look()
        assert city.url in online(server)[1]["city_lost"]
    assert "city_lost" not in goiso("doctor", "--data", data).output, "it may be a backup"


def test_which_centre_is_meant_must_be_said() -> None:
    assert goiso("doctor").exit_code == 2
