"""Live updates over Socket.IO: who is connected, and snapshots for them after every commit."""

from .broadcaster import Broadcaster
from .sockets import Sockets

__all__ = ["Broadcaster", "Sockets"]
