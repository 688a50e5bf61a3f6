"""Where a request ends: the same however the bytes come, and what is odd is left to gunicorn to refuse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.process.framing import GATHERED, LONGEST_HEAD, Framing, RequestPart

GET = b"GET /kiosk HTTP/1.1\r\nHost: x\r\n\r\n"


def post(*headers: bytes, body: bytes = b"") -> bytes:
    return b"\r\n".join([b"POST /api/v1/tickets HTTP/1.1", b"Host: x", *headers, b"", b""]) + body


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


CHUNKED = b"Transfer-Encoding: chunked"
WHOLE = {
    "no body": GET,
    "after an empty line": b"\r\n" + GET,
    "no headers": b"GET / HTTP/1.0\r\n\r\n",
    "length": post(b"Content-Length: 4", body=b"\r\n\r\n"),
    "length, another case": post(b"CONTENT-LENGTH:4 ", body=b"abcd"),
    "length of nothing": post(b"Content-Length: 0"),
    "as long as may be": post(b"Content-Length: %d" % GATHERED, body=b"x" * GATHERED),
    "chunks": post(CHUNKED, body=chunk(b"\r\n0\r\n\r\n") + chunk(b"b") + b"0\r\n\r\n"),
    "chunks with more to say": post(CHUNKED, body=b"3;x=y\r\nabc\r\n0\r\nA: b\r\n\r\n"),
    "as much in chunks as may be": post(CHUNKED, body=chunk(b"x" * GATHERED) + b"0\r\n\r\n"),
}
ODD = {
    "line feeds": b"GET / HTTP/1.1\nHost: x\n\n",
    "two lengths": post(b"Content-Length: 1", b"Content-Length: 1"),
    "a length that is none": post(b"Content-Length: +1"),
    "length and chunks": post(b"Content-Length: 1", CHUNKED),
    "another coding": post(b"Transfer-Encoding: gzip, chunked"),
    "chunks twice": post(CHUNKED, CHUNKED),
    "a size that is none": post(CHUNKED, body=b"-1\r\n"),
    "a size without end": post(CHUNKED, body=b"0" * 300),
    "a chunk without end": post(CHUNKED, body=b"1\r\nabc"),
    "chunks of one byte, for ever": post(CHUNKED, body=chunk(b"x") * 30_000),
}


def fed(data: bytes, *sizes: int) -> tuple[RequestPart, Framing]:
    """What is told after each piece, of these sizes and the rest; the last, or the first that is not `BEGUN`."""
    framing, part = Framing(), RequestPart.BEGUN
    for size in (*sizes, len(data)):
        piece, data = data[:size], data[size:]
        if part is RequestPart.BEGUN:
            part = framing.feed(piece)
        else:
            framing.data += piece
    return part, framing


@pytest.mark.parametrize("said", WHOLE.values(), ids=WHOLE)
def test_a_request_ends_where_it_ends(said: bytes) -> None:
    part, framing = fed(said + GET)
    assert part is RequestPart.WHOLE
    assert framing.take(part) == said
    assert framing.feed() is RequestPart.WHOLE
    assert framing.take(RequestPart.WHOLE) == GET
    assert framing.feed() is RequestPart.BEGUN


@pytest.mark.parametrize("said", WHOLE.values(), ids=WHOLE)
def test_until_its_last_byte_it_is_not_whole(said: bytes) -> None:
    assert fed(said[:-1])[0] is RequestPart.BEGUN


@given(st.sampled_from(sorted(WHOLE.values(), key=len)), st.lists(st.integers(1, 60), max_size=80))
def test_it_is_the_same_in_any_pieces(said: bytes, sizes: list[int]) -> None:
    part, framing = fed(said, *sizes)
    assert part is RequestPart.WHOLE
    assert framing.take(part) == said


@pytest.mark.parametrize("said", ODD.values(), ids=ODD)
def test_what_is_odd_is_handed_on_as_it_is(said: bytes) -> None:
    part, framing = fed(said, 10, 10)
    assert part is RequestPart.ODD
    assert framing.take(part) == said


@pytest.mark.parametrize(
    "said",
    [
        post(b"Content-Length: %d" % (GATHERED + 1)),
        post(b"Content-Length: " + b"9" * 30),
        post(CHUNKED, body=chunk(b"x" * (GATHERED + 1))),
        post(CHUNKED, body=b"fffffffff\r\n" + b"x" * (GATHERED + 1)),
        post(CHUNKED, body=chunk(b"x" * 1000) * 70),
    ],
)
def test_a_body_that_is_too_long_is_not_gathered(said: bytes) -> None:
    assert fed(said, 10, 10)[0] is RequestPart.LONG


def test_a_chunk_that_promises_much_is_not_believed_before_it_comes() -> None:
    assert fed(post(CHUNKED, body=b"fffffffff\r\n" + b"x" * 1000))[0] is RequestPart.BEGUN


def test_a_head_has_a_longest() -> None:
    assert fed(post(b"X: " + b"x" * LONGEST_HEAD))[0] is RequestPart.HEAD_TOO_LONG
    assert fed(b"x" * (LONGEST_HEAD + 1))[0] is RequestPart.HEAD_TOO_LONG


def test_it_tells_who_asks_for_a_live_line() -> None:
    framing = fed(post(b"UPGRADE: websocket") + GET)[1]
    assert framing.upgrades
    framing.take(RequestPart.WHOLE)
    assert framing.feed() is RequestPart.WHOLE
    assert not framing.upgrades


def test_who_asks_for_it_is_told_to_go_on_before_the_body() -> None:
    part, framing = fed(post(b"Expect: 100-Continue", b"Content-Length: 4"))
    assert part is RequestPart.BEGUN
    assert framing.waits_for_go
    assert framing.feed(b"abcd") is RequestPart.WHOLE
    assert not framing.waits_for_go
