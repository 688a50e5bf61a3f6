"""A log that cannot be written stops nobody: on a full disk with the log on it, and when nobody reads its pipe any more."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.process import Process, Staff
from tests.support.small_disk import SmallDisk, small_disk

MOST = 3000
LOGGED = 40
"""Refusals whose log lines need more room than the log's last page has left."""


@pytest.fixture
def disk() -> Iterator[SmallDisk]:
    with small_disk(megabytes=8) as small:
        if small is None:
            pytest.skip("this machine mounts no file system for us")
        yield small


def take(server: Process, staff: Staff) -> int:
    """One touch: the status of the answer."""
    return server.post("/api/v1/tickets", staff.kiosk, {"field": "CT"})[0]


def until_refused(server: Process, staff: Staff) -> None:
    """Take numbers until the full disk is told by name."""
    for _ in range(MOST):
        status, said = server.post("/api/v1/tickets", staff.kiosk, {"field": "CT"})
        if status != 201:
            assert (status, said["code"]) == (507, "storage_full")
            return
    raise AssertionError("the disk was never full")


def goes_on(server: Process, staff: Staff) -> None:
    """Numbers are given again, and whoever asks is told so."""
    assert take(server, staff) == 201
    assert server.get("/readyz")[0] == 200
    assert server.get("/healthz")[0] == 200


def test_a_full_disk_with_the_log_on_it_is_told_and_over_when_there_is_room(disk: SmallDisk) -> None:
    with Process(disk.folder) as server:
        staff = server.enrol()
        server.start()
        assert take(server, staff) == 201
        disk.fill()
        for _ in range(LOGGED):
            until_refused(server, staff)
        assert server.get("/healthz")[0] == 200
        assert server.get("/readyz")[0] == 507
        disk.free()
        goes_on(server, staff)


def test_a_log_whose_reader_is_gone_stops_nobody(disk: SmallDisk, tmp_path: Path) -> None:
    with Process(tmp_path, data=disk.folder / "data") as server:
        staff = server.enrol()
        os.mkfifo(server.output_file)
        reader = os.open(server.output_file, os.O_RDONLY | os.O_NONBLOCK)
        server.spawn()
        os.set_blocking(reader, True)
        server.wait_ready()
        os.close(reader)
        disk.fill()
        until_refused(server, staff)
        until_refused(server, staff)
        disk.free()
        goes_on(server, staff)
        server.output_file.unlink()
