"""What screens are told of the number called last, whatever became of it."""

from datetime import time

from server.core.reports.days import day_from
from server.hall.board import board_of
from server.hall.large_places import HallLargePlaces
from server.service.context import Context
from server.service.queue import counters, paper_numbers, paper_pads, paper_rows, tickets
from server.service.queue.counters import Target
from server.service.queue.undo import undo_last
from tests.support.journeys import LAN, MINH, take


def newest_gone(context: Context) -> bool:
    return "newest_gone" in board_of(context, HallLargePlaces(lambda: 8), "").view


def two_called(context: Context) -> int:
    """Lan's number, then Minh's, which is answered."""
    for n, officer in ((1, LAN), (2, MINH)):
        counters.open_(context, n, officer, ["CT"])
        last = take(context)
        counters.call(context, n, officer)
    return last


def test_a_number_parked_before_another_was_called_is_not_missed(context: Context) -> None:
    two_called(context)
    counters.park(context, 1, LAN)
    assert not newest_gone(context)


def test_screens_are_told_while_the_number_called_last_stands_no_more(context: Context) -> None:
    last = two_called(context)
    for leave in (
        lambda: counters.park(context, 2, MINH),
        lambda: counters.transfer(context, 2, MINH, Target("HT")),
        lambda: counters.return_(context, 2, MINH),
    ):
        assert not newest_gone(context)
        leave()
        assert newest_gone(context)
        undo_last(context, 2, MINH)
    counters.park(context, 2, MINH)
    tickets.cancel(context, last, "slip")
    assert newest_gone(context)


def test_who_was_called_by_mistake_was_not_called(context: Context) -> None:
    two_called(context)
    undo_last(context, 2, MINH)
    assert not newest_gone(context)


def test_who_was_served_on_paper_was_called_on_no_screen(context: Context) -> None:
    two_called(context)
    paper_pads.print_next(context, 100, "manager:hoa")
    served = paper_rows.Served(1, time(7), time(8))
    row = paper_rows.PaperRow("DPA001", "CT", time(7), day_from("2026-11-23"), served=served)
    context.store.write(lambda tr: paper_numbers.bring_in(context, tr, [row], "officer:lan"))
    assert not newest_gone(context)
