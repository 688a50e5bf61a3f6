"""The last defence of the thread pool: lines far above the cap are refused before they hold a thread."""

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

import pytest

from server.http.lines.line_limit import LineLimit, most_lines

CAP = 2
MOST = most_lines(CAP)


class Waiting:
    """A WSGI app whose requests stay until `leave` is set; `inside` counts them."""

    def __init__(self) -> None:
        self.leave = threading.Event()
        self.inside = threading.Semaphore(0)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.inside.release()
        self.leave.wait(10)
        if environ.get("fails"):
            raise ConnectionResetError
        start_response("200 OK", [])
        return [b""]


@pytest.fixture
def app() -> Waiting:
    return Waiting()


def ask(limit: LineLimit, path: str = "/socket.io/", **more: Any) -> str:
    said: list[str] = []
    limit({"PATH_INFO": path, **more}, lambda status, headers: said.append(status))
    return said[0]


def fill(limit: LineLimit, app: Waiting, **more: Any) -> list[threading.Thread]:
    lines = [threading.Thread(target=quietly, args=(limit, more)) for _ in range(MOST)]
    for line in lines:
        line.start()
    for _ in lines:
        assert app.inside.acquire(timeout=10)
    return lines


def quietly(limit: LineLimit, more: dict[str, Any]) -> None:
    with suppress(ConnectionResetError):
        ask(limit, **more)


def test_it_refuses_a_line_too_many(app: Waiting) -> None:
    limit = LineLimit(app, CAP)
    lines = fill(limit, app)

    assert ask(limit) == "503 Service Unavailable"
    app.leave.set()
    for line in lines:
        line.join()


def test_it_leaves_pages_and_the_api_alone(app: Waiting) -> None:
    limit = LineLimit(app, CAP)
    lines = fill(limit, app)
    app.leave.set()

    assert ask(limit, "/api/v1/centre") == "200 OK"
    for line in lines:
        line.join()


@pytest.mark.parametrize("how", [{}, {"fails": True}])
def test_it_has_room_again_when_lines_end_well_or_badly(app: Waiting, how: dict[str, Any]) -> None:
    limit = LineLimit(app, CAP)
    lines = fill(limit, app, **how)
    app.leave.set()
    for line in lines:
        line.join()

    assert ask(limit) == "200 OK"
