"""How a message goes out on a screen's line: framed once for everybody, and written whole."""

import struct
from functools import lru_cache
from typing import Any, Final

from engineio.async_drivers._websocket_wsgi import SimpleWebSocketWSGI
from flask_socketio import SocketIO

_WHOLE_TEXT: Final = 0x81
_SHORT, _MEDIUM, _LONG = 125, 126, 127
_UP_TO_16_BITS: Final = 0xFFFF


def frame_once(socketio: SocketIO) -> None:
    """Let all lines of `socketio` share their frames."""
    engine = socketio.server.eio
    engine._async = {**engine._async, "websocket": SharedLine}  # noqa: SLF001 - it has no public door


class SharedLine(SimpleWebSocketWSGI):  # type: ignore[misc]
    """Engine.IO's WebSocket.

    What two hundred screens are sent is the same text, and without compression the same frame (RFC 6455 §5.2).
    """

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
