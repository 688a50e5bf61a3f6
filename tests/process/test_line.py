"""A long body is taken as it comes, as long as it comes at the least rate."""

import select
import socket
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from server.process.line import GO, streamed

GRACE_S = 10.0
RATE = 1000
ENDS_S = 0.05
"""What is left of the time when a test waits for its end."""


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    """The server's end of a line, and the peer's."""
    ours, theirs = socket.socketpair()
    theirs.settimeout(20)
    with ours, theirs:
        yield ours, theirs


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The time that a body's rate is measured by, until it is set."""
    set_by_hand = SimpleNamespace(now=0.0)
    monkeypatch.setattr("server.process.line.time", SimpleNamespace(monotonic=lambda: set_by_hand.now))
    return set_by_hand


def body(ours: socket.socket, *, waits: bool = False) -> Iterator[bytes]:
    """The body of a request whose head has come."""
    return streamed(ours, b"head", waits=waits, grace_s=GRACE_S, rate=RATE)


def test_what_comes_at_the_least_rate_is_taken_however_long_it_lasts(
    ends: tuple[socket.socket, socket.socket], clock: SimpleNamespace
) -> None:
    ours, theirs = ends
    coming = body(ours)
    assert next(coming) == b"head"
    for second in range(1, 60):
        theirs.sendall(bytes(RATE))
        assert next(coming) == bytes(RATE)
        clock.now = float(second)
    clock.now += GRACE_S - 1
    theirs.sendall(b"the last")
    theirs.close()
    assert list(coming) == [b"the last"]


def test_what_comes_more_slowly_is_ended_though_more_of_it_waits(
    ends: tuple[socket.socket, socket.socket], clock: SimpleNamespace
) -> None:
    ours, theirs = ends
    coming = body(ours)
    theirs.sendall(bytes(RATE))
    assert [next(coming), next(coming)] == [b"head", bytes(RATE)]
    clock.now = GRACE_S + 1  # the time of grace, and that of the bytes that came
    theirs.sendall(b"a byte now and then")
    assert next(coming, None) is None


def test_a_peer_that_falls_silent_is_waited_for_no_longer_than_its_rate_allows(
    ends: tuple[socket.socket, socket.socket], clock: SimpleNamespace
) -> None:
    ours, theirs = ends
    coming = body(ours)
    theirs.sendall(bytes(RATE))
    assert [next(coming), next(coming)] == [b"head", bytes(RATE)]
    clock.now = GRACE_S + 1 - ENDS_S
    assert next(coming, None) is None
    assert ours.gettimeout() is None
    theirs.sendall(b"it is still there")  # the line was not closed by its peer


def test_who_waits_to_be_told_is_told_once_somebody_reads_on(
    ends: tuple[socket.socket, socket.socket], clock: SimpleNamespace
) -> None:
    ours, theirs = ends
    coming = body(ours, waits=True)
    assert next(coming) == b"head"
    assert select.select([theirs], [], [], 0)[0] == []
    theirs.sendall(b"body")
    assert next(coming) == b"body"
    assert theirs.recv(100) == GO
