"""A full disk: refused by name, nothing half-done, and working again when there is space."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from server.core.centre import Centre
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.queue.tickets import NumberRequest, issue
from server.store import doctor
from server.store.queue import tickets
from tests.support.clock import SetClock
from tests.support.small_disk import SmallDisk, small_disk


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


class RealDisk:
    """A file system of 2 MB in memory."""

    def __init__(self, small: SmallDisk) -> None:
        self.folder, self._small = small.folder, small

    def fill(self, _: Context) -> None:
        """Leave no room for a byte."""
        self._small.fill()

    def free(self, _: Context) -> None:
        """Make room again."""
        self._small.free()


@pytest.fixture(params=["limited", "small"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    """A limited file, and a real small disk where this machine lets us mount one."""
    if request.param == "limited":
        yield LimitedDisk(tmp_path)
    else:
        with small_disk(megabytes=2) as small:
            yield RealDisk(small) if small else LimitedDisk(tmp_path)


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
    if isinstance(disk, RealDisk):
        with pytest.raises(Refusal, match="storage_full"):
            context.store.write_something()
    with context.store.read() as connection:
        assert [t.number for t in tickets.everything(connection).values()] == given
        assert list(doctor.examine(connection)) == []

    disk.free(context)
    assert take(context) == f"A{len(given) + 1:03d}"
    context.close()
