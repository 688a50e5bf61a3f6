"""Every example of docs/figures.md, lived through and counted."""

import re
from collections.abc import Callable, Iterator
from datetime import time
from pathlib import Path
from typing import Any, Final

import pytest

from server.core.forecast.telling import Wait
from server.core.model import Dossier, DossierChannel, Outcome
from server.core.reports.days import day_from
from server.core.reports.figures import Figures
from server.core.reports.titles import OUTCOMES
from server.core.texts import VIETNAMESE
from server.service.context import Context
from server.service.queue import counters, paper_numbers, paper_pads, paper_rows, tickets
from server.service.queue.counters import Result, Target
from server.service.queue.day_end import close_left_open
from server.service.queue.undo import undo_last
from server.service.reports import now
from server.service.reports.asked import FiguresAsked, Filters, RowsBy
from server.service.reports.counter_times import counter_times
from server.service.reports.day_report import day_report
from server.service.reports.figures import figures
from server.service.reports.life import Sees, life
from server.service.settings import changes
from server.service.today import day_now
from tests.guards.tree import ROOT
from tests.service.reports.histories import History, new_centre
from tests.support.clock import SetClock

DOCS: Final = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
TEXTS: Final = re.findall(r"^> \*\*Example\.\*\*(.*(?:\n>.*)*)", DOCS, re.MULTILINE)
CLOCK: Final = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?\b")
COUNTING: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
WORDS: Final = {word: n for n, word in enumerate(COUNTING, start=1)} | {"once": 1}
NUMBER: Final = re.compile(rf"\b(\d+|{'|'.join(WORDS)})\b(?:\s+(s|minutes?)\b)?", re.IGNORECASE)
AN, BINH = counters.Officer("an"), counters.Officer("binh")
BIRTH, MARRIAGE = "1.000001", "1.000002"


class Story(History):
    """A morning at two counters: An at the first, Bình at the second, each for every field of the examples."""

    def __init__(self, context: Context, clock: SetClock) -> None:
        super().__init__(context, clock)
        self.moments = set[time]()
        self.heard = list[int]()

    def begin(self) -> None:
        for n, officer in ((1, AN), (2, BINH)):
            counters.open_(self.context, n, officer, ["CT", "HT"])

    def at(self, clock: str) -> None:
        self.clock.set(f"2026-11-23 {self.moment(clock)}")

    def moment(self, clock: str) -> time:
        """A time of the day at which something happens in the story."""
        found = moment_of(clock)
        self.moments.add(found)
        return found

    def take(self, field: str = "CT", **more: Any) -> int:
        view, _ = tickets.issue(self.context, tickets.NumberRequest(field, **more), "kiosk:1")
        ticket: int = view["id"]
        return ticket

    def do(self, what: Callable[..., Any], *more: Any, n: int = 1) -> None:
        what(self.context, n, AN if n == 1 else BINH, *more)

    def visit(self, result: Any = None, n: int = 1) -> None:
        self.do(counters.call, n=n)
        self.do(counters.serve, n=n)
        self.do(counters.finish, result, n=n)

    def rows(self, by: RowsBy = RowsBy.TOTAL, until: int | None = None) -> dict[str, Figures]:

        day = day_from(day_now(self.context))
        report = figures(self.context, FiguresAsked(day, day, by, until=until))
        return {row.key: row.figures for row in report.rows}

    def told(
        self, names: str, by: RowsBy = RowsBy.TOTAL, key: str = "total", until: int | None = None
    ) -> tuple[Any, ...]:
        return self.hear(*(getattr(self.rows(by, until)[key], name) for name in names.split()))

    def hear(self, *values: Any) -> tuple[Any, ...]:
        """What was counted; of it, numbers of times and whole seconds are to stand in the page's words."""
        self.heard += [value for value in values if isinstance(value, int) and value]
        return values


@pytest.fixture
def story(tmp_path: Path, clock: SetClock) -> Iterator[Story]:
    found = Story(new_centre(tmp_path / "data", clock), clock)
    found.begin()
    yield found
    found.context.close()


def of_visits(story: Story) -> None:
    cancelled, *_ = (story.take() for _ in range(4))
    tickets.cancel(story.context, cancelled, "slip")
    story.do(counters.call)
    story.do(counters.no_show)
    story.visit()
    assert story.told("visits cancelled no_shows finished not_called") == (3, 1, 1, 1, 1)


