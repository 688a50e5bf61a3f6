"""Lines without a token, all three kinds at once, in small: whoever asks in whole sentences is answered all the while."""

import asyncio
import http.client
import json
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from bench.strangers import Crowd, Strangers
from tests.support.process import Process, Staff
from tests.support.screens import Hall, dial
from tests.support.waiting import PATIENCE_S, until

SCREENS = 10
CROWD = Crowd(patient=120, dripping=140, pouring=60)
TOUCHES = 60
MEMORY = 96 << 20
FEW_BYTES = 400


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Process, Staff]]:
    with Process(tmp_path_factory.mktemp("strangers"), sockets=SCREENS) as server:
        staff = server.enrol(officers=1)
        server.start()
        yield server, staff
        assert "Traceback" not in server.output()


@pytest.fixture
def strangers(centre: tuple[Process, Staff]) -> Iterator[Strangers]:
    """They come, and go on coming until the test is over."""
    crowd, loop = Strangers(centre[0].port, CROWD), asyncio.new_event_loop()
    coming = loop.create_task(crowd.run())

    def run() -> None:
        with suppress(asyncio.CancelledError):
            loop.run_until_complete(coming)

    thread = threading.Thread(target=run)
    thread.start()
    until(lambda: all(crowd.opened[kind] for kind in ("patient", "dripping", "pouring")))
    yield crowd
    loop.call_soon_threadsafe(coming.cancel)
    thread.join()
    loop.close()


def test_every_touch_is_answered_and_every_stranger_is_sent_away(
    centre: tuple[Process, Staff], strangers: Strangers
) -> None:
    server, staff = centre
    before = server.worker.memory_info().rss
    with Hall(server.port) as hall:
        screens = [hall.screen("/board", token=staff.display) for _ in range(SCREENS)]
        told = [
            server.post("/api/v1/tickets", staff.kiosk, {"field": "CT"}, PATIENCE_S) for _ in range(TOUCHES)
        ]
        last = told[-1][1]["id"]
        for screen in screens:
            assert screen.wait_for(lambda seen: seen["seq"] >= last, PATIENCE_S)

    assert [status for status, _ in told] == [201] * TOUCHES
    until(lambda: strangers.ended["patient"] >= CROWD.patient)
    until(lambda: strangers.ended["dripping"] >= CROWD.dripping)
    until(lambda: strangers.ended["pouring"] >= CROWD.pouring)
    assert server.worker.memory_info().rss - before < MEMORY


def test_lines_that_are_gone_leave_no_thread_behind(centre: tuple[Process, Staff]) -> None:
    server = centre[0]
    before = server.worker.num_threads()

    async def come_and_go(count: int) -> None:
        for _ in range(count):
            _, writer = await dial(server.port)
            writer.transport.abort()

    asyncio.run(come_and_go(60))
    asyncio.run(come_and_go(60))
    assert server.worker.num_threads() < before + 60


def test_a_request_that_never_ends_is_ended_though_it_is_never_silent(centre: tuple[Process, Staff]) -> None:
    with socket.create_connection(("127.0.0.1", centre[0].port)) as line:
        line.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
        line.settimeout(0.1)
        sent = 0
        with suppress(ConnectionError):
            while sent < FEW_BYTES and not _ended(line):
                line.sendall(b"x")
                sent += 1
    assert sent < FEW_BYTES


def _ended(line: socket.socket) -> bool:
    try:
        return line.recv(1) == b""
    except TimeoutError:
        return False


def test_slow_lines_take_no_thread(centre: tuple[Process, Staff]) -> None:
    server = centre[0]
    server.get("/healthz")
    before = server.worker.num_threads()
    lines = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(50)]
    for line in lines:
        line.sendall(b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx")
    assert server.get("/healthz")[0] == 200

    assert server.worker.num_threads() <= before + 2
    for line in lines:
        line.close()


def answered(server: Process, head: str, body: bytes = b"") -> tuple[int, bool]:
    """Send this and keep the line open: the status, and whether the server ended it after its answer."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) as line:
        line.sendall(head.encode() + body)
        answer = http.client.HTTPResponse(line)
        answer.begin()
        answer.read()
        return answer.status, answer.will_close


def upload(token: str, size: int) -> str:
    return (
        f"PUT /api/v1/notices/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/octet-stream\r\nContent-Length: {size}\r\n\r\n"
    )


def test_a_long_body_is_refused_by_its_head_to_who_may_not_send_it(centre: tuple[Process, Staff]) -> None:
    server, staff = centre
    assert answered(server, upload("nobody", 10 << 20)) == (401, True)
    assert answered(server, upload(staff.kiosk, 10 << 20)) == (403, True)
    assert answered(
        server, upload(staff.kiosk, 10 << 20).replace("PUT /api/v1/notices/files", "POST /sign-in")
    ) == (
        413,
        True,
    )


def test_a_manager_sends_a_long_body(centre: tuple[Process, Staff]) -> None:
    server, staff = centre
    picture = b"\x89PNG\r\n\x1a\n" + bytes(300_000)
    status, ends = answered(server, upload(staff.admin, len(picture)), picture)
    assert status in {201, 400}  # the picture is none; it was read to its end
    assert ends


def ticket(staff: Staff) -> bytes:
    return (
        f"POST /api/v1/tickets HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {staff.kiosk}\r\n"
        'Content-Length: 15\r\n\r\n{"field": "CT"}'
    ).encode()


Pieces = Callable[[bytes], list[bytes]]
PIECES: dict[str, Pieces] = {
    "byte by byte": lambda said: [said[n : n + 1] for n in range(len(said))],
    "in halves": lambda said: [said[:100], said[100:]],
}


@pytest.mark.parametrize("pieces", PIECES.values(), ids=PIECES)
def test_a_request_in_pieces_is_answered(centre: tuple[Process, Staff], pieces: Pieces) -> None:
    server, staff = centre
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for piece in pieces(ticket(staff)):
            line.sendall(piece)
        answer = http.client.HTTPResponse(line)
        answer.begin()
        assert answer.status == 201


def test_requests_that_follow_each_other_on_one_line_are_answered_in_order(
    centre: tuple[Process, Staff],
) -> None:
    server, staff = centre
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) as line:
        line.sendall(ticket(staff) * 3)
        answers = line.makefile("rb")
        given = []
        for _ in range(3):
            length = 0
            while (header := answers.readline()) != b"\r\n":
                assert header
                if header.lower().startswith(b"content-length:"):
                    length = int(header.split(b":")[1])
            given.append(json.loads(answers.read(length))["id"])
    assert given == sorted(set(given))


def test_who_asks_whether_to_send_the_body_is_told_to(centre: tuple[Process, Staff]) -> None:
    server, staff = centre
    head, _, body = ticket(staff).partition(b"\r\n\r\n")
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) as line:
        line.sendall(head + b"\r\nExpect: 100-continue\r\n\r\n")
        assert line.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        line.sendall(body)
        answer = http.client.HTTPResponse(line)
        answer.begin()
        assert answer.status == 201


def test_many_at_once_are_all_answered(centre: tuple[Process, Staff]) -> None:
    server, staff = centre
    with ThreadPoolExecutor(40) as pool:
        told = list(
            pool.map(
                lambda _: server.post("/api/v1/tickets", staff.kiosk, {"field": "CT"}, PATIENCE_S), range(200)
            )
        )
    assert [status for status, _ in told] == [201] * 200
