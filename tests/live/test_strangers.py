"""Lines that nobody vouches for: they go, and neither their number nor what they send keeps anybody out."""

import asyncio
import socket
import threading
from contextlib import suppress

import pytest

from server.http.lines.strangers import LiveLine, Strangers
from tests.live.conftest import Running
from tests.support.screens import Hall, dial, frame, read_packet
from tests.support.waiting import until

FRAGMENT = b"\x01\xfe\xff\xff" + bytes(4) + b"x" * 0xFFFF
MORE = b"\x00" + FRAGMENT[1:]
BINARY = b"\x82\xfe\xff\xff" + bytes(4) + b"x" * 0xFFFF
TEXT = b"\x81\xfe\xff\xff" + bytes(4) + b"4" * 0xFFFF
ENOUGH = 64 << 20
PATIENCE_S = 20


async def all_said(reader: asyncio.StreamReader) -> list[str]:
    """What the server says until it ends the line."""
    said = []
    with suppress(EOFError, ConnectionError):
        while True:
            said.append(await read_packet(reader))
    return said


def hears_the_end(running: Running, *sent: bytes) -> list[str]:
    async def stay() -> list[str]:
        reader, writer = await dial(running.server.port)
        for packet in sent:
            writer.write(packet)
        said = await all_said(reader)
        writer.close()
        return said

    return asyncio.run(asyncio.wait_for(stay(), PATIENCE_S))


def test_a_line_that_joins_nothing_is_ended(running: Running) -> None:
    assert not any(said.startswith("4") for said in hears_the_end(running))


def test_the_namespace_that_has_no_door_lets_nobody_stay(running: Running) -> None:
    (said,) = [said for said in hears_the_end(running, frame("40")) if said != "2"]
    assert said.startswith("44")


@pytest.mark.parametrize("malformed", ["40.0", "42/board,{", "4" + "[" * 9000, "451-[1]", "44"])
def test_what_is_no_packet_ends_the_line_and_leaves_no_trace(running: Running, malformed: str) -> None:
    assert not any(said.startswith("4") for said in hears_the_end(running, frame(malformed)))
    assert "Traceback" not in running.server.output()
    assert "live_message_malformed" in running.server.output()


def test_a_line_that_leaves_its_namespace_is_nobodys_again(running: Running) -> None:
    join = frame(f'40/board,{{"token": "{running.staff.display}"}}')
    said = hears_the_end(running, join, frame("41/board,"))
    assert any(one.startswith("40/board,") for one in said)


def test_who_has_joined_stays(hall: Hall, running: Running) -> None:
    screen = hall.screen("/board", token=running.staff.display)
    screen.wait_for(bool)
    hears_the_end(running)

    assert screen.ended_at is None
    screen.leave()


@pytest.mark.parametrize(
    ("first", "then"), [(FRAGMENT, MORE), (BINARY, BINARY), (TEXT, TEXT)], ids=["fragments", "bytes", "flood"]
)
def test_what_is_sent_without_end_is_not_kept(running: Running, first: bytes, then: bytes) -> None:
    async def pour() -> int:
        _, writer = await dial(running.server.port)
        sent, packet = 0, first
        with suppress(ConnectionError):
            while sent < ENOUGH:
                writer.write(packet)
                await writer.drain()
                sent, packet = sent + len(packet), then
        writer.transport.abort()
        return sent

    before = running.server.worker.memory_info().rss
    assert asyncio.run(pour()) < ENOUGH
    assert running.server.worker.memory_info().rss - before < ENOUGH


def a_line(strangers: Strangers, address: str = "192.168.1.20") -> tuple[LiveLine, socket.socket]:
    here, there = socket.socketpair()
    there.setblocking(False)
    return strangers.opened(address, here), there


def ended(there: socket.socket) -> bool:
    try:
        return there.recv(1) == b""
    except BlockingIOError:
        return False


def test_when_there_are_too_many_the_oldest_goes_and_never_the_newest() -> None:
    strangers = Strangers(2, joins_within_s=600)
    lines = [a_line(strangers) for _ in range(33 + 2)]

    assert [ended(there) for _, there in lines] == [True, True] + [False] * 33
    other = a_line(strangers, "192.168.1.21")
    assert not any(ended(there) for _, there in (*lines[2:], other))


def test_joined_lines_have_places_of_their_own() -> None:
    strangers = Strangers(2, joins_within_s=600)
    joined = [a_line(strangers) for _ in range(50)]
    for line, _ in joined[-2:]:
        line.joined()
    for _ in range(60):
        a_line(strangers)

    assert not any(ended(there) for _, there in joined[-2:])


def test_one_thread_sees_all_of_them_off() -> None:
    before = threading.active_count()
    strangers = Strangers(20, joins_within_s=0.01)
    lines = [a_line(strangers) for _ in range(20)]

    until(lambda: all(ended(there) for _, there in lines))
    assert threading.active_count() == before + 1
