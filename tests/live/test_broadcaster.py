"""When a broadcaster sends, with a line that only writes down what it is given."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from server.core.events import CounterOpened, Entry, Event, TicketCalled, TicketCancelled, TicketRecalled
from server.live import Broadcaster
from server.live.broadcaster import Rhythm

SOON_S = 5.0
PATIENT = Rhythm(coalesce_s=20.0)
"""Whatever comes soon under this one came at once."""


class Lines:
    """Writes down every emit: (room, payload)."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, Any]] = []
        self.at: list[float] = []
        self.takes_s = 0.0
        self._news = threading.Condition()

    def emit(self, event: str, *args: Any, **kwargs: Any) -> None:
        assert event == "snapshot"
        time.sleep(self.takes_s)
        with self._news:
            self.sent.append((kwargs["to"], args[0]))
            self.at.append(time.monotonic())
            self._news.notify_all()

    def wait_for(self, number: int, within_s: float = SOON_S) -> bool:
        with self._news:
            return self._news.wait_for(lambda: len(self.sent) >= number, within_s)


@pytest.fixture
def lines() -> Lines:
    return Lines()


@pytest.fixture
def make(lines: Lines) -> Iterator[Callable[..., Broadcaster]]:
    made: list[Broadcaster] = []

    def build(rooms: Callable[[], list[str]] = lambda: ["1"], rhythm: Rhythm = Rhythm()) -> Broadcaster:
        made.append(Broadcaster(lines, "/board", rooms, lambda room: {}, rhythm))
        return made[-1]

    yield build
    for each in made:
        each.close()


def entry(event: Event) -> list[Entry]:
    return [Entry(1, 0, "officer:lan", event)]


def test_it_sends_a_change(make: Callable[..., Broadcaster], lines: Lines) -> None:
    make().changed()

    assert lines.wait_for(1)


def test_it_sends_many_changes_as_one(make: Callable[..., Broadcaster], lines: Lines) -> None:
    hall = make(rhythm=Rhythm(coalesce_s=0.5))

    for _ in range(100):
        hall.changed()

    assert lines.wait_for(1)
    time.sleep(1)
    assert len(lines.sent) == 1


def test_while_it_gathers_changes_one_more_wakes_nobody(make: Callable[..., Broadcaster]) -> None:
    hall = make(rhythm=PATIENT)
    hall.changed()
    asleep = next(thread for thread in threading.enumerate() if thread.name == "live/board")
    before = wakes(asleep)
    for _ in range(200):
        hall.changed()
        time.sleep(0.0002)  # it has time to wake

    assert wakes(asleep) - before < 50


def wakes(thread: threading.Thread) -> int:
    """How often it has gone to sleep."""
    facts = Path(f"/proc/self/task/{thread.native_id}/status").read_text(encoding="utf-8")
    return int(facts.partition("nonvoluntary")[0].rpartition("voluntary_ctxt_switches:")[2])


def test_it_lets_50_ms_pass_before_it_sends_a_change(make: Callable[..., Broadcaster], lines: Lines) -> None:
    began = time.monotonic()
    make().changed()

    assert lines.wait_for(1)
    assert lines.at[0] - began >= Rhythm().coalesce_s == 0.05


@pytest.mark.parametrize("event", [TicketCalled(1, 3, "next"), TicketRecalled(1, 3)])
def test_it_sends_a_call_at_once(make: Callable[..., Broadcaster], lines: Lines, event: Event) -> None:
    make(rhythm=PATIENT).heard(entry(event))

    assert lines.wait_for(1)


@pytest.mark.parametrize("event", [TicketCancelled(1), CounterOpened(3, "lan", ("CT",))])
def test_it_does_not_hurry_for_anything_else(
    make: Callable[..., Broadcaster], lines: Lines, event: Event
) -> None:
    make(rhythm=PATIENT).heard(entry(event))

    assert not lines.wait_for(1, within_s=0.5)


def test_a_call_takes_a_waiting_change_along(make: Callable[..., Broadcaster], lines: Lines) -> None:
    hall = make(rhythm=PATIENT)
    hall.heard(entry(TicketCancelled(1)))
    time.sleep(0.1)
    hall.heard(entry(TicketCalled(2, 3, "next")))

    assert lines.wait_for(1)
    assert not lines.wait_for(2, within_s=0.3)


def test_it_speaks_now_and_then_when_nothing_happens(make: Callable[..., Broadcaster], lines: Lines) -> None:
    make(rhythm=Rhythm(pulse_s=0.05))

    assert lines.wait_for(3)


def test_it_sends_each_room_its_own(make: Callable[..., Broadcaster], lines: Lines) -> None:
    make(rooms=lambda: ["1", "2"]).changed()

    assert lines.wait_for(2)
    assert [room for room, _ in lines.sent] == ["1", "2"]


def test_a_room_whose_snapshot_fails_does_not_stop_the_others(lines: Lines) -> None:
    def snapshot(room: str) -> dict[str, Any]:
        if room == "0":
            raise KeyError(room)
        return {"room": room}

    hall = Broadcaster(lines, "/counter", lambda: ["0", "1"], snapshot)
    hall.changed()

    assert lines.wait_for(1)
    hall.changed()
    assert lines.wait_for(
        2, within_s=30
    )  # the log of the failure takes its time, and the pause is four times that
    assert [room for room, _ in lines.sent] == ["1", "1"]
    hall.close()


def test_it_rests_longer_when_sending_takes_long(make: Callable[..., Broadcaster], lines: Lines) -> None:
    lines.takes_s = 0.2
    hall = make()
    hall.changed()
    assert lines.wait_for(1)

    hall.changed()

    assert lines.wait_for(2)
    assert lines.at[1] - lines.at[0] >= 4 * lines.takes_s


def test_a_welcome_never_arrives_after_something_newer(lines: Lines) -> None:
    seq, reading, go_on = [1], threading.Event(), threading.Event()

    def snapshot(_room: str) -> dict[str, Any]:
        found = {"seq": seq[0]}
        if not reading.is_set():
            reading.set()
            go_on.wait(SOON_S)
        return found

    hall = Broadcaster(lines, "/board", lambda: ["1"], snapshot)
    newcomer = threading.Thread(target=hall.welcome, args=("1", "sid"))
    newcomer.start()
    assert reading.wait(SOON_S)
    seq[0] = 2
    hall.changed(urgent=True)
    time.sleep(0.1)
    go_on.set()

    assert lines.wait_for(2)
    assert lines.sent == [("sid", {"seq": 1}), ("1", {"seq": 2})]
    newcomer.join()
    hall.close()


def test_it_sends_no_more_once_closed(make: Callable[..., Broadcaster], lines: Lines) -> None:
    hall = make()
    hall.close()

    hall.changed(urgent=True)

    assert not lines.wait_for(1, within_s=0.3)


def test_rooms_that_could_not_be_named_once_are_sent_to_the_next_time(lines: Lines) -> None:
    asked = []

    def rooms() -> list[str]:
        asked.append(1)
        if len(asked) == 1:
            raise RuntimeError("set changed size during iteration")
        return ["1"]

    hall = Broadcaster(lines, "/board", rooms, lambda _room: {}, Rhythm(coalesce_s=0.01, pulse_s=0.05))

    assert lines.wait_for(1, within_s=30)
    hall.close()
