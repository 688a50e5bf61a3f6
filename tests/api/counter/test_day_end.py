"""Whoever forgot to close: what the end of the day makes of it."""

import pytest

from server.app import Server
from server.service.queue.day_end import close_left_open
from tests.api.counter.desk import act, bring_to, console, refused, ticket
from tests.support.api import Api
from tests.support.clock import SetClock


@pytest.mark.parametrize("state", ["idle", "paused"])
def test_a_counter_left_open_is_closed_when_a_new_day_has_begun(
    api: Api, server: Server, clock: SetClock, state: str
) -> None:
    bring_to(api, state)
    clock.set("2026-11-24 06:30")
    assert close_left_open(server.context) == 1
    shown = console(api)
    assert (shown["state"], shown["officer"]) == ("closed", None)
    last = api.admin.get("/journal").json["items"][-1]
    assert (last["type"], last["counter"], last["actor"]) == ("counter_closed", 1, "system")


@pytest.mark.parametrize(("state", "ends"), [("called", "no_show"), ("serving", "finished")])
def test_the_ticket_in_hand_ends_too_and_the_journal_says_by_what(
    api: Api, server: Server, clock: SetClock, state: str, ends: str
) -> None:
    bring_to(api, state)
    held = console(api)["ticket"]["id"]
    clock.set("2026-11-24 06:30")
    close_left_open(server.context)
    ended = ticket(api, held)
    assert (ended["state"], ended["outcome"]) == (ends, None)
    assert [e["type"] for e in api.admin.get("/journal").json["items"][-2:]] == [
        "ticket_lapsed",
        "counter_closed",
    ]


def test_the_officer_may_open_any_counter_in_the_morning(api: Api, server: Server, clock: SetClock) -> None:
    bring_to(api, "serving")
    clock.set("2026-11-24 06:30")
    close_left_open(server.context)
    assert act(api.officer, "open", n=2)["state"] == "open"


def test_during_the_day_nothing_is_closed(api: Api, server: Server, clock: SetClock) -> None:
    bring_to(api, "serving")
    clock.set("2026-11-23 23:59")
    assert close_left_open(server.context) == 0
    assert console(api)["ticket"]["state"] == "serving"


def test_it_is_done_once(api: Api, server: Server, clock: SetClock) -> None:
    bring_to(api, "idle")
    clock.set("2026-11-24 06:30")
    close_left_open(server.context)
    act(api.officer, "open")
    assert close_left_open(server.context) == 0
    assert console(api)["state"] == "open"


def test_a_clock_set_back_over_midnight_closes_nobody_who_works(
    api: Api, server: Server, clock: SetClock
) -> None:
    clock.set("2026-11-24 00:10")
    act(api.officer, "open")
    clock.set("2026-11-23 23:50")
    assert close_left_open(server.context) == 0


def test_yesterdays_tickets_are_called_by_nobody(api: Api, server: Server, clock: SetClock) -> None:
    left = api.take()["id"]
    clock.set("2026-11-24 07:00")
    close_left_open(server.context)
    act(api.officer, "open")
    assert refused(api.officer, "call")["code"] == "queue_empty"
    assert refused(api.officer, "call", ticket=left)["code"] == "unknown_ticket"


def test_what_the_system_closed_is_not_undone(api: Api, server: Server, clock: SetClock) -> None:
    clock.set("2026-11-23 23:59:40")
    bring_to(api, "serving")
    clock.set("2026-11-24 00:00:05")
    close_left_open(server.context)
    assert refused(api.officer, "undo")["code"] == "undo_built_upon"


def test_an_officer_who_leaves_without_closing_keeps_the_ticket_until_a_manager_acts(
    api: Api, clock: SetClock
) -> None:
    bring_to(api, "called")
    clock.forward(hours=2)
    assert refused(api.admin, "close")["code"] == "ticket_in_hand"
    assert act(api.admin, "return")["state"] == "waiting"
    assert act(api.admin, "close")["state"] == "closed"
    act(api.other, "open", n=2)
    assert act(api.other, "call", n=2)["number"] == "A001"


def test_a_clock_set_back_over_midnight_and_a_restart_close_nobody_who_came_after_it(
    api: Api, server: Server, clock: SetClock
) -> None:
    clock.set("2026-11-24 00:10")
    api.take()
    clock.set("2026-11-23 23:40")
    bring_to(api, "called")
    assert close_left_open(server.context) == 0
    assert console(api)["ticket"]["state"] == "called"


def test_a_clock_that_stood_in_the_future_leaves_no_counter_open(
    api: Api, server: Server, clock: SetClock
) -> None:
    clock.set("2027-03-01 08:00")
    bring_to(api, "serving")
    clock.set("2026-11-24 08:00")
    assert close_left_open(server.context) == 1
    assert console(api)["state"] == "closed"


def test_whoever_is_served_past_midnight_is_served_to_the_end(
    api: Api, server: Server, clock: SetClock
) -> None:
    bring_to(api, "idle")
    clock.set("2026-11-24 00:00:05")
    api.take()
    act(api.officer, "call")
    assert close_left_open(server.context) == 0
    act(api.officer, "serve")
    act(api.officer, "finish")
    assert close_left_open(server.context) == 1
