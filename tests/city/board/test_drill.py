"""Two board processes behind nginx, six screens, real Redis and PostgreSQL: what is frozen or killed costs a moment and no news."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from server.city.local.redis import PrivateRedis
from tests.support import proxy
from tests.support.board import BoardProcess, in_front
from tests.support.browser import PATIENCE_MS
from tests.support.city_rows import City, code_of, state_of
from tests.support.ports import free_port

SCREENS = 6
CENTRES = 12
CALLS = 3
_SHOWN = """([code, v, call]) => {
  const row = document.querySelector(`[data-role="rows"] [data-key="${code}"]`);
  return row?.dataset.v === String(v) && row.querySelector('[data-role="call"]').textContent.startsWith(call);
}"""
_ALL = """() => Object.fromEntries([...document.querySelectorAll('[data-role="rows"] > tr')]
  .map((row) => [row.dataset.key, row.dataset.v]))"""

pytestmark = pytest.mark.skipif(not proxy.program("nginx"), reason="nginx is not installed")


@dataclass
class Hall:
    """All of it; every change has a version of its own."""

    city: City
    redis: PrivateRedis
    boards: list[BoardProcess]
    screens: list[Page]
    v: int = 1

    def call(self, n: int = 3) -> None:
        """Somebody is called at a centre: every screen must show it, and what it shows of all must be what the database has."""
        self.v += 1
        number = f"B{self.v:03d}"
        call = {**state_of(n)["calls"][0], "number": number}
        self.city.change(n, self.v, calls=[call])
        self.shown(_SHOWN, [code_of(n), self.v, number])

    def shown(self, what: str, about: object = None) -> None:
        for screen in self.screens:
            screen.wait_for_function(what, arg=about)

    def processes(self) -> set[str]:
        return {screen.evaluate("document.body.dataset.by") for screen in self.screens}

    def equal(self) -> bool:
        found = dict(self.city.connection.execute("SELECT centre, v::text FROM centre_now").fetchall())
        return all(screen.evaluate(_ALL) == found for screen in self.screens)

    def fresh(self) -> bool:
        return all(screen.locator('[data-role="stale"]').is_hidden() for screen in self.screens)


@pytest.fixture
def screens(request: pytest.FixtureRequest) -> int:
    """How many screens there are: six, unless a test says something else."""
    return int(getattr(request, "param", SCREENS))


@pytest.fixture
def hall(  # noqa: PLR0917 - a hall of all this
    tmp_path: Path, conninfo: str, city: City, redis: PrivateRedis, browser: Browser, screens: int
) -> Iterator[Hall]:
    city.fill(CENTRES)
    front, ports = free_port(), (free_port(), free_port())
    boards = [BoardProcess(tmp_path, port, conninfo, redis.url, behind=front) for port in ports]
    for board in boards:
        board.spawn()
    try:
        for board in boards:
            board.wait_ready()
        with in_front(tmp_path / "nginx", front, ports):
            contexts = [browser.new_context(locale="vi-VN") for _ in range(screens)]
            for context in contexts:
                context.set_default_timeout(PATIENCE_MS)
            pages = [context.new_page() for context in contexts]
            for page in pages:
                page.goto(f"http://127.0.0.1:{front}/board")
            found = Hall(city, redis, boards, pages)
            found.shown("() => document.body.dataset.ready")
            yield found
            for context in contexts:
                context.close()
    finally:
        with suppress(ProcessLookupError):
            os.kill(redis.pid, signal.SIGCONT)
        for board in boards:
            board.kill()


def frozen(hall: Hall) -> Callable[[], None]:
    os.kill(hall.redis.pid, signal.SIGSTOP)
    return lambda: os.kill(hall.redis.pid, signal.SIGCONT)


def killed(hall: Hall) -> Callable[[], None]:
    os.kill(hall.redis.pid, signal.SIGKILL)
    hall.redis.stop()
    return lambda: void(hall.redis.start())


def one_process(hall: Hall) -> Callable[[], None]:
    hall.boards[0].kill()
    return hall.boards[0].spawn


def other_process(hall: Hall) -> Callable[[], None]:
    hall.boards[1].kill()
    return lambda: void(hall.boards[1].start())


def void(_: object) -> None:
    pass


def drill(hall: Hall, harms: Sequence[Callable[[Hall], Callable[[], None]]]) -> None:
    assert len(hall.processes()) == 2, "both processes have screens"
    for harm in harms:
        heal = harm(hall)
        for n in range(CALLS):
            hall.call(n)
        heal()
        for n in range(CALLS):
            hall.call(n)
        assert hall.fresh(), harm.__name__
    assert hall.equal()


def test_screens_come_back_by_themselves_and_end_equal(hall):
    drill(hall, (frozen, one_process))


@pytest.mark.torture
def test_whatever_is_frozen_or_killed_and_again(hall):
    drill(hall, 3 * (frozen, killed, one_process, other_process))


@pytest.mark.parametrize("screens", [1], indirect=True)
def test_a_screen_whose_line_is_cut_for_good_asks_instead(hall):
    (screen,) = hall.screens
    screen.route_web_socket("**/socket.io/**", lambda line: line.close())
    screen.reload()
    hall.shown("() => document.body.dataset.ready")
    hall.call()
    assert hall.fresh()