def of_a_visit_that_nobody_ended(story: Story) -> None:
    story.at("16:50")
    story.take()
    story.do(counters.call)
    story.do(counters.serve)
    story.clock.set("2026-11-24 07:00")
    close_left_open(story.context)
    story.clock.set("2026-11-23 23:00")
    assert story.told("visits services lapsed finished") == (1, 1, 1, 0)
    assert story.told("service_median_s stay_median_s") == (None, None)


def of_a_number_given_up_after_its_call(story: Story) -> None:
    ticket = story.take()
    story.do(counters.call)
    story.do(counters.park)
    tickets.cancel(story.context, ticket, "slip")
    assert story.told("visits parked cancelled") == (1, 1, 0)


def of_services(story: Story) -> None:
    story.take()
    for clock, what, more, n in (
        ("09:00:00", counters.call, (), 1),
        ("09:01:00", counters.recall, (), 1),
        ("09:01:30", counters.serve, (), 1),
        ("09:05:00", counters.transfer, (Target(counter=2),), 1),
        ("09:10:00", counters.call, (), 2),
        ("09:10:20", counters.serve, (), 2),
        ("09:15:00", counters.finish, (), 2),
    ):
        story.at(clock)
        story.do(what, *more, n=n)
    assert story.told("visits services transfers") == (1, 2, 1)
    for name, first, second in (("way_median_s", 30, 20), ("service_median_s", 210, 280)):
        assert story.told(name, RowsBy.COUNTER, "1") == (first,)
        assert story.told(name, RowsBy.COUNTER, "2") == (second,)


def of_a_number_put_back(story: Story) -> None:
    story.at("08:00")
    story.take()
    for clock, what in (
        ("08:10", counters.call),
        ("08:10", counters.return_),
        ("08:30", counters.call),
        ("08:31", counters.serve),
        ("08:40", counters.finish),
    ):
        story.at(clock)
        story.do(what)
    assert story.told("visits put_back services service_median_s") == (1, 1, 1, 540)
    assert story.told("waits wait_median_s wait_max_s stay_median_s") == (2, 600, 1200, 2400)


def of_recalls(story: Story) -> None:
    story.at("08:00")
    ticket = story.take()
    for clock, what in (
        ("08:10", counters.call),
        ("08:12", counters.recall),
        ("08:13", counters.recall),
        ("08:14", counters.serve),
    ):
        story.at(clock)
        story.do(what)
    assert story.told("visits services waits wait_median_s way_median_s") == (1, 1, 1, 600, 60)
    said = [
        step.what for step in life(story.context, ticket, VIETNAMESE, Sees(outcomes=True, private=True)).steps
    ]
    assert said.count("Được nhắc lại ở quầy 1") == 2, said


def of_where_a_visit_stands(story: Story) -> None:
    story.take("CT")
    story.do(counters.call)
    story.do(counters.serve)
    story.do(counters.transfer, Target(field="HT"))
    story.visit(n=2)
    assert story.told("visits services finished", RowsBy.FIELD, "CT") == (0, 1, 0)
    assert story.told("visits services finished", RowsBy.FIELD, "HT") == (1, 1, 1)


def of_a_visit_at_two_points(story: Story) -> None:
    point = {"code": "hamlet", "vi": "Thôn Đồi", "en": "Hill hamlet"}
    changes.put_item(story.context, "points", "hamlet", point, "test")
    hall = {"code": "hut", "vi": "Nhà văn hóa", "en": "Culture house", "point": "hamlet"}
    changes.put_item(story.context, "halls", "hut", hall, "test")
    counters.close(story.context, 2, BINH)
    changes.put_item(story.context, "counters", "2", {"n": 2, "fields": ["CT"], "hall": "hut"}, "test")
    counters.open_(story.context, 2, BINH, ["CT"])
    story.take()
    story.do(counters.call)
    story.do(counters.serve)
    story.do(counters.transfer, Target(counter=2))
    story.visit(n=2)
    story.take(point="hamlet")
    assert story.told("visits services not_called", RowsBy.POINT, "") == (0, 1, 0)
    assert story.told("visits services not_called", RowsBy.POINT, "hamlet") == (2, 1, 1)


def of_a_counter_handed_over(story: Story) -> None:
    story.take()
    story.do(counters.call)
    story.do(counters.serve)
    assert story.told("services", RowsBy.OFFICER, "an") == (1,)
    story.do(counters.hand_over, "chi")
    counters.finish(story.context, 1, counters.Officer("chi"))
    assert list(story.rows(RowsBy.OFFICER)) == ["chi"]


