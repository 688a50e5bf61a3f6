"""The server's unit hears that it works, and no more once it does not."""

import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest
from gunicorn.workers.gthread import ThreadWorker

from server.process.watchdog import loading, watched
from server.process.worker import Worker


@pytest.fixture
def systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """Where systemd listens, for a unit with a watchdog of 30 ms."""
    address = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(address))
        listening.settimeout(20)
        monkeypatch.setenv("NOTIFY_SOCKET", str(address))
        monkeypatch.setenv("WATCHDOG_USEC", "30000")
        yield listening


def test_it_is_told_while_the_writer_works_and_not_after(systemd: socket.socket) -> None:
    answers = iter([True, True, False])
    asked = Event()

    def works() -> bool:
        answer = next(answers, None)
        if answer is None:
            asked.set()
        return bool(answer)

    watchdog = watched(works)
    assert watchdog is not None
    assert asked.wait(20)
    watchdog.close()
    systemd.setblocking(False)
    assert [systemd.recv(64), systemd.recv(64)] == [b"WATCHDOG=1"] * 2
    with pytest.raises(BlockingIOError):
        systemd.recv(64)


@pytest.mark.parametrize("missing", ["NOTIFY_SOCKET", "WATCHDOG_USEC"])
@pytest.mark.usefixtures("systemd")
def test_nobody_is_told_where_no_unit_listens(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(missing)
    assert watched(lambda: True) is None


def test_whoever_loads_for_long_is_not_taken_for_dead(systemd: socket.socket) -> None:
    """gunicorn and systemd both hear of it, however long a year's data take to migrate."""
    told: list[str] = []
    often = Event()

    def notify() -> None:
        told.append("gunicorn")
        if len(told) == 3:
            often.set()

    with loading(notify, 0.01):
        assert often.wait(20)
    heard = len(told)
    assert {systemd.recv(64) for _ in range(heard)} == {b"WATCHDOG=1"}
    systemd.setblocking(False)
    with pytest.raises(BlockingIOError):
        systemd.recv(64)


def test_the_worker_says_so_while_it_loads(systemd: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.process.worker.loading", lambda notify: loading(notify, 0.01))
    notified = Event()

    class Loading(Worker):
        def __init__(self) -> None:
            self.app = SimpleNamespace(wsgi=lambda: notified.wait(20))

        def notify(self) -> None:
            notified.set()

    worker = Loading()
    worker.load_wsgi()
    assert worker.wsgi is True
    assert systemd.recv(64) == b"WATCHDOG=1"


def test_gunicorn_hears_of_a_turning_loop_once_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    heard, clock = list[int](), iter((100.0, 100.2, 100.999, 101.0, 101.5, 102.25))
    monkeypatch.setattr("server.process.worker.time", SimpleNamespace(monotonic=lambda: next(clock)))
    monkeypatch.setattr(ThreadWorker, "notify", lambda _: heard.append(1))

    class Turning(Worker):
        def __init__(self) -> None:
            self._notified_at = 0.0

    worker = Turning()
    for _ in range(6):
        worker.notify()
    assert len(heard) == 3
