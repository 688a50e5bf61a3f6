"""How a message goes out on a screen's line, framed once for everybody and written whole; and how much may come in."""

import struct
from functools import lru_cache
from typing import Any, Final

import simple_websocket
from engineio.async_drivers._websocket_wsgi import SimpleWebSocketWSGI
from flask_socketio import SocketIO

_WHOLE_TEXT: Final = 0x81
_SHORT, _MEDIUM, _LONG = 125, 126, 127
_UP_TO_16_BITS: Final = 0xFFFF


def frame_once(socketio: SocketIO) -> None:
    """Let all lines of `socketio` share their frames."""
    engine = socketio.server.eio
    engine._async = {**engine._async, "websocket": SharedLine}  # noqa: SLF001 - it has no public door


class BoundedLine(simple_websocket.Server):  # type: ignore[misc]
    """A WebSocket that ends when a message, or all that nobody has read yet, is longer than `max_message_size` bytes.

    So does one that sends bytes: nobody does here, and Socket.IO would keep them until their event is complete.
    """

    def _handle_events(self) -> bool:
        goes_on: bool = super()._handle_events()
        if goes_on and self._floods():
            self.input_buffer.clear()
            self.event.set()
            return False
        return goes_on

    def _floods(self) -> bool:
        unread = list(self.input_buffer)
        return any(isinstance(message, bytes) for message in unread) or (
            self.max_message_size is not None and sum(map(len, unread)) > self.max_message_size
        )


class SharedLine(SimpleWebSocketWSGI):  # type: ignore[misc]
    """Engine.IO's WebSocket.

    What two hundred screens are sent is the same text, and without compression the same frame (RFC 6455 §5.2).
    """

    def __init__(self, handler: Any, server: Any) -> None:
        super().__init__(handler, server)
        self._engine = server

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ARG002
        """Serve one line to its end."""
        self.ws = BoundedLine(environ, max_message_size=self._engine.max_http_buffer_size)
        self.app(self)
        raise StopIteration  # gunicorn's word for a line that is used up

    def send(self, message: str | bytes) -> Any:
        """Write one message; blocks while the peer is slow. Raises `OSError` when the line is gone."""
        if isinstance(message, bytes) or not self.ws.connected:
            return super().send(message)
        return self.ws.sock.sendall(_frame(message))


@lru_cache(maxsize=8)
def _frame(text: str) -> bytes:
    content = text.encode()
    length = len(content)
    if length <= _SHORT:
        return struct.pack("!BB", _WHOLE_TEXT, length) + content
    if length <= _UP_TO_16_BITS:
        return struct.pack("!BBH", _WHOLE_TEXT, _MEDIUM, length) + content
    return struct.pack("!BBQ", _WHOLE_TEXT, _LONG, length) + content
