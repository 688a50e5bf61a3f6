"""gunicorn's threaded worker, changed so that threads never wait for a peer.

By default it gives a thread to each connection that has begun a request, as long as each byte comes within the
silence limit: a few hundred slow connections stop all answers. Here the loop reads, and only whole requests get a thread.
Connections that are unfinished, idle or ending wait in one place of limited size.
"""

import errno
import socket
import struct
import time
from contextlib import suppress
from functools import partial
from typing import Any, Final

from gunicorn.http.errors import LimitRequestHeaders
from gunicorn.workers import gthread

from server.http.addresses import home, parsed
from server.http.unfinished import NO_ADDRESS, Unfinished
from server.process.framing import LONGEST_HEAD, RequestPart
from server.process.handshakes import Handshakes
from server.process.line import Connection
from server.process.one_send import LineSocket
from server.process.watchdog import loading

MOST_WAITING: Final = 512
MOST_WAITING_OF_ONE: Final = 128
REQUEST_S: Final = 10.0
"""How long a request may take to arrive, from its first byte to its last."""
_SILENCE_S: Final = 25  # a live line speaks every 10 s, and has 10 s more
_GOODBYE_S: Final = 2.0
_SWEEP_S: Final = 0.25
_SIGN_OF_LIFE_S: Final = 1.0
_CHUNK: Final = 64 * 1024
_AT_ONCE: Final = 16
_NONE_LEFT: Final = (errno.EMFILE, errno.ENFILE)
_NOBODY: Final = (errno.EAGAIN, errno.EWOULDBLOCK, errno.ECONNABORTED)


