"""One real server for most of these tests, and the screens of its hall."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.support.process import Process, Staff
from tests.support.screens import Hall

PUBLIC_URL = "http://so.phuong.vn"
"""What people know these servers by, who ask something that stands before them."""


@dataclass(frozen=True)
class Running:
    """A running server and whom it knows."""

    server: Process
    staff: Staff

    def take(self, field: str = "CT") -> dict[str, Any]:
        """A number from the kiosk."""
        return self.ask(201, "/tickets", self.staff.kiosk, {"field": field})

    def at_counter(self, n: int, action: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """What the officer of counter `n` does."""
        return self.ask(200, f"/counters/{n}/{action}", self.staff.officers[n - 1].token, body)

    def ask(self, wanted: int, path: str, token: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """A POST under /api/v1 that must be answered with this status."""
        status, answer = self.server.post(f"/api/v1{path}", token, body)
        assert status == wanted, answer
        found: dict[str, Any] = answer
        return found

    def see(self, path: str, token: str) -> dict[str, Any]:
        """What a GET under /api/v1 answers."""
        status, answer = self.server.get(f"/api/v1{path}", token)
        assert status == 200, answer
        found: dict[str, Any] = answer
        return found


@pytest.fixture(scope="package")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Running]]:
    """Start a server of one's own: `start(sockets=3)`."""
    started: list[Process] = []

    def run(sockets: int) -> Running:
        settings = f'public_url = "{PUBLIC_URL}"'
        server = Process(tmp_path_factory.mktemp("live"), sockets=sockets, settings=settings)
        started.append(server)
        staff = server.enrol(officers=4)
        server.start()
        return Running(server, staff)

    yield run
    for server in started:
        server.kill()


@pytest.fixture(scope="package")
def running(start: Callable[..., Running]) -> Running:
    """The server that most tests share; each uses a field and a counter of its own."""
    return start(sockets=60)


@pytest.fixture
def hall(running: Running) -> Iterator[Hall]:
    """The screens of the shared server."""
    with Hall(running.server.port) as hall:
        yield hall
