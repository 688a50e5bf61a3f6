"""The 15:00 report: the press's own words from a journal that holds them, and questions that cannot be answered."""

import pytest

from server.app import Server
from server.core.events import ServiceStarted, TicketCalled, TicketFinished, TicketIssued
from server.store import Transaction
from tests.support.api import Api
from tests.support.clock import SetClock

VISITS, RETURNED, RECEIVED, ADVISED = 2825, 1658, 1766, 1034


def outcomes() -> list[str]:
    return ["returned"] * RETURNED + ["received"] * RECEIVED + ["advised"] * ADVISED


def the_day_of_the_press(transaction: Transaction) -> None:
    """2,825 visits; those served leave two dossiers each, until all of them are left."""
    left = outcomes()
    for n in range(1, VISITS + 1):
        issued = TicketIssued(transaction.seq + 1, transaction.day, "A", n, "CT", "kiosk")
        ticket = transaction.record(issued, "kiosk:1").ticket.id
        if not left:
            continue
        dossiers = tuple((None, left.pop(), "direct", None) for _ in range(min(2, len(left))))
        transaction.record(TicketCalled(ticket, 1, "next"), "officer:lan")
        transaction.record(ServiceStarted(ticket, 1), "officer:lan")
        transaction.record(TicketFinished(ticket, 1, None, dossiers), "officer:lan")


def test_the_report_of_7_july_comes_from_a_journal_that_holds_it(
    server: Server, api: Api, clock: SetClock
) -> None:
    clock.set("2027-07-07 14:50")
    api.at_work(1)
    server.context.store.write(the_day_of_the_press)
    clock.set("2027-07-07 15:20")
    api.take("HT")
    told = api.admin.get("/reports/today-text?at=15:00&lang=vi").json
    assert told["text"] == (
        "Tính đến 15 giờ ngày 7/7, Trung tâm tiếp nhận 2.825 lượt công dân, giải quyết được 1.658 lượt hồ sơ,"
        " tiếp nhận mới 1.766 hồ sơ và tư vấn, hướng dẫn cho hơn 1.000 lượt người dân."
    )
    assert (told["at"], told["visits"]) == ("2027-07-07T15:00:00+07:00", VISITS)
    assert api.admin.get("/reports/today-text").json["visits"] == VISITS + 1


@pytest.mark.parametrize(
    ("at", "code"),
    [
        ("09:00", "moment_to_come"),
        ("2026-11-24T07:00", "moment_to_come"),
        ("yesterday", "bad_request"),
        ("9999-12-31T23:59", "not_valid"),
        ("0001-01-01T00:00", "not_valid"),
    ],
)
def test_a_moment_that_has_not_been_is_said_kindly(api: Api, at: str, code: str | None) -> None:
    answer = api.admin.get(f"/reports/today-text?at={at}").json
    assert answer.get("code") == code


def test_a_moment_without_an_offset_is_the_centres_own(api: Api) -> None:
    api.take()
    for at in ("2026-11-23T08:00", "2026-11-23T01:00:00Z", "08:00"):
        assert api.admin.get(f"/reports/today-text?at={at}").json["at"] == "2026-11-23T08:00:00+07:00"
