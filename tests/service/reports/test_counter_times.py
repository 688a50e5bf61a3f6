"""How counters spent their time, and the week by weekday and hour."""

from collections.abc import Iterable, Iterator
from datetime import date
from datetime import time as clock_time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.refusal import Refusal
from server.core.reports import counter_times as core_times
from server.core.reports.counter_times import Span, merged
from server.service.queue import counters, keeping, paper_numbers, paper_pads, paper_rows, tickets
from server.service.reports.asked import FiguresAsked, Filters, RowsBy
from server.service.reports.counter_times import TimesRow, counter_times
from server.service.reports.heatmap import heatmap
from tests.service.reports.histories import new_centre
from tests.service.reports.test_examples import AN, BINH, Story
from tests.support.clock import SetClock

MONDAY = date(2026, 11, 23)


@pytest.fixture
def story(tmp_path: Path, clock: SetClock) -> Iterator[Story]:
    found = Story(new_centre(tmp_path / "data", clock), clock)
    yield found
    found.context.close()


def times(story: Story, by: RowsBy = RowsBy.TOTAL, filters: Filters = Filters()) -> dict[str, TimesRow]:
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
    assert (total.seconds()["open_s"], total.seconds()["busy_s"], total.seconds()["paused_s"]) == (
        110 * 60,
        15 * 60,
        10 * 60,
    )
    assert (total.seconds()["idle_waiting_s"], total.seconds()["idle_s"]) == (5 * 60, 90 * 60)
    assert (total.pauses, total.breaks()) == (1, [("họp", 1, 600)])


def test_a_visit_that_was_written_down_keeps_no_counter_busy(story: Story) -> None:
    story.at("08:00")
    counters.open_(story.context, 2, BINH, ["CT"])
    story.at("09:00")
    paper_pads.print_next(story.context, 100, "manager:hoa")
    served = paper_rows.Served(2, clock_time(8, 20), clock_time(8, 50))
    row = paper_rows.PaperRow("DPA001", "CT", clock_time(8, 10), MONDAY, served=served)
    story.context.store.write(lambda tr: paper_numbers.bring_in(story.context, tr, [row], "officer:an"))
    total = times(story)["total"]
    assert (total.visits, total.times.seconds()["open_s"], total.times.seconds()["busy_s"]) == (1, 3600, 0)


def test_by_hour_each_hour_has_its_part(story: Story) -> None:
    a_morning(story)
    found = times(story, RowsBy.HOUR)
    assert {key: row.times.seconds()["open_s"] for key, row in found.items()} == {"08": 50 * 60, "09": 3600}
    assert found["08"].labels == {"vi": "8 giờ", "en": "8:00"}


def test_filters_and_rows_of_counters_and_officers(story: Story) -> None:
    a_morning(story)
    assert set(times(story, RowsBy.COUNTER)) == {"1"}
    assert set(times(story, RowsBy.OFFICER)) == {"an"}
    assert times(story, RowsBy.COUNTER, Filters(counter=("2",))) == {}
    with pytest.raises(Refusal):
        times(story, RowsBy.CHANNEL)


def test_a_break_that_was_undone_has_not_been(story: Story) -> None:
    story.at("08:00")
    counters.open_(story.context, 1, AN, ["CT"])
    story.do(counters.pause)
    story.clock.forward(seconds=30)
    story.run([("undo", 0)])
    story.at("09:00")
    total = times(story)["total"].times
    assert (total.seconds()["open_s"], total.pauses) == (3600, 0)


def test_a_counter_whose_opening_was_undone_was_not_open(story: Story) -> None:
    counters.open_(story.context, 1, AN, ["CT"])
    story.clock.forward(seconds=30)
    story.run([("undo", 0)])
    assert times(story) == {}


def test_a_counter_that_nobody_closed_ends_at_midnight(story: Story) -> None:
    story.at("20:00")
    counters.open_(story.context, 1, AN, ["CT"])
    story.clock.forward(hours=12)
    assert times(story)["total"].times.seconds()["open_s"] == 4 * 3600


