"""The head of an answer goes out with the beginning of its body; nothing is ever kept back."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.process.one_send import LineSocket

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"


@pytest.fixture
def pair() -> Iterator[tuple[LineSocket, socket.socket]]:
    """A line and its peer, which receives each send by itself."""
    ours, peer = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    peer.settimeout(5)
    line = LineSocket(ours)
    with line, peer:
        yield line, peer


def test_a_head_and_its_body_are_one_send(pair: tuple[LineSocket, socket.socket]) -> None:
    line, peer = pair
    line.hold()
    line.sendall(HEAD)
    line.sendall(b"first")
    line.sendall(b"second")
    line.let_go()
    assert [peer.recv(1000), peer.recv(1000)] == [HEAD + b"first", b"second"]


def test_a_head_without_a_body_goes_out_when_the_answer_is_over(
    pair: tuple[LineSocket, socket.socket],
) -> None:
    line, peer = pair
    line.hold()
    line.sendall(HEAD)
    line.let_go()
    assert peer.recv(1000) == HEAD


def test_each_answer_on_a_line_has_its_own_head(pair: tuple[LineSocket, socket.socket]) -> None:
    line, peer = pair
    for body in (b"one", b"two"):
        line.hold()
        line.sendall(HEAD)
        line.sendall(body)
        line.let_go()
        assert peer.recv(1000) == HEAD + body


def test_what_is_sent_outside_of_an_answer_waits_for_nothing(pair: tuple[LineSocket, socket.socket]) -> None:
    line, peer = pair
    line.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
    assert peer.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"


def test_a_file_comes_after_its_head(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"all of it")
    ours, peer = socket.socketpair()
    with LineSocket(ours) as line, peer, file.open("rb") as opened:
        line.hold()
        line.sendall(HEAD)
        line.sendfile(opened, 0, 9)
        line.let_go()
        line.shutdown(socket.SHUT_WR)
        assert b"".join(iter(lambda: peer.recv(1000), b"")) == HEAD + b"all of it"


def test_an_answer_that_failed_on_a_dead_line_ends_quietly(pair: tuple[LineSocket, socket.socket]) -> None:
    line, peer = pair
    line.hold()
    line.sendall(HEAD)
    peer.close()
    line.give_up()
    with pytest.raises(OSError, match="Broken pipe"):
        line.sendall(b"more")
