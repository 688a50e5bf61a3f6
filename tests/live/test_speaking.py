"""What screens of a real server are told to let people hear."""

import time
from datetime import datetime
from typing import Any

import pytest

from tests.live.conftest import Running
from tests.support.screens import Hall, Heard, Screen

FIELD, COUNTER = "XD", 4
PATIENCE_S = 60


def told(screen: Screen, event: str, since: float = 0, **facts: Any) -> Heard:
    """The first event of this name since then that has these facts; the hall may speak of others before."""

    def wanted(heard: Heard) -> bool:
        return heard.event == event and heard.at >= since and facts.items() <= heard.payload.items()

    found = screen.wait(lambda: next(filter(wanted, list(screen.heard)), None), PATIENCE_S)
    assert found is not None, f"no {event}"
    return found


@pytest.fixture
def called(running: Running) -> Any:
    """A call, when asked for; the counter is empty again afterwards."""
    n = running.staff.officers[COUNTER - 1].counter
    taken = []

    def call() -> dict[str, Any]:
        ticket = running.take(FIELD)
        taken.append(ticket["id"])
        state = running.see(f"/counters/{n}", running.staff.officers[COUNTER - 1].token)["state"]
        if state == "closed":
            running.at_counter(n, "open")
        return running.at_counter(n, "call", {"ticket": ticket["id"], "reason": "thử"})

    yield call
    for ticket in taken:
        running.ask(200, f"/tickets/{ticket}/cancel", running.staff.officers[COUNTER - 1].token)
    running.at_counter(n, "close")


def test_screens_show_a_call_before_they_speak_it_and_fall_silent_when_it_is_undone(
    running: Running, hall: Hall, called: Any
) -> None:
    screens = [hall.screen("/board", token=running.staff.display, hall="1") for _ in range(2)]
    for screen in screens:
        screen.wait_for(bool)
    ticket = called()
    spoken = [told(screen, "speak", number=ticket["number"]) for screen in screens]
    for screen, heard in zip(screens, spoken, strict=True):
        shown = screen.wait_for(lambda board: any(c["number"] == ticket["number"] for c in board["calls"]))
        assert shown.at < heard.at
        speak = heard.payload
        assert (speak["number"], speak["counter"], speak["recall"]) == (ticket["number"], COUNTER, False)
        starts = datetime.fromisoformat(speak["starts_at"]) - datetime.fromisoformat(speak["at"])
        assert starts.total_seconds() == pytest.approx(0.4)
        assert speak["length_s"] > 1
        assert (speak["url"] is not None) or speak["say"]
    assert spoken[0].payload == spoken[1].payload

    late = hall.screen("/board", token=running.staff.display, hall="1")
    late.wait_for(bool)
    undone = time.monotonic()
    running.at_counter(COUNTER, "undo")
    for screen in screens:
        told(screen, "hush", undone, id=spoken[0].payload["id"])
    heard_late = [heard.payload for heard in late.heard if heard.event == "speak"]
    assert ticket["number"] not in {speak["number"] for speak in heard_late}