def of_a_class_corrected(story: Story) -> None:
    story.take()
    story.do(counters.call)
    story.do(counters.correct_priority, "elderly")
    assert story.told("visits", RowsBy.CLASS, "elderly") == (1,)
    assert story.told("visits", RowsBy.CLASS, "") == (0,)


def of_a_parked_number(story: Story) -> None:
    story.at("08:00")
    ticket = story.take()
    story.at("08:10")
    story.do(counters.call)
    story.at("08:12")
    story.do(counters.park)
    story.at("08:30")
    tickets.resume(story.context, ticket, "officer:an")
    story.at("08:35")
    story.do(counters.call)
    assert story.told("waits wait_max_s wait_median_s") == (2, 600, 300)


def of_ten_waits(story: Story) -> None:
    story.at("08:00")
    for _ in range(10):
        story.take()
    for minute in range(1, 11):
        story.at(f"08:{minute:02d}")
        story.do(counters.call)
        story.do(counters.no_show)
    assert story.told("waits wait_median_s wait_p90_s wait_max_s") == (10, 300, 540, 600)


def of_a_limit_that_was_changed(story: Story) -> None:
    for taken, called, minutes in (("08:00", "08:25", 30), ("09:00", "09:25", 40)):
        story.at(taken)
        story.take()
        story.at(called)
        story.visit()
        field = next(each for each in story.context.settings.document.fields if each.code == "CT")
        other = field.model_dump(mode="json") | {"real_wait_limit_minutes": minutes}
        changes.put_item(story.context, "fields", "CT", other, "manager:hoa")
    assert story.told("waits above_limit above_limit_share") == (2, 1, 0.5)


def of_what_was_told(story: Story) -> None:
    story.at("08:00")
    story.context.waits = _Told(Wait(300, 600))  # type: ignore[assignment]
    story.take()
    story.at("08:03")
    story.do(counters.call)
    assert story.told("told told_in_time told_in_time_share told_sooner") == (1, 1, 1.0, 1)


class _Told:
    """A forecast that says the same to everybody."""

    def __init__(self, wait: Wait) -> None:
        self._wait = wait

    def of(self, *_: object) -> Wait:
        return self._wait


def of_dossiers(story: Story) -> None:
    story.take()
    story.take()
    online = DossierChannel.ONLINE_HELPED
    dossiers = (
        Dossier(None, Outcome.RECEIVED),
        Dossier(None, Outcome.RECEIVED),
        Dossier(None, Outcome.RETURNED),
        Dossier(None, Outcome.RECEIVED, online),
    )
    story.visit(Result(dossiers=dossiers))
    story.visit(Outcome.ADVISED)
    assert story.told("dossiers_received results_returned advised online_helped") == (2, 1, 1, 1)
    assert now.figures(story.context).total.dossiers == 2, "the day's page says the same"


def of_people_advised(story: Story) -> None:
    for outcomes in ((Outcome.ADVISED,) * 3, (Outcome.RECEIVED, Outcome.ADVISED)):
        story.take()
        story.visit(Result(dossiers=tuple(Dossier(None, outcome) for outcome in outcomes)))
    story.take()
    story.visit(Outcome.ADVISED)
    report = day_report(story.context)
    assert story.told("advised") == (5,)
    assert report.totals.advised == 3
    assert "3 lượt người dân" in report.text["vi"]


def of_each_outcome(story: Story) -> None:
    for outcome in (*Outcome, None):
        story.take()
        story.visit(outcome and Result(dossiers=(Dossier(None, outcome),)))
    total = story.rows()["total"]
    assert {name: getattr(total, name) for name in OUTCOMES[:-1]} == dict.fromkeys(OUTCOMES[:-1], 1)
    assert story.told("finished online_helped") == (8, 0)


def of_two_procedures(story: Story) -> None:
    story.take()
    dossiers = (Dossier(BIRTH, Outcome.RECEIVED), Dossier(MARRIAGE, Outcome.RECEIVED))
    story.visit(Result(dossiers=dossiers))
    assert story.told("visits dossiers_received", RowsBy.PROCEDURE, BIRTH) == (1, 1)
    assert story.told("visits dossiers_received", RowsBy.PROCEDURE, MARRIAGE) == (0, 1)


def of_an_undo(story: Story) -> None:
    story.take()
    story.visit(Outcome.RECEIVED)
    undo_last(story.context, 1, AN)
    assert story.told("finished dossiers_received") == (0, 0)
    story.do(counters.finish, Outcome.ADVISED)
    assert story.told("finished advised dossiers_received") == (1, 1, 0)


