"""Numbers that join the queue afterwards, in a centre of two points: each where its person is."""

from collections.abc import Iterator
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from server.config import CentreSettings
from server.core.backups import Manifest, OnPaper
from server.core.events import DeviceEnrolled
from server.service.backups.restored import go_on
from server.service.context import Context
from server.service.queue import counters, paper_numbers, tickets
from server.service.queue.counters import Officer
from server.service.queue.offline_numbers import OfflineNumber
from server.service.queue.offline_numbers import bring_in as bring_in_of_a_box
from server.service.queue.paper_pads import print_next
from server.service.queue.paper_rows import PaperRow, Served
from server.service.queue.tickets import NumberRequest
from server.service.settings.begun import begin_settings
from server.store import doctor
from tests.support.begun_data import with_tables
from tests.support.centre import TWO_POINTS
from tests.support.clock import SetClock


@pytest.fixture
def context(tmp_path: Path, clock: SetClock) -> Iterator[Context]:
    with_tables(tmp_path)
    made = Context(tmp_path, CentreSettings.model_validate(TWO_POINTS), clock)
    begin_settings(made)
    print_next(made, 100, "manager:hoa")
    yield made
    made.close()


def brought_in(context: Context, actor: str, **more: Any) -> str | None:
    """The line of a paper number, or the code of its refusal."""
    row = PaperRow("DPA001", "CT", time(7, 30), **more)
    (result,) = context.store.write(lambda tr: paper_numbers.bring_in(context, tr, [row], actor))
    return result.tickets[0].line if result.refusal is None else result.refusal.code


def test_a_kiosks_number_of_before_a_restore_waits_at_its_point(context: Context, clock: SetClock) -> None:
    enrolled = DeviceEnrolled(device=1, kind="kiosk", name="K", hall="hut")
    context.store.write(lambda tr: tr.record(enrolled, "test"))
    go_on(context, Manifest("", 0, "", clock(), None, 1, "", {}), OnPaper(nothing_since=True), "system")
    day = context.store.write(lambda tr: tr.day)
    told = OfflineNumber("A002", day, "CT", None, None, clock(), "key-1234567890abcdef", None)
    (joined,) = bring_in_of_a_box(context, 1, clock(), [told])
    assert joined.ticket is not None, joined.code
    assert joined.ticket.line == "CT@hamlet"
    assert tickets.issue(context, NumberRequest("CT"), "kiosk:1")[0]["number"] == "A003"
    with context.store.read() as connection:
        assert list(doctor.examine(connection)) == []


@pytest.mark.parametrize(("point", "line"), [("hamlet", "CT@hamlet"), ("", "CT"), ("moon", "unknown_point")])
def test_a_paper_number_waits_where_its_row_says(context: Context, point: str, line: str) -> None:
    assert brought_in(context, "manager:hoa", point=point) == line


def test_where_no_row_says_it_the_counter_does(context: Context) -> None:
    assert brought_in(context, "officer:lan") == "paper_point_unsaid"
    counters.open_(context, 2, Officer("lan"))
    assert brought_in(context, "manager:hoa") == "paper_point_unsaid"
    assert brought_in(context, "officer:lan") == "CT@hamlet"


def test_who_was_served_was_at_the_counter(context: Context) -> None:
    assert brought_in(context, "manager:hoa", served=Served(2, time(7, 40), time(7, 50))) == "CT@hamlet"
