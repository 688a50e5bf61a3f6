"""One screen too many: told so in words, its line dropped, and let in when somebody leaves."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from tests.live.conftest import Running
from tests.support.screens import REFUSED_RETRY_S, Hall, Screen, dial, frame, read_packet

CAP = 3
SPARE = 32


@pytest.fixture(scope="module")
def running(start: Callable[..., Running]) -> Running:
    """A server for three screens."""
    return start(sockets=CAP)


@pytest.fixture
def full(hall: Hall, running: Running) -> Iterator[list[Screen]]:
    """As many screens as there may be."""
    screens = [hall.screen("/board", token=running.staff.display) for _ in range(CAP)]
    for screen in screens:
        screen.wait_for(bool)
    yield screens
    for screen in screens:
        screen.leave()
    until(lambda: live(running) == 0)


def live(running: Running) -> int:
    """How many sockets the server counts."""
    _, text = running.server.get("/metrics")
    (line,) = (line for line in text.splitlines() if line.startswith("goiso_sockets_live "))
    return int(float(line.split()[1]))


def until(true: Callable[[], bool], within_s: float = 60) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + within_s
    while not true():
        assert time.monotonic() < end, "not in time"
        time.sleep(0.05)


@pytest.mark.usefixtures("full")
def test_one_too_many_is_told_why(hall: Hall, running: Running) -> None:
    refusal = hall.screen("/board", token=running.staff.display).wait_for_refusal()

    assert refusal["code"] == "too_many_screens"
    assert refusal["text"].keys() == {"vi", "en"}
    assert str(CAP) in refusal["text"]["vi"]
    assert str(CAP) in refusal["text"]["en"]


@pytest.mark.usefixtures("full")
def test_the_cap_is_for_all_namespaces_together(hall: Hall, running: Running) -> None:
    refusal = hall.screen("/kiosk", token=running.staff.kiosk).wait_for_refusal()

    assert refusal["code"] == "too_many_screens"
    assert live(running) == CAP


@pytest.mark.usefixtures("full")
def test_the_line_of_somebody_refused_is_dropped(running: Running) -> None:
    async def stay() -> list[str]:
        """Refused, but not hanging up; answers what was said until the line ended."""
        reader, writer = await dial(running.server.port)
        writer.write(frame(f"40/board,{json.dumps({'token': running.staff.display})}"))
        said = []
        with suppress(EOFError):
            while True:
                said.append(await read_packet(reader))
        writer.close()
        return said

    said = asyncio.run(asyncio.wait_for(stay(), 10))
    assert said[0].startswith("44/board,")


def test_a_place_is_free_again_when_somebody_leaves(hall: Hall, running: Running, full: list[Screen]) -> None:
    newcomer = hall.screen("/board", token=running.staff.display)
    newcomer.wait_for_refusal()

    full[0].leave()

    assert newcomer.wait_for(bool, REFUSED_RETRY_S + 5)
    newcomer.leave()


@pytest.mark.usefixtures("full")
def test_those_inside_hear_on_though_somebody_was_refused(
    hall: Hall, running: Running, full: list[Screen]
) -> None:
    hall.screen("/board", token=running.staff.display).wait_for_refusal()

    ticket = running.take()["id"]

    for screen in full:
        assert screen.wait_for(lambda s: s["seq"] >= ticket)


def test_a_screen_is_let_in_past_any_crowd_of_lines_that_never_say_who_they_are(
    hall: Hall, running: Running
) -> None:
    async def crowd() -> None:
        lines = [await dial(running.server.port) for _ in range(3 * (CAP + SPARE))]
        try:
            screen = hall.screen("/board", token=running.staff.display)
            assert await asyncio.to_thread(screen.wait_for, bool)
            await asyncio.to_thread(screen.leave)
        finally:
            for _, writer in lines:
                writer.transport.abort()

    until(lambda: live(running) == 0)
    asyncio.run(crowd())


def test_screens_are_let_in_again_after_such_a_crowd(hall: Hall, running: Running) -> None:
    screens = [hall.screen("/board", token=running.staff.display) for _ in range(CAP)]

    for screen in screens:
        assert screen.wait_for(bool, 15)
    for screen in screens:
        screen.leave()


def test_it_counts_nobody_twice_over_many_comings_and_goings(hall: Hall, running: Running) -> None:
    for _ in range(4 * CAP):
        screen = hall.screen("/board", token=running.staff.display)
        screen.wait_for(bool)
        screen.leave()

    until(lambda: live(running) == 0)
