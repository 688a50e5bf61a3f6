"""The packer: by itself, while the centre is closed; while it is open only what is long overdue, a day at a time."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server.background.packer import Packer
from server.service.context import Context
from server.service.settings import changes
from server.store import doctor
from tests.service.reports.histories import new_centre
from tests.support.centre import SATURDAY_POINT
from tests.support.clock import SetClock
from tests.support.journeys import take

NEVER_S = 10_000.0


@pytest.fixture
def context(tmp_path: Path, clock: SetClock) -> Iterator[Context]:
    """Days of 2026 from Monday, 23 November on, packed after 31 days; open on working days from 7:30 to 17:00."""
    opened = new_centre(tmp_path / "data", clock)
    hours: dict[str, Any] = {"sessions": [["07:30", "17:00"]], "weekdays": [1, 2, 3, 4, 5, 6, 7]}
    changes.put(opened, "hours", hours, "admin:binh")
    changes.put(opened, "retention", {"steps_days": 31}, "admin:binh")
    for _ in range(50):
        take(opened)
        clock.forward(days=1)
    yield opened
    opened.close()


@pytest.fixture
def packer(context: Context) -> Iterator[Packer]:
    opened = Packer(context, NEVER_S)
    yield opened
    opened.close()


def packed(context: Context) -> int:
    with context.store.read() as connection:
        assert list(doctor.examine(connection)) == []
        query = "SELECT count(*) FROM journal WHERE type = 'day_packed'"
        (count,) = connection.execute(query).fetchone()
    return int(count)


def test_while_the_centre_is_closed_everything_due_is_packed(
    context: Context, packer: Packer, clock: SetClock
) -> None:
    clock.forward(hours=10)
    packer.look()
    assert packed(context) == 18
    packer.look()
    assert packed(context) == 18
    with context.store.read() as connection:
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
    clock.forward(hours=14)
    take(context)  # two days after the latest one before it
    clock.forward(hours=34)
    packer.look()
    assert packed(context) == 20


def test_while_it_is_open_only_what_is_a_week_overdue_and_one_day_at_a_time(
    context: Context, packer: Packer
) -> None:
    for day in range(1, 12):
        packer.look()
        assert packed(context) == day
    packer.look()
    assert packed(context) == 11


def test_what_is_set_anew_holds_at_once(context: Context, packer: Packer, clock: SetClock) -> None:
    clock.forward(hours=10)
    changes.put(context, "retention", {"steps_days": 0}, "admin:binh")
    packer.look()
    assert packed(context) == 0
    changes.put(context, "retention", {"steps_days": 40}, "admin:binh")
    packer.look()
    assert packed(context) == 9


def test_the_centre_is_open_where_any_of_its_points_is(
    context: Context, packer: Packer, clock: SetClock
) -> None:
    changes.put(context, "points", [SATURDAY_POINT], "admin:binh")
    changes.put(
        context, "hours", {"sessions": [["07:30", "17:00"]], "weekdays": [1, 2, 3, 4, 5]}, "admin:binh"
    )
    assert context.centre.local(clock()).isoweekday() == 2  # it is open on Saturdays at the point alone
    clock.forward(days=4)
    packer.look()
    assert packed(context) == 1
    clock.forward(hours=10)
    packer.look()
    assert packed(context) > 10