class Worker(gthread.ThreadWorker):  # type: ignore[misc]
    """`gthread`, but a request gets a thread only when it can be answered."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.waiting: Unfinished[Connection] = Unfinished(MOST_WAITING, MOST_WAITING_OF_ONE)
        self.handshakes = Handshakes()
        self._swept_at = 0.0
        self._notified_at = 0.0

    def notify(self) -> None:
        """Show gunicorn that the loop runs, only once a second: touching the file each time would delay the threads."""
        now = time.monotonic()
        if now >= self._notified_at + _SIGN_OF_LIFE_S:
            self._notified_at = now
            super().notify()

    def load_wsgi(self) -> None:
        """Load the app, however long that takes: a year's data may have to be migrated and checked first."""
        with loading(self.notify):
            super().load_wsgi()

    def accept(self, listener: Any) -> None:
        """Accept new connections, and read what came with them."""
        for _ in range(_AT_ONCE):
            try:
                sock, client = listener.accept()
            except OSError as error:
                if error.errno in _NONE_LEFT and (oldest := self.waiting.oldest()) is not None:
                    self._end(oldest)
                elif error.errno not in (*_NOBODY, *_NONE_LEFT):
                    raise
                return
            self.nr_conns += 1
            line = Connection(
                self.cfg, LineSocket(sock), client, listener.getsockname(), self._address(client)
            )
            self._read(line)

    def handle(self, conn: Connection) -> Any:
        """Answer a request, in a thread."""
        conn.begin()
        if conn.part is RequestPart.HEAD_TOO_LONG:
            conn.sock.settimeout(None)
            too_long = LimitRequestHeaders(f"over {LONGEST_HEAD} bytes")
            self.handle_error(None, conn.sock, conn.client, too_long)
            return False
        kept = super().handle(conn)
        if conn.used_up:
            _part(conn.sock)
        return kept and not conn.last

    def handle_request(self, req: Any, conn: Connection) -> Any:
        """Let the app answer; tell the peer if it is the last answer on this connection."""
        req._expected_100_continue = False  # noqa: SLF001 - the line has told its peer, or tells it when it is read
        if conn.last:
            req.force_close()
        try:
            return self._answered(req, conn)
        except StopIteration:
            conn.used_up = True
            raise

    def _answered(self, req: Any, conn: Connection) -> Any:
        """Let the app answer, and send head and body together, except to a peer that switches to another protocol."""
        if conn.last:
            return super().handle_request(req, conn)
        conn.sock.hold()
        try:
            kept = super().handle_request(req, conn)
        except BaseException:
            conn.sock.give_up()
            raise
        conn.sock.let_go()
        return kept

    def finish_request(self, conn: Connection, fs: Any) -> None:
        """A thread has finished with a connection: take its next request, keep it idle, or end it."""
        kept = not fs.cancelled() and fs.exception() is None and fs.result()
        if conn.used_up:
            self._end(conn)
        elif kept:
            conn.sock.settimeout(0)
            if conn.framing.data and conn.received():
                self._answer(conn)
            else:
                self._wait(conn, REQUEST_S if conn.framing.data else self.cfg.keepalive)
        else:
            self._say_goodbye(conn)

    def murder_keepalived(self, force: bool = False) -> None:  # noqa: FBT001, FBT002 - gunicorn calls it
        """End the connections whose time is over, or all of them."""
        now = time.monotonic()
        if force:
            self.waiting.all_by(now)
        elif self.alive and now < self._swept_at + _SWEEP_S:
            return
        self._swept_at = now
        for line in self.waiting.overdue(now):
            self._end(line)

    def murder_pending(self) -> None:
        """Do nothing: pending connections are handled with the others."""

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """Wait for events, at most until a handshake's turn or, while stopping, until a connection must end."""
        if (turn := self.handshakes.next_s()) is not None:
            timeout = min(timeout, turn)
        if not self.alive and (end := self.waiting.next_end()) is not None:
            timeout = min(timeout, max(0.0, end - time.monotonic()))
        super().wait_for_and_dispatch_events(timeout)
        self._let_through()

    def _cap_keepalive(self, deadline: float) -> None:
        self.waiting.all_by(deadline)

    def _address(self, client: Any) -> str:
        """The address for which this connection counts; behind a proxy there are many callers."""
        found = parsed(client[0])
        if found is None:
            return NO_ADDRESS
        proxies = self.cfg.forwarded_allow_networks()
        return NO_ADDRESS if any(found in network for network in proxies) else home(client[0])

    def _wait(self, line: Connection, seconds: float) -> None:
        """Let the loop listen to a connection; if there are too many, the one that has waited longest is ended."""
        if not self.alive:
            seconds = min(seconds, gthread.STOP_KEEPALIVE_LINGER)
        if not line.registered:
            self.poller.register(line.sock, gthread.selectors.EVENT_READ, partial(self._readable, line))
            line.registered = True
        for other in self.waiting.add(line, line.address, time.monotonic() + seconds):
            self._end(other)

    def _stop_waiting(self, line: Connection) -> None:
        self.waiting.remove(line)
        if line.registered:
            line.registered = False
            with suppress(OSError, KeyError, ValueError):
                self.poller.unregister(line.sock)

    def _readable(self, line: Connection, _: Any) -> None:
        if line.registered:  # it may have been ended since the loop woke
            self._read(line)

    def _read(self, line: Connection) -> None:
        try:
            data = line.sock.recv(_CHUNK)
        except BlockingIOError:
            if not line.registered:
                self._wait(line, REQUEST_S)
            return
        except OSError:
            self._end(line)
            return
        if line.parting:
            if not data:
                self._end(line)
            return
        begins = not line.framing.data
        if line.received(data, last=not data):
            self._answer(line)
        elif not data:
            self._end(line)
        else:
            line.let_go_on()
            if begins or not line.registered:
                self._wait(line, REQUEST_S)

    def _answer(self, line: Connection) -> None:
        """Give the request a thread, or a place in the queue of handshakes."""
        self._stop_waiting(line)
        if not line.framing.upgrades:
            self.enqueue_req(line)
            return
        for other in self.waiting.add(line, line.address, time.monotonic() + REQUEST_S):
            self._end(other)
        self.handshakes.add(line)
        self._let_through()

    def _let_through(self) -> None:
        for line in self.handshakes.due(self.waiting.__contains__):
            self.waiting.remove(line)
            self.enqueue_req(line)

    def _say_goodbye(self, line: Connection) -> None:
        """Wait a moment for the peer's goodbye, so that it still reads the end of the answer."""
        try:
            line.sock.shutdown(socket.SHUT_WR)
            line.sock.settimeout(0)
            line.parting = True
            self._wait(line, _GOODBYE_S)
        except (OSError, ValueError):
            self._end(line)

    def _end(self, line: Connection) -> None:
        self._stop_waiting(line)
        self.nr_conns -= 1
        line.close()


def bound_silence(arbiter: Any) -> None:
    """End connections whose peer does not read the answer, and live lines that fall silent.

    Accepted connections inherit the listener's time limits.
    """
    limit = struct.pack("ll", _SILENCE_S, 0)
    for listener in arbiter.LISTENERS:
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, limit)
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)


def _part(line: socket.socket) -> None:
    """Say goodbye on a connection whose thread may still read, and wait a moment for the peer's goodbye."""
    until = time.monotonic() + _GOODBYE_S
    with suppress(OSError):
        line.shutdown(socket.SHUT_WR)
        line.settimeout(_GOODBYE_S)
        while line.recv(4096) and time.monotonic() < until:
            pass
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
