"""A box that runs tells its unit so; one that ends has its upgrade told before anything else goes."""

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.agent import Agent
from kiosk.upgrade.limits import USUAL
from kiosk.upgrade.upgrader import Upgrader
from server.command import kiosk
from server.command.kiosk_files import BoxOptions


class OneWorker:
    """In place of gunicorn: a worker that loads its app, and ends."""

    def __init__(self, options: dict[str, Any], load: Callable[[], Any]) -> None:
        self._options, self._load = options, load

    def run(self) -> None:
        self._load()
        self._options["worker_exit"](None, None)


def test_its_upgrade_ends_before_its_agent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[str] = []
    for of in (Upgrader, Agent):
        close = of.close

        def noted(self: Any, close: Callable[[Any], None] = close, name: str = of.__name__) -> None:
            ended.append(name)
            close(self)

        monkeypatch.setattr(of, "close", noted)
    monkeypatch.setattr(kiosk, "Embedded", OneWorker)
    kiosk.run_agent(BoxOptions("http://127.0.0.1:9", 0, tmp_path, None, 576), "0.2.0", USUAL)
    assert ended == ["Upgrader", "Agent"]


def test_its_unit_hears_that_it_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[bytes] = []
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(20)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "30000")

        class Listened(OneWorker):
            def run(self) -> None:
                self._load()
                heard.extend(systemd.recv(64) for _ in range(2))
                self._options["worker_exit"](None, None)

        monkeypatch.setattr(kiosk, "Embedded", Listened)
        kiosk.run_agent(BoxOptions("http://127.0.0.1:9", 0, tmp_path / "box", None, 576), "0.2.0", USUAL)
    assert heard == [b"WATCHDOG=1"] * 2
