"""What goes out on a line, read back by another WebSocket implementation than the one that wrote it."""

import os
import socket
from types import SimpleNamespace

import pytest
from wsproto import ConnectionType
from wsproto.connection import Connection
from wsproto.events import TextMessage

from server.http.lines.wire import SharedLine, frame_once
from tests.live.conftest import Running


class Outbox:
    """A socket that keeps what it is sent."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def sendall(self, data: bytes) -> None:
        self.sent.append(data)


def line_to(sock: object, *, connected: bool = True) -> SharedLine:
    line = SharedLine(None, None)
    line.ws = SimpleNamespace(sock=sock, connected=connected)
    return line


def read_back(data: bytes) -> str:
    browser = Connection(ConnectionType.CLIENT)
    browser.receive_data(data)
    parts = list(browser.events())
    assert all(isinstance(part, TextMessage) for part in parts)
    assert parts[-1].message_finished
    return "".join(part.data for part in parts)


@pytest.mark.parametrize("length", [0, 1, 125, 126, 65_535, 65_536, 100_000])
def test_a_text_of_any_length_arrives_whole(length: int) -> None:
    outbox = Outbox()
    line_to(outbox).send("x" * length)
    assert read_back(b"".join(outbox.sent)) == "x" * length


def test_vietnamese_letters_arrive_and_are_counted_in_bytes() -> None:
    outbox = Outbox()
    line_to(outbox).send("Mời số A012 " * 11)
    assert read_back(b"".join(outbox.sent)) == "Mời số A012 " * 11


def test_many_screens_are_sent_one_frame() -> None:
    outboxes = [Outbox() for _ in range(3)]
    for outbox in outboxes:
        line_to(outbox).send('42/board,["snapshot",{"seq":7}]')
    assert outboxes[0].sent[0] is outboxes[1].sent[0] is outboxes[2].sent[0]


def test_a_line_that_is_gone_says_so() -> None:
    here, there = socket.socketpair()
    there.close()
    with here, pytest.raises(OSError, match="pipe"):
        line_to(here).send("2")


def test_the_running_server_does_not_compress(running: Running) -> None:
    key = "dGhlIHNhbXBsZSBub25jZQ=="
    with socket.create_connection(("127.0.0.1", running.server.port), timeout=5) as browser:
        browser.sendall(
            b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
            b"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            b"Sec-WebSocket-Extensions: permessage-deflate\r\nSec-WebSocket-Key: "
            + key.encode()
            + b"\r\n\r\n"
        )
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += browser.recv(4096)
    assert answer.startswith(b"HTTP/1.1 101")
    assert b"deflate" not in answer.lower()


def test_only_the_server_it_is_asked_for_is_changed() -> None:
    from engineio.async_drivers import threading as shared

    engine = SimpleNamespace(_async=shared._async)
    frame_once(SimpleNamespace(server=SimpleNamespace(eio=engine)))  # type: ignore[arg-type]
    assert engine._async["websocket"] is SharedLine
    assert shared._async["websocket"] is not SharedLine


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="Linux alone keeps a process to a core")
def test_the_server_keeps_to_one_core(running: Running) -> None:
    worker = running.server.worker
    assert len(worker.cpu_affinity()) == 1
    assert {len(os.sched_getaffinity(thread.id)) for thread in worker.threads()} == {1}
