"""The figures of a range of days: each definition of docs/figures.md in a small example."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from server.core.model import Outcome
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.people.people import remove_person
from server.service.queue import counters, tickets
from server.service.queue.counters import Officer
from server.service.queue.tickets import NumberRequest
from server.service.reports.asked import FiguresAsked, Filters, RowsBy
from server.service.reports.figures import FiguresReport, figures
from server.service.settings import changes
from tests.service.reports.histories import new_centre
from tests.service.reports.test_examples import Story
from tests.support.clock import SetClock

MONDAY = date(2026, 11, 23)
AN = Officer("an")


def asked(context: Context, by: RowsBy = RowsBy.TOTAL, **filters: Any) -> FiguresReport:
    until = filters.pop("until", None)
    return figures(context, FiguresAsked(MONDAY, MONDAY, by, Filters(**filters), until))


def told(report: FiguresReport, *names: str) -> dict[str, Any]:
    return {name: getattr(report.total, name) for name in names}


def test_a_day_without_visits_has_zeros_and_no_times(context: Context) -> None:
    total = asdict(asked(context).total)
    assert {name for name, value in total.items() if value is None} == {
        "wait_median_s",
        "wait_p90_s",
        "wait_max_s",
        "above_limit_share",
        "told_in_time_share",
        "way_median_s",
        "service_median_s",
        "stay_median_s",
    }
    assert {value for value in total.values() if value is not None} == {0}


def test_a_visit_from_the_number_to_the_end(context: Context, clock: SetClock) -> None:
    counters.open_(context, 1, AN)
    tickets.issue(context, NumberRequest("CT"), "kiosk:1")
    clock.forward(minutes=10)
    counters.call(context, 1, AN)
    clock.forward(seconds=20)
    counters.recall(context, 1, AN)
    clock.forward(seconds=15)
    counters.serve(context, 1, AN)
    clock.forward(minutes=6)
    counters.finish(context, 1, AN, Outcome.RECEIVED)
    assert told(asked(context), "visits", "services", "finished", "dossiers_received", "waits") == {
        "visits": 1,
        "services": 1,
        "finished": 1,
        "dossiers_received": 1,
        "waits": 1,
    }
    assert told(asked(context), "wait_median_s", "way_median_s", "service_median_s", "stay_median_s") == {
        "wait_median_s": 600,
        "way_median_s": 15,
        "service_median_s": 360,
        "stay_median_s": 995,
    }
    for by in RowsBy:
        report = asked(context, by)
        assert sum(row.figures.visits for row in report.rows) == report.total.visits == 1
        assert all(row.labels["vi"] and row.labels["en"] for row in report.rows)


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("2026-11-23", "2026-11-22", "range_backwards"),
        ("2026-11-23", "2026-11-24", "day_to_come"),
        ("2016-11-22", "2026-11-23", "range_too_long"),
    ],
)
def test_a_range_that_cannot_be_is_refused(context: Context, first: str, last: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        figures(context, FiguresAsked(date.fromisoformat(first), date.fromisoformat(last)))
    assert refused.value.code == code


def test_what_is_no_more_keeps_its_name_and_its_figures(tmp_path: Path, clock: SetClock) -> None:
    story = Story(new_centre(tmp_path / "centre", clock), clock)
    context = story.context
    counters.open_(context, 3, Officer("chi"), ["DD"])
    story.take("DD")
    for step in (counters.call, counters.serve, counters.finish, counters.close):
        step(context, 3, Officer("chi"))
    clock.set("2026-11-24 08:00")
    changes.remove_item(context, "counters", "3", "manager:hoa")
    changes.remove_item(context, "fields", "DD", "manager:hoa", to="CT")
    remove_person(context, "chi", "manager:hoa")
    for by, key, name in (
        (RowsBy.FIELD, "DD", "Đất đai - Môi trường"),
        (RowsBy.COUNTER, "3", "Quầy 3"),
        (RowsBy.OFFICER, "chi", "+84 Chi"),
    ):
        found = {row.key: row for row in asked(context, by, **{by.value: (key,)}).rows}
        assert (found[key].labels["vi"], found[key].figures.visits) == (name, 1)
    context.close()
