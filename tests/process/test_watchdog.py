"""The server's unit hears that it works, and no more once it does not."""

import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from server.process.watchdog import watched


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
