"""A kiosk's box of an earlier release beside this server: it goes on working, alone and again with the server."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from server.store.store import database_path
from tests.support.agents import KioskProcess
from tests.support.older import Older
from tests.support.process import FIELDS, Process


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Process]:
    with Process(tmp_path) as running:
        yield running


def take(box: KioskProcess, n: int) -> tuple[str, bool]:
    """The number that a touch is answered with, and whether the box gave it alone."""
    body = {"field": FIELDS[n % len(FIELDS)], "channel": "kiosk"}
    status, said = box.ask("POST", "/api/v1/tickets", body, f"touch-{n}")
    assert status == 201, said
    return said["number"], "offline" in said


def test_it_gives_numbers_with_the_server_alone_and_with_it_again(
    release: Older, server: Process, tmp_path: Path
) -> None:
    staff = server.enrol(officers=1)
    server.start()
    with KioskProcess(
        tmp_path / "box", server.port, staff.kiosk, tree=release.tree, python=release.python
    ) as box:
        box.knows_its_series()
        given = [take(box, n) for n in range(3)]
        server.stop()
        given += [take(box, n) for n in range(3, 6)]
        server.start()
        box.until({"alone": False, "to_join": 0})
        given += [take(box, 6)]
        assert [alone for _, alone in given] == [False] * 3 + [True] * 3 + [False]
        server.stop()
    numbers = [number for number, _ in given]
    query = "SELECT prefix || printf('%03d', n) FROM tickets ORDER BY issued_at"
    with closing(sqlite3.connect(f"{database_path(server.data).as_uri()}?mode=ro", uri=True)) as line:
        assert [number for (number,) in line.execute(query)] == numbers
    assert server.doctor().returncode == 0
