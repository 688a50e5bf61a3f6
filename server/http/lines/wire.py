"""How a message goes out on a screen's line, framed once for everybody and written whole; and how much may come in."""

import struct
from contextlib import suppress
from functools import lru_cache
from typing import Any, Final

import simple_websocket
from engineio.async_drivers._websocket_wsgi import SimpleWebSocketWSGI
from flask_socketio import SocketIO
from wsproto.utilities import LocalProtocolError

from server.http.lines.malformed import check
from server.http.lines.strangers import line_of

_WHOLE_TEXT: Final = 0x81
_SHORT, _MEDIUM, _LONG = 125, 126, 127
_UP_TO_16_BITS: Final = 0xFFFF
_STRANGERS: Final = 16 * 1024


def frame_once(socketio: SocketIO) -> None:
    """Let all lines of `socketio` share their frames."""
    engine = socketio.server.eio
    engine._async = {**engine._async, "websocket": SharedLine}  # noqa: SLF001 - it has no public door


class BoundedLine(simple_websocket.Server):  # type: ignore[misc]
    """A WebSocket that ends when a message, or all that nobody has read yet, is longer than `longest`.

    So does one that sends bytes: nobody does here, and Socket.IO would keep them until their event is complete.
    A stranger may send only what it needs to join.
    """

    def __init__(self, environ: dict[str, Any], longest: int) -> None:
        self._longest = longest
        super().__init__(environ, max_message_size=longest)

    def _handle_events(self) -> bool:
        line = line_of(self.environ)
        stranger = line is not None and line.namespaces == 0
        self.max_message_size = min(_STRANGERS, self._longest) if stranger else self._longest
        goes_on: bool = super()._handle_events()
        if goes_on and self._floods():
            self.input_buffer.clear()
            self.event.set()
            return False
        return goes_on

    def _floods(self) -> bool:
        unread = list(self.input_buffer)
        too_much = sum(map(len, unread)) > self._longest
        return too_much or any(isinstance(message, bytes) for message in unread)


class SharedLine(SimpleWebSocketWSGI):  # type: ignore[misc]
    """Engine.IO's WebSocket.

    What two hundred screens are sent is the same text, and without compression the same frame (RFC 6455 §5.2).
    """

    def __init__(self, handler: Any, server: Any) -> None:
        super().__init__(handler, server)
        self._engine = server

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ARG002
        """Serve one line to its end."""
        self.ws = BoundedLine(environ, self._engine.max_http_buffer_size)
        self.app(self)
        raise StopIteration  # gunicorn's word for a line that is used up

    def send(self, message: str | bytes) -> Any:
        """Write one message; blocks while the peer is slow. Raises `OSError` when the line is gone."""
        if isinstance(message, bytes) or not self.ws.connected:
            return super().send(message)
        return self.ws.sock.sendall(_frame(message))

    def wait(self) -> Any:
        """The next message. Raises an error for an invalid packet; then Engine.IO ends the line."""
        said = super().wait()
        if isinstance(said, str):
            check(said)
        return said

    def close(self) -> None:
        """Say goodbye, unless the line is gone or both sides have begun to."""
        with suppress(simple_websocket.ConnectionClosed, LocalProtocolError, OSError):
            super().close()


@lru_cache(maxsize=8)
def _frame(text: str) -> bytes:
    content = text.encode()
    length = len(content)
    if length <= _SHORT:
        return struct.pack("!BB", _WHOLE_TEXT, length) + content
    if length <= _UP_TO_16_BITS:
        return struct.pack("!BBH", _WHOLE_TEXT, _MEDIUM, length) + content
    return struct.pack("!BBQ", _WHOLE_TEXT, _LONG, length) + content
