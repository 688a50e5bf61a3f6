"""The end of a server with its hall full of screens, and the next one on the same data."""

import time
from collections.abc import Callable

from tests.live.conftest import Running
from tests.support.screens import Hall

SCREENS = 50
BACK_WITHIN_S = 4.0


def test_it_stops_in_seconds_with_fifty_screens_which_come_back_to_the_next_one(
    start: Callable[..., Running],
) -> None:
    running = start(sockets=SCREENS)
    with Hall(running.server.port) as hall:
        screens = [hall.screen("/board", token=running.staff.display) for _ in range(SCREENS)]
        for screen in screens:
            screen.wait_for(bool, 20)
        ticket = running.take()["id"]

        told_to_stop = time.monotonic()
        status = running.server.stop()
        took = time.monotonic() - told_to_stop

        assert status == 0
        assert took < 8, "an open socket held the server up"
        for screen in screens:
            screen.wait_for_end()
        assert running.server.doctor().returncode == 0

        ready = running.server.start()

        back = [
            screen.wait_for(lambda s: s["seq"] >= ticket, 10, since=ready).at - ready for screen in screens
        ]
        assert max(back) <= BACK_WITHIN_S
