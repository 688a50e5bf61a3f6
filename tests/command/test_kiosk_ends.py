"""A box that ends: its upgrade is told before anything else goes."""

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