def of_the_report_at_fifteen_hours(story: Story) -> None:
    story.take()
    story.take()
    story.at("14:50")
    story.visit()
    story.do(counters.call)
    story.do(counters.serve)
    story.at("15:00")
    until = story.clock()
    story.at("15:10")
    story.do(counters.finish)
    assert story.told("visits finished", until=until) == (2, 1)
    assert story.told("visits finished") == (2, 2)


def of_a_counters_morning(story: Story) -> None:
    story.at("08:00")
    counters.open_(story.context, 3, counters.Officer("chi"), ["DD"])
    story.at("08:30")
    story.take("DD")
    steps: tuple[tuple[str, Callable[..., Any]], ...] = (
        ("08:35", counters.call),
        ("08:35", counters.serve),
        ("08:50", counters.finish),
        ("08:50", counters.pause),
        ("09:00", counters.resume),
        ("10:00", counters.close),
    )
    for clock, step in steps:
        story.at(clock)
        step(story.context, 3, counters.Officer("chi"))
    day = day_from(day_now(story.context))
    (row,) = counter_times(story.context, FiguresAsked(day, day, RowsBy.COUNTER, Filters(counter=("3",))))
    times = row.times
    each = (times.open_ms, times.busy_ms, times.idle_waiting_ms, times.idle_ms)
    assert story.hear(*(ms // 1000 for ms in each)) == (110 * 60, 15 * 60, 5 * 60, 90 * 60)
    assert story.hear(times.pauses, times.paused_ms // 1000) == (1, 10 * 60)


def of_a_paper_number(story: Story) -> None:
    paper_pads.print_next(story.context, 100, "manager:hoa")
    came, called, done = map(story.moment, ("07:05", "07:40", "07:50"))
    served = paper_rows.Served(2, called, done)
    row = paper_rows.PaperRow("DPA001", "CT", came, day_from("2026-11-23"), served=served)
    story.clock.forward(days=2)
    story.context.store.write(lambda tr: paper_numbers.bring_in(story.context, tr, [row], "officer:an"))
    story.clock.back(days=2)
    assert story.rows(RowsBy.COUNTER)["2"].visits == 1
    assert story.told("visits", RowsBy.CHANNEL, "paper") == (1,)
    lengths = "services wait_median_s service_median_s way_median_s"
    assert story.told(lengths, RowsBy.COUNTER, "2") == (1, 2100, 600, None)


EXAMPLES: Final = (
    of_a_paper_number,
    of_visits,
    of_a_visit_that_nobody_ended,
    of_a_number_given_up_after_its_call,
    of_services,
    of_a_number_put_back,
    of_recalls,
    of_where_a_visit_stands,
    of_a_visit_at_two_points,
    of_a_counter_handed_over,
    of_a_class_corrected,
    of_a_parked_number,
    of_ten_waits,
    of_a_limit_that_was_changed,
    of_what_was_told,
    of_dossiers,
    of_each_outcome,
    of_people_advised,
    of_two_procedures,
    of_a_counters_morning,
    of_an_undo,
    of_the_report_at_fifteen_hours,
)
"""As they stand in the page."""


@pytest.mark.parametrize(
    ("text", "example"),
    [*zip(TEXTS, EXAMPLES, strict=True)],
    ids=[example.__name__ for example in EXAMPLES],
)
def test_the_example_is_so_by_the_times_and_numbers_of_the_page(
    story: Story, text: str, example: Callable[[Story], None]
) -> None:
    example(story)
    assert {moment_of(clock) for clock in CLOCK.findall(text)} <= story.moments
    written = iter(numbers(text))
    for value in story.heard:
        assert any(value in could_be for could_be in written), f"{value} of {story.heard}: {text}"


def moment_of(clock: str) -> time:
    """9:01:30, as people write it."""
    return time.fromisoformat(f"0{clock}" if clock[1] == ":" else clock)


def numbers(text: str) -> list[set[int]]:
    """What each number of a text could be: a number of times, or seconds; without a unit minutes, too, said with the one before."""
    found = list[set[int]]()
    for number, unit in NUMBER.findall(CLOCK.sub("", text)):
        n = WORDS.get(number.lower()) or int(number)
        found.append({"": {n, n * 60}, "s": {n}}.get(unit, {n * 60}))
    return found


def test_the_page_explains_every_figure() -> None:
    assert [name for name in Figures.__dataclass_fields__ if f"`{name}`" not in DOCS] == []
