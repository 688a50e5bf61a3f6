"""Screens that join and then never read: whoever reads sees everything all the while, and the others are sent away."""

import asyncio
import json
import socket
import time

import pytest

from tests.live.conftest import Running
from tests.support.screens import Hall, dial, frame
from tests.support.waiting import PATIENCE_S

DEAF, TOUCHES = 4, 25
LOOK_S = 0.5


async def join_and_never_read(running: Running) -> asyncio.StreamWriter:
    """A screen whose kernel takes little, and that takes nothing from it."""
    reader, writer = await dial(running.server.port)
    line: socket.socket = writer.get_extra_info("socket")
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
    writer.write(frame(f"40/board,{json.dumps({'token': running.staff.display})}"))
    await writer.drain()
    while "snapshot" not in str(await reader.read(4096)):
        pass
    writer.transport.pause_reading()  # type: ignore[attr-defined]
    return writer


async def leave(screens: list[asyncio.StreamWriter]) -> None:
    """Their machines are switched off."""
    for writer in screens:
        writer.transport.abort()
    await asyncio.sleep(0)


def live(running: Running) -> int:
    """How many lines the server counts. What these screens' own TCP says is no help: the end waits behind what they never read."""
    text: str = running.server.get("/metrics")[1]
    (line,) = (line for line in text.splitlines() if line.startswith("goiso_sockets_live "))
    return round(float(line.split()[1]))


@pytest.mark.parametrize("stay", [False, pytest.param(True, marks=pytest.mark.torture)])
def test_whoever_reads_sees_everything_and_who_never_does_is_sent_away(running: Running, stay: bool) -> None:
    """They leave at once in the short form; else it takes the server two pings."""
    with asyncio.Runner() as runner, Hall(running.server.port) as hall:
        screens = [hall.screen("/board", token=running.staff.display) for _ in range(2)]
        for screen in screens:
            screen.wait_for(bool)
        before = live(running)
        deaf = [runner.run(join_and_never_read(running)) for _ in range(DEAF)]
        threads = running.server.worker.num_threads()
        last = [running.take()["id"] for _ in range(TOUCHES)][-1]
        for screen in screens:
            assert screen.wait_for(lambda seen: seen["seq"] >= last)
        if not stay:
            runner.run(leave(deaf))
        ends = time.monotonic() + PATIENCE_S
        while live(running) > before:
            assert time.monotonic() < ends, "they are still kept"
            time.sleep(LOOK_S)
        assert running.server.worker.num_threads() <= threads
        last = running.take()["id"]
        for screen in screens:
            assert screen.wait_for(lambda seen, last=last: seen["seq"] >= last)
        runner.run(leave(deaf))
