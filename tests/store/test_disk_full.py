"""A full disk: refused by name, nothing half-done, and working again when there is space."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from server.core.centre import Centre
from server.core.errors import Refusal
from server.service.context import Context
from server.service.queue.tickets import NumberRequest, issue
from server.store import doctor
from server.store.queue import tickets
from tests.support.clock import SetClock


class Disk(Protocol):
    """A disk that can be filled up."""

    folder: Path

    def fill(self, context: Context) -> None:
        """Leave no space."""

    def free(self, context: Context) -> None:
        """Make space again."""


class LimitedDisk:
    """SQLite is told that the file may not grow."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, context: Context) -> None:
        """The file may have the pages that it has."""
        context.store.write(lambda tr: tr.connection.execute("PRAGMA max_page_count = 1").fetchall())

    def free(self, context: Context) -> None:
        """The file may grow again."""
        context.store.write(lambda tr: tr.connection.execute("PRAGMA max_page_count = 100000").fetchall())


class SmallDisk:
    """A file system of 2 MB in memory, and a ballast that fills it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, context: Context) -> None:
        """Write ballast until nothing more goes in."""
        with (self.folder / "ballast").open("wb", buffering=0) as ballast:
            try:
                while ballast.write(bytes(4096)) == 4096:
                    pass
            except OSError:
                return

    def free(self, context: Context) -> None:
        """Throw the ballast away."""
        (self.folder / "ballast").unlink()


def mounted(folder: Path) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    return shutil.which("mount") is not None and _succeeds(command)


def _succeeds(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture(params=["limited", "small"])
def disk(request: pytest.FixtureRequest) -> Iterator[Disk]:
    """A limited file, and a real small disk where this machine lets us mount one."""
    folder = Path(tempfile.mkdtemp(prefix="goiso-disk-"))
    if request.param == "small" and mounted(folder):
        yield SmallDisk(folder)
        subprocess.run(["umount", str(folder)], check=True)
    else:
        yield LimitedDisk(folder)
    shutil.rmtree(folder)


def take(context: Context) -> str:
    number: str = issue(context, NumberRequest("CT"), "kiosk:1")[0]["number"]
    return number


def test_a_full_disk_is_named_and_changes_nothing(disk: Disk, centre: Centre, clock: SetClock) -> None:
    context = Context(disk.folder / "data", centre, clock)
    given = [take(context) for _ in range(20)]
    disk.fill(context)
    with pytest.raises(Refusal) as refused:
        given.extend(take(context) for _ in range(500))
    assert refused.value.code == "storage_full"
    if isinstance(disk, SmallDisk):
        with pytest.raises(Refusal, match="storage_full"):
            context.store.write_something()
    with context.store.read() as connection:
        assert [t.number for t in tickets.everything(connection).values()] == given
        assert list(doctor.examine(connection)) == []

    disk.free(context)
    assert take(context) == f"A{len(given) + 1:03d}"
    context.close()
