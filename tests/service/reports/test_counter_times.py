"""How counters spent their time, and the week by weekday and hour."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from server.core.refusal import Refusal
from server.service.queue import counters
from server.service.reports.asked import By, FiguresAsked, Filters
from server.service.reports.counter_times import TimesRow, counter_times
from server.service.reports.heatmap import heatmap
from tests.service.reports.histories import new_centre
from tests.service.reports.test_examples import AN, Story
from tests.support.clock import SetClock

MONDAY = date(2026, 11, 23)


@pytest.fixture
def story(tmp_path: Path, clock: SetClock) -> Iterator[Story]:
    found = Story(new_centre(tmp_path / "data", clock), clock)
    yield found
    found.context.close()


def times(story: Story, by: By = By.TOTAL, filters: Filters = Filters()) -> dict[str, TimesRow]:
    rows = counter_times(story.context, FiguresAsked(MONDAY, MONDAY, by, filters))
    return {row.key: row for row in rows}


def a_morning(story: Story) -> None:
    """Counter 1 is open from 8:00 to 10:00 for CT: 15 minutes with somebody, 10 on a break, idle the rest of the time."""
    story.at("08:00")
    counters.open_(story.context, 1, AN, ["CT"])
    story.at("08:30")
    story.take("CT")
    story.at("08:35")
    story.do(counters.call)
    story.do(counters.serve)
    story.at("08:50")
    story.do(counters.finish)
    story.do(counters.pause, "họp")
    story.at("09:00")
    story.do(counters.resume)
    story.take("HT")
    story.at("10:00")
    story.do(counters.close)
    story.at("11:00")


def test_open_is_busy_or_idle_and_a_break_is_neither(story: Story) -> None:
    a_morning(story)
    total = times(story)["total"].times
    assert (total.open_s, total.busy_s, total.paused_s) == (110 * 60, 15 * 60, 10 * 60)
    assert (total.idle_waiting_s, total.idle_s) == (5 * 60, 90 * 60)
    assert (total.pauses, total.reasons) == (1, {"họp": (1, 600)})


def test_by_hour_each_hour_has_its_part(story: Story) -> None:
    a_morning(story)
    found = times(story, By.HOUR)
    assert {key: row.times.open_s for key, row in found.items()} == {"08": 50 * 60, "09": 3600}
    assert found["08"].labels == {"vi": "8 giờ", "en": "8:00"}


def test_filters_and_rows_of_counters_and_officers(story: Story) -> None:
    a_morning(story)
    assert set(times(story, By.COUNTER)) == {"1"}
    assert set(times(story, By.OFFICER)) == {"an"}
    assert times(story, By.COUNTER, Filters(counter=("2",))) == {}
    with pytest.raises(Refusal):
        times(story, By.CHANNEL)


def test_a_break_that_was_undone_has_not_been(story: Story) -> None:
    story.at("08:00")
    counters.open_(story.context, 1, AN, ["CT"])
    story.do(counters.pause)
    story.clock.forward(seconds=30)
    story.run([("undo", 0)])
    story.at("09:00")
    total = times(story)["total"].times
    assert (total.open_s, total.pauses) == (3600, 0)


def test_a_counter_that_nobody_closed_ends_at_midnight(story: Story) -> None:
    story.at("20:00")
    counters.open_(story.context, 1, AN, ["CT"])
    story.clock.forward(hours=12)
    assert times(story)["total"].times.open_s == 4 * 3600


def test_the_week_by_weekday_and_hour(story: Story) -> None:
    a_morning(story)
    found = heatmap(story.context, FiguresAsked(date(2026, 11, 16), MONDAY))
    assert [(cell.weekday, cell.hour, cell.days, cell.figures.visits) for cell in found.cells] == [
        ("1", "08", 2, 1),
        ("1", "09", 2, 1),
    ]
    assert found.weekdays["1"] == {"vi": "Thứ Hai", "en": "Monday"}
