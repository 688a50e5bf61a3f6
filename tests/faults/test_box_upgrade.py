"""A real box takes a release from a real server: fetched, installed by pip without a network, rehearsed, started, proved or taken back."""

import ensurepip
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from werkzeug.serving import make_server

from server.app import Server
from server.command.release_files import lay_out
from server.core.box_upgrades import BoxUpgrade
from server.kiosks import releases
from tests.support.agents import KioskProcess
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import enrol_everybody
from tests.support.quick_server import quick_server
from tests.support.releases import small_program
from tests.support.waiting import PATIENCE_S

NEW = "9.9.9"


class HastyBox(KioskProcess):
    """A box for which it is always night."""

    module = "tests.support.hasty_box"


@dataclass(frozen=True)
class Hall:
    """A server, at `port`, that offers what is put into its folder."""

    server: Server
    port: int
    token: str

    def offer(self, scratch: Path, works: str) -> None:
        """A program that works while this holds, in Python."""
        scratch.mkdir()
        small_program(scratch, NEW, works)
        shutil.copy(_pip(), scratch)
        lay_out(scratch, self.server.settings.server.release, NEW)

    def told(self) -> BoxUpgrade | None:
        """What the box told last of its upgrade."""
        (kiosk,) = [device for device in self.server.life.devices() if device.kind == "kiosk"]
        return kiosk.upgrade


@pytest.fixture
def hall(tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hall]:
    """The server is of the version that is offered."""
    monkeypatch.setattr(releases, "__version__", NEW)
    settings = default_settings(tmp_path / "data")
    machine = settings.server.model_copy(update={"release": tmp_path / "release"})
    server = quick_server(settings.model_copy(update={"server": machine}), clock)
    web = make_server("127.0.0.1", 0, server.app, threaded=True)
    thread = threading.Thread(target=web.serve_forever, daemon=True)
    thread.start()
    yield Hall(server, web.server_port, enrol_everybody(server.context).kiosk)
    web.shutdown()
    thread.join()
    web.server_close()
    server.close()


def _pip() -> Path:
    """The wheel of pip that Python brings."""
    folders = [Path(ensurepip.__file__).parent / "_bundled", Path("/usr/share/python-wheels")]
    return next(path for folder in folders for path in folder.glob("pip-*.whl"))


def standing(box: Path) -> dict[str, Any]:
    """What the box's file says of its versions."""
    path = box / "box/versions/standing.json"
    if not path.exists():
        return {"current": None, "starts": None, "refused": {}}
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


def wait(holds: Callable[[], object]) -> None:
    """Until it holds, leaving the processor to the box."""
    ends = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.05)


def test_one_that_works_in_its_rehearsal_alone_is_taken_back_and_one_that_works_is_taken(
    hall: Hall, tmp_path: Path
) -> None:
    folder = tmp_path / "box"
    with HastyBox(folder, hall.port, hall.token) as box:
        box.knows_its_series()
        box.page()
        hall.offer(tmp_path / "broken", "rehearsing")
        wait(lambda: hall.told() == BoxUpgrade(NEW, "failed", "ended"))
        box.knows_its_series()
        now = standing(folder)
        assert (now["current"], list(now["refused"].values())) == (None, [[NEW, "ended"]])
        hall.offer(tmp_path / "mended", "True")
        wait(lambda: standing(folder)["current"] and standing(folder)["starts"] is None)
        assert box.ask("GET", "/api/v1/centre")[1]["version"] == NEW
