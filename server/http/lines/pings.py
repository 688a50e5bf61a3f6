"""Pings all live lines from one thread: Engine.IO would start a thread for each, which outlives its line by the interval."""

import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import structlog
from engineio.exceptions import SocketIsClosedError
from engineio.packet import PING, Packet
from engineio.socket import Socket
from flask_socketio import SocketIO

_log = structlog.get_logger(__name__)


def ping_together(socketio: SocketIO) -> None:
    """Ping all lines of `socketio` from one thread."""
    engine = socketio.server.eio
    begin, pings = engine.start_background_task, Pings(engine.ping_interval)

    def begin_task(target: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        if getattr(target, "__func__", None) is not Socket._send_ping:  # noqa: SLF001 - it has no public door
            return begin(target, *arguments, **named)
        return pings.later(target.__self__)  # type: ignore[attr-defined]

    engine.start_background_task = begin_task


class Pings:
    """Lines in the order of their next ping: each `interval_s` seconds after it was last heard."""

    def __init__(self, interval_s: float) -> None:
        self._interval_s = interval_s
        self._changed = threading.Condition()
        self._next: deque[tuple[float, Any]] = deque()
        self._thread: threading.Thread | None = None

    def later(self, line: Any) -> None:
        """Ping this line after the interval; until then no answer is expected."""
        line.last_ping = None
        with self._changed:
            self._next.append((time.monotonic() + self._interval_s, line))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="pings", daemon=True)
                self._thread.start()
            self._changed.notify()

    def _run(self) -> None:
        while True:
            try:
                _ping(self._await())
            except Exception:
                _log.exception("ping_failed")

    def _await(self) -> Any:
        with self._changed:
            self._changed.wait_for(lambda: self._next)
            due, line = self._next.popleft()
        time.sleep(max(0.0, due - time.monotonic()))
        return line


def _ping(line: Any) -> None:
    if line.closing or line.closed:
        return
    line.last_ping = time.time()
    with suppress(SocketIsClosedError):  # it went in this very moment
        line.send(Packet(PING))
