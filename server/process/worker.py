"""gunicorn's threaded worker, taught that machines in a hall are switched off in mid-sentence.

Left alone, it gives a thread for five seconds to a line that has not spoken yet, a thread for good to one
that stops in the middle of a request, and its only loop for two seconds to each peer that does not say
goodbye: a switch without power would stop the whole centre for minutes.
"""

import socket
import struct
import sys
import time
from contextlib import suppress
from typing import Any, Final

from gunicorn.glogging import Logger
from gunicorn.workers import gthread

APP_LOAD_ERROR: Final = 4
"""With this exit status a worker ends that cannot load its app; gunicorn does not start it again then."""
_FIRST_WORD_S: Final = 0.1
_SILENCE_S: Final = 25  # a live line speaks every 10 s, and has 10 s more
_GOODBYE_S: Final = 2.0


class Worker(gthread.ThreadWorker):  # type: ignore[misc]
    """`gthread`, whose loop waits for nobody."""

    def init_process(self) -> None:
        """Begin work: a line that says nothing goes back to the loop at once, which costs no thread."""
        gthread.DEFAULT_WORKER_DATA_TIMEOUT = _FIRST_WORD_S
        super().init_process()

    def handle(self, conn: Any) -> Any:
        """Answer a request; when the line is to be closed, part with the peer here, in this line's thread."""
        kept = super().handle(conn)
        if not kept:
            _part(conn.sock)
        return kept


class Log(Logger):  # type: ignore[misc]
    """gunicorn's log, without a traceback for each line that fell silent, and silent after an app that said why it ends."""

    _told = False

    def error(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log it, unless the worker ended because of what the app has told already, in words."""
        self._told = self._told or args[1:] == (APP_LOAD_ERROR,)
        if not self._told:
            super().error(msg, *args, **kwargs)

    def exception(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log the error being handled, unless it is silence."""
        if not isinstance(sys.exception(), BlockingIOError):
            super().exception(msg, *args, **kwargs)


def bound_silence(arbiter: Any) -> None:
    """End lines whose peer stops in the middle of a request, or does not read the answer.

    Accepted connections inherit the listener's time limits.
    """
    limit = struct.pack("ll", _SILENCE_S, 0)
    for listener in arbiter.LISTENERS:
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, limit)
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)


def _part(line: socket.socket) -> None:
    """Say goodbye and wait a moment for the peer's, so that it still reads the end of the answer."""
    until = time.monotonic() + _GOODBYE_S
    with suppress(OSError):
        line.shutdown(socket.SHUT_WR)
        line.settimeout(_GOODBYE_S)
        while line.recv(4096) and time.monotonic() < until:
            pass
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
