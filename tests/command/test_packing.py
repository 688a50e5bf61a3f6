"""`goiso pack`: what it says it did."""

from pathlib import Path

from server.service.queue import counters
from server.service.queue.day_end import close_left_open
from server.service.retention import packing
from tests.command.test_main import goiso
from tests.service.reports.histories import new_centre
from tests.support.clock import SetClock
from tests.support.journeys import LAN, take
from tests.support.month import a_month


def test_a_day_that_is_not_over_is_not_counted_as_packed(tmp_path: Path) -> None:
    clock = SetClock("2020-11-02 08:00")
    context = new_centre(tmp_path / "data", clock)
    take(context)
    clock.forward(days=1)
    close_left_open(context)
    take(context)
    counters.open_(context, 1, LAN, ["CT"])
    counters.call(context, 1, LAN)  # and nobody says what became of it
    clock.forward(days=500)
    a_month(clock, lambda: take(context))
    assert len(packing.due(context).ranges) == 2
    context.close()
    said = goiso("pack", "--data", tmp_path / "data").output.splitlines()
    assert said[-3].startswith("2020-11-02: 1 visits")
    assert said[-2:] == ["2020-11-03: not over, left as it is", "Days packed: 1."]
