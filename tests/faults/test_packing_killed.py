"""The power goes while days are packed: each day is packed or is not, and the doctor is content.

Twice, and fifty times with `make torture`.
"""

import random
import shutil
import time
from pathlib import Path

import pytest

from server.service.retention.packing import due
from server.store.connect import open_reader
from server.store.doctor import examine
from tests.faults.test_backups_killed import SEED, run, whole_s
from tests.service.reports.histories import new_centre
from tests.support.clock import SetClock
from tests.support.journeys import take
from tests.support.month import a_month

DAYS = 12
A_DAY = 40
KILLS = [2, pytest.param(50, marks=pytest.mark.torture)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Days of numbers long past, then a month of today."""
    clock = SetClock("2020-11-02 08:00")
    context = new_centre(tmp_path / "data", clock)
    for _ in range(DAYS):
        for _ in range(A_DAY):
            take(context)
        clock.forward(days=1)
    clock.forward(days=500)
    a_month(clock, lambda: take(context))
    assert len(due(context).ranges) == DAYS
    context.close()
    return tmp_path / "data"


def packed_days(data: Path) -> int:
    """How many days are packed; each is all or nothing."""
    connection = open_reader(data / "goiso.db")
    assert list(examine(connection)) == []
    query = "SELECT count(*) FROM tickets WHERE day < '2021' AND id NOT IN (SELECT seq FROM journal)"
    (kept,) = connection.execute("SELECT count(*) FROM tickets WHERE day < '2021'").fetchone()
    (gone,) = connection.execute(query).fetchone()
    (events,) = connection.execute("SELECT count(*) FROM journal WHERE type = 'day_packed'").fetchone()
    connection.close()
    assert gone == events * A_DAY
    assert kept == DAYS * A_DAY  # nobody's visit goes, only its steps
    return int(events)


@pytest.mark.parametrize("kills", KILLS)
def test_each_day_is_packed_or_is_not(kills: int, data: Path, tmp_path: Path) -> None:
    dice = random.Random(SEED)
    for n in range(kills):
        copy = shutil.copytree(data, tmp_path / f"copy-{n}")
        process = run("pack", "--data", copy)
        days = dice.randrange(DAYS)
        said = 0
        while said < days and (line := process.output.readline()):
            said += line.startswith("2020-")
        time.sleep(dice.uniform(0, 0.02))
        process.kill()
        process.said()
        assert packed_days(copy) >= days == said
        whole_s("pack", "--data", copy)
        assert packed_days(copy) == DAYS
