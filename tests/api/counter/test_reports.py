"""What the manager can read up: why each number was called, and how right the waits were that people were told."""

from typing import Any

import pytest

from server.app import Server
from server.core.events import TicketCalled, TicketIssued, TicketMissed
from server.store import Transaction
from tests.api.counter.desk import act, bring_to
from tests.support.api import Api
from tests.support.clock import SetClock


def calls(api: Api, query: str = "") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = api.admin.get(f"/reports/calls{query}", accept_language="en").json["items"]
    return items


def take(api: Api, priority: str | None = None, field: str = "CT") -> str:
    number: str = api.kiosk.post("/tickets", {"field": field, "priority": priority}).json["number"]
    return number


def test_a_call_says_by_which_rule_and_what_the_lines_were(api: Api, clock: SetClock) -> None:
    take(api)
    clock.forward(minutes=10)
    take(api, "elderly")
    clock.forward(minutes=5)
    act(api.officer, "open")
    act(api.officer, "call")
    (call,) = calls(api)
    assert (call["number"], call["counter"], call["actor"], call["rule"]) == (
        "A002",
        1,
        "officer:lan",
        "priority",
    )
    assert call["why"] == [
        "Priority class: counted as having come 30 minutes earlier.",
        "Its basis: Quy định của trung tâm; tuổi theo Luật Người cao tuổi 39/2009, điều 2.",
        (
            "At the head of the lines when it was called: Certification for 15 minutes;"
            " Certification (Elderly person) for 5 minutes."
        ),
    ]


def test_it_says_so_in_vietnamese_to_whoever_asks_in_no_other_language(api: Api) -> None:
    bring_to(api, "called")
    (call,) = api.admin.get("/reports/calls").json["items"]
    assert call["why"][0] == "Đến trước nhất trong các hàng của quầy."


def test_a_ticket_that_the_officer_chose_says_so_with_the_reason(api: Api) -> None:
    bring_to(api, "idle")
    second = api.take()["id"]
    act(api.officer, "call", ticket=second, reason="người đi cùng A001")
    (call,) = calls(api)
    assert (call["rule"], call["reason"]) == ("chosen", "người đi cùng A001")
    assert call["why"][:2] == ["The officer chose this ticket.", "Reason: người đi cùng A001."]
    assert "Certification for 0 minutes" in call["why"][2]


def test_the_newest_call_comes_first_whatever_was_recalled_or_put_back(api: Api) -> None:
    bring_to(api, "called")
    api.take()
    act(api.other, "open", n=2)
    act(api.other, "call", n=2)
    act(api.officer, "recall")
    act(api.other, "return", n=2)
    assert [call["number"] for call in calls(api)] == ["A002", "A001"]


def test_all_calls_of_one_number_are_found_by_it(api: Api) -> None:
    bring_to(api, "called")
    act(api.officer, "return")
    act(api.officer, "call")
    for number in ("A001", "a001", "%20A001%20", "A1"):
        assert [call["number"] for call in calls(api, f"?number={number}")] == ["A001", "A001"]
    assert len(calls(api, "?number=A001&limit=1")) == 1


@pytest.mark.parametrize("number", ["A002", "Z001", "A", "", "AAA", "²001"])
def test_a_number_that_was_not_given_today_has_no_calls(api: Api, number: str) -> None:
    bring_to(api, "called")
    assert calls(api, f"?number={number}") == []


def test_yesterdays_calls_are_not_todays(api: Api, clock: SetClock) -> None:
    bring_to(api, "called")
    clock.forward(days=1)
    assert calls(api) == []
    assert calls(api, "?number=A001") == []


def test_as_many_calls_are_told_as_were_asked_for(api: Api) -> None:
    for _ in range(3):
        api.take()
    act(api.officer, "open")
    for _ in range(3):
        act(api.officer, "call")
        act(api.officer, "no-show")
    assert [call["number"] for call in calls(api, "?limit=2")] == ["A003", "A002"]
    assert api.admin.get("/reports/calls?limit=0").status_code == 400


@pytest.mark.parametrize("report", ["calls", "waits"])
def test_reports_are_the_managers(api: Api, report: str) -> None:
    for who in (api.officer, api.kiosk, api.display, api.helper):
        assert who.get(f"/reports/{report}").status_code == 403
    assert api.nobody.get(f"/reports/{report}").status_code == 401


def came_true(server: Server, clock: SetClock, *waits: tuple[int, int, int]) -> None:
    """Tickets that waited so many seconds, with the range that they were told."""
    for n, (wait_s, low_s, high_s) in enumerate(waits, 1):

        def issue(tr: Transaction, n: int = n, low_s: int = low_s, high_s: int = high_s) -> int:
            number = tr.next_number("A")
            seq = tr.seq + 1
            event = TicketIssued(seq, tr.day, "A", number, "CT", "kiosk", low_s=low_s, high_s=high_s)
            tr.record(event, "kiosk:1")
            return seq

        issued = server.context.store.write(issue)
        clock.forward(seconds=wait_s)
        server.context.store.write(lambda tr, t=issued: tr.record(TicketCalled(t, 1, "next"), "officer:lan"))
        server.context.store.write(miss)


def miss(transaction: Transaction) -> None:
    counter = transaction.counter(1)
    assert counter.ticket is not None
    transaction.record(TicketMissed(counter.ticket, 1), "officer:lan")


def test_it_compares_the_waits_that_were_told_with_those_that_came_true(
    api: Api, server: Server, clock: SetClock
) -> None:
    told = ((300, 240, 360), (300, 300, 300), (400, 240, 360), (100, 240, 360), (200, 180, 600))
    came_true(server, clock, *told)
    assert api.admin.get("/reports/waits").json == {
        "day": "2026-11-23",
        "tickets": 5,
        "within_high": 0.8,
        "below_low": 0.2,
        "median_wait_s": 300,
        "median_error_s": 60,
    }


def test_of_too_few_nothing_is_said(api: Api, server: Server, clock: SetClock) -> None:
    came_true(server, clock, (300, 240, 360))
    report = api.admin.get("/reports/waits").json
    assert (report["tickets"], report["within_high"], report["median_wait_s"]) == (1, None, None)


def test_another_days_waits_are_found_by_its_date(api: Api, server: Server, clock: SetClock) -> None:
    came_true(server, clock, (300, 240, 360))
    clock.forward(days=1)
    assert api.admin.get("/reports/waits").json["tickets"] == 0
    assert api.admin.get("/reports/waits?day=2026-11-23").json["tickets"] == 1
    assert api.admin.get("/reports/waits?day=yesterday").status_code == 400
