"""The 15:00 report from a journal that holds a day of the press."""

from datetime import datetime

from server.core.events import ServiceStarted, TicketCalled, TicketFinished, TicketIssued
from server.service.context import Context
from server.service.queue import counters
from server.service.reports.day_report import day_report
from server.store import Transaction
from tests.support.clock import HANOI, SetClock
from tests.support.journeys import LAN, take

VISITS, RETURNED, RECEIVED, ADVISED = 2825, 1658, 1766, 1034


def outcomes() -> list[str]:
    return ["returned"] * RETURNED + ["received"] * RECEIVED


def the_day_of_the_press(transaction: Transaction) -> None:
    """2,825 visits; 1,034 are advised, and leave four dossiers each besides, until all of them are left."""
    left = outcomes()
    for n in range(1, VISITS + 1):
        issued = TicketIssued(transaction.seq + 1, transaction.day, "A", n, "CT", "kiosk")
        ticket = transaction.record(issued, "kiosk:1").ticket.id
        if n > ADVISED:
            continue
        handled = ["advised", *(left.pop() for _ in range(min(4, len(left))))]
        dossiers = tuple((None, outcome, "direct", None) for outcome in handled)
        transaction.record(TicketCalled(ticket, 1, "next"), "officer:lan")
        transaction.record(ServiceStarted(ticket, 1), "officer:lan")
        transaction.record(TicketFinished(ticket, 1, None, dossiers), "officer:lan")


def test_the_report_of_7_july_comes_from_a_journal_that_holds_it(context: Context, clock: SetClock) -> None:
    clock.set("2027-07-07 14:50")
    counters.open_(context, 1, LAN, ["CT"])
    context.store.write(the_day_of_the_press)
    clock.set("2027-07-07 15:20")
    take(context, "HT")
    told = day_report(context, datetime(2027, 7, 7, 15, tzinfo=HANOI))
    assert told.text["vi"] == (
        "Tính đến 15 giờ ngày 7/7, Trung tâm tiếp nhận 2.825 lượt công dân, giải quyết được 1.658 lượt hồ sơ,"
        " tiếp nhận mới 1.766 hồ sơ và tư vấn, hướng dẫn cho hơn 1.000 lượt người dân."
    )
    assert (told.totals.visits, told.totals.advised) == (VISITS, ADVISED)
    assert day_report(context).totals.visits == VISITS + 1
