"""Two servers on one host: a browser keeps cookies by host, whatever the port."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.app import Server
from server.http.rate_limit import limiter
from tests.api.browsing import sign_in
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import enrol_everybody
from tests.support.quick_server import quick_server

SERVERS = ("one", "two")


@pytest.fixture
def servers(tmp_path: Path, clock: SetClock) -> Iterator[list[Server]]:
    running = []
    for name in SERVERS:
        server = quick_server(default_settings(tmp_path / name), clock)
        server.forecaster.close()
        enrol_everybody(server.context)
        running.append(server)
    limiter.reset()
    yield running
    for server in running:
        server.close()


def test_who_is_signed_in_at_one_stays_so_when_somebody_signs_in_at_the_other(servers: list[Server]) -> None:
    one, two = (server.app.test_client() for server in servers)
    sign_in(one, "lan")
    sign_in(two, "minh")
    name = two.application.config["SESSION_COOKIE_NAME"]
    other = two.get_cookie(name)
    assert other is not None
    one.set_cookie(name, other.value)  # a browser keeps what came from the other port beside it
    assert "Nguyễn Thị Lan" in one.get("/counter/1").text
    assert "Trần Văn Minh" in two.get("/counter/2").text


def test_a_copy_of_a_centre_on_another_port_has_other_cookies(servers: list[Server]) -> None:
    from server.http.cookie_names import centre_mark

    assert centre_mark(b"key", 8080) == centre_mark(b"key", 8080)
    assert len({centre_mark(b"key", 8080), centre_mark(b"key", 8081), centre_mark(b"other", 8080)}) == 3
