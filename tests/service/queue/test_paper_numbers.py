"""Paper numbers: each pad once, each number once ever; those that wait stand at their time, those served are written down."""

from datetime import date, time
from typing import Any

import pytest

from server.core.events import CentreRestored, PersonAdded, TicketRedated
from server.core.model import Channel, Outcome, Ticket, TicketState
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.queue import counters, paper_numbers, tickets
from server.service.queue.counters import Officer
from server.service.queue.paper_pads import pads, print_again, print_next
from server.service.queue.paper_rows import PaperRow, RowResult, Served
from server.service.queue.tickets import NumberRequest
from server.service.reports.asked import FiguresAsked, RowsBy
from server.service.reports.figures import figures
from server.store import doctor, paper
from server.store.queue import tickets as ticket_rows
from tests.support.clock import SetClock

NO_PASSWORD = "person lan: has no password"
LAN = Officer("lan")
TODAY = date(2026, 11, 23)
ROUGHLY = Served(2, time(7, 40), time(7, 50), "lan", Outcome.RECEIVED)


@pytest.fixture(autouse=True)
def a_pad(context: Context) -> None:
    context.store.write(lambda transaction: transaction.record(PersonAdded("lan", "Lan", "officer"), "test"))
    print_next(context, 100, "manager:hoa")


def bring_in(context: Context, *rows: PaperRow) -> list[RowResult]:
    return context.store.write(lambda tr: paper_numbers.bring_in(context, tr, rows, "officer:lan"))


def codes(results: list[RowResult]) -> list[str | None]:
    return [None if result.refusal is None else result.refusal.code for result in results]


def row(typed: str, at: str = "07:30", **more: Any) -> PaperRow:
    return PaperRow(typed, "CT", time.fromisoformat(at), **more)


def ticket(context: Context, typed: str, at: str = "07:30", **more: Any) -> Ticket:
    (result,) = bring_in(context, row(typed, at, **more))
    assert result.refusal is None, result.refusal
    (found,) = result.tickets
    return found


def test_no_pad_is_printed_twice_but_on_purpose(context: Context) -> None:
    assert [print_next(context, 50, "manager:hoa").prefix for _ in range(2)] == ["DPB", "DPC"]
    again = print_again(context, 2, "manager:hoa")
    assert (again.prefix, again.count, again.again) == ("DPB", 50, True)
    assert [(now.pad.prefix, now.pad.again, now.used) for now in pads(context)] == [
        ("DPC", 0, 0),
        ("DPB", 1, 0),
        ("DPA", 0, 0),
    ]
    with pytest.raises(Refusal, match="unknown_pad"):
        print_again(context, 4, "manager:hoa")


def test_after_a_restore_no_pad_that_may_be_out_is_printed_again(context: Context) -> None:
    assert codes(bring_in(context, row("DPB001"))) == ["unknown_pad"]
    context.store.write(lambda tr: tr.record(CentreRestored(1, 1), "system"))
    assert ticket(context, "DPB001").number == "DPB001"
    assert print_next(context, 50, "manager:hoa").prefix == "DQA"
    assert print_next(context, 50, "manager:hoa").prefix == "DQB"


def test_a_reprint_after_a_restore_does_not_hide_the_restore(context: Context) -> None:
    context.store.write(lambda tr: tr.record(CentreRestored(1, 1), "system"))
    print_again(context, 1, "manager:hoa")
    assert print_next(context, 50, "manager:hoa").prefix == "DQA"


def test_what_the_replaced_folder_knew_is_not_printed_again(context: Context) -> None:
    context.store.write(lambda tr: tr.record(CentreRestored(1, 1, pads=24), "system"))
    context.store.write(lambda tr: tr.record(CentreRestored(1, 1), "system"))
    assert ticket(context, "DQA001").number == "DQA001"
    assert print_next(context, 50, "manager:hoa").prefix == "DRA"
    assert print_next(context, 50, "manager:hoa").prefix == "DRB"


def test_so_many_are_brought_in_at_a_time_and_no_more(context: Context) -> None:
    print_next(context, 300, "manager:hoa")
    parts = [row(f"DPB{first:03d}-{first + 49:03d}") for first in (1, 51, 101, 151)]
    assert codes(bring_in(context, *parts, row("DPB201"))) == [None] * 4 + ["paper_too_many"]
    with context.store.read() as connection:
        assert paper.used(connection) == {}
    assert codes(bring_in(context, *parts)) == [None] * 4
    assert codes(bring_in(context, row("DPB201"))) == [None]


