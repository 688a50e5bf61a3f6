"""A box of an earlier version takes this tree's own wheels, with all that they need, from a real server at night.

Fetched, their digests checked, installed by pip without a network, rehearsed, started, proved; a broken one is taken back. With
`make torture` alone, where the wheels can be built and fetched.
"""

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from installer.debian import wheel
from kiosk.upgrade.installing import install
from server import __version__
from server.command.release_files import lay_out
from tests.faults.test_box_upgrade import standing
from tests.support import hasty_box
from tests.support.agents import KioskProcess
from tests.support.our_files import ROOT
from tests.support.process import FIELDS, Process, Staff
from tests.support.screens import Hall, Screen
from tests.support.waiting import until

OLDER = "0.0.1"
FAILS = "import sys\nif '--rehearse' not in sys.argv: sys.exit('it does not work')\n"
MAIN = "server/command/main.py"
INSTALLED_S = 900
"""So long pip may take, on a small machine."""

pytestmark = pytest.mark.torture


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This tree's wheel and those of all that it needs, in one folder, as docs/kiosk.md has it."""
    folder = tmp_path_factory.mktemp("wheels")
    try:
        built = wheel(ROOT, tmp_path_factory.mktemp("own"), sys.executable)
        fetch = [sys.executable, "-m", "pip", "wheel", "--quiet", "--wheel-dir", folder, built, "pip"]
        subprocess.run(fetch, check=True)
    except subprocess.CalledProcessError as error:
        pytest.skip(f"the wheels cannot be built or fetched here, NO BOX TOOK THEM: {error}")
    return folder


def with_own(wheels: Path, to: Path, version: str = __version__, before: str = "") -> Path:
    """The same wheels, ours as if it were of another version, and with this Python before its command."""
    to.mkdir()
    for path in wheels.glob("*.whl"):
        if not path.name.startswith("goiso-"):
            (to / path.name).symlink_to(path)
    (own,) = wheels.glob("goiso-*.whl")
    packed = to / own.name.replace(f"-{__version__}-", f"-{version}-")
    with zipfile.ZipFile(own) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if ".dist-info/" in name:
                for said in ("goiso-{}.dist-info/", "\nVersion: {}\n"):
                    data = data.replace(said.format(__version__).encode(), said.format(version).encode())
            elif name == MAIN:
                data = before.encode() + data
            new.writestr(name.replace(f"goiso-{__version__}.", f"goiso-{version}."), data)
    return to


class OlderBox(KioskProcess):
    """A box for which it is always night, on an earlier version that was installed from wheels."""

    module = "hasty_box"


@pytest.fixture
def installed(wheels: Path, tmp_path: Path) -> Path:
    """The Python in which the earlier version is installed, as a box installs one."""
    folder = tmp_path / "installed"
    release = lay_out(with_own(wheels, tmp_path / "older", OLDER), tmp_path / "older-release", OLDER)
    install(release, tmp_path / "older-release", folder)
    return folder / "bin/python"


@dataclass(frozen=True)
class Centre:
    """A real server, what it offers, and what its manager sees of the box."""

    server: Process
    staff: Staff
    offered: Path
    manager: Screen

    def offer(self, wheels: Path) -> None:
        """As somebody types it."""
        done = self.server.command("release", str(wheels))
        assert done.returncode == 0, done.stderr

    def turn_a_bit(self) -> None:
        """Of our own wheel, as a disk does that is sick; a second time it is whole."""
        (own,) = self.offered.glob("goiso-*.whl")
        with own.open("r+b") as file:
            first = file.read(1)[0]
            file.seek(0)
            file.write(bytes([first ^ 1]))

    def told(self, **wanted: object) -> None:
        """Wait until the manager is told so of the box."""
        self.manager.wait_for(lambda said: wanted.items() <= box_in(said).items(), INSTALLED_S)

    def told_failed(self, why: str) -> None:
        """Wait until the manager is told that the box did not take this version."""
        wanted = {"version": __version__, "state": "failed", "why": why}
        self.manager.wait_for(
            lambda said: wanted.items() <= (box_in(said)["upgrade"] or {}).items(), INSTALLED_S
        )


def box_in(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """What the manager is told of the box."""
    (box,) = (device for device in snapshot["devices"] if device["kind"] == "kiosk")
    return box


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    offered = tmp_path / "offered"
    with Process(tmp_path, settings=f'release = "{offered}"') as server:
        staff = server.enrol()
        server.start()
        with Hall(server.port) as hall:
            yield Centre(server, staff, offered, hall.screen("/admin", token=staff.admin))


@pytest.fixture
def box(centre: Centre, installed: Path, tmp_path: Path) -> Iterator[OlderBox]:
    tree = tmp_path / "hasty"
    tree.mkdir()
    shutil.copy(hasty_box.__file__, tree)
    with OlderBox(
        tmp_path / "box", centre.server.port, centre.staff.kiosk, tree=tree, python=installed
    ) as running:
        running.knows_its_series()
        running.page()
        yield running


def number(box: OlderBox, key: str) -> str:
    status, said = box.ask("POST", "/api/v1/tickets", {"field": FIELDS[0], "channel": "kiosk"}, key)
    assert status == 201, said
    return str(said["number"])


def test_a_broken_one_is_taken_back_a_damaged_one_refused_and_a_good_one_taken(
    wheels: Path, centre: Centre, box: OlderBox, tmp_path: Path
) -> None:
    given = [number(box, "with-the-older")]
    centre.told(box=OLDER)
    centre.offer(with_own(wheels, tmp_path / "broken", before=FAILS))
    centre.told_failed("ended")
    box.knows_its_series()
    assert standing(tmp_path / "box")["current"] is None
    given.append(number(box, "taken-back"))
    box.kill()
    centre.offer(wheels)
    centre.turn_a_bit()
    box.spawn()  # not earlier: it would have the wheel before that
    centre.told_failed("damaged")
    box.knows_its_series()
    given.append(number(box, "still-the-older"))
    centre.turn_a_bit()
    centre.told(box=__version__)
    until(lambda: standing(tmp_path / "box")["starts"] is None)
    box.knows_its_series()
    assert standing(tmp_path / "box")["current"] == __version__
    given.append(number(box, "with-the-newer"))
    assert len(set(given)) == len(given)
