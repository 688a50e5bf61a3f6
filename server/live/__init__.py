"""Live updates over Socket.IO: who is connected, and snapshots for them after every commit."""

from server.live.broadcaster import Broadcaster
from server.live.sockets import Sockets

__all__ = ["Broadcaster", "Sockets"]