def test_who_came_before_is_looked_up_once_for_each_moment(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def last_before(_connection: object, taken: int) -> int:
        asked.append(taken)
        return 0

    monkeypatch.setattr(ticket_rows, "last_before", last_before)
    bring_in(context, row("DPA001-050"), row("DPA051-060"), row("DPA061", "07:31"))
    assert len(asked) == 2


def test_who_waits_stands_where_they_came_and_is_called(context: Context, clock: SetClock) -> None:
    tickets.issue(context, NumberRequest("CT"), "kiosk:1")
    clock.forward(minutes=30)
    tickets.issue(context, NumberRequest("CT"), "kiosk:1")
    bring_in(context, row("dpa 7-8", "08:15"), row("DPA001", "07:55"))
    counters.open_(context, 1, LAN, ["CT"])
    called = []
    for _ in range(5):
        called.append(counters.call(context, 1, LAN)["number"])
        counters.serve(context, 1, LAN)
        counters.finish(context, 1, LAN)
    assert called == ["DPA001", "A001", "DPA007", "DPA008", "A002"]


def test_each_number_is_brought_in_once_ever(context: Context, clock: SetClock) -> None:
    ticket(context, "DPA007")
    clock.forward(days=3)
    (again,) = bring_in(context, row("DPA006-008"))
    assert again.refusal is not None
    assert again.refusal.texts()["vi"].startswith(
        "Số DPA007 đã nhập rồi: Chứng thực, lấy lúc 07:30 23/11, đang chờ."
    )
    assert codes(bring_in(context, row("DPA001"), row("dpa1"))) == [None, "paper_number_twice"]
    assert ticket(context, "DPA001").state is TicketState.WAITING


def test_where_one_row_is_wrong_nothing_is_recorded(context: Context) -> None:
    wrong = (
        row("DPA101"),
        row("A001"),
        row("DPA002", "08:01"),
        row("DPA003", day=date(2026, 11, 8)),
        row("DPA004", served=Served(99, time(7, 40), time(7, 50))),
        row("DPA005", served=Served(2, time(7, 20), time(7, 50))),
        row("DPA006", served=Served(2, time(7, 40), time(7, 50), "nobody")),
        PaperRow("DPA008", "XX", time(7, 30)),
        row("DPA009", priority="nobody"),
    )
    with context.store.read() as connection:
        before = connection.execute("SELECT count(*) FROM journal").fetchone()
    assert codes(bring_in(context, row("DPA001"), *wrong)) == [
        None,
        "unknown_pad",
        "paper_number_unread",
        "paper_to_come",
        "paper_too_old",
        "unknown_counter",
        "paper_times",
        "unknown_officer",
        "unknown_field",
        "unknown_priority",
    ]
    with context.store.read() as connection:
        assert connection.execute("SELECT count(*) FROM journal").fetchone() == before


def test_who_was_served_counts_on_that_day_with_its_times(context: Context, clock: SetClock) -> None:
    clock.forward(days=2)
    done = ticket(context, "DPA007", "07:05", day=TODAY, served=ROUGHLY)
    assert (done.state, done.day, done.outcome, done.channel) == (
        TicketState.FINISHED,
        "2026-11-23",
        "received",
        Channel.PAPER,
    )
    for by, key in (
        (RowsBy.TOTAL, "total"),
        (RowsBy.COUNTER, "2"),
        (RowsBy.OFFICER, "lan"),
        (RowsBy.CHANNEL, "paper"),
        (RowsBy.HOUR, "07"),
    ):
        found = {one.key: one.figures for one in figures(context, FiguresAsked(TODAY, TODAY, by)).rows}[key]
        assert (found.visits, found.services, found.finished, found.dossiers_received) == (1, 1, 1, 1)
        assert (found.wait_median_s, found.above_limit, found.way_median_s) == (35 * 60, 1, None)
        assert (found.service_median_s, found.stay_median_s) == (600, 45 * 60)
    with context.store.read() as connection:
        assert [*doctor.examine(connection)] == [NO_PASSWORD]


def test_who_was_served_is_called_nowhere(context: Context) -> None:
    counters.open_(context, 2, LAN, ["CT"])
    ticket(context, "DPA007", served=ROUGHLY)
    with pytest.raises(Refusal, match="queue_empty"):
        counters.call(context, 2, LAN)
    with context.store.read() as connection:
        assert connection.execute("SELECT count(*) FROM taken").fetchone() == (0,)


def test_a_clock_that_was_wrong_is_put_right_for_it_too(context: Context) -> None:
    done = ticket(context, "DPA007", served=ROUGHLY)
    redated = TicketRedated(done.id, "2026-11-22", 7)
    context.store.write(lambda tr: tr.record(redated, "system"))
    with context.store.read() as connection:
        assert [*doctor.examine(connection)] == [NO_PASSWORD]
        assert connection.execute("SELECT day, counter FROM stays").fetchall() == [("2026-11-22", 2)]
