"""The end of a server with its hall full of screens, and the next one on the same data."""

from collections.abc import Callable

from tests.live.conftest import Running
from tests.support.screens import Hall

SCREENS = 50
MOST_DIALS = 2


def test_it_stops_with_fifty_screens_which_come_back_to_the_next_one(
    start: Callable[..., Running],
) -> None:
    running = start(sockets=SCREENS)
    with Hall(running.server.port) as hall:
        screens = [hall.screen("/board", token=running.staff.display) for _ in range(SCREENS)]
        for screen in screens:
            screen.wait_for(bool, 20)
        ticket = running.take()["id"]

        assert running.server.stop() == 0, "an open socket held the server up"
        for screen in screens:
            screen.wait_for_end()
        assert running.server.doctor().returncode == 0

        ready = running.server.start()

        for screen in screens:
            back = screen.wait_for(lambda s: s["seq"] >= ticket, 15, since=ready).at
            assert sum(ready < dialled < back for dialled in screen.dials) <= MOST_DIALS
