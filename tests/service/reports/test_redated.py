"""A visit of a clock that was a day ahead: set right, its times are as long as they were, and not days."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from server.service.queue import counters
from server.service.queue.undo import undo_last
from server.service.reports.asked import FiguresAsked, RowsBy
from server.service.reports.visits import Visit, visits
from server.service.today import day_now
from server.store import doctor
from tests.service.reports.histories import new_centre
from tests.service.reports.test_examples import AN, Story
from tests.service.reports.test_property import check
from tests.support.clock import SetClock


@pytest.fixture
def story(tmp_path: Path, clock: SetClock) -> Iterator[Story]:
    """Somebody came at 9:00 of the wrong day, was called at 9:05 and served at 9:06; it was really 13:00 and later."""
    found = Story(new_centre(tmp_path / "data", clock), clock)
    for time, step in (
        ("09:00", lambda: (found.begin(), found.take())),
        ("09:05", lambda: found.do(counters.call)),
        ("09:06", lambda: found.do(counters.serve)),
    ):
        clock.set(f"2026-11-24 {time}")
        step()
    found.at("13:00")
    found.take()
    yield found
    found.context.close()


def the_visit(story: Story) -> Visit:
    day = date.fromisoformat(day_now(story.context))
    return visits(story.context, FiguresAsked(day, day), 10).items[0]


def test_all_its_moments_are_set_right_by_as_much(story: Story) -> None:
    story.at("13:20")
    story.do(counters.finish)
    told = the_visit(story)
    assert (told.wait_s, told.way_s, told.service_s, told.stay_s) == (300, 60, 14 * 60, 20 * 60)
    story.at("15:00")
    assert story.told("visits finished", until=story.clock()) == (2, 1)
    assert story.told("visits finished", RowsBy.DAY, "2026-11-23") == (2, 1)
    check(story, {}, story.clock())


def test_an_undo_brings_no_moment_of_the_wrong_clock_back(story: Story) -> None:
    story.at("13:10")
    story.do(counters.finish)
    undo_last(story.context, 1, AN)
    assert the_visit(story).way_s == 60
    story.at("13:20")
    story.do(counters.finish)
    told = the_visit(story)
    assert (told.way_s, told.service_s, told.stay_s) == (60, 14 * 60, 20 * 60)
    check(story, {}, None)


def test_nor_does_the_undo_of_another_call(tmp_path: Path, clock: SetClock) -> None:
    story = Story(new_centre(tmp_path / "data", clock), clock)
    clock.set("2026-11-24 09:00")
    story.begin()
    story.take()
    clock.set("2026-11-24 09:05")
    story.do(counters.call)
    story.at("13:00")
    story.take()
    story.at("13:07")
    story.do(counters.recall)
    undo_last(story.context, 1, AN)
    story.at("13:08")
    story.do(counters.serve)
    assert the_visit(story).way_s == 3 * 60
    with story.context.store.read() as connection:
        assert [*doctor.examine(connection)] == []
    story.context.close()
