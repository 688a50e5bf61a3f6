"""What was left open yesterday is closed by itself."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from server.app import Server
from server.background.day_keeper import DayKeeper
from server.core.centre import Centre
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.queue import counters
from server.service.queue.console import console_now
from server.service.queue.counters import Officer
from server.service.queue.tickets import NumberRequest, issue
from server.store import idempotency, journal
from server.store.idempotency import Once, only_once
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.quick_server import quick_server
from tests.support.waiting import until

OFTEN_S = 0.01
LAN = Officer("lan")


@pytest.fixture
def keeper(context: Context) -> Iterator[DayKeeper]:
    """One that looks only when it is told to."""
    keeper = DayKeeper(context, every_s=3600)
    yield keeper
    keeper.close()


def state(context: Context, n: int = 1) -> str:
    return console_now(context, n).counter.state.value


def looking() -> bool:
    """Whether a day keeper's thread runs."""
    return "day-keeper" in {thread.name for thread in threading.enumerate()}


def latest(context: Context) -> int:
    with context.store.read() as connection:
        return journal.last(connection)[0]


def test_a_counter_left_open_is_closed_when_the_next_day_has_begun(
    context: Context, clock: SetClock, keeper: DayKeeper
) -> None:
    counters.open_(context, 1, LAN)
    clock.set("2026-11-23 23:59")
    keeper.look()
    assert state(context) == "open"
    clock.set("2026-11-24 00:00")
    keeper.look()
    assert state(context) == "closed"


def test_a_day_is_ended_once(context: Context, clock: SetClock, keeper: DayKeeper) -> None:
    counters.open_(context, 1, LAN)
    clock.set("2026-11-24 07:00")
    keeper.look()
    counters.open_(context, 1, LAN)
    before = latest(context)
    keeper.look()
    assert latest(context) == before
    assert state(context) == "open"


def test_it_looks_by_itself(context: Context, clock: SetClock) -> None:
    counters.open_(context, 1, LAN)
    keeper = DayKeeper(context, every_s=OFTEN_S)
    assert looking()
    clock.set("2026-11-24 07:00")
    until(lambda: state(context) == "closed")
    keeper.close()
    assert not looking()


def test_what_fails_is_tried_again(
    context: Context, clock: SetClock, keeper: DayKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    counters.open_(context, 1, LAN)
    clock.set("2026-11-24 07:00")

    def fail(_: Context) -> int:
        raise Refusal("storage_full")

    with monkeypatch.context() as patched:
        patched.setattr("server.background.day_keeper.close_left_open", fail)
        keeper.look()
    assert state(context) == "open"
    keeper.look()
    assert state(context) == "closed"


def test_a_server_begins_by_closing_what_yesterday_left(
    server: Server, clock: SetClock, tmp_path_factory: pytest.TempPathFactory
) -> None:
    counters.open_(server.context, 1, LAN)
    data = server.settings.server.data
    server.close()
    clock.set("2026-11-24 07:00")
    again = quick_server(default_settings(data), clock)
    assert state(again.context) == "closed"
    again.close()
    assert not looking()


def test_the_first_answers_are_forgotten_when_nobody_will_ask_again(
    context: Context, clock: SetClock, keeper: DayKeeper
) -> None:
    once = Once("kiosk:1", "key", b"request")
    context.store.write(lambda tr: only_once(tr, once, lambda: {"first": True}))
    clock.set("2026-11-25 07:00")
    keeper.look()
    with context.store.read() as connection:
        assert idempotency.first(connection, "kiosk:1", "key") is None


def test_a_counter_that_the_centre_has_no_more_is_closed_at_the_start(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    before = Context(tmp_path, centre, clock)
    counters.open_(before, 3, LAN)
    issue(before, NumberRequest("DD"), "kiosk:1")
    counters.call(before, 3, LAN)
    before.close()
    places = {n: place for n, place in centre.layout.counters.items() if n != 3}
    after = Context(tmp_path, replace(centre, layout=replace(centre.layout, counters=places)), clock)
    keeper = DayKeeper(after, every_s=3600)
    assert counters.open_(after, 1, LAN)["state"] == "open"
    assert not any(3 in at_work for at_work in after.serving().values())
    keeper.close()
    after.close()
