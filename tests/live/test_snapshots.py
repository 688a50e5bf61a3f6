"""What screens of a real server are sent: at once on coming, on every change, and when nothing happens."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.live.conftest import Running
from tests.support.process import COUNTERS, FIELDS
from tests.support.screens import Hall

PULSE_S = 4.0
RUSH = 64

BOARD = {"seq", "at", "day", "hall", "centre", "open", "calls", "counters", "waiting"}
CONSOLE = {
    "seq", "at", "day", "n", "name", "state", "fields", "officer", "since", "ticket", "allowed", "waiting", "missed",
    "today",
}  # fmt: skip
KIOSK = {"seq", "at", "day", "opening", "fields", "printer"}
ADMIN = {"seq", "at", "day", "today", "counters", "printer", "sockets", "devices"}


def waiting(board: dict[str, Any], field: str) -> int:
    return next(queue["waiting"] for queue in board["waiting"] if queue["field"] == field)


def without_clock(snapshot: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in snapshot.items() if name != "at"}


def test_a_board_is_sent_to_whoever_comes(running: Running, hall: Hall) -> None:
    board = hall.screen("/board", token=running.staff.display, hall="1").wait_for(bool).payload

    assert board.keys() >= BOARD
    assert board["hall"] == "1"
    assert board["centre"].keys() >= {"name", "ward", "names"}
    assert [counter["n"] for counter in board["counters"]] == list(range(1, COUNTERS + 1))
    assert [queue["field"] for queue in board["waiting"]] == list(FIELDS)
    assert board["waiting"][0].keys() >= {"field", "name", "names", "prefix", "waiting", "wait"}


def test_a_console_is_sent_to_its_officer(running: Running, hall: Hall) -> None:
    officer = running.staff.officers[0]
    console = hall.screen("/counter", token=officer.token, counter=officer.counter).wait_for(bool).payload

    assert console.keys() >= CONSOLE
    assert console["n"] == officer.counter
    assert console["waiting"].keys() == {"total", "to_call", "items"}
    assert console["missed"].keys() == {"items"}
    assert console["today"].keys() == {"finished", "no_show", "dossiers", "without_outcome", "service_s"}


def test_a_kiosk_is_sent_the_opening_the_fields_and_the_printer(running: Running, hall: Hall) -> None:
    kiosk = hall.screen("/kiosk", token=running.staff.kiosk).wait_for(bool).payload

    assert kiosk.keys() >= KIOSK
    always = {"open": True, "sessions": [], "opens_at": None, "reason": None, "keeps_places": False}
    assert kiosk["opening"] == always
    assert [field["code"] for field in kiosk["fields"]] == list(FIELDS)
    assert kiosk["printer"].keys() == {"state", "text"}


def test_the_manager_is_sent_the_day_the_counters_the_sockets_and_the_devices(
    running: Running, hall: Hall
) -> None:
    manager = hall.screen("/admin", token=running.staff.admin).wait_for(bool).payload

    assert manager.keys() >= ADMIN
    assert manager["today"].keys() >= {
        "issued",
        "waiting",
        "called",
        "serving",
        "finished",
        "no_show",
        "cancelled",
    }
    assert manager["sockets"]["cap"] == 60
    assert manager["sockets"]["live"] >= 1
    assert {device["kind"] for device in manager["devices"]} == {"kiosk", "display"}


def test_a_new_ticket_reaches_everybody_whom_it_concerns(running: Running, hall: Hall) -> None:
    staff = running.staff
    board = hall.screen("/board", token=staff.display)
    console = hall.screen("/counter", token=staff.officers[3].token, counter=4)
    kiosk = hall.screen("/kiosk", token=staff.kiosk)
    manager = hall.screen("/admin", token=staff.admin)
    for screen in (board, console, kiosk, manager):
        screen.wait_for(bool)
    before = console.wait_for(bool).payload["waiting"]["total"]

    running.take("HT")

    seq = board.wait_for(lambda s: waiting(s, "HT") > 0).payload["seq"]
    assert console.wait_for(lambda s: s["waiting"]["total"] == before + 1)
    assert kiosk.wait_for(lambda s: s["seq"] >= seq)
    assert manager.wait_for(lambda s: s["today"]["waiting"] > 0)


def test_a_call_reaches_the_hall_and_the_console(running: Running, hall: Hall) -> None:
    board = hall.screen("/board", token=running.staff.display)
    console = hall.screen("/counter", token=running.staff.officers[1].token, counter=2)
    running.at_counter(2, "open", {"fields": ["XD"]})
    number = running.take("XD")["number"]

    running.at_counter(2, "call")

    shown = board.wait_for(lambda s: s["calls"] and s["calls"][0]["number"] == number).payload
    assert shown["calls"][0].keys() == {"number", "counter", "at", "recall", "calls", "field", "state"}
    assert shown["calls"][0]["counter"] == 2
    assert shown["counters"][1]["number"] == number
    assert console.wait_for(lambda s: s["ticket"] and s["ticket"]["number"] == number)

    running.at_counter(2, "recall")

    assert board.wait_for(lambda s: s["calls"] and s["calls"][0]["recall"]).payload["calls"][0]["calls"] == 2
    running.at_counter(2, "serve")
    running.at_counter(2, "finish")
    running.at_counter(2, "close")


def test_the_seq_never_goes_back_while_the_server_runs(running: Running, hall: Hall) -> None:
    board = hall.screen("/board", token=running.staff.display)
    board.wait_for(bool)
    for _ in range(10):
        last = running.take("DD")["id"]
    board.wait_for(lambda s: s["seq"] >= last)

    seqs = [snapshot["seq"] for snapshot in board.snapshots]

    assert seqs == sorted(seqs)


def test_a_rush_is_shown_in_far_fewer_snapshots(running: Running, hall: Hall) -> None:
    board = hall.screen("/board", token=running.staff.display)
    before = waiting(board.wait_for(bool).payload, "CT")

    with ThreadPoolExecutor(8) as citizens:
        list(citizens.map(running.take, ["CT"] * RUSH))

    board.wait_for(lambda s: waiting(s, "CT") == before + RUSH)
    assert len(board.snapshots) < RUSH


def test_it_speaks_within_five_seconds_though_nothing_happens(running: Running, hall: Hall) -> None:
    board = hall.screen("/board", token=running.staff.display)
    first = board.wait_for(bool)

    second = board.wait_for(bool, 3 * PULSE_S, since=first.at + 0.001)

    assert second.at - first.at < 10, "screens would have called themselves stale"
    assert without_clock(second.payload) == without_clock(first.payload)


@pytest.mark.parametrize("seq", [None, 0, 1_000_000])
def test_whoever_comes_back_is_shown_what_happened_meanwhile(
    running: Running, hall: Hall, seq: int | None
) -> None:
    screen = hall.screen("/board", token=running.staff.display)
    screen.wait_for(bool)
    screen.leave()
    running.at_counter(3, "open", {"fields": ["DD"]})
    running.take("DD")
    number = running.at_counter(3, "call")["number"]

    again = hall.screen("/board", token=running.staff.display, seq=seq).wait_for(bool).payload

    assert again["calls"][0]["number"] == number
    assert without_clock(again) == without_clock(running.see("/board", running.staff.display))
    running.at_counter(3, "no-show")


def test_a_screen_sees_the_same_as_the_api(running: Running, hall: Hall) -> None:
    officer = running.staff.officers[0]
    console = hall.screen("/counter", token=officer.token, counter=1)

    shown = console.wait_for(bool).payload

    assert without_clock(shown) == without_clock(running.see("/counters/1", officer.token))
