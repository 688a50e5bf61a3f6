"""Screens that join and then never read, or little by little: whoever reads sees everything all the while.

Those that never read are sent away; those that are slow come to what the others have seen.
"""

import asyncio
import json
import socket
import time

import pytest

from tests.live.conftest import Running
from tests.support.screens import Hall, dial, frame, upgrade
from tests.support.waiting import PATIENCE_S

DEAF, TOUCHES = 4, 25
SIP, LONGEST, KERNEL_TAKES = 64, 1 << 16, 1 << 16
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


class Sip:
    """A screen whose machine takes a few bytes at a time."""

    def __init__(self, running: Running) -> None:
        self._line = socket.socket()
        self._line.settimeout(PATIENCE_S)
        self._line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, KERNEL_TAKES)
        self._line.connect(("127.0.0.1", running.server.port))
        self._line.sendall(upgrade(running.server.port))
        self.read = b""
        self.until(b"0{")
        self._line.sendall(frame(f"40/board,{json.dumps({'token': running.staff.display})}"))
        self.until(b"snapshot")

    def sip(self) -> None:
        """Take a few bytes, if any are there."""
        self.read += self._line.recv(SIP)

    def until(self, said: bytes) -> None:
        """Take a few bytes again and again until this was said."""
        while said not in self.read:
            self.sip()
            self.read = self.read[-LONGEST:]

    def close(self) -> None:
        self._line.close()


def test_screens_that_read_a_few_bytes_at_a_time_hold_nobody_up(running: Running) -> None:
    with Hall(running.server.port) as hall:
        screen = hall.screen("/board", token=running.staff.display)
        screen.wait_for(bool)
        slow = [Sip(running) for _ in range(DEAF)]
        for _ in range(TOUCHES):
            last = running.take()["id"]
            assert screen.wait_for(lambda seen, last=last: seen["seq"] >= last)
            for one in slow:
                one.sip()
        seq = str(screen.wait_for(lambda seen: seen["seq"] >= last).payload["seq"])
        for one in slow:
            one.until(f'"seq":{seq},'.encode())
            one.close()
