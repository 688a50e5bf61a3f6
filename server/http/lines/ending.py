"""Ending a line from this side: at once, also when nobody is at its other end any more."""

from contextlib import suppress

from flask_socketio import SocketIO


def end_at_once(socketio: SocketIO) -> None:
    """Let nobody who ends a line of `socketio` wait for it.

    Engine.IO waits until all that the line was sent is on its way. Where the peer has gone nothing goes on its way any
    more, and the thread that ended the line, and the line's place, would be lost until the next start.
    """
    engine = socketio.server.eio

    def disconnect(sid: str | None = None) -> None:
        for each in list(engine.sockets) if sid is None else [sid]:
            with suppress(KeyError):  # it has gone already
                line = engine._get_socket(each)  # noqa: SLF001 - it has no public door
                line.close(wait=False, reason=engine.reason.SERVER_DISCONNECT)
            engine.sockets.pop(each, None)

    engine.disconnect = disconnect
