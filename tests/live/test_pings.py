"""One thread pings all lines, whatever becomes of any of them."""

import threading
from dataclasses import dataclass, field
from typing import Any

import pytest
from engineio.exceptions import SocketIsClosedError

from server.http.lines.pings import Pings

PATIENCE_S = 30


@dataclass
class Line:
    """A line of Engine.IO, as far as pings know one; `trouble` is raised when something is sent."""

    trouble: Exception | None = None
    closing: bool = False
    closed: bool = False
    last_ping: float | None = None
    pinged: threading.Event = field(default_factory=threading.Event)

    def send(self, _packet: Any) -> None:
        self.pinged.set()
        if self.trouble is not None:
            raise self.trouble


@pytest.mark.parametrize("trouble", [SocketIsClosedError(), OSError("gone")])
def test_a_line_that_ends_while_it_is_pinged_keeps_no_other_from_its_ping(trouble: Exception) -> None:
    gone, other = Line(trouble), Line()
    pings = Pings(0)
    pings.later(gone)
    pings.later(other)

    assert other.pinged.wait(PATIENCE_S)
    assert gone.pinged.is_set()


def test_a_closed_line_is_not_pinged() -> None:
    closed, other = Line(closed=True), Line()
    pings = Pings(0)
    pings.later(closed)
    pings.later(other)

    assert other.pinged.wait(PATIENCE_S)
    assert not closed.pinged.is_set()
