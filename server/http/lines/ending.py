"""Ends a line from this side at once, even if the other end is gone."""

from contextlib import suppress

from flask_socketio import SocketIO


def end_at_once(socketio: SocketIO) -> None:
    """Make the ending of a line of `socketio` return at once.

    Engine.IO waits until everything sent on the line is on its way. If the peer is gone, nothing moves any
    more, and the waiting thread and the line's place would be lost until the next start.
    """
    engine = socketio.server.eio

    def disconnect(sid: str | None = None) -> None:
        for each in list(engine.sockets) if sid is None else [sid]:
            with suppress(KeyError):  # it has gone already
                line = engine._get_socket(each)  # noqa: SLF001 - it has no public door
                line.close(wait=False, reason=engine.reason.SERVER_DISCONNECT)
            engine.sockets.pop(each, None)

    engine.disconnect = disconnect