def test_who_waits_again_is_waiting_until_they_are_called_or_the_day_ends(story: Story) -> None:
    story.at("08:00")
    counters.open_(story.context, 1, AN, ["HT"])
    counters.open_(story.context, 2, BINH, ["CT"])
    story.take("CT")
    story.do(counters.call, n=2)
    story.at("08:10")
    story.do(counters.transfer, counters.Target(field="HT"), n=2)
    story.at("08:30")
    waits = times(story, RowsBy.COUNTER)
    assert (waits["1"].times.seconds()["idle_waiting_s"], waits["1"].times.seconds()["idle_s"]) == (
        20 * 60,
        10 * 60,
    )
    assert waits["2"].times.seconds()["idle_waiting_s"] == 0
    story.do(counters.call)
    assert times(story, RowsBy.COUNTER)["1"].times.seconds()["idle_waiting_s"] == 20 * 60
    story.do(counters.return_)
    story.at("08:40")
    assert times(story, RowsBy.COUNTER)["1"].times.seconds()["idle_waiting_s"] == 30 * 60


def test_who_waits_again_and_gives_up_waits_no_more(story: Story) -> None:
    story.at("08:00")
    counters.open_(story.context, 1, AN, ["CT"])
    ticket = story.take("CT")
    story.do(counters.call)
    story.do(counters.return_)
    story.at("08:05")
    tickets.cancel(story.context, ticket, "slip")
    story.at("08:30")
    assert times(story)["total"].times.seconds()["idle_waiting_s"] == 5 * 60


def test_who_went_for_a_while_does_not_wait(story: Story) -> None:
    story.at("08:00")
    counters.open_(story.context, 1, AN, ["CT"])
    keeping.keep(story.context, story.take("CT"), "slip")
    story.at("08:02")
    assert times(story)["total"].times.seconds()["idle_waiting_s"] == 0
    story.at("08:30")
    keeping.resume_due(story.context)
    assert times(story)["total"].times.seconds()["idle_waiting_s"] == 0


def test_who_went_for_a_while_and_gives_up_has_not_waited(story: Story) -> None:
    story.at("08:00")
    counters.open_(story.context, 1, AN, ["CT"])
    stays_away, waits = story.take("CT"), story.take("CT")
    keeping.keep(story.context, stays_away, "slip")
    story.at("08:02")
    tickets.cancel(story.context, waits, "slip")
    story.at("08:10")
    tickets.cancel(story.context, stays_away, "slip")
    assert times(story)["total"].times.seconds()["idle_waiting_s"] == 2 * 60


def test_who_waited_is_put_together_once_for_each_set_of_fields(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.at("08:10")
    counters.open_(story.context, 1, AN, ["CT"])
    story.take("CT")
    story.at("14:00")
    called = list[int]()

    def counted(spans: Iterable[Span]) -> list[Span]:
        found = merged(spans)
        called.append(len(found))
        return found

    monkeypatch.setattr(core_times, "merged", counted)
    assert len(times(story, RowsBy.HOUR)) == 6
    begun, pieces, once = 1, 6, 1
    assert len(called) == begun + pieces + once


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=12).map(merged)


@given(spans, spans)
def test_common_time_is_what_lies_in_both(some: list[Span], others: list[Span]) -> None:
    def minutes(found: list[Span]) -> set[int]:
        return {minute for begin, end in found for minute in range(begin, end)}

    found = core_times.common(some, others)
    assert minutes(found) == minutes(some) & minutes(others)
    assert found == merged(found)


def test_the_week_by_weekday_and_hour(story: Story) -> None:
    a_morning(story)
    found = heatmap(story.context, FiguresAsked(date(2026, 11, 16), MONDAY))
    assert [(cell.weekday, cell.hour, cell.days, cell.figures.visits) for cell in found.cells] == [
        ("1", "08", 2, 1),
        ("1", "09", 2, 1),
    ]
    assert found.weekdays["1"] == {"vi": "Thứ Hai", "en": "Monday"}
