"""An invalid packet ends its line, with one line in the log; the libraries would log a trace and send an HTTP answer."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from traceback import walk_tb
from typing import Any, Final

import structlog
from engineio.packet import Packet
from flask_socketio import SocketIO

NO_PACKET: Final = (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError)
"""The errors that reading an invalid packet raises; invalid JSON is a `ValueError`."""
_log = structlog.get_logger(__name__)


def end_on_malformed(socketio: SocketIO) -> None:
    """End every line of `socketio` that sends an invalid Socket.IO packet."""
    server = socketio.server
    handed_on = server._handle_eio_message  # noqa: SLF001 - it has no public door

    def hear(line: str, said: Any) -> None:
        with suppress(*NO_PACKET), _noted():
            handed_on(line, said)
            return
        server.eio.disconnect(line)

    server._handle_eio_message = hear  # noqa: SLF001
    server.eio.on("message", hear)


def check(said: str) -> None:
    """Raise one of `NO_PACKET` for an invalid packet of Engine.IO."""
    with _noted():
        Packet(encoded_packet=said)


@contextmanager
def _noted() -> Iterator[None]:
    try:
        yield
    except NO_PACKET as error:
        if _is_ours(error):
            _log.exception("live_message_failed")
        else:
            _log.warning("live_message_malformed", error=type(error).__name__)
        raise


def _is_ours(error: BaseException) -> bool:
    """Whether the error comes from our own code: then the packet was valid and our listener is at fault."""
    *_, (last, _) = walk_tb(error.__traceback__)
    return str(last.f_globals.get("__name__", "")).startswith("server.")
