"""Hours are those of the centre's own clocks, also where they are changed in summer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from server.service.context import Context
from server.service.reports.asked import FiguresAsked, RowsBy
from server.service.reports.figures import figures
from server.service.reports.scope import offsets
from tests.support.centre import small_centre
from tests.support.clock import SetClock
from tests.support.journeys import take
from tests.support.quick_server import quick_context


@pytest.fixture
def context(tmp_path: Path, clock: SetClock) -> Iterator[Context]:
    clock.set("2026-10-24 13:30")
    opened = quick_context(tmp_path, replace(small_centre(), zone=ZoneInfo("Europe/Berlin")), clock)
    yield opened
    opened.close()


def test_the_hour_is_right_before_and_after_the_clocks_are_set(context: Context, clock: SetClock) -> None:
    take(context)
    clock.forward(days=2)
    take(context)
    asked = FiguresAsked(date(2026, 10, 24), date(2026, 10, 26), RowsBy.HOUR)
    change = datetime(2026, 10, 25, 1, tzinfo=UTC)
    assert offsets(context, asked.first, asked.last) == [(int(change.timestamp()) * 1000, 7200), (0, 3600)]
    assert {row.key: row.figures.visits for row in figures(context, asked).rows} == {"07": 1, "08": 1}
