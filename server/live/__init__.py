"""Live updates over Socket.IO: who is connected, and the snapshots that they get after every commit."""

from server.live.broadcaster import Broadcaster
from server.live.sockets import Sockets

__all__ = ["Broadcaster", "Sockets"]
