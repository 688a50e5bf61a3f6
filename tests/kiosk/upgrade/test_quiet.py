"""When a box may be upgraded: the centre is closed for long, nobody is there, the server is heard."""

from typing import Any

import pytest

from kiosk.upgrade.limits import USUAL, Limits
from kiosk.upgrade.quiet import QuietWatch, is_night
from server.app import Server
from server.config import HoursPart
from server.service.centre import opening_at
from server.service.centre_views import opening_view
from tests.support.boxes import Kiosk
from tests.support.clock import SetClock

WEEK = {"weekdays": [1, 2, 3, 4, 5], "sessions": [["07:00", "11:30"], ["13:00", "17:00"]]}
MINUTE = Limits(apart_s=60)
CLOSED = {"opening": {"open": False, "opens_at": None}}


@pytest.mark.parametrize(
    ("at", "night"),
    [
        ("2026-11-23 08:00", False),
        ("2026-11-23 12:00", False),  # a pause at noon
        ("2026-11-23 17:01", True),
        ("2026-11-24 03:59", True),
        ("2026-11-24 04:01", False),
        ("2026-11-28 10:00", True),  # a Saturday
    ],
)
def test_it_is_night_while_the_centre_does_not_open_for_long(at: str, night: bool, clock: SetClock) -> None:
    clock.set(at)
    opening = opening_at(HoursPart.model_validate(WEEK).as_hours(), clock.local())
    assert is_night(opening_view(opening), clock.local()) is night


@pytest.mark.parametrize(("at", "night"), [("2026-11-24 00:59", False), ("2026-11-24 01:00", True), ("2026-11-24 04:00", False)])  # fmt: skip
def test_a_centre_that_never_closes_sleeps_early_in_the_morning(
    at: str, night: bool, clock: SetClock
) -> None:
    clock.set(at)
    assert is_night({"open": True, "opens_at": None}, clock.local()) is night


class Waiting:
    """Whether it is quiet for a kiosk's box whose own while is a minute."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.agent, self.shown = kiosk.agent, CLOSED
        self.quiet = QuietWatch(
            self.agent.link, self.as_at, lambda: self.agent.touched_ms, MINUTE, lambda: 1.0
        )

    def as_at(self, _centre: Any, _at_ms: int) -> dict[str, Any]:
        return self.shown


def test_it_waits_until_nobody_was_there_and_then_for_its_own_while(kiosk: Kiosk, clock: SetClock) -> None:
    waiting = Waiting(kiosk)
    kiosk.touch()
    clock.forward(seconds=USUAL.idle_s - 1)
    assert not waiting.quiet()
    clock.forward(seconds=1)
    assert not waiting.quiet()
    clock.forward(seconds=59)
    assert not waiting.quiet()
    clock.forward(seconds=1)
    assert waiting.quiet()
    kiosk.touch()
    assert not waiting.quiet()


def test_it_is_not_quiet_while_the_centre_is_open_or_the_server_is_gone_or_has_refused(
    kiosk: Kiosk, clock: SetClock, server: Server
) -> None:
    waiting = Waiting(kiosk)
    clock.set("2026-11-23 22:00")
    waiting.quiet()
    clock.forward(minutes=2)
    assert waiting.quiet()
    waiting.shown = {"opening": {"open": True, "opens_at": None}}
    assert not waiting.quiet()
    waiting.shown = CLOSED
    kiosk.agent.link.fell()
    assert not waiting.quiet()
    kiosk.look()
    waiting.quiet()
    clock.forward(minutes=2)
    assert waiting.quiet()
    kiosk.agent.link.refuse(kiosk.token)
    assert not waiting.quiet()


def test_boxes_begin_at_moments_of_their_own(kiosk: Kiosk) -> None:
    whiles = {QuietWatch(kiosk.agent.link, lambda *_: CLOSED, lambda: 0).own_ms for _ in range(20)}
    assert len(whiles) > 10
    assert all(0 <= each <= USUAL.apart_s * 1000 for each in whiles)
