"""Servers under test have a day that does not end while the tests run, whenever somebody runs them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.clock import HANOI
from tests.support.long_day import long_day_clock, moved_by
from tests.support.process import Process

AROUND_MIDNIGHT_IN_HANOI = (
    "2026-11-23T16:59:59.500",
    "2026-11-23T17:00:00",
    "2026-11-23T23:59",
    "2026-11-24T00:00",
)
A_SECOND_MS = 1000  # moments are told in whole seconds


@pytest.mark.parametrize("wall", AROUND_MIDNIGHT_IN_HANOI)
def test_it_begins_at_ten_on_the_same_date(wall: str) -> None:
    moment = datetime.fromisoformat(wall).replace(tzinfo=UTC)
    wall_ms = round(moment.timestamp() * 1000)
    begins = datetime.fromtimestamp((wall_ms + moved_by(wall_ms)) / 1000, HANOI)
    assert begins == moment.astimezone(HANOI).replace(hour=10, minute=0, second=0, microsecond=0)


def test_a_server_and_its_commands_have_the_clock_that_the_tests_have(tmp_path: Path) -> None:
    before = long_day_clock()
    with Process(tmp_path) as server:
        staff = server.enrol()
        added = server.command("device", "add", "kiosk", "--name", "Cửa")
        assert added.returncode == 0, added.stderr
        server.start()
        board = server.get("/api/v1/board", staff.display)[1]
        journal = server.get("/api/v1/journal", staff.admin)[1]["items"]
    moments = [board["at"], *(entry["at"] for entry in journal)]
    assert len(journal) > 1
    for told in moments:
        at_ms = round(datetime.fromisoformat(told).timestamp() * 1000)
        assert before - A_SECOND_MS <= at_ms <= long_day_clock()
