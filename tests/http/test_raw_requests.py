"""Requests that no client library sends, over a real line: bodies in chunks, and what is no request at all."""

import html
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from server.core.refusals.catalogue import CATALOGUE
from tests.support.process import Process, Staff

LIMIT = 64 * 1024
TICKET = b'{"field": "CT"}'
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
FORMS = ["/sign-in", "/sign-out", "/take", "/admin/devices", "/admin/screens"]
Answer = tuple[int, Any]


@dataclass(frozen=True)
class Line:
    """What says something to a running server, byte by byte."""

    server: Process
    staff: Staff

    def send(self, request: str, token: str, content_type: str, body: bytes, **headers: str) -> Answer:
        """`body` is sent as it is, where chunks are expected."""
        said = {
            "Host": "x",
            "Authorization": f"Bearer {token}",
            "Content-Type": content_type,
            "Transfer-Encoding": "chunked",
            "Connection": "close",
        } | {name.replace("_", "-"): value for name, value in headers.items()}
        head = [f"{request} HTTP/1.1", *(f"{name}: {value}" for name, value in said.items()), "", ""]
        return self.server.say("\r\n".join(head).encode() + body)

    def take(self, body: bytes, **headers: str) -> Answer:
        """The kiosk asks for a number."""
        return self.send("POST /api/v1/tickets", self.staff.kiosk, "application/json", body, **headers)

    def upload(self, body: bytes) -> Answer:
        """The manager sends a picture."""
        return self.send("PUT /api/v1/notices/files", self.staff.admin, "application/octet-stream", body)

    def last_entry(self) -> int:
        """The journal's end."""
        seq: int = self.server.get("/api/v1/journal", self.staff.admin)[1]["seq"]
        return seq


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    with Process(tmp_path_factory.mktemp("raw")) as server:
        staff = server.enrol()
        server.start()
        yield Line(server, staff)
        assert "Traceback" not in server.output()


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def chunked(*parts: bytes) -> bytes:
    return b"".join(chunk(part) for part in (*parts, b""))


def code(answer: Answer) -> tuple[int, str]:
    return answer[0], answer[1]["code"]


def spaces(size: int) -> bytes:
    return TICKET + b" " * (size - len(TICKET))


def test_a_body_in_chunks_is_read_whole(line: Line) -> None:
    assert line.take(chunked(TICKET[:4], TICKET[4:]))[0] == 201
    assert line.take(chunked(spaces(LIMIT)))[0] == 201


@pytest.mark.parametrize("after", [b" ", b"}}}junk", b" " * LIMIT])
def test_chunks_over_64_kb_are_refused_and_never_cut(line: Line, after: bytes) -> None:
    seq = line.last_entry()
    assert code(line.take(chunked(spaces(LIMIT), after), Idempotency_Key="long")) == (413, "body_too_large")
    assert line.last_entry() == seq
    assert line.take(chunked(TICKET), Idempotency_Key="long")[0] in {201, 200}


@pytest.mark.parametrize("path", FORMS)
def test_forms_in_chunks_over_64_kb_are_refused_too(line: Line, path: str) -> None:
    form = b"field=CT&note=" + b"x" * LIMIT
    status, page = line.send(f"POST {path}", "none", "application/x-www-form-urlencoded", chunked(form))
    assert status == 413
    assert "64 KB" in page


NO_CHUNKS = {
    "size": b"zz\r\n" + TICKET,
    "no end": b"f\r\n" + TICKET + b"junk",
    "cut": b"ff\r\n" + TICKET,
    "no last chunk": chunk(TICKET),
    "trailer": chunk(TICKET) + b"0\r\n\0: x\r\n\r\n",
}


@pytest.mark.parametrize("body", NO_CHUNKS.values(), ids=NO_CHUNKS)
def test_chunks_that_are_wrong_or_break_off_are_refused(line: Line, body: bytes) -> None:
    seq = line.last_entry()
    assert code(line.take(body)) == (400, "bad_request")
    assert line.last_entry() == seq


def test_a_body_shorter_than_it_promises_is_refused(line: Line) -> None:
    head = f"POST /api/v1/tickets HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {line.staff.kiosk}\r\n"
    answer = line.server.say(head.encode() + b"Content-Length: 30\r\n\r\n" + TICKET)
    assert code(answer) == (400, "bad_request")


@pytest.mark.parametrize("body", [b"zz\r\n" + PNG, b"fff\r\n" + PNG, chunk(PNG), chunk(PNG) + b"zz\r\n"])
def test_a_file_whose_chunks_are_wrong_or_break_off_is_broken(line: Line, body: bytes) -> None:
    assert code(line.upload(body)) == (400, "upload_broken")


NO_REQUESTS = {
    "a long address": (
        "GET {path}?x=" + "x" * 9000 + " HTTP/1.1\r\nHost: x\r\n\r\n",
        414,
        "address_too_long",
    ),
    "long headers": (
        "GET {path} HTTP/1.1\r\nHost: x\r\nCookie: " + "x" * 20_000 + "\r\n\r\n",
        431,
        "headers_too_long",
    ),
    "a header that is none": ("GET {path} HTTP/1.1\r\nHost: x\r\nx y\r\n\r\n", 400, "bad_request"),
    "a version that is none": ("GET {path} HTTX/1.1\r\nHost: x\r\n\r\n", 400, "bad_request"),
}


@pytest.mark.parametrize(("said", "status", "wanted"), NO_REQUESTS.values(), ids=NO_REQUESTS)
def test_programs_are_told_in_json_what_is_no_request(
    line: Line, said: str, status: int, wanted: str
) -> None:
    answer = line.server.say(said.format(path="/api/v1/centre").encode())
    assert code(answer) == (status, wanted)
    assert answer[1]["status"] == status


@pytest.mark.parametrize(("said", "status", "wanted"), NO_REQUESTS.values(), ids=NO_REQUESTS)
def test_people_are_told_on_a_vietnamese_page_what_is_no_request(
    line: Line, said: str, status: int, wanted: str
) -> None:
    found, page = line.server.say(said.format(path="/counter/1").encode())
    assert found == status
    assert '<html lang="vi">' in page
    assert CATALOGUE[wanted].title.vi in page
    assert CATALOGUE[wanted].action.en in html.unescape(page)
    assert "xxxx" not in page
